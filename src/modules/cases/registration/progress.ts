/** What the funnel is told of a step that was saved. */
import { epochMilliseconds, type Instant, localTime } from '../../../platform/clock/index.ts';
import type { AttemptEvent } from '../store/attempt.ts';
import type { Capacity } from '../store/draft.ts';
import type { FieldRefusal } from './reading.ts';

/** A setting, as long as a session that nothing happens in: whoever is back after that has come back. */
const pauseMs = 60 * 60_000;

/** Whether someone went away and has come back: after a pause, or on another day. */
export function hasComeBack(changedAt: Instant, now: Instant): boolean {
  const paused = epochMilliseconds(now) - epochMilliseconds(changedAt) >= pauseMs;
  return paused || localTime(changedAt).date !== localTime(now).date;
}

/** The fields that were wrong, a row's column without its row. Never what was typed. */
export function errorEvents(step: string, errors: readonly FieldRefusal[]): AttemptEvent[] {
  const fields = new Set(errors.map(({ field }) => field.replace(/\.\d+\./, '.')));
  return [...fields].map((what) => ({ step, kind: 'error', what }));
}

const ranks: readonly Capacity[] = ['self', 'mandate', 'staff'];

/** Whoever was helped with a step did not do it all alone, whoever goes on. */
export function leastAlone(one: Capacity, other: Capacity): Capacity {
  return ranks[Math.max(ranks.indexOf(one), ranks.indexOf(other))]!;
}
