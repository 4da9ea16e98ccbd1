import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { plainDate } from '../../../platform/clock/index.ts';
import { estimate, type Link, straightKilometres, type Spot, travelEstimate, travelGraph } from './travel-estimate.ts';

const table = (name: string): Record<string, string>[] => parse(readFileSync(`data/sweden/${name}`), { columns: true });
const seats = table('municipalities.csv').map((row) => ({
  code: row['code']!,
  name: row['name']!,
  latitude: Number(row['latitude']),
  longitude: Number(row['longitude']),
}));
const links = table('neighbours.csv').map((row) => ({
  a: row['code_a']!,
  b: row['code_b']!,
  kind: row['link'] as Link['kind'],
  minutes: row['minutes'] === '' ? null : Number(row['minutes']),
}));
const today = plainDate('2020-02-14');
const sweden = travelGraph(seats, links, today);

const at = (name: string): Spot => {
  const seat = seats.find((one) => one.name === name)!;
  return { municipality: seat.code, latitude: seat.latitude, longitude: seat.longitude };
};
const speed = (journey: { minutes: number; kilometres: number }): number => (journey.kilometres / journey.minutes) * 60;
const between = (from: string, to: string) => estimate(sweden, at(from), at(to))!;

/** A point within some 20 km of a seat. */
const spot = fc
  .tuple(
    fc.integer({ min: 0, max: seats.length - 1 }),
    fc.double({ min: -0.15, max: 0.15, noNaN: true }),
    fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  )
  .map(([index, north, east]): Spot => {
    const seat = seats[index]!;
    return { municipality: seat.code, latitude: seat.latitude + north, longitude: seat.longitude + east };
  });

describe(travelEstimate.id, () => {
  it('reaches every municipality from every other', () => {
    for (const from of seats) {
      for (const to of seats) {
        const journey = estimate(sweden, { ...from, municipality: from.code }, { ...to, municipality: to.code });
        expect(journey?.minutes).toBeGreaterThanOrEqual(5);
      }
    }
  });

  it('drives long routes on fixed roads at a mean of 67 to 93 km/h, as measured', () => {
    for (const [index, from] of seats.entries()) {
      for (const to of seats.slice(index + 1)) {
        if (from.name === 'Gotland' || to.name === 'Gotland') continue;
        const journey = between(from.name, to.name);
        if (journey.kilometres < 200) continue;
        expect(speed(journey), `${from.name}–${to.name}`).toBeGreaterThan(67);
        expect(speed(journey), `${from.name}–${to.name}`).toBeLessThan(93);
      }
    }
  });

  it('finds the road distance a little longer than the straight line', () => {
    for (const [from, to] of [
      ['Stockholm', 'Uppsala'],
      ['Umeå', 'Luleå'],
      ['Sundsvall', 'Östersund'],
      ['Dorotea', 'Östersund'],
    ] as const) {
      const ratio = between(from, to).kilometres / straightKilometres(at(from), at(to));
      expect(ratio, `${from}–${to}`).toBeGreaterThanOrEqual(1.07);
      expect(ratio, `${from}–${to}`).toBeLessThan(1.25);
    }
  });

  it('goes to Gotland by ferry: the crossing’s minutes and the way to the harbour', () => {
    const journey = between('Stockholm', 'Gotland');
    expect(journey.minutes).toBeGreaterThan(240 + 30);
    expect(journey.minutes).toBeLessThan(240 + 90);
    expect(between('Nynäshamn', 'Gotland')).toEqual({ minutes: 245, kilometres: expect.closeTo(145, -1) as number });
  });

  it('adds a road ferry’s minutes to the road on both sides of it', () => {
    const journey = between('Öckerö', 'Göteborg');
    expect(journey.minutes).toBeGreaterThan(25 + 20);
    expect(journey.kilometres).toBeGreaterThan(15);
  });

  it('never takes the direct line across water that only a ferry crosses', () => {
    const shores = [at('Öckerö'), at('Göteborg')] as const;
    const byTheWater = { municipality: shores[1].municipality, latitude: 57.705, longitude: 11.75 };
    expect(estimate(sweden, { ...byTheWater, municipality: shores[0].municipality }, byTheWater)!.minutes).toBeGreaterThan(25);
  });

  it('takes the fixed minutes and no more to where one already is', () => {
    expect(between('Härnösand', 'Härnösand')).toEqual({ minutes: 5, kilometres: 0 });
  });

  it('goes by the values of a day, and by none before the first', () => {
    expect(() => travelGraph(seats, links, plainDate('2018-12-31'))).toThrow(/no value on 2018-12-31/);
  });

  it('has no time to where no way leads, nor for a municipality it does not know', () => {
    const [a, b] = [at('Stockholm'), at('Uppsala')];
    expect(estimate(travelGraph(seats, [], today), a, b)).toBeNull();
    expect(estimate(sweden, a, { ...b, municipality: '9999' })).toBeNull();
  });

  it('is the same both ways, a number, and never shorter than the straight line by sea or land', () => {
    fc.assert(
      fc.property(spot, spot, (from, to) => {
        const there = estimate(sweden, from, to)!;
        expect(estimate(sweden, to, from)).toEqual(there);
        expect(Number.isInteger(there.minutes) && there.minutes >= 5).toBe(true);
        expect(there.kilometres).toBeGreaterThan(straightKilometres(from, to) * 0.99 - 0.1);
      }),
      { numRuns: 2000 },
    );
  });

  it('gains at most a few per cent by way of any third municipality’s seat', () => {
    const seat = fc.constantFrom(...seats.map((one) => one.name));
    fc.assert(
      fc.property(seat, seat, seat, (a, b, c) => {
        const detour = between(a, b).minutes + between(b, c).minutes;
        expect(between(a, c).minutes).toBeLessThanOrEqual(detour * 1.05 + 2);
      }),
      { numRuns: 2000 },
    );
  });

  it('moves little when the point moves little', () => {
    fc.assert(
      fc.property(spot, spot, (from, to) => {
        const nearby = { ...from, latitude: from.latitude + 0.001 };
        expect(Math.abs(estimate(sweden, nearby, to)!.minutes - estimate(sweden, from, to)!.minutes)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 1000 },
    );
  });
});
