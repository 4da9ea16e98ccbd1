import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { violatedConstraint } from '../../platform/db/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { requireOrder, requirePlace } from './desk-input.ts';
import { deskTasks, taskCategories } from './kinds.ts';
import { networkProblem } from './problems.ts';
import { agreementTasks, faultInTasks } from './rules/agreement-tasks.ts';
import { insertAgreement } from './store/agreements.ts';
import { parseUuid } from '../../platform/ids/index.ts';

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'a text')
    .max(most)
    .regex(/^\P{Cc}*$/u, 'text on one line');

const agreement = z.object({
  placeId: z.uuid().transform((id) => parseUuid(id)!),
  /** Code of the authority whose matters it is about. */
  agency: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'the code of an authority, such as skatteverket'),
  from: day,
  /** Last day; null = no end. */
  to: day.nullable(),
  reference: line(200),
  /** Whether what is handed in there has reached the authority that day; null: the agreement does not say. */
  arrivalCounts: z.boolean().nullable(),
  tasks: z
    .array(
      z.object({
        task: z.enum(deskTasks),
        category: z.enum(taskCategories),
        /** The agreement's own words. */
        words: line(500),
        access: line(500).nullable(),
      }),
    )
    .max(deskTasks.length),
});

/** Notes a service agreement of a place with its tasks. One that is in force is not changed: it ends, and another begins. */
export const putServiceAgreement = command({
  name: 'network.put-service-agreement',
  roles: ['planner', 'administrator'],
  input: agreement,
  async run({ tx, actor, now, newId }, input) {
    requireOrder(input);
    await requirePlace(tx, input.placeId);
    const fault = faultInTasks(input.tasks);
    if (fault === 'none') throw networkProblem('agreement-tasks-missing', { rule: agreementTasks });
    if (fault !== null) {
      throw problem('invalid-input', {
        rule: agreementTasks,
        fields: [{ field: `tasks.${fault.index}.${fieldOf[fault.fault]}`, expected: expectedOf[fault.fault] }],
      });
    }
    const id = newId();
    try {
      await insertAgreement(tx, { ...input, id, at: now, by: actor.id });
    } catch (error) {
      if (violatedConstraint(error) === 'service_agreement_place_id_agency_valid_excl')
        throw networkProblem('agreement-overlaps');
      throw error;
    }
    const { placeId, ...details } = input;
    return {
      result: { agreementId: id },
      subject: `place:${placeId}`,
      rules: [agreementTasks.id],
      details: { agreementId: id, ...details },
    };
  },
});

const fieldOf = { twice: 'task', 'access-missing': 'access', 'access-without-need': 'access' } as const;
const expectedOf = {
  twice: 'each task once',
  'access-missing': 'which access to personal data the task needs',
  'access-without-need': 'none for a general task',
} as const;
