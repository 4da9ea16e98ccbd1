import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DropIn, dropInNeed, meetingNeed, type MeetingLoad, type Working } from './officers-needed.ts';

describe('drop-in', () => {
  const known: DropIn = {
    visitors: 100,
    interval: 30,
    minutes: 3,
    goal: { share: 0.8, minutes: 20 / 60 },
    mostOccupied: 0.85,
    shrinkage: 0.3,
  };

  it('is what pyworkforce says of its own example: 14 open, 20 employed', () => {
    const found = dropInNeed(known)!;
    expect(found).toMatchObject({ open: 14, officers: 20 });
    expect(found.level).toBeCloseTo(0.888, 3);
    expect(found.occupancy).toBeCloseTo(0.714, 3);
    expect(found.waits).toBeCloseTo(0.174, 3);
  });

  it('is never fewer for more visitors, a stricter goal or more absence, and keeps the goal', () => {
    const demand = fc.record({
      visitors: fc.double({ min: 0.1, max: 400, noNaN: true }),
      minutes: fc.double({ min: 1, max: 60, noNaN: true }),
      share: fc.double({ min: 0.1, max: 0.99, noNaN: true }),
      shrinkage: fc.double({ min: 0, max: 0.8, noNaN: true }),
    });
    fc.assert(
      fc.property(demand, ({ visitors, minutes, share, shrinkage }) => {
        const of = { ...known, visitors, minutes, goal: { share, minutes: 10 }, shrinkage };
        const found = dropInNeed(of)!;
        expect(found.level).toBeGreaterThanOrEqual(share);
        expect(found.occupancy).toBeLessThanOrEqual(0.85 + 1e-9);
        expect(dropInNeed({ ...of, visitors: visitors * 1.5 })!.open).toBeGreaterThanOrEqual(found.open);
        expect(dropInNeed({ ...of, shrinkage: shrinkage + 0.1 })!.officers).toBeGreaterThanOrEqual(found.officers);
      }),
    );
  });

  it('is not answered when all are away', () => {
    expect(dropInNeed({ ...known, shrinkage: 1 })).toBeNull();
  });
});

describe('meetings', () => {
  const weeks = (count: number, value: number): number[] => Array.from({ length: count }, () => value);
  const working: Working = { dayMinutes: 300, workingDays: weeks(52, 5), absence: 0.2, leadDays: 5 };
  const load: MeetingLoad = { firsts: weeks(52, 800), others: weeks(52, 400), firstMinutes: 45, otherMinutes: 60, missed: 0.1 };

  it('an even load needs its minutes, divided by those of an officer', () => {
    // 800 × 45 / 0.9 + 400 × 60 = 64,000 minutes a week; 5 × 300 × 0.8 = 1,200 an officer: 53.3.
    const found = meetingNeed(load, { share: 1, days: 30, longest: 30 }, working)!;
    expect(found.officers).toBe(54);
    expect(found.occupancy).toBeCloseTo(64_000 / (54 * 1200), 6);
    // Fewer would hold the goal until what is carried over is 30 days: that is only a matter of time.
    expect(meetingNeed(load, { share: 0.5, days: 30, longest: null }, working)!.officers).toBe(54);
  });

  it('a spring like that of 2020 takes more, and fewer when some may wait', () => {
    const spring = { ...load, firsts: load.firsts.map((value, week) => (week >= 10 && week < 20 ? 2 * value : value)) };
    const all = meetingNeed(spring, { share: 1, days: 30, longest: 30 }, working)!;
    const most = meetingNeed(spring, { share: 0.8, days: 30, longest: null }, working)!;
    expect(all.officers).toBeGreaterThan(54);
    expect(most.officers).toBeLessThan(all.officers);
    expect(all.longest).toBeLessThanOrEqual(30);
    expect(most.share).toBeGreaterThanOrEqual(0.8);
  });

  it('no time for meetings, or nobody who comes, has no answer', () => {
    expect(meetingNeed(load, { share: 1, days: 30, longest: null }, { ...working, dayMinutes: 0 })).toBeNull();
    expect(meetingNeed({ ...load, missed: 1 }, { share: 1, days: 30, longest: null }, working)).toBeNull();
  });
});
