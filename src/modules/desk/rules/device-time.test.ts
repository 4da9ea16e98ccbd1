import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, epochMilliseconds, instant, later } from '../../../platform/clock/index.ts';
import { decideDeviceTime, deviceTime } from './device-time.ts';

const hour = 3_600_000;
const now = instant('2020-02-14T16:30:00Z');
const happened = instant('2020-02-14T14:55:00Z');
const contacted = instant('2020-02-14T14:00:00Z');
/** What a clock shows that is so much behind. */
const shows = (at: Instant, skewMs: number): Instant => later(at, -skewMs);
const facts = { now, previous: null, sameClockWithinMs: 30_000 };

describe(deviceTime.id, () => {
  it.each([0, 5 * hour, -5 * hour, 400 * 24 * hour])(
    'of something that a device noted is right when its clock is %i ms behind',
    (skewMs) => {
      expect(decideDeviceTime({ ...facts, reading: { at: shows(happened, skewMs), contact: null }, skewMs })).toEqual({
        at: happened,
        skewMs,
      });
    },
  );

  const steadyMs = epochMilliseconds(happened) - epochMilliseconds(contacted);
  it.each([
    ['after it', 0, -3 * hour],
    ['before it', 3 * hour, 3 * hour],
  ])('is right when the clock was set three hours between the last contact and now, %s', (_when, then, skewMs) => {
    const contact = { at: contacted, skewMs: 0, steadyMs };
    expect(decideDeviceTime({ ...facts, reading: { at: shows(happened, then), contact }, skewMs }).at).toBe(happened);
  });

  it('is the earlier of what is possible when nothing tells: whoever handed something in does not lose by it', () => {
    const contact = { at: contacted, skewMs: 0, steadyMs: null };
    const reading = { at: shows(happened, 0), contact };
    expect(decideDeviceTime({ ...facts, reading, skewMs: 1 * hour }).at).toBe(happened);
  });

  it('is never later than now, nor before the last contact or what the device noted earlier', () => {
    const any = fc.integer({ min: -1000 * hour, max: 1000 * hour });
    fc.assert(
      fc.property(any, any, any, fc.option(any), fc.boolean(), (clock, skewMs, then, steady, met) => {
        const contact = met ? { at: contacted, skewMs: then, steadyMs: steady } : null;
        const previous = met ? happened : null;
        const { at } = decideDeviceTime({ ...facts, reading: { at: later(now, clock), contact }, skewMs, previous });
        expect(at <= now && (previous === null || at >= previous) && (contact === null || at >= contact.at)).toBe(true);
      }),
    );
  });
});
