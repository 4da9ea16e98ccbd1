/**
 * An attacker reads every page: all areas, parts, ages and languages, and even knows each shown count exactly, before its rounding. Linear
 * programming then finds between which values each small count must lie.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bounds, limits } from './attacker.ts';
import { type Count, type Place, protect } from './protect.ts';

const ages = ['young', 'middle', 'old'];
const languages = ['sv', 'ar', 'so', 'uk'];
const parts = ['phone', 'video', 'on-site'];

interface Person {
  area: string;
  age: string;
  language: string;
  part: string;
}

interface Country {
  areas: { code: string; county: string; type: string }[];
  persons: Person[];
}

/** A small country: municipalities in counties and kinds, and how many of each sort live there, many of them few. */
const countries = fc
  .record({
    counties: fc.integer({ min: 1, max: 3 }),
    kinds: fc.integer({ min: 1, max: 2 }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  })
  .map(({ counties, kinds, seed }): Country => {
    let state = seed;
    const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const among = (list: readonly string[]): string => list[Math.floor(random() ** 2 * list.length)]!;
    const areas = Array.from({ length: 9 }, (_, at) => ({
      code: `m${at}`,
      county: `c${at % counties}`,
      type: `t${Math.floor(random() * kinds)}`,
    }));
    const persons = areas.flatMap(({ code }) =>
      Array.from({ length: Math.floor(random() ** 2 * 120) }, () => ({
        area: code,
        age: among(ages),
        language: among(languages),
        part: among(parts),
      })),
    );
    return { areas, persons };
  });

/** A figure that someone could publish: which persons it counts. */
interface Figure {
  name: string;
  place: Place;
  by: 'all' | 'age' | 'language' | 'part';
  code: string;
  count: number;
}

const inPlace = ({ level, code }: Place, area: Country['areas'][number]): boolean =>
  level === 'country' || (level === 'municipality' ? area.code : area[level]) === code;

function everyFigure({ areas, persons }: Country): Figure[] {
  const codes = (of: (area: Country['areas'][number]) => string): string[] => [...new Set(areas.map(of))];
  const places: Place[] = [
    { level: 'country', code: '' },
    ...codes((area) => area.county).map((code) => ({ level: 'county' as const, code })),
    ...codes((area) => area.type).map((code) => ({ level: 'type' as const, code })),
    ...codes((area) => area.code).map((code) => ({ level: 'municipality' as const, code })),
  ];
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const columns = [
    { by: 'all' as const, code: '' },
    ...ages.map((code) => ({ by: 'age' as const, code })),
    ...languages.map((code) => ({ by: 'language' as const, code })),
    ...parts.map((code) => ({ by: 'part' as const, code })),
  ];
  return places.flatMap((place) =>
    columns.map(({ by, code }) => {
      const count = persons.filter((one) => inPlace(place, byCode.get(one.area)!) && (by === 'all' || one[by] === code)).length;
      return { name: `${place.level} ${place.code} ${by} ${code}`, place, by, code, count };
    }),
  );
}

const countsBy = (persons: readonly Person[], key: 'age' | 'language' | 'part'): Count[] =>
  [...Map.groupBy(persons, (one) => `${one.area} ${one[key]} ${one.part}`).values()].map((same) => ({
    area: same[0]!.area,
    group: key === 'part' ? '' : same[0]![key],
    part: same[0]!.part,
    n: same.length,
  }));

/** Names of the figures that are shown by what we publish. */
function published(country: Country, figures: readonly Figure[]): Set<string> {
  const everyone = countsBy(country.persons, 'part');
  const table = (groups: readonly string[], key: 'age' | 'language') =>
    protect(
      { areas: country.areas, parts, everyone, split: { groups, overlapping: false, counts: countsBy(country.persons, key) } },
      limits,
    );
  const of = { age: table(ages, 'age'), language: table(languages, 'language') };
  const isShown = ({ place, by, code }: Figure): boolean =>
    (by === 'age' || by === 'language'
      ? of[by].shown(place, code, null)
      : of.age.shown(place, null, by === 'part' ? code : null)) !== null;
  return new Set(figures.filter(isShown).map(({ name }) => name));
}

/** The program: unknowns are counts by municipality and age, language or part; each sort adds up to the same whole. */
function attack({ areas }: Country, shown: readonly Figure[], target: Figure): { least: number; most: number } {
  const cell = (area: string, by: string, code: string): string => `${by}_${area}_${code.replace('-', '')}`;
  const sorts = { age: ages, language: languages, part: parts };
  const sum = ({ place, by, code }: Figure): string => {
    const within = areas.filter((area) => inPlace(place, area));
    const terms = within.flatMap((area) =>
      by === 'all' ? ages.map((age) => cell(area.code, 'age', age)) : [cell(area.code, by, code)],
    );
    return terms.join(' + ');
  };
  const alike = areas.flatMap(({ code }) =>
    (['language', 'part'] as const).map(
      (by) =>
        `${ages.map((age) => cell(code, 'age', age)).join(' + ')} - ${sorts[by].map((one) => cell(code, by, one)).join(' - ')} = 0`,
    ),
  );
  return bounds([...alike, ...shown.map((figure) => `${sum(figure)} = ${figure.count}`)], sum(target));
}

/** The small figures that the attacker knows more closely than the rule allows. */
function recovered(country: Country, shownNames: ReadonlySet<string>, figures: readonly Figure[]): string[] {
  const shown = figures.filter(({ name }) => shownNames.has(name));
  return figures
    .filter(({ count }) => count <= limits.hideUpTo)
    .flatMap((target) => {
      const { least, most } = attack(country, shown, target);
      expect(least, target.name).toBeLessThanOrEqual(target.count + 1e-6);
      return most - least < limits.keepOpen - 1e-6 ? [`${target.name} = ${target.count}: ${least} to ${most}`] : [];
    });
}

it('no small count can be worked out from everything that is shown, its exact counts known', { timeout: 120_000 }, () => {
  let shownInAll = 0;
  fc.assert(
    fc.property(countries, (country) => {
      const figures = everyFigure(country);
      const shown = published(country, figures);
      shownInAll += shown.size;
      expect(figures.filter(({ name, count }) => shown.has(name) && count <= limits.hideUpTo)).toEqual([]);
      expect(recovered(country, shown, figures)).toEqual([]);
    }),
    { numRuns: 4 },
  );
  expect(shownInAll).toBeGreaterThan(100);
});

it('the attacker is one: when only the small counts are hidden, some are found', { timeout: 60_000 }, () => {
  const found = fc.sample(countries, { numRuns: 3, seed: 7 }).flatMap((country) => {
    const figures = everyFigure(country);
    const onlySmall = new Set(figures.filter(({ count }) => count > limits.hideUpTo).map(({ name }) => name));
    return recovered(country, onlySmall, figures);
  });
  expect(found.length).toBeGreaterThan(3);
});
