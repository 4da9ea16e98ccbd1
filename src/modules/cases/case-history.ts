/** What has happened in a person's cases, as one list by time: of all their registrations, the newest first. */
import { type Instant, instantAt, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { type Decision, listDecisions } from './store/decision.ts';
import { listPlans, type Plan } from './store/plan.ts';
import { listRegistrations, type Registration } from './store/registration.ts';
import { listReports, type Report } from './store/report.ts';

export type CaseEvent =
  | { kind: 'registration'; at: Instant; registration: Registration }
  | { kind: 'decision'; at: Instant; decision: Decision }
  | { kind: 'plan'; at: Instant; plan: Plan }
  | { kind: 'report'; at: Instant; report: Report }
  | { kind: 'deregistered'; at: Instant; registration: Registration };

/** Only what holds or held for the person: drafts of the officer's are not among it. */
export async function caseHistory(db: Database, personId: Uuid): Promise<CaseEvent[]> {
  const [registrations, plans, reports] = await Promise.all([
    listRegistrations(db, personId),
    listPlans(db, personId),
    listReports(db, personId),
  ]);
  const decisions = await Promise.all(registrations.map(({ id }) => listDecisions(db, personId, id)));
  const events: CaseEvent[] = [
    ...registrations.map((registration) => ({ kind: 'registration', at: registration.arrivedAt, registration }) as const),
    ...registrations.flatMap((registration) =>
      registration.deregisteredOn === null
        ? []
        : [{ kind: 'deregistered', at: noon(registration.deregisteredOn), registration } as const],
    ),
    ...decisions.flat().map((decision) => ({ kind: 'decision', at: decision.decidedAt, decision }) as const),
    ...plans.flatMap((plan) => (plan.madeOn === null ? [] : [{ kind: 'plan', at: noon(plan.madeOn), plan } as const])),
    ...reports.flatMap((report) =>
      report.arrivedAt === null ? [] : [{ kind: 'report', at: report.arrivedAt, report } as const],
    ),
  ];
  return events.toSorted((a, b) => b.at.localeCompare(a.at));
}

/** A day without a time of day stands at noon. */
function noon(on: PlainDate): Instant {
  return instantAt(on, '12:00')!;
}
