/**
 * Tables with few persons in many municipalities: what is shown is decided from the top, so that the country and its counties are not hidden for
 * what lies under them; and the attacker (attack.test.ts) finds nothing in them.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bounds, limits } from './attacker.ts';
import type { Area } from './axis.ts';
import { type Count, type Place, protect, type Protected } from './protect.ts';

const channels = ['web', 'in-person', 'phone'];
const shares = [0.76, 0.14, 0.1];

interface Sparse {
  areas: Area[];
  everyone: Count[];
}

/** So many events in all, most of them in the few large municipalities of each county. */
function sparse({
  municipalities,
  counties,
  kinds,
  events,
  seed,
}: Record<'municipalities' | 'counties' | 'kinds' | 'events' | 'seed', number>): Sparse {
  let state = seed;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const areas = Array.from({ length: municipalities }, (_, at) => ({
    code: `m${at}`,
    county: `c${at % counties}`,
    type: `t${Math.floor(random() * kinds)}`,
  }));
  const sizes = areas.map(() => 1 / (0.03 + random()));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const everyone = areas.flatMap(({ code }, at) =>
    channels.map((part, of) => ({
      area: code,
      group: '',
      part,
      n: Math.floor(((events * sizes[at]!) / all) * shares[of]! * (0.6 + 0.8 * random()) + random()),
    })),
  );
  return { areas, everyone };
}

const placesOf = (areas: readonly Area[]): Place[] => [
  { level: 'country', code: '' },
  ...[...new Set(areas.map(({ county }) => county))].map((code) => ({ level: 'county' as const, code })),
  ...[...new Set(areas.flatMap(({ type }) => type ?? []))].map((code) => ({ level: 'type' as const, code })),
  ...areas.map(({ code }) => ({ level: 'municipality' as const, code })),
];
const includes = ({ level, code }: Place, area: Area): boolean =>
  level === 'country' || (level === 'municipality' ? area.code : area[level]) === code;

/** Every figure by the unknowns that it is the sum of. */
function figuresOf({ areas, everyone }: Sparse) {
  return placesOf(areas).flatMap((place) => {
    const codes = new Set(areas.filter((area) => includes(place, area)).map(({ code }) => code));
    return [null, ...channels].map((part) => {
      const among = everyone.filter((one) => codes.has(one.area) && (part === null || one.part === part));
      const names = among.map((one) => `${one.area}_${one.part.replace('-', '')}`).join(' + ');
      return { place, part, names, n: among.reduce((sum, { n }) => sum + n, 0) };
    });
  });
}

/** Small figures that are known more closely than the rule allows, of every so many. */
function recovered(table: Sparse, isShown: (place: Place, part: string | null, n: number) => boolean, every = 1): string[] {
  const figures = figuresOf(table);
  const known = figures.filter(({ place, part, n }) => isShown(place, part, n)).map(({ names, n }) => `${names} = ${n}`);
  return figures
    .filter(({ n }) => n <= limits.hideUpTo)
    .filter((_, at) => at % every === 0)
    .flatMap(({ names, n }) => {
      const { least, most } = bounds(known, names);
      return most - least < limits.keepOpen - 1e-6 ? [`${names} = ${n}: ${least} to ${most}`] : [];
    });
}

const protectedOf = ({ areas, everyone }: Sparse): Protected => protect({ areas, parts: channels, everyone }, limits);
const isShownBy =
  (safe: Protected) =>
  (place: Place, part: string | null): boolean =>
    safe.shown(place, null, part) !== null;

/** How many figures by part are shown of a level. */
const shownAt = (table: Sparse, safe: Protected, level: Place['level']): number =>
  figuresOf(table).filter(({ place, part }) => place.level === level && part !== null && isShownBy(safe)(place, part)).length;

describe('registrations by channel in 290 municipalities', () => {
  const country = { municipalities: 290, counties: 21, kinds: 9 };

  it('31,000 a month: the country’s channels and nearly all of the counties’ are shown, and many of the municipalities’', () => {
    for (const seed of [11, 12]) {
      const table = sparse({ ...country, events: 31_000, seed });
      const safe = protectedOf(table);
      expect(shownAt(table, safe, 'country')).toBe(3);
      expect(shownAt(table, safe, 'county')).toBeGreaterThanOrEqual(55);
      expect(shownAt(table, safe, 'municipality')).toBeGreaterThan(200);
    }
  });

  it('10,000 and 3,000 a month: the country’s and most of the counties’', () => {
    const few = sparse({ ...country, events: 10_000, seed: 21 });
    const safe = protectedOf(few);
    expect(shownAt(few, safe, 'country')).toBe(3);
    expect(shownAt(few, safe, 'county')).toBeGreaterThan(32);
    const fewer = sparse({ ...country, events: 3_000, seed: 21 });
    const protectedFewer = protectedOf(fewer);
    expect(shownAt(fewer, protectedFewer, 'country')).toBe(3);
    expect(shownAt(fewer, protectedFewer, 'county')).toBeGreaterThan(32);
  });

  it('where one channel is rare in the whole country, it and one other are hidden, not all', () => {
    const table = sparse({ ...country, events: 31_000, seed: 31 });
    const everyone = table.everyone.map((one, at) => (one.part === 'phone' ? { ...one, n: Number(at < 12) } : one));
    const safe = protectedOf({ ...table, everyone });
    const shown = channels.map((part) => isShownBy(safe)({ level: 'country', code: '' }, part));
    expect(shown).toEqual([true, false, false]);
  });

  it('the attacker finds nothing', { timeout: 120_000 }, () => {
    const table = sparse({ ...country, events: 31_000, seed: 41 });
    expect(recovered(table, isShownBy(protectedOf(table)), 25)).toEqual([]);
  });
});

describe('sparse tables of any shape', () => {
  const tables = fc
    .record({
      municipalities: fc.integer({ min: 2, max: 30 }),
      counties: fc.integer({ min: 1, max: 6 }),
      kinds: fc.integer({ min: 1, max: 4 }),
      events: fc.integer({ min: 20, max: 1500 }),
      seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
    })
    .map(sparse);

  it('no small count can be worked out, and the country hides a channel only where one is small', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(tables, (table) => {
        const safe = protectedOf(table);
        expect(recovered(table, isShownBy(safe))).toEqual([]);
        const ofCountry = figuresOf(table).filter(({ place }) => place.level === 'country');
        const isSmall = ofCountry.some(({ n }) => n <= limits.hideUpTo);
        if (!isSmall && isShownBy(safe)(ofCountry[0]!.place, null)) expect(shownAt(table, safe, 'country')).toBe(3);
      }),
      { numRuns: 10 },
    );
  });

  it('the attacker is one: with only the small ones hidden some are found', () => {
    const found = fc
      .sample(tables, { numRuns: 4, seed: 5 })
      .flatMap((table) => recovered(table, (_place, _part, n) => n > limits.hideUpTo));
    expect(found.length).toBeGreaterThan(3);
  });
});
