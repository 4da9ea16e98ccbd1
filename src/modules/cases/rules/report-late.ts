import { type Instant, localTime } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import type { Window } from './report-window.ts';

export const reportLate = rule({
  id: 'report-late',
  says:
    'The last day is never moved, not for an outage either. A late report is taken in with the person’s reason, and an outage that the ' +
    'system knows of in the window is filled in as the reason beforehand, for the person to keep or change.',
  source: 'JO 2023-11: prolonging the time at outages has no legal basis; JO 6299-2015: no exemption may be invented',
  values: { '2019-01-01': { lastDayMoves: false } },
});

export interface KnownOutage {
  id: string;
  beganAt: Instant;
  /** null while it goes on. */
  endedAt: Instant | null;
}

/** The outage to fill in as the reason of a late report: the last one that touched the window; null when there was none. */
export function outageToName<Outage extends KnownOutage>(outages: readonly Outage[], window: Window): Outage | null {
  const touching = outages.filter(
    ({ beganAt, endedAt }) =>
      localTime(beganAt).date <= window.closes && (endedAt === null || localTime(endedAt).date >= window.opens),
  );
  return touching.toSorted((a, b) => a.beganAt.localeCompare(b.beganAt)).at(-1) ?? null;
}
