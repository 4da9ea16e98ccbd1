import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { mandateForms, organisationKinds, tasks } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { mandateGiving, refuseMandate } from './rules/mandate-giving.ts';
import { readOrganisationNumber } from './rules/organisation-number.ts';
import { recordAct, requireStanding } from './standing.ts';
import { findRelativeOf, insertMandate, listMandates } from './store/mandates.ts';
import { addOrganisation, insertRelative } from './store/organisations.ts';
import { findByNumber } from './store/numbers.ts';
import { lockPerson } from './store/persons.ts';
import { readTypedNumber } from './typed-number.ts';

const gift = z.object({
  personId: z.string(),
  tasks: z.array(z.enum(tasks)).min(1, 'at least one task'),
  from: day,
  /** Last day. */
  to: day,
  givenHow: z.enum(mandateForms),
  organisationKind: z.enum(organisationKinds),
  /** An organisation's ten digits; a relative's own identity number. */
  organisationNumber: z.string().trim().max(20),
  organisationName: z.string().trim().min(1, 'a name').max(200),
});
type Gift = z.output<typeof gift>;

/** A person lets an organisation, or someone near to them, act for them: for tasks, until a day. */
export const giveMandate = command({
  name: 'people.give-mandate',
  roles: ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'],
  input: gift,
  async run(context, input) {
    const { tx, actor, now, newId, today } = context;
    const standing = await requireStanding(tx, actor, input.personId, 'contact-details', now);
    const { personId, capacity, isProtected } = standing;
    // Two at once take turns: the second finds what the first wrote.
    await lockPerson(tx, personId);
    const number = readNumber(input, today);
    const isToSelf = input.organisationKind === 'relative' && (await findByNumber(tx, number))?.personId === personId;
    const refusal = refuseMandate(
      { capacity, how: input.givenHow, from: input.from, to: input.to, isProtected, isToSelf },
      today,
    );
    if (refusal === 'person-elsewhere') throw peopleProblem(refusal, { rule: mandateGiving });
    if (refusal !== null) {
      throw peopleProblem('mandate-refused', {
        rule: mandateGiving,
        fields: [{ field: refusal, expected: expectedOf[refusal] }],
      });
    }
    const organisationId = await organisationOf(context, input, personId, number);
    const same = await findSame(tx, personId, organisationId, input);
    const mandateId = same ?? newId();
    if (same === null) {
      const { from, to, givenHow } = input;
      const given = { tasks: [...new Set(input.tasks)], from, to, givenHow };
      await insertMandate(tx, { personId, id: mandateId, organisationId, ...given, at: now, by: actor.id });
      await recordAct(tx, context, standing, 'mandate-given', { mandateId });
    }
    return {
      result: { mandateId },
      subject: `person:${personId}`,
      rules: [mandateGiving.id],
      details: { mandateId, organisationId, tasks: input.tasks, from: input.from, to: input.to, givenHow: input.givenHow },
    };
  },
});

const expectedOf = {
  givenHow: 'online by the person, in writing or on the spot before staff',
  to: 'a last day that is not before the first, nor past',
  organisationNumber: 'someone else than the person',
} as const;

function readNumber(input: Gift, today: CommandContext['today']): string {
  if (input.organisationKind !== 'relative') {
    const number = readOrganisationNumber(input.organisationNumber);
    if (number !== null) return number;
    const fields = [{ field: 'organisationNumber', expected: 'ten digits with the right check digit' }];
    throw peopleProblem('organisation-number-wrong', { fields });
  }
  return readTypedNumber(input.organisationNumber, today, 'organisationNumber').number;
}

async function organisationOf({ tx, newId, now }: CommandContext, input: Gift, personId: Uuid, number: string): Promise<Uuid> {
  const { organisationKind: kind, organisationName: name } = input;
  if (kind !== 'relative') return addOrganisation(tx, { id: newId(), number, kind, name, at: now });
  return (await findRelativeOf(tx, personId, number)) ?? insertRelative(tx, { id: newId(), number, name, at: now });
}

/** The same mandate given twice is one. */
async function findSame(tx: Transaction, personId: Uuid, organisationId: Uuid, input: Gift): Promise<Uuid | null> {
  const wanted = [...new Set(input.tasks)].toSorted().join();
  const same = (await listMandates(tx, personId)).find(
    (one) =>
      one.revokedAt === null &&
      one.organisationId === organisationId &&
      one.from === input.from &&
      one.to === input.to &&
      one.tasks.toSorted().join() === wanted,
  );
  return same?.id ?? null;
}
