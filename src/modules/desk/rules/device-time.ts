import { epochMilliseconds, type Instant, instant, later } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const deviceTime = rule({
  id: 'device-time',
  says:
    'What was noted without network happened when the device’s clock said, put right by how much that clock was wrong: as it is when the ' +
    'device is back, and, if the clock was set meanwhile, as it was at the last contact before. It never happened before that contact, ' +
    'before what the device noted earlier, or after it came here.',
  source:
    'FvL 2017:900 §22: a document has arrived the day it reached the authority; how exact a device’s clock must be no source says: setting',
  // Clocks that go drift by seconds in a day; whoever sets one changes it by minutes.
  values: { '2018-07-01': { sameClockWithinMs: 30_000 } },
});

/** What a device knows of the time. Skew: how many milliseconds the service's clock is ahead of the device's. */
export interface DeviceReading {
  /** What its clock said. */
  at: Instant;
  /** At the last contact before: the service's time, the skew then, and how long ago by a clock that cannot be set (null: not known). */
  contact: { at: Instant; skewMs: number; steadyMs: number | null } | null;
}

export interface DeviceTimeFacts {
  reading: DeviceReading;
  /** Now, while the device is here. */
  skewMs: number;
  now: Instant;
  /** When the device's earlier note happened; null: there is none. */
  previous: Instant | null;
  sameClockWithinMs: number;
}

/** When something happened that a device noted, and the skew by which it was reckoned. */
export function decideDeviceTime(facts: DeviceTimeFacts): { at: Instant; skewMs: number } {
  const { reading, now, previous } = facts;
  const skewMs = skewThen(facts);
  const { contact } = reading;
  const earliest = [contact?.at, previous].reduce<Instant | null>(
    (first, one) => (one && (!first || one > first) ? one : first),
    null,
  );
  let at = shifted(reading.at, skewMs) ?? now;
  if (earliest !== null && at < earliest) at = earliest;
  return { at: at > now ? now : at, skewMs };
}

/**
 * By how much the clock was wrong then. One that was not set between the last contact and now was as wrong as it is. If it was, a steady
 * clock says whether that was before or after: it is never ahead, but stands still while the device sleeps.
 */
function skewThen({ reading: { at, contact }, skewMs, sameClockWithinMs }: DeviceTimeFacts): number {
  if (contact === null || Math.abs(contact.skewMs - skewMs) <= sameClockWithinMs) return skewMs;
  const since = (skew: number): number => epochMilliseconds(at) + skew - epochMilliseconds(contact.at);
  const least = (contact.steadyMs ?? 0) - sameClockWithinMs;
  const possible = [contact.skewMs, skewMs].filter((skew) => since(skew) >= least);
  const [one = skewMs, other = one] = possible;
  // Both could be: the earlier one, since whoever handed something in shall not lose by it.
  return since(one) <= since(other) ? one : other;
}

/** Null when it leads out of the calendar. */
function shifted(at: Instant, milliseconds: number): Instant | null {
  try {
    return instant(later(at, milliseconds));
  } catch {
    return null;
  }
}
