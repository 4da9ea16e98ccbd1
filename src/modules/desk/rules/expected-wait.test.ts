import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { type Chance, chanceOf } from '../staffing/chance.ts';
import { expectedWait, expectedWaitOf, type OpenCounter, type WaitFacts, waitQuantiles } from './expected-wait.ts';

const day = plainDate('2026-03-02');
const times = (count: number, seconds: (index: number) => number = () => 600) =>
  Array.from({ length: count }, (_, index) => seconds(index));
const free = (...serviceIds: string[]): OpenCounter => ({ serviceIds, busy: null });
const busy = (seconds: number, ...serviceIds: string[]): OpenCounter => ({
  serviceIds,
  busy: { serviceId: serviceIds[0]!, seconds },
});
const facts = (more: Partial<WaitFacts>): WaitFacts => ({
  serviceId: 'a',
  ahead: [],
  counters: [free('a')],
  times: new Map([['a', times(40)]]),
  ...more,
});

describe(expectedWait.id, () => {
  it('says no time without an open counter that takes the line, or with too few visits to go by', () => {
    expect(expectedWaitOf(facts({ counters: [] }), day)).toEqual({ known: false, why: 'no-counter' });
    expect(expectedWaitOf(facts({ counters: [free('b')] }), day)).toEqual({ known: false, why: 'no-counter' });
    const few = facts({ ahead: ['a'], counters: [busy(0, 'a')], times: new Map([['a', times(19)]]) });
    expect(expectedWaitOf(few, day)).toEqual({ known: false, why: 'too-little-data' });
    expect(expectedWaitOf(facts({ ahead: ['b'] }), day)).toEqual({ known: false, why: 'too-little-data' });
  });

  it('needs no figures when a counter is free and nobody is before one', () => {
    expect(expectedWaitOf(facts({ times: new Map() }), day)).toEqual({ known: true, minutes: 0, from: 0, to: 0 });
  });

  it('counts those ahead in their order, the counters that take them and what is left of whoever is served', () => {
    expect(expectedWaitOf(facts({ ahead: ['a', 'a'] }), day)).toMatchObject({ minutes: 20 });
    expect(expectedWaitOf(facts({ ahead: ['a', 'a'], counters: [free('a'), free('a')] }), day)).toMatchObject({ minutes: 10 });
    expect(expectedWaitOf(facts({ counters: [busy(420, 'a')] }), day)).toMatchObject({ minutes: 3 });
    // One of another line does not stand before one at a counter that does not take them.
    const two = new Map([
      ['a', times(40)],
      ['b', times(40)],
    ]);
    expect(expectedWaitOf(facts({ ahead: ['b', 'a'], times: two }), day)).toMatchObject({ minutes: 10 });
    expect(expectedWaitOf(facts({ ahead: ['b', 'a'], times: two, counters: [free('a', 'b')] }), day)).toMatchObject({
      minutes: 20,
    });
  });

  it('gives the same answer to the same facts', () => {
    const asked = facts({
      ahead: ['a', 'a', 'a'],
      counters: [busy(60, 'a')],
      times: new Map([['a', times(40, (index) => 60 + index * 30)]]),
    });
    expect(expectedWaitOf(asked, day)).toEqual(expectedWaitOf(asked, day));
  });

  /** A time at a counter: log-normal around eight minutes. */
  function taken(chance: Chance): number {
    return Math.exp(Math.log(420) + 0.6 * chance.normal());
  }

  it('holds the wait of simulated queues in about four of five cases', () => {
    const chance = chanceOf(7);
    const known = times(200, () => taken(chance));
    const cases = 800;
    let within = 0;
    for (let one = 0; one < cases; one += 1) {
      const counters = 1 + Math.floor(chance.even() * 4);
      const ahead = Math.floor(chance.even() * 12);
      // What really happens: each counter has been busy all morning, and those ahead take their own times.
      const served = Array.from({ length: counters }, () => {
        let began = 0;
        let whole = taken(chance);
        while (began + whole < 4 * 3600) {
          began += whole;
          whole = taken(chance);
        }
        return { whole, seconds: 4 * 3600 - began };
      });
      const ends = served.map(({ whole, seconds }) => whole - seconds);
      for (let person = 0; person < ahead; person += 1) {
        const at = ends.indexOf(Math.min(...ends));
        ends[at]! += taken(chance);
      }
      const real = Math.min(...ends);
      const [from, to] = waitQuantiles(
        facts({
          ahead: Array.from({ length: ahead }, () => 'a'),
          counters: served.map(({ seconds }) => busy(seconds, 'a')),
          times: new Map([['a', known]]),
        }),
        { draws: 300, shares: [0.1, 0.9] },
      );
      if (real >= from! && real <= to!) within += 1;
    }
    expect(within / cases).toBeGreaterThan(0.75);
    expect(within / cases).toBeLessThan(0.87);
  });
});
