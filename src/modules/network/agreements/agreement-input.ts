/** What is said of an agreement, read and checked alike by every command that takes it. */
import { z } from 'zod';
import { day, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { type FieldError, problem } from '../../../platform/problem/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { agreementKinds, agreementOffers, agreementTerms, deskTasks, partyKinds, taskCategories, weeklyHours } from '../kinds.ts';
import { networkProblem } from '../problems.ts';
import { agreementPeriod, periodFault } from '../rules/agreement-period.ts';
import { agreementTasks, faultInTasks } from '../rules/agreement-tasks.ts';
import { type AgreementRecord, agreementRecord } from '../store/agreement-record.ts';
import { knownPlaceIds } from '../store/agreement-write.ts';
import { listMunicipalities } from '../store/geography.ts';

export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'a text')
    .max(most)
    .regex(/^\P{Cc}*$/u, 'text on one line');

const uuid = z.uuid().transform((id) => parseUuid(id)!);

export const agreementFacts = z.object({
  kind: z.enum(agreementKinds),
  /** Code of the authority whose matters it is about. */
  agency: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'the code of an authority, such as skatteverket'),
  title: line(300),
  reference: line(200).nullable(),
  /** The period agreed on; null until it is. */
  from: day.nullable(),
  /** Last day; null = until further notice. */
  to: day.nullable(),
  noticeMonths: z.number().int().min(0).max(120).nullable(),
  terms: z.partialRecord(z.enum(agreementTerms), z.string().trim().min(1, 'a text').max(10_000)),
  /** Whether what is handed in there has reached the authority that day; null: it does not say. */
  arrivalCounts: z.boolean().nullable(),
  /** The agreement whose place it takes. */
  replaces: uuid.nullable(),
  /** Why days between the two are accepted; null: they are not. */
  gapReason: line(1000).nullable(),
  parties: z
    .array(
      z.object({
        kind: z.enum(partyKinds),
        name: line(300),
        municipalityCode: z.string().nullable(),
        contactRole: line(200).nullable(),
        contact: line(300).nullable(),
      }),
    )
    .max(50),
  places: z
    .array(
      z.object({
        placeId: uuid,
        offers: z.array(z.enum(agreementOffers)).min(1, 'what is offered there').max(agreementOffers.length),
        hours: weeklyHours.nullable(),
      }),
    )
    .max(1000),
  duties: z
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
export type SaidOfAgreement = z.output<typeof agreementFacts>;

/**
 * Holds what is said against the register and against itself. `id`: the agreement that is changed, null for a new one.
 * Throws invalid-input naming every field, agreement-unknown for the one it replaces, and what `requirePeriod` throws.
 */
export async function requireFacts(
  db: Database,
  said: SaidOfAgreement,
  today: PlainDate,
  id: string | null = null,
): Promise<void> {
  const fields: FieldError[] = [];
  const twice = (list: readonly string[], index: number): boolean => list.indexOf(list[index]!) < index;
  const municipalities = new Set((await listMunicipalities(db)).map(({ code }) => code));
  for (const [index, { kind, municipalityCode }] of said.parties.entries()) {
    const known = municipalityCode !== null && municipalities.has(municipalityCode);
    if (kind === 'municipality' ? !known : municipalityCode !== null)
      fields.push({
        field: `parties.${index}.municipalityCode`,
        expected:
          kind === 'municipality' ? 'the code of a municipality, such as 0180' : 'none, since the party is no municipality',
      });
  }
  const placeIds = said.places.map(({ placeId }) => placeId);
  const knownPlaces = await knownPlaceIds(db, placeIds);
  for (const [index, placeId] of placeIds.entries()) {
    if (!knownPlaces.has(placeId)) fields.push({ field: `places.${index}.placeId`, expected: 'a place of the register' });
    else if (twice(placeIds, index)) fields.push({ field: `places.${index}.placeId`, expected: 'each place once' });
  }
  if (said.gapReason !== null && said.replaces === null)
    fields.push({ field: 'gapReason', expected: 'none, since it replaces no agreement' });
  if (said.to !== null && said.from === null) fields.push({ field: 'from', expected: 'a first day, since there is a last day' });
  if (fields.length > 0) throw problem('invalid-input', { fields });
  requireTasks(said.duties);
  await requirePeriod(db, said, { today, id });
}

/** Throws invalid-input with rule agreement-tasks; no tasks at all are right as long as it is not agreed. */
export function requireTasks(duties: SaidOfAgreement['duties'], field = 'duties'): void {
  const fault = faultInTasks(duties);
  if (fault === null || fault === 'none') return;
  throw problem('invalid-input', {
    rule: agreementTasks,
    fields: [{ field: `${field}.${fault.index}.${fieldOf[fault.fault]}`, expected: expectedOf[fault.fault] }],
  });
}

const fieldOf = { twice: 'task', 'access-missing': 'access', 'access-without-need': 'access' } as const;
const expectedOf = {
  twice: 'each task once',
  'access-missing': 'which access to personal data the task needs',
  'access-without-need': 'none for a general task',
} as const;

/**
 * The period as it is agreed on, or with `others` as it comes into force. Throws period-reversed, agreement-unknown (the one replaced),
 * agreement-leaves-gap, agreement-overlaps.
 */
export async function requirePeriod(
  db: Database,
  { from, to, replaces, gapReason }: Pick<SaidOfAgreement, 'from' | 'to' | 'replaces' | 'gapReason'>,
  {
    today,
    id,
    others = [],
  }: { today: PlainDate; id: string | null; others?: readonly { id: string; from: string; to: string | null }[] },
): Promise<void> {
  const replaced = replaces === null ? null : await replacedBy(db, replaces, id, today);
  if (from === null) return;
  const replacedFrom = replaced?.from ?? null;
  const fault = periodFault(
    { from, to },
    {
      gapReason,
      replaced:
        replaced === null || replacedFrom === null
          ? null
          : { from: replacedFrom as PlainDate, to: (replaced.lastDay ?? replaced.to) as PlainDate | null },
      others: others.map((one) => ({ id: one.id, from: one.from as PlainDate, to: one.to as PlainDate | null })),
    },
  );
  if (fault === null) return;
  const more = { rule: agreementPeriod };
  if (fault.fault === 'reversed')
    throw networkProblem('period-reversed', {
      params: { from, to: to! },
      fields: [{ field: 'to', expected: `a day on or after ${from}` }],
    });
  if (fault.fault === 'not-after')
    throw networkProblem('agreement-not-after', {
      ...more,
      params: { date: replacedFrom! },
      fields: [{ field: 'from', expected: `a day after ${replacedFrom!}` }],
    });
  if (fault.fault === 'gap')
    throw networkProblem('agreement-leaves-gap', {
      ...more,
      params: { from: fault.from, to: fault.to },
      fields: [
        { field: 'from', expected: `${fault.from} or earlier, or a reason why ${fault.from} to ${fault.to} are accepted` },
      ],
    });
  const other = await agreementRecord(db, fault.id, today);
  throw networkProblem('agreement-overlaps', { ...more, params: { other: other?.title ?? '' }, detail: `overlaps ${fault.id}` });
}

async function replacedBy(db: Database, replaces: string, id: string | null, today: PlainDate): Promise<AgreementRecord> {
  const found = replaces === id ? null : await agreementRecord(db, replaces, today);
  if (found === null) throw networkProblem('agreement-unknown');
  return found;
}

/** A record as what is said of it: what a change begins with. */
export function saidOf(record: AgreementRecord): SaidOfAgreement {
  const { kind, agency, title, reference, noticeMonths, terms, arrivalCounts, replaces, gapReason, duties } = record;
  return {
    kind,
    agency,
    title,
    reference,
    from: record.from as PlainDate | null,
    to: record.to as PlainDate | null,
    noticeMonths,
    terms,
    arrivalCounts,
    replaces,
    gapReason,
    parties: record.parties.map(({ id: _id, ...party }) => party),
    places: record.placeList.map(({ placeId, offers, hours }) => ({ placeId, offers, hours })),
    duties,
  };
}
