import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import { day, type Instant, instantAt, type PlainDate } from '../../platform/clock/index.ts';
import { randomId } from '../../platform/ids/index.ts';
import { recordAct } from '../people/index.ts';
import { deskArrival } from './desk-arrival.ts';
import { casesEvents } from './events.ts';
import { casesProblem } from './problems.ts';
import { assistanceSaid } from './record-assistance.ts';
import { newReceiptNumber } from './receipt-number.ts';
import { requireWindow, reviewDay, windowOfMonth } from './report-days.ts';
import { month, receivedInput } from './report-input.ts';
import { considerReport, onItsWay } from './report-signal.ts';
import { canWithReport } from './report-state.ts';
import { translateReport } from './report-translation.ts';
import { reportArrival, timelyOf } from './rules/report-arrival.ts';
import { markActivities, reportContent } from './rules/report-content.ts';
import { reportWindow } from './rules/report-window.ts';
import { requireOfficer } from './standing-of.ts';
import { findCaseOfMonth, type OpenCase } from './store/open-case.ts';
import { lockReport, type Report, writeReport } from './store/report.ts';
import { endAttempt, helpAttempt, insertAssistance, insertAttempt, insertAttemptEvents } from './store/attempt.ts';
import { closeTodos, insertTodo } from './store/todo.ts';
import { isEmpty, outageOf } from './submit-report.ts';

const received = z.object({
  personId: z.uuid(),
  month,
  /** Of what the person had begun to write themselves, 0 when nothing: it gives way to what was handed in. */
  version: z.number().int().min(0),
  channel: z.enum(['paper', 'oral']),
  /** The day on which it reached the authority; registered on that day (JO 5254-2016), or later and then as of that day. */
  arrivedOn: day,
  /** Handed in at another authority's desk: when, and the code of the place. */
  handedIn: z.object({ on: day, at: z.string().trim().min(1).max(100) }).nullable(),
  content: receivedInput,
  /** What help the person needed with it; null when none was, or nothing is said of it. */
  help: assistanceSaid
    .extend({ how: z.enum(['in-person', 'phone']) })
    .nullable()
    .default(null),
});

type Help = NonNullable<z.output<typeof received>['help']>;

/** Takes in a report on paper, or takes down an oral one: who and when are kept (FvL §27). */
export const receiveReport = command({
  name: 'cases.receive-report',
  roles: ['desk-officer', 'caseworker', 'protection-officer'],
  input: received,
  async run(context, input) {
    const { tx, actor, now, today, newId } = context;
    const standing = await requireOfficer(context, input.personId, 'activity-report');
    const { personId } = standing;
    refuseToCome(input, today);
    const window = windowOfMonth(input.month);
    requireWindow(input.arrivedOn, window);
    const open = await findCaseOfMonth(tx, personId, input.month);
    if (open === null) throw casesProblem('report-month-wrong');
    const before = await lockReport(tx, { personId, registrationId: open.id, month: input.month });
    if (!canWithReport(actor.roles, 'receive', before?.state ?? 'none')) throw casesProblem('report-not-now');
    const { activities, ...rest } = input.content;
    const said = { ...rest, activities: markActivities(activities, input.month) };
    if (isEmpty(said)) throw casesProblem('report-empty', { rule: reportContent });

    const agreement = await deskArrival(tx, input.handedIn ?? { on: input.arrivedOn, at: null });
    const handedInOn = input.handedIn?.on ?? null;
    const timely = timelyOf({ reachedOn: input.arrivedOn, handedInOn, agreement }, window.closes);
    const outageId = timely === 'late' ? await outageOf(tx, window) : null;
    const reportId = before?.id ?? newId();
    // Without help the funnel is told nothing: there was no form that the person went through.
    const attemptId = before?.attemptId ?? (input.help === null ? null : randomId());
    const given = {
      reportId,
      receiptNumber: newReceiptNumber(),
      arrivedAt: arrivedAt(input.arrivedOn, now, today),
      timely,
    };
    const row = {
      ...said,
      personId,
      id: reportId,
      registrationId: open.id,
      attemptId,
      month: input.month,
      state: 'submitted' as const,
      channel: input.channel,
      handedInOn,
      handedInAt: input.handedIn?.at ?? null,
      arrivedAt: given.arrivedAt,
      timely,
      outageId,
      receiptNumber: given.receiptNumber,
      reviewBy: reviewDay(input.arrivedOn),
      recordedBy: actor.id,
      at: now,
    };
    const written = await writeReport(tx, row, input.version);
    if (!written || (before === null && input.version > 0)) throw casesProblem('changed-meanwhile');
    if (input.help !== null)
      await noteHelp(context, { ...row, ...input.help, begun: before?.attemptId != null }, open.isProtected);
    await translateReport(context, row, open.isProtected);
    await closeOnItsWay(context, open, input.month);
    if (timely === 'undecided') await askOfficer(context, open, row);
    await recordAct(tx, context, standing, 'report-received', { month: input.month, channel: input.channel });
    return {
      result: given,
      subject: `person:${personId}`,
      rules: [reportWindow.id, reportArrival.id],
      details: {
        reportId,
        month: input.month,
        channel: input.channel,
        arrivedOn: input.arrivedOn,
        handedInOn,
        agreement,
        timely,
        outageId,
        help: input.help,
      },
      events: [
        casesEvents.reportSubmitted(personId, { reportId, month: input.month, channel: input.channel, timely }),
        ...(await considerReport({ ...context, by: actor.id }, open, input.month, outageId)),
      ],
    };
  },
});

function refuseToCome({ arrivedOn, handedIn }: z.output<typeof received>, today: PlainDate): void {
  const fields = [
    ...(arrivedOn > today ? [{ field: 'arrivedOn', expected: `${today} or earlier` }] : []),
    ...(handedIn !== null && handedIn.on > arrivedOn ? [{ field: 'handedIn.on', expected: `${arrivedOn} or earlier` }] : []),
  ];
  if (fields.length > 0) throw casesProblem('arrival-to-come', { fields });
}

/** The day is what counts; for an earlier one the time of day is not known, and noon stands for it. */
function arrivedAt(on: PlainDate, now: Instant, today: PlainDate): Instant {
  return on === today ? now : instantAt(on, '12:00')!;
}

async function closeOnItsWay({ tx, actor, now }: CommandContext, open: OpenCase, of: PlainDate): Promise<void> {
  await closeTodos(
    tx,
    { personId: open.personId, registrationId: open.id, kinds: [onItsWay], details: { month: of } },
    { by: actor.id, outcome: 'received', at: now },
  );
}

/** Whether it is in time is for an officer to say, and nothing follows meanwhile. */
async function askOfficer(
  { tx, newId, now }: CommandContext,
  open: OpenCase,
  report: { id: OpenCase['id']; month: PlainDate; reviewBy: PlainDate | null },
): Promise<void> {
  await insertTodo(tx, {
    personId: open.personId,
    id: newId(),
    kind: 'review-report',
    registrationId: open.id,
    dueOn: report.reviewBy,
    details: { reportId: report.id, month: report.month, question: 'timely' },
    protected: open.isProtected,
    at: now,
  });
}

/** Help with a report that staff took in: with what was done, as the first step of the form is called. */
async function noteHelp(
  { tx, actor, now, newId }: CommandContext,
  report: Pick<Report, 'personId' | 'attemptId' | 'language'> & Help & { begun: boolean },
  isProtected: boolean,
): Promise<void> {
  const { personId, attemptId, language, begun, why, autonomy, how } = report;
  if (attemptId === null) return;
  const [service, step] = ['activity-report', 'activities'] as const;
  if (begun) await helpAttempt(tx, attemptId, 'staff');
  else await insertAttempt(tx, { attemptId, service, language, capacity: 'staff', protected: isProtected, at: now });
  await insertAssistance(tx, { personId, id: newId(), attemptId, service, step, why, how, autonomy, by: actor.id, at: now });
  await insertAttemptEvents(
    tx,
    attemptId,
    [
      { step, kind: 'finished' },
      { step, kind: 'assistance', what: why },
    ],
    now,
  );
  await endAttempt(tx, attemptId, 'submitted', now);
}
