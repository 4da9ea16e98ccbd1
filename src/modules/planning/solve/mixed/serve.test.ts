import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import { prepare, type Prepared } from './prepare.ts';
import { serve } from './serve.ts';
import { Trials } from './trials.ts';

/** Points and places on a line, each place with room of its own; a guess of what room is worth (example values). */
const service = fc
  .record({
    points: fc.array(fc.record({ at: fc.integer({ min: 0, max: 60 }), weight: fc.integer({ min: 0, max: 9 }) }), {
      minLength: 1,
      maxLength: 12,
    }),
    places: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 60 }),
        room: fc.integer({ min: 0, max: 20 }),
        guess: fc.integer({ min: 0, max: 50 }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    unserved: fc.option(fc.integer({ min: 1, max: 80 })),
  })
  .map(({ points, places, unserved }) => {
    const cost = new Float64Array(points.length * places.length);
    points.forEach((point, i) =>
      places.forEach((place, a) => (cost[i * places.length + a] = Math.max(1, point.weight) * Math.abs(point.at - place.at))),
    );
    const weight = Float64Array.from(points, (one) => one.weight);
    const prep = prepare({
      points: points.length,
      weight,
      options: places.map(({ room }, site) => ({ site, kind: 0, capacity: room })),
      cost,
      ...(unserved === null ? {} : { unserved: weight.map((one) => one * unserved) }),
      limits: [],
    });
    return { prep, guess: Float64Array.from(places, (one) => one.guess) };
  });

const all = (prep: Prepared): number[] => prep.problem.options.map((_, a) => a);

test('whatever room is guessed to be worth, who is served where costs the same and as many find no room', () => {
  fc.assert(
    fc.property(service, ({ prep, guess }) => {
      const plain = serve(prep, prep.problem.cost, all(prep));
      const guessed = serve(prep, prep.problem.cost, all(prep), guess);
      expect(guessed.short).toBeCloseTo(plain.short, 6);
      if (plain.short === 0) expect(guessed.cost).toBeCloseTo(plain.cost, 6);
    }),
    { numRuns: 300, seed: 7 },
  );
});

test('no place holds more than it has room for, and the prices of room prove that nothing costs less', () => {
  fc.assert(
    fc.property(service, ({ prep, guess }) => {
      const { short, shares, room, cost } = serve(prep, prep.problem.cost, all(prep), guess);
      if (short > 0) return;
      const load = new Float64Array(prep.width);
      for (const one of shares) load[one.option]! += one.share * prep.weight[one.point]!;
      load.forEach((one, a) => expect(one).toBeLessThanOrEqual(prep.capacity[a]! + 1e-6));
      // The dual of the transport problem: everyone at the cheapest way with room paid for, less what the room is worth.
      let dual = -room.reduce((sum, one, a) => sum + one * prep.capacity[a]!, 0);
      for (let i = 0; i < prep.points; i += 1) {
        const ways = all(prep).map((a) => prep.problem.cost[i * prep.width + a]! + prep.weight[i]! * room[a]!);
        dual += Math.min(prep.unserved[i]!, ...ways);
      }
      expect(dual).toBeCloseTo(cost, 6);
    }),
    { numRuns: 300, seed: 7 },
  );
});

test('the prices of room belong to the options, in whatever order these were given', () => {
  fc.assert(
    fc.property(service, ({ prep }) => {
      const forward = judge(prep, prep.problem.cost, all(prep));
      const backward = judge(prep, prep.problem.cost, all(prep).toReversed());
      expect(backward).toEqual(forward);
    }),
    { numRuns: 100, seed: 7 },
  );
});

test('served from where the choice before has everyone costs what it costs afresh, and is given up only where that is enough', () => {
  const choices = fc.array(fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(service, choices, fc.double({ min: 0.5, max: 1.5, noNaN: true }), ({ prep, guess }, given, part) => {
      const trials = new Trials(prep, prep.problem.cost);
      for (const options of given.map((list) => list.filter((a) => a < prep.width))) {
        const afresh = judge(prep, prep.problem.cost, options);
        const below = afresh.service.short > 0 ? Infinity : afresh.value * part;
        const asked = trials.judge(options, guess, below);
        if (afresh.service.short === 0 && asked === null) expect(afresh.value).toBeGreaterThanOrEqual(below - 1e-6);
        const whole = trials.judge(options, guess)!;
        expect(whole.service.short).toBeCloseTo(afresh.service.short, 6);
        if (afresh.service.short === 0) expect(whole.value).toBeCloseTo(afresh.value, 6);
        trials.take();
      }
    }),
    { numRuns: 500, seed: 7 },
  );
});
