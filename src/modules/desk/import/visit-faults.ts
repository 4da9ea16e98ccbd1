/** What in one visit of a log, or of another authority's system, cannot have been. Pure. */
import { type Instant, localTime } from '../../../platform/clock/index.ts';
import type { NotHelpedReason, Outcome } from '../kinds.ts';

export interface ToldVisit {
  arrivedAt: Instant | null;
  calledAt: Instant | null;
  servingAt: Instant | null;
  endedAt: Instant | null;
  /** Null: it cannot be read, which is told elsewhere. */
  outcome: Outcome | null;
  reason: NotHelpedReason | 'unreadable' | null;
}

export interface VisitFault {
  column: 'arrived' | 'called' | 'served' | 'ended' | 'reason';
  code: 'order' | 'future' | 'other-day' | 'left-but-called' | 'not-served' | 'reason-missing' | 'reason-unasked';
}

export function visitFaults(visit: ToldVisit, now: Instant): VisitFault[] {
  const { arrivedAt, calledAt, servingAt, endedAt, outcome, reason } = visit;
  const faults: VisitFault[] = [];
  const times = [
    ['arrived', arrivedAt],
    ['called', calledAt],
    ['served', servingAt],
    ['ended', endedAt],
  ] as const;
  let latest: Instant | null = null;
  for (const [column, at] of times) {
    if (at === null) continue;
    if (latest !== null && at < latest) faults.push({ column, code: 'order' });
    if (latest !== null && localTime(at).date !== localTime(latest).date) faults.push({ column, code: 'other-day' });
    if (at > now) faults.push({ column, code: 'future' });
    latest = at;
  }
  if (outcome === 'not-helped' && reason === null) faults.push({ column: 'reason', code: 'reason-missing' });
  if (outcome !== null && outcome !== 'not-helped' && reason !== null) faults.push({ column: 'reason', code: 'reason-unasked' });
  if (outcome === 'left' && calledAt !== null) faults.push({ column: 'called', code: 'left-but-called' });
  if ((outcome === 'left' || outcome === 'no-show') && servingAt !== null) faults.push({ column: 'served', code: 'not-served' });
  return faults;
}
