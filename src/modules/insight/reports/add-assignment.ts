import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { violatedConstraint } from '../../../platform/db/index.ts';
import { insightProblem } from '../problems.ts';
import { insertAssignment } from '../store/reports.ts';
import { code, title } from './report-input.ts';

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => (text === '' ? null : text));

/** Notes what the government has asked for, and where it says so. */
export const addAssignment = command({
  name: 'insight.add-assignment',
  roles: ['analyst', 'administrator'],
  input: z.object({
    code,
    title,
    givenIn: z.string().trim().min(1, 'where it is given').max(300),
    paragraph: optional(200),
    asks: z.string().trim().min(1, 'what must be told').max(4000),
    source: optional(500).refine(
      (text) => text === null || /^https?:\/\/\S+$/.test(text),
      'an address that begins with https://',
    ),
  }),
  async run({ tx, actor, now, newId }, input) {
    const id = newId();
    try {
      await insertAssignment(tx, { id, ...input, at: now, by: actor.name });
    } catch (error) {
      if (violatedConstraint(error) === 'assignment_code_key')
        throw insightProblem('assignment-code-taken', { params: { code: input.code } });
      throw error;
    }
    return { result: { code: input.code }, subject: `assignment:${id}`, details: { code: input.code } };
  },
});
