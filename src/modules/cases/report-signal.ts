/** Whether a report that is missing or late is told to control. Asked by the nightly job and by whatever changes the answer. */
import type { Instant, PlainDate } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { NewId, Uuid } from '../../platform/ids/index.ts';
import type { Event } from '../../platform/outbox/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { factsFor } from '../people/index.ts';
import { casesEvents } from './events.ts';
import { windowOfMonth } from './report-days.ts';
import { owesReport } from './rules/report-first.ts';
import { receiverOf, type SignalFacts, signalGrounds, withhold, type Withheld } from './rules/signal-grounds.ts';
import type { OpenCase } from './store/open-case.ts';
import { findReport } from './store/report.ts';
import { lockSignal, takeTurns, writeSignal } from './store/signal.ts';
import { insertTodo, listTodos } from './store/todo.ts';

export interface SignalContext {
  tx: Transaction;
  newId: NewId;
  now: Instant;
  today: PlainDate;
  /** Account id, or the job. */
  by: string;
}

/** The kind of task that says that a paper report is on its way from another desk; details: month, place. */
export const onItsWay = 'report-on-its-way';

/**
 * Looks at a month of a registration and raises, withholds or withdraws its signal. Gives the events of what changed.
 * `outageId`: the outage that touched the window. It goes along as the person's reason; the signal goes all the same (JO 2023-11).
 */
export async function considerReport(
  context: SignalContext,
  open: OpenCase,
  month: PlainDate,
  outageId: Uuid | null,
): Promise<Event[]> {
  const { tx, today } = context;
  const { personId, id: registrationId } = open;
  // Asked of people itself, before anything of the case is held: nothing goes while the mark is still on its way here.
  const isProtected = (await factsFor(tx, personId))?.isProtected !== false;
  await takeTurns(tx, personId);
  const report = await findReport(tx, { personId, registrationId, month });
  const noted = (await listTodos(tx, personId)).some(({ kind, details }) => kind === onItsWay && details['month'] === month);
  const window = windowOfMonth(month);
  const facts: SignalFacts = {
    about: 'report',
    isProtected: open.isProtected || isProtected,
    receiver: receiverOf(open),
    authorityFailed: false,
    owed: open.wasRegistered ? owesReport(open, month) : 'unknown',
    windowClosed: today > window.closes,
    report: report?.timely ?? (noted ? 'on-its-way' : 'none'),
  };
  const about = { about: `report:${month.slice(0, 7)}`, month, closes: window.closes, reportId: report?.id ?? null, outageId };
  return settleSignal(context, open, facts, about);
}

/** Writes what follows from the facts, once per thing: raised, withheld with its reason, or withdrawn. */
export async function settleSignal(
  context: SignalContext,
  open: OpenCase,
  facts: SignalFacts,
  { about, ...seen }: { about: string } & Readonly<Record<string, unknown>>,
): Promise<Event[]> {
  const { tx, now, newId, by, today } = context;
  const of = { personId: open.personId, registrationId: open.id, code: valueOn(signalGrounds, today)[facts.about], about };
  const before = await lockSignal(tx, of);
  const because = withhold(facts);
  const state = because === null ? 'raised' : before?.state === 'raised' ? 'withdrawn' : 'withheld';
  if (before === null ? !isNoted(because) : before.state === state || (before.state === 'withdrawn' && state === 'withheld'))
    return [];
  const signalId = before?.id ?? newId();
  await writeSignal(tx, { ...of, id: signalId, state, facts: { ...facts, ...seen, because }, at: now, by });
  if (because === 'protected') {
    const details = { because: facts.about, about };
    await insertTodo(tx, {
      personId: open.personId,
      id: newId(),
      kind: 'protected-contact',
      registrationId: open.id,
      details,
      protected: true,
      at: now,
    });
  }
  if (state === 'withheld') return [];
  const payload = { signalId, code: of.code, about };
  return [
    state === 'raised'
      ? casesEvents.signalRaised(open.personId, { ...payload, receiver: facts.receiver })
      : casesEvents.signalWithdrawn(open.personId, payload),
  ];
}

/** What is kept of a first look that raised nothing: only what an officer may want to know of. */
function isNoted(because: Withheld | null): boolean {
  return because === null || ['protected', 'authority-failed', 'undecided', 'on-its-way'].includes(because);
}
