/** What is said when a desk is set up, read alike by every command that takes it. */
import { z } from 'zod';
import { parseUuid } from '../../platform/ids/index.ts';
import { violatedConstraint } from '../../platform/db/index.ts';
import { deskProblem } from './problems.ts';

export const uuid = z.uuid().transform((text) => parseUuid(text)!);
export const code = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'a code in small letters, such as skatteverket');
/** The form's version: a change made from an older one is refused. */
export const version = z.number('a version').int();

export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'a text')
    .max(most)
    .regex(/^\P{Cc}*$/u, 'text on one line');

/** By language; an empty one is left out, and the Swedish is shown instead. */
export const namesInput = z
  .object({ sv: line(60), en: line(60).or(z.literal('')), 'sv-easy': line(60).or(z.literal('')), ar: line(60).or(z.literal('')) })
  .partial()
  .required({ sv: true })
  .transform(({ sv, ...others }) => ({
    sv,
    ...Object.fromEntries(Object.entries(others).filter(([, name]) => name !== '' && name !== undefined)),
  }));

/** A thing that is new has no id and no version; one that is changed has both. */
export const which = { id: uuid.nullable(), version: version.nullable() };

/** Runs a write; what the database refuses becomes the problem that says it. Throws letter-taken, counter-name-taken, device-code-taken. */
export async function refuseTaken<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'service_letter') throw deskProblem('letter-taken');
    if (constraint === 'counter_name') throw deskProblem('counter-name-taken');
    if (constraint === 'device_place_id_code_key') throw deskProblem('device-code-taken');
    throw error;
  }
}
