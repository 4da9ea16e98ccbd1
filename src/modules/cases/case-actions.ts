/** What may be done now in a person's case, as the state tables say: the buttons of the page, and nothing else. */
import { type Actor, hasRole } from '../../platform/auth/index.ts';
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { owedMonths } from './duties.ts';
import { canWithPlan } from './plan-state.ts';
import { planningConversationKind, recordConversation } from './record-conversation.ts';
import { canWithReport } from './report-state.ts';
import { isInMonth, monthOf, monthToReport } from './rules/report-period.ts';
import { registrationActionsIn, registrationParties } from './state.ts';
import { listPlans } from './store/plan.ts';
import type { Registration } from './store/registration.ts';
import { listReports, type Report } from './store/report.ts';
import type { Todo } from './store/todo.ts';

export type CaseAction =
  | { do: 'register' | 'decide' | 'conversation' | 'plan' | 'deregister' }
  | { do: 'receive-report' | 'review-report'; month: PlainDate };

/** In the order of what is next: what has a last day before what may be done at any time. */
export async function caseActions(
  db: Database,
  actor: Actor,
  of: { personId: Uuid; open: Registration | null; todos: readonly Todo[] },
  today: PlainDate,
): Promise<CaseAction[]> {
  const { open } = of;
  const { roles } = actor;
  const reports = await listReports(db, of.personId);
  // Also one of a registration that has ended: it was handed in, and someone is to read it.
  const toReview = reports
    .filter((one) => canWithReport(roles, 'review', one.state))
    .map((one) => ({ do: 'review-report', month: one.month }) as const);
  if (open === null) return [...toReview, ...(hasRole(actor, registrationParties) ? [{ do: 'register' } as const] : [])];
  const may = registrationActionsIn(open.state, roles);
  const toTalk = of.todos.some(({ kind }) => kind === planningConversationKind) && hasRole(actor, recordConversation.roles);
  const hasDraft = (await listPlans(db, of.personId)).some((one) => one.state === 'draft' && one.registrationId === open.id);
  const mayPlan = open.state === 'registered' && canWithPlan(roles, 'save', hasDraft ? 'draft' : 'none');
  return [
    ...(open.state === 'with-officer' && may.includes('approve') ? [{ do: 'decide' } as const] : []),
    ...(toTalk ? [{ do: 'conversation' } as const] : []),
    ...(mayPlan ? [{ do: 'plan' } as const] : []),
    ...toReview,
    ...toReceive(roles, open, reports, today),
    ...(may.includes('deregister') ? [{ do: 'deregister' } as const] : []),
  ];
}

/** The last month, whose report may be taken in now whoever owes it, and every older one that is owed and not handed in. */
function toReceive(roles: Actor['roles'], open: Registration, reports: readonly Report[], today: PlainDate): CaseAction[] {
  const month = monthToReport(today);
  const state = reports.find((one) => one.registrationId === open.id && one.month === month)?.state ?? 'none';
  const wasRegistered = month >= monthOf(open.registeredOn) || isInMonth(open.registeredOn, month);
  const last = wasRegistered && canWithReport(roles, 'receive', state) ? [month] : [];
  const older = open.state === 'registered' && canWithReport(roles, 'receive', 'none') ? owedMonths(open, reports, today) : [];
  return [...new Set([...older, ...last])].map((one) => ({ do: 'receive-report', month: one }));
}
