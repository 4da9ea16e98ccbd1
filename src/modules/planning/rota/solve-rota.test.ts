import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measuresOf } from './measures.ts';
import { at, bruteForce, limits, officer, problemOf, small } from './fixtures.ts';
import { journeyOf, type RotaProblem, type Sitting } from './problem.ts';
import { solveRota, unmetBy } from './solve-rota.ts';

const valueOf = (answer: ReturnType<typeof solveRota>, name: string) => answer.stages.find((one) => one.name === name)?.value;

describe('the travel-in rota', () => {
  test('is the best of all rotas, by the order of its aims, and keeps every limit', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(small, (problem) => {
        const answer = solveRota(problem);
        expect(answer.proved).toBe(true);
        expect(answer.stages.map(({ value }) => value)).toEqual(bruteForce(problem));
        expect(answer.unmet).toEqual(unmetBy(problem, answer.sittings));
        expect(answer.conflicts.length > 0).toBe(answer.unmet.length > 0);
        const measured = measuresOf(problem, answer.sittings);
        expect(measured.minutes).toBe(answer.stages.at(-1)!.value);
        expect(measured.spread).toBeLessThanOrEqual(problem.limits.spread ?? Infinity);
      }),
      { numRuns: 150, seed: 20201204 },
    );
  });

  test('a conflict cannot be made smaller', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(small, (problem) => {
        for (const conflict of solveRota(problem).conflicts) {
          const met = (some: typeof conflict.requirements): boolean => leastLacking(problem, some) === 0;
          expect(met(conflict.requirements)).toBe(false);
          for (const left of conflict.requirements) expect(met(conflict.requirements.filter((one) => one !== left))).toBe(true);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('who speaks the language but is too far away is named with the minutes', () => {
    const promises = [at('x', 2, { languages: ['fi'] })];
    const officers = [officer('near', { x: 40 }), officer('far', { x: 130 }, { languages: ['sv', 'fi'] })];
    const { unmet, conflicts } = solveRota(problemOf({ promises, officers }));
    const finnish = { promise: 0, what: 'language', code: 'fi' };
    expect(unmet).toEqual([finnish]);
    expect(conflicts).toEqual([{ requirements: [finnish], reason: 'too-far', nearest: 130, possible: 0, limits: [] }]);
  });

  test('nobody has the competence; nobody works that day; too few can be there', () => {
    const promises = [at('x', 1, { competences: ['in-depth'] }), at('x', 2), at('x', 3, { officers: 2 })];
    const officers = [officer('one', { x: 30 }, { weekdays: [1, 3, 4, 5] })];
    const { conflicts } = solveRota(problemOf({ promises, officers }));
    expect(conflicts.map(({ requirements: [one], reason, possible }) => [one!.promise, reason, possible])).toEqual([
      [0, 'nobody-has', 0],
      [1, 'not-that-day', 0],
      [2, 'too-few', 1],
    ]);
  });

  test('what cannot be met together is named with the limit that stands in the way', () => {
    const promises = [at('x', 1), at('x', 2), at('x', 3), at('x', 4)];
    const { unmet, conflicts } = solveRota(problemOf({ promises, officers: [officer('one', { x: 30 })] }));
    expect(unmet).toHaveLength(1);
    expect(conflicts).toMatchObject([{ reason: null, limits: ['daysPerWeek'] }]);
    expect(conflicts[0]!.requirements).toHaveLength(4);
  });

  test('when someone leaves, as few sittings as can be change, though others would travel less', () => {
    const promises = [at('x', 1), at('x', 2), at('y', 3)];
    const officers = [officer('a', { x: 50, y: 50 }), officer('b', { x: 20, y: 20 })];
    const before = [
      { officerId: 'a', placeId: 'x', weekday: 1 },
      { officerId: 'a', placeId: 'x', weekday: 2 },
      { officerId: 'gone', placeId: 'y', weekday: 3 },
    ];
    const answer = solveRota(problemOf({ promises, officers, before }));
    expect(valueOf(answer, 'changes')).toBe(1);
    expect(answer.sittings).toContainEqual({ officerId: 'b', placeId: 'y', weekday: 3 });
    expect(answer.sittings.filter(({ officerId }) => officerId === 'a')).toHaveLength(2);
  });

  test('the even aim shares the journeys, a greatest spread is kept', () => {
    const promises = [1, 2, 3, 4].map((weekday) => at('x', weekday));
    const officers = [officer('a', { x: 20 }), officer('b', { x: 22 })];
    const wide = { ...limits, daysPerWeek: 5 };
    const short = solveRota(problemOf({ promises, officers, limits: wide }));
    expect(measuresOf(problemOf({ promises, officers, limits: wide }), short.sittings)).toMatchObject({
      minutes: 160,
      spread: 160,
    });
    const even = problemOf({ promises, officers, limits: wide, aim: 'even' });
    expect(measuresOf(even, solveRota(even).sittings)).toMatchObject({ greatest: 88, spread: 8 });
    const bound = problemOf({ promises, officers, limits: { ...wide, spread: 60 } });
    expect(measuresOf(bound, solveRota(bound).sittings).spread).toBeLessThanOrEqual(60);
  });

  test('a stop gives what there was, with its bound and without proof', () => {
    const promises = [1, 2, 3, 4, 5].flatMap((weekday) => ['p', 'q', 'r', 's'].map((place) => at(place, weekday)));
    const officers = Array.from({ length: 12 }, (_, k) =>
      officer(`${k}`, { p: 10 + k, q: 60 - k, r: 30 + ((k * 7) % 13), s: 20 + ((k * 5) % 17) }),
    );
    const answer = solveRota(problemOf({ promises, officers, aim: 'even' }), { stop: () => true });
    for (const { value, bound } of answer.stages) expect(bound).toBeLessThanOrEqual(value);
  });

  test('twelve places, thirty officers: proved', { timeout: 60_000 }, () => {
    const places = Array.from({ length: 12 }, (_, k) => `p${k}`);
    const promises = places.flatMap((place, k) =>
      [1 + (k % 5), 1 + ((k + 2) % 5)].map((weekday) => at(place, weekday, k % 4 === 0 ? { languages: ['fi'] } : {})),
    );
    const officers = Array.from({ length: 30 }, (_, o) =>
      officer(`${o}`, Object.fromEntries(places.map((place, k) => [place, 15 + ((o * 17 + k * 29) % 83)])), {
        languages: o % 5 === 0 ? ['sv', 'fi'] : ['sv'],
      }),
    );
    const answer = solveRota(problemOf({ promises, officers, aim: 'even' }));
    expect(answer).toMatchObject({ unmet: [], proved: true });
    expect(answer.sittings).toHaveLength(24);
  });
});

/** Requirements of some that the best rota for them lacks; by trying all. */
function leastLacking(problem: RotaProblem, some: readonly { promise: number; what: string; code: string | null }[]): number {
  const isAsked = (promise: number, what: string, code: string | null) =>
    some.some((one) => one.promise === promise && one.what === what && one.code === code);
  const cells = problem.officers.flatMap((one) =>
    one.weekdays.map((weekday) => ({
      one,
      places: problem.promises.filter((promise) => promise.weekday === weekday && journeyOf(problem, one, promise) !== null),
    })),
  );
  let least = Infinity;
  const tried = (k: number, sittings: Sitting[]): void => {
    const cell = cells[k];
    if (cell !== undefined) {
      tried(k + 1, sittings);
      for (const { placeId, weekday } of cell.places) tried(k + 1, [...sittings, { officerId: cell.one.id, placeId, weekday }]);
      return;
    }
    const { officers, spread } = measuresOf(problem, sittings);
    const most = problem.limits;
    const isOver = officers.some((one) => one.days > most.daysPerWeek || one.minutes > (most.minutesPerWeek ?? Infinity));
    const isCrowded = problem.promises.some(
      (p) => sittings.filter((one) => one.placeId === p.placeId && one.weekday === p.weekday).length > p.officers,
    );
    if (isOver || isCrowded || spread > (most.spread ?? Infinity)) return;
    least = Math.min(least, unmetBy(problem, sittings).filter(({ promise, what, code }) => isAsked(promise, what, code)).length);
  };
  tried(0, []);
  return least;
}
