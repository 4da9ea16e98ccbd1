/** For tests of the solver: small problems, and every rota there is of one. */
import fc from 'fast-check';
import { measuresOf } from './measures.ts';
import { journeyOf, keyOf, type RotaOfficer, type RotaProblem, type RotaPromise, type Sitting } from './problem.ts';
import { unmetBy } from './solve-rota.ts';

export const officer = (id: string, minutes: Record<string, number>, more: Partial<RotaOfficer> = {}): RotaOfficer => ({
  id,
  weekdays: [1, 2, 3, 4, 5],
  languages: ['sv'],
  competences: [],
  minutes,
  ...more,
});
export const at = (placeId: string, weekday: number, more: Partial<RotaPromise> = {}): RotaPromise => ({
  placeId,
  weekday,
  officers: 1,
  languages: [],
  competences: [],
  ...more,
});
/** Example values. */
export const limits = { minutesPerDay: 180, minutesPerWeek: null, daysPerWeek: 3, spread: null };
export const problemOf = (given: Partial<RotaProblem> & Pick<RotaProblem, 'officers' | 'promises'>): RotaProblem => ({
  limits,
  aim: 'short',
  before: null,
  ...given,
});
/** Every rota there is, by trying each officer and day in turn; the best by the same order of aims. */
export function bruteForce(problem: RotaProblem): number[] {
  const cells = problem.officers.flatMap((one) =>
    one.weekdays.map((weekday) => ({
      one,
      places: problem.promises.filter((promise) => promise.weekday === weekday && journeyOf(problem, one, promise) !== null),
    })),
  );
  const before = new Set((problem.before ?? []).map(keyOf));
  let best: number[] | null = null;
  const tried = (at: number, sittings: Sitting[]): void => {
    const cell = cells[at];
    if (cell !== undefined) {
      tried(at + 1, sittings);
      for (const { placeId, weekday } of cell.places) tried(at + 1, [...sittings, { officerId: cell.one.id, placeId, weekday }]);
      return;
    }
    const { officers, minutes, greatest, spread } = measuresOf(problem, sittings);
    const { minutesPerWeek, daysPerWeek, spread: mostSpread } = problem.limits;
    if (officers.some((one) => one.days > daysPerWeek || one.minutes > (minutesPerWeek ?? Infinity))) return;
    if (spread > (mostSpread ?? Infinity)) return;
    const counts = problem.promises.map(
      (promise) => sittings.filter((one) => one.placeId === promise.placeId && one.weekday === promise.weekday).length,
    );
    if (counts.some((count, p) => count > problem.promises[p]!.officers)) return;
    const lacking = problem.promises.reduce((sum, { officers: needed }, p) => sum + Math.max(0, needed - counts[p]!), 0);
    const unmet = lacking + unmetBy(problem, sittings).filter(({ what }) => what !== 'officers').length;
    const value = [
      unmet,
      ...(problem.before === null ? [] : [sittings.filter((one) => !before.has(keyOf(one))).length]),
      ...(problem.aim === 'even' ? [greatest] : []),
      minutes,
    ];
    if (best === null || isLess(value, best)) best = value;
  };
  tried(0, []);
  return best!;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const differs = a.findIndex((one, k) => one !== b[k]);
  return differs !== -1 && a[differs]! < b[differs]!;
}

export const small = fc
  .record({
    officers: fc.array(
      fc.record({
        weekdays: fc.subarray([1, 2, 3]),
        languages: fc.subarray(['sv', 'fi']),
        competences: fc.subarray(['in-depth']),
        minutes: fc.record({ a: fc.integer({ min: 0, max: 70 }), b: fc.integer({ min: 0, max: 70 }) }, { requiredKeys: ['a'] }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    promises: fc.uniqueArray(
      fc.record({
        placeId: fc.constantFrom('a', 'b'),
        weekday: fc.integer({ min: 1, max: 3 }),
        officers: fc.integer({ min: 1, max: 2 }),
        languages: fc.subarray(['fi']),
        competences: fc.subarray(['in-depth']),
      }),
      { minLength: 1, maxLength: 4, selector: ({ placeId, weekday }) => `${placeId} ${weekday}` },
    ),
    limits: fc.record({
      minutesPerDay: fc.integer({ min: 40, max: 140 }),
      minutesPerWeek: fc.option(fc.integer({ min: 40, max: 300 })),
      daysPerWeek: fc.integer({ min: 1, max: 3 }),
      spread: fc.option(fc.integer({ min: 0, max: 150 })),
    }),
    aim: fc.constantFrom('short' as const, 'even' as const),
    before: fc.option(
      fc.array(
        fc.record({
          officerId: fc.constantFrom('0', '1', '2', '9'),
          placeId: fc.constantFrom('a', 'b'),
          weekday: fc.integer({ min: 1, max: 3 }),
        }),
        { maxLength: 4 },
      ),
    ),
  })
  .map(({ officers, ...rest }): RotaProblem => ({
    ...rest,
    officers: officers.map((one, id) => ({ ...one, id: String(id), minutes: one.minutes as Record<string, number> })),
  }));
