/** What a jobseeker must do and by when, and what the authority must do for them: one list. */
import { addMonths, type Instant, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { beginsOn } from '../../platform/rule/index.ts';
import { windowOfMonth } from './report-days.ts';
import { owesReport } from './rules/report-first.ts';
import { monthOf, monthToReport } from './rules/report-period.ts';
import { reportWindow } from './rules/report-window.ts';
import { findDraft } from './store/draft.ts';
import { openRegistration, type Registration } from './store/registration.ts';
import { listReports, type Report } from './store/report.ts';
import { listTodos, type Todo } from './store/todo.ts';
import { type Translatable, translatable } from './store/translation.ts';

export const dutyKeys = [
  'continue-registration',
  'report',
  'report-late',
  'report-next',
  'leaves',
  'conversation',
  'call-back',
  'plan',
  'renew',
  'decide',
  'translate',
] as const;
export type DutyKey = (typeof dutyKeys)[number];

export interface Duty {
  /** What, as a key for the page's text. */
  key: DutyKey;
  /** The first day that it can be done; null when it can be done now. */
  from: PlainDate | null;
  /** The last day; null when there is none. */
  by: PlainDate | null;
  /** With a report: the first day of its month. */
  month: PlainDate | null;
  /** With a translation: of what; null when that is not known. */
  what: Translatable | null;
  /** With a conversation: when it is to be held; null while no time is booked. */
  at: Instant | null;
  /** Done by the person, or by the authority. */
  mine: boolean;
}

/** What stands in a task for the person to know; others are the officers' own. */
const byTodo: Readonly<Record<string, DutyKey>> = {
  'book-planning-conversation': 'conversation',
  'ask-deregistration': 'leaves',
  'call-back': 'call-back',
  translate: 'translate',
};
const mine: readonly DutyKey[] = ['continue-registration', 'report', 'report-late', 'report-next', 'leaves', 'conversation'];
const byNext = { decide: 'decide', 'first-plan': 'plan', 'renew-plan': 'renew' } as const;

/** Ordered by last day, what has none at the end. Empty for someone without a case. */
export async function dutiesOf(db: Database, personId: Uuid, today: PlainDate): Promise<Duty[]> {
  const [draft, open, todos, reports] = await Promise.all([
    findDraft(db, personId),
    openRegistration(db, personId),
    listTodos(db, personId),
    listReports(db, personId),
  ]);
  const duties = [
    ...(draft === null || open !== null ? [] : [duty('continue-registration', null)]),
    ...(open?.state === 'registered' ? reportDuties(open, reports, today) : []),
    ...todos.flatMap((todo) => fromTodo(todo)),
    ...(open === null || open.nextKind === null
      ? []
      : [duty(byNext[open.nextKind], open.nextKind === 'decide' ? null : open.nextDue)]),
  ];
  return duties.toSorted((a, b) => (a.by ?? '9999').localeCompare(b.by ?? '9999'));
}

function duty(key: DutyKey, by: PlainDate | null, rest: Partial<Duty> = {}): Duty {
  return { key, by, from: null, month: null, what: null, at: null, mine: mine.includes(key), ...rest };
}

function fromTodo({ kind, dueOn, details }: Todo): Duty[] {
  const key = byTodo[kind];
  if (key === undefined) return [];
  const { what, bookedAt } = details;
  const at = typeof bookedAt === 'string' ? (bookedAt as Instant) : null;
  return [duty(key, dueOn, { what: translatable.find((one) => one === what) ?? null, at })];
}

/** The months whose report is owed, may be handed in on a day and is not, the oldest first. Late is late, not lost. */
export function owedMonths(open: Registration, reports: readonly Report[], today: PlainDate): PlainDate[] {
  const first = beginsOn(reportWindow);
  const registered = monthOf(open.registeredOn);
  const months: PlainDate[] = [];
  for (let month = registered > first ? registered : first; month <= monthToReport(today); month = addMonths(month, 1)) {
    const handedIn = reports.some((one) => one.registrationId === open.id && one.month === month && one.state !== 'draft');
    if (!handedIn && owesReport(open, month) === 'owed') months.push(month);
  }
  return months;
}

/** Every month whose report is owed and not handed in, and the next one. */
function reportDuties(open: Registration, reports: readonly Report[], today: PlainDate): Duty[] {
  const current = monthOf(today);
  const next = owesReport(open, current) === 'owed' ? current : addMonths(current, 1);
  return [...owedMonths(open, reports, today), next].map((month) => reportDuty(month, today));
}

function reportDuty(month: PlainDate, today: PlainDate): Duty {
  const { opens, closes } = windowOfMonth(month);
  if (today < opens) return duty('report-next', closes, { from: opens, month });
  return duty(today > closes ? 'report-late' : 'report', closes, { month });
}
