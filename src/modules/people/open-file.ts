import { z } from 'zod';
import { command, execute, type Actor, type House } from '../../platform/auth/index.ts';
import { type Instant, later } from '../../platform/clock/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { requireAtDesk } from './desk-of-another.ts';
import { identifications } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { fileOpeningReason, openingReasons, refuseOpening } from './rules/file-opening-reason.ts';
import { fileOpenTime } from './rules/file-open-time.ts';
import { canSee } from './rules/what-is-seen.ts';
import { insertOpening } from './store/openings.ts';
import { lockPerson } from './store/persons.ts';
import { viewerFacts } from './store/viewer.ts';

/** A choice in a form: nothing chosen is an empty text. */
const choice = <const Codes extends readonly [string, ...string[]]>(codes: Codes) =>
  z
    .enum(codes)
    .or(z.literal(''))
    .optional()
    .transform((code): Codes[number] | null => (code === undefined || code === '' ? null : code));

const opening = z.object({
  personId: z.uuid(),
  reason: choice(openingReasons),
  reasonText: z.string().trim().max(500).default(''),
  identification: choice(identifications),
});

export interface OpenedFile {
  /** Null: there is no person with this id that the officer may see. */
  openingId: Uuid | null;
  until: Instant;
}

/**
 * Opens a person's file with a reason, for a while (rule file-open-time), and logs it for the person and the auditor. A person
 * who is not there and one who is protected answer alike; the attempt on the latter is logged, which a refusal would undo.
 */
export const openFile = command({
  name: 'people.open-file',
  roles: ['desk-officer', 'caseworker', 'protection-officer'],
  input: opening,
  async run({ tx, actor, now, newId, today }, input) {
    await requireAtDesk(tx, actor, today, 'file');
    const refusal = refuseOpening(input);
    if (refusal === 'file-reason-required') throw peopleProblem(refusal, { rule: fileOpeningReason });
    if (refusal === 'other-in-words') {
      throw problem('invalid-input', {
        rule: fileOpeningReason,
        fields: [{ field: 'reasonText', expected: 'the reason in words' }],
      });
    }
    const personId = parseUuid(input.personId);
    const person = personId === null ? null : await lockPerson(tx, personId);
    const facts = person === null ? null : await viewerFacts(tx, parseUuid(actor.id), person.personId, today);
    const seen =
      person !== null &&
      facts !== null &&
      canSee(actor.roles, { ...facts, isProtected: person.protection !== 'none' }) === 'whole';
    const { minutes } = valueOn(fileOpenTime, today);
    const until = seen ? later(now, minutes * 60_000) : now;
    const id = newId();
    if (person !== null) {
      const { reason, reasonText, identification } = input;
      const by = { accountId: actor.id, actorName: actor.name, roles: actor.roles };
      await insertOpening(tx, { personId: person.personId, id, ...by, reason, reasonText, identification, at: now, until });
    }
    const result: OpenedFile = { openingId: seen ? id : null, until };
    return {
      result,
      subject: `person:${input.personId}`,
      rules: [fileOpeningReason.id, fileOpenTime.id],
      details: { openingId: result.openingId, reason: input.reason, identification: input.identification },
    };
  },
});

/** As openFile, but throws person-unknown where there is no one to see. */
export async function openFileOrRefuse(
  house: House,
  actor: Actor,
  input: unknown,
  requestId: string | null = null,
): Promise<{ openingId: Uuid; until: Instant }> {
  const { openingId, until } = await execute(house, actor, openFile, input, requestId);
  if (openingId === null) throw peopleProblem('person-unknown');
  return { openingId, until };
}
