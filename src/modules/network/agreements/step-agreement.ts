import { z } from 'zod';
import { command, type CommandContext } from '../../../platform/auth/index.ts';
import { addDays, day, type PlainDate } from '../../../platform/clock/index.ts';
import { violatedConstraint } from '../../../platform/db/index.ts';
import type { Event } from '../../../platform/outbox/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import {
  actionTo,
  agreementActions,
  type AgreementState,
  agreementStates,
  canAgreement,
  coveringStates,
  endsWithPeriod,
} from '../agreement-state.ts';
import { networkEvents } from '../events.ts';
import { networkProblem } from '../problems.ts';
import { agreementContent, lacksInAgreement } from '../rules/agreement-content.ts';
import { agreementNotice, earliestEnd } from '../rules/agreement-notice.ts';
import { agreementPeriod, coveringOn, leftOut } from '../rules/agreement-period.ts';
import { coveredByOthers, listCoverage, writeDesks } from '../store/agreement-coverage.ts';
import { type AgreementRecord, agreementRecord } from '../store/agreement-record.ts';
import { insertStep, lockAgreement, type LockedAgreement } from '../store/agreement-write.ts';
import { touchRegister } from '../store/version.ts';
import { requirePeriod } from './agreement-input.ts';

const input = z.object({
  agreementId: z.uuid(),
  state: z.enum(agreementStates),
  /** The first day of the state: for an end the day after the last day. */
  since: day,
  note: z.string().trim().max(1000),
  /** Why it ends before its period of notice has passed. */
  reason: z.string().trim().min(1, 'why the period of notice is not kept').max(1000).nullable().default(null),
});
type Step = z.output<typeof input>;
type Context = Pick<CommandContext, 'tx' | 'now' | 'today' | 'newId' | 'actor'>;

/** Dated ahead only where that is a decision about days to come. */
const mayLieAhead: readonly AgreementState[] = ['in-force', 'ended'];
const covers = (state: AgreementState): boolean => coveringStates.some((one) => one === state);

/**
 * Takes an agreement one step on in its life (agreement-state.ts). What its places offer follows: desks have its tasks from the day on which it is in
 * force to its last day, and what it replaces ends the day before. `in-force` said of one in force takes back an end that was decided ahead.
 */
export const stepAgreement = command({
  name: 'network.step-agreement',
  roles: agreementActions.end.roles,
  input,
  async run(context, step) {
    const { tx, actor, today } = context;
    const before = await lockAgreement(tx, step.agreementId, today);
    if (before === null) throw networkProblem('agreement-unknown');
    const record = (await agreementRecord(tx, step.agreementId, today))!;
    const keeps = step.state === before.state && covers(before.state) && mayTakeBack(before, record.to);
    const action = actionTo(before.state, step.state);
    if (action === null && !keeps)
      throw networkProblem('agreement-step-refused', { params: { from: before.state, to: step.state } });
    if (action !== null && !canAgreement(before.state, action, actor.roles)) throw problem('not-allowed');
    requireDayOf(step, before, today);
    if (step.state === 'agreed') await requireContent(context, record);
    if (step.state === 'ended' && hasCovered(before, record, step.since)) requireEnd(step, before, record, today);
    const events = before.state === 'agreed' && step.state === 'in-force' ? await replaceOther(context, record, step) : [];
    const successor = keeps ? await requireRoom(context, record) : null;
    await insertStep(tx, { ...step, id: context.newId(), note: step.reason ?? step.note }, context.now, actor.name);
    if (covers(step.state)) await carryEnd(context, record, step, keeps ? successor : before);
    events.push(...(await writeWhatFollows(context, record, before, step)));
    return {
      result: { agreementId: step.agreementId, state: step.state },
      subject: `agreement:${step.agreementId}`,
      rules: rulesOf(step, before),
      details: { state: step.state, since: step.since, from: before.state, noticeKept: step.reason === null },
      events,
    };
  },
});

function rulesOf(step: Step, before: LockedAgreement): string[] {
  if (step.state === 'agreed') return [agreementContent.id, agreementPeriod.id];
  if (step.state === 'in-force') return [agreementPeriod.id];
  return step.state === 'ended' && covers(before.state) ? [agreementNotice.id] : [];
}

function requireDayOf({ state, since }: Step, before: LockedAgreement, today: PlainDate): void {
  if (since > today && !mayLieAhead.includes(state))
    throw networkProblem('day-to-come', {
      params: { date: since },
      fields: [{ field: 'since', expected: `${today} or earlier` }],
    });
  if (since < before.since)
    throw networkProblem('agreement-goes-back', {
      params: { date: before.since },
      fields: [{ field: 'since', expected: `${before.since} or later` }],
    });
}

async function requireContent({ tx, today }: Context, record: AgreementRecord): Promise<void> {
  const lacks = lacksInAgreement(
    { ...record, places: record.placeList },
    valueOn(agreementContent, today < firstContent ? firstContent : today),
  );
  if (lacks.length > 0)
    throw networkProblem('agreement-lacks', {
      rule: agreementContent,
      params: { count: lacks.length },
      fields: lacks.map((field) => ({ field, expected: 'to be there before it is agreed' })),
    });
  await requirePeriod(tx, periodOf(record), { today, id: record.id, others: await coveredByOthers(tx, record.id) });
  if (record.from !== null) await requirePlaces(tx, record, { since: record.from as PlainDate, today });
}

/** What it replaces leaves no place behind that nothing covers, unless with a reason. */
async function requirePlaces(
  tx: Context['tx'],
  record: AgreementRecord,
  { since, today }: { since: PlainDate; today: PlainDate },
): Promise<void> {
  const replaced = record.replaces === null ? null : await lockAgreement(tx, record.replaces, today);
  if (replaced === null || record.gapReason !== null || !covers(replaced.state)) return;
  if (replaced.endsOn !== null && replaced.endsOn <= since) return;
  const { placeList } = (await agreementRecord(tx, replaced.id, today))!;
  const others = coveringOn(await listCoverage(tx, { agency: record.agency }), since, replaced.id);
  const left = leftOut(
    placeList.filter(({ until }) => until === null || until >= since),
    [...record.placeList, ...others],
  );
  if (left.length === 0) return;
  const places = left.map(({ placeName }) => placeName).join(', ');
  throw networkProblem('agreement-leaves-places', {
    rule: agreementPeriod,
    params: { date: since, places },
    fields: [{ field: 'places', expected: `also ${left.map(({ placeCode }) => placeCode).join(', ')}, or a reason` }],
  });
}

const firstContent = Object.keys(agreementContent.values)[0] as PlainDate;

const periodOf = ({ from, to, replaces, gapReason }: AgreementRecord) => ({
  from: from as PlainDate | null,
  to: to as PlainDate | null,
  replaces,
  gapReason,
});

/** Whether it has been in force before that day, or will have been. */
const hasCovered = (before: LockedAgreement, { next }: AgreementRecord, since: PlainDate): boolean =>
  covers(before.state) || (next?.state === 'in-force' && next.since < since);

/** It does not go on beyond an end that stands, and its period of notice is kept. */
function requireEnd(step: Step, { endsOn }: LockedAgreement, record: AgreementRecord, today: PlainDate): void {
  if (endsOn !== null && step.since > endsOn)
    throw networkProblem('agreement-ends-sooner', {
      params: { date: addDays(endsOn as PlainDate, -1) },
      fields: [{ field: 'since', expected: `${endsOn} or earlier` }],
    });
  requireNotice(step, record, today);
}

function requireNotice({ since, reason }: Step, record: AgreementRecord, today: PlainDate): void {
  const earliest = earliestEnd(today, record.noticeMonths);
  if (since >= earliest || reason !== null) return;
  throw networkProblem('agreement-notice-short', {
    rule: agreementNotice,
    params: { months: record.noticeMonths ?? 0, date: earliest },
    fields: [{ field: 'since', expected: `${earliest} or later, or a reason` }],
  });
}

/** It comes into force within its period and without days between; what it replaces ends as replaced the day before. */
async function replaceOther(context: Context, record: AgreementRecord, { since }: Step): Promise<Event[]> {
  const { tx, now, today, newId, actor } = context;
  if (record.from === null || since < record.from || (record.to !== null && since > record.to))
    throw networkProblem('agreement-outside-period', {
      params: { from: record.from ?? '', to: record.to ?? '' },
      fields: [{ field: 'since', expected: 'a day of its period' }],
    });
  const others = await coveredByOthers(tx, record.id);
  await requirePeriod(tx, { ...periodOf(record), from: since }, { today, id: record.id, others });
  await requirePlaces(tx, record, { since, today });
  const replaced = record.replaces === null ? null : await lockAgreement(tx, record.replaces, today);
  if (replaced === null || !covers(replaced.state) || (replaced.endsOn !== null && replaced.endsOn <= since)) return [];
  const step = { id: newId(), agreementId: replaced.id, state: 'replaced', since, note: '' } as const;
  await insertStep(tx, step, now, actor.name);
  await writeDesks(tx, [replaced.id], now, actor.name);
  const { placeList } = (await agreementRecord(tx, replaced.id, today))!;
  return [
    networkEvents.agreementEnding(
      replaced.id,
      placeList.map(({ placeId }) => placeId),
      addDays(since, -1),
    ),
  ];
}

/**
 * An end is taken back only where no other agreement has come to cover the same after it. What replaces this one ends it all the same, the day before it
 * comes into force. Throws agreement-overlaps.
 */
async function requireRoom({ tx, today }: Context, record: AgreementRecord): Promise<DecidedEnd | null> {
  const next = record.replacedBy === null ? null : await agreementRecord(tx, record.replacedBy, today);
  const comes = next?.next?.state === 'in-force' ? (next.next.since as PlainDate) : null;
  const others = (await coveredByOthers(tx, record.id)).filter((one) => one.id !== next?.id);
  const to = comes === null ? (record.to as PlainDate | null) : addDays(comes, -1);
  await requirePeriod(
    tx,
    { from: record.from as PlainDate, to, replaces: null, gapReason: null },
    { today, id: record.id, others },
  );
  return comes === null ? null : { endsOn: comes, endsAs: 'replaced' };
}

type DecidedEnd = Pick<LockedAgreement, 'endsOn' | 'endsAs'>;

/** Its period was agreed on and is no decision of its own. */
const mayTakeBack = ({ endsAs, endsOn }: LockedAgreement, to: string | null): boolean =>
  endsAs !== null && !endsWithPeriod({ state: endsAs, since: endsOn! }, to);

/** It ends with its period, and an end that was decided before stays decided, with what was noted of it. */
async function carryEnd(context: Context, record: AgreementRecord, { since }: Step, before: DecidedEnd | null): Promise<void> {
  const { tx, now, newId, actor } = context;
  const byPeriod = record.to === null ? null : addDays(record.to as PlainDate, 1);
  const decided = (before?.endsOn ?? null) as PlainDate | null;
  const end = byPeriod === null || (decided !== null && decided < byPeriod) ? decided : byPeriod;
  if (end === null || end <= since) return;
  const state = end === decided ? before!.endsAs! : 'ended';
  const same = record.steps.findLast((one) => !one.superseded && one.state === state && one.since === end);
  const carried = { id: newId(), agreementId: record.id, state, since: end, note: same?.note ?? '' };
  await insertStep(tx, carried, now, actor.name);
}

/** Its desks, the register's version, and what the modules to the right are told. */
async function writeWhatFollows(
  context: Context,
  record: AgreementRecord,
  before: LockedAgreement,
  step: Step,
): Promise<Event[]> {
  const { tx, now, actor } = context;
  await refuseOverlap(() => writeDesks(tx, [record.id], now, actor.name));
  await touchRegister(tx);
  const placeIds = record.placeList.map(({ placeId }) => placeId);
  if (step.state === 'ended' && (covers(before.state) || record.next?.state === 'in-force'))
    return [networkEvents.agreementEnding(record.id, placeIds, addDays(step.since, -1))];
  return step.state === 'in-force' ? [networkEvents.agreementInForce(record.id, placeIds, step.since)] : [];
}

/** The database's own refusal of two agreements about one desk becomes the problem that says so. */
export async function refuseOverlap(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (violatedConstraint(error) === 'service_agreement_place_id_agency_valid_excl')
      throw networkProblem('agreement-overlaps', { rule: agreementPeriod, params: { other: '–' } });
    throw error;
  }
}
