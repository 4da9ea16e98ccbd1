/**
 * Metrics of the same records: booked meetings, of these the ones that were held, of these the ones on site. Whoever has a number of each can
 * take one from the other, so what one hides another must not give.
 */
import { beforeAll, expect, it } from 'vitest';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { plainDate } from '../../../platform/clock/index.ts';
import { cubeFigures } from '../cube/figures.ts';
import { fillGenerated } from '../cube/index.ts';
import { figures, type FigureRow } from '../figures.ts';
import { type EventMetric, groupKeys, type Key } from '../metric.ts';
import { findMetric, metrics } from '../metrics/index.ts';
import { type Area, listAreas } from '../store/regions.ts';
import { bounds, limits } from './attacker.ts';

const on = plainDate('2020-01-31');
const places = ['county', 'type', 'municipality'] as const satisfies readonly Key[];
const ofEvents = metrics.filter((one): one is EventMetric => one.time === 'month' && one.counts === 'events');
const nested = ofEvents.filter((one) => one.within !== undefined);
const codeIn = {
  county: (area: Area) => area.countyCode,
  type: (area: Area) => area.type,
  municipality: (area: Area) => area.code,
};
const family = ['meeting-outcomes', 'meetings', 'waiting-for-meeting', 'meeting-travel'];

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse('country');
  const metricsFilled = [...family, 'registrations', 'self-registration'];
  expect(await fillGenerated(house, { metrics: metricsFilled, months: 1 })).toBe('filled');
}, 120_000);

/** How many, as it is shown, by codes; days and minutes say of how many they are. */
async function counts(metric: EventMetric, by: readonly Key[]): Promise<Map<string, number>> {
  const found = await figures(house.db, { metric, by, on });
  const isAmount = metric.unit === 'days' || metric.unit === 'minutes';
  const count = ({ value, whole }: FigureRow): number | null => (isAmount ? whole : value);
  return new Map(found.rows.flatMap((row) => (count(row) === null ? [] : [[row.keys.join(' '), count(row)!] as const])));
}

it('metrics of meetings say which they lie within', () => {
  expect(nested.map(({ id }) => id).toSorted()).toEqual(['meeting-travel', 'meetings', 'waiting-for-meeting']);
  const sameRows = ofEvents.filter(({ rowsOf }) => rowsOf === 'meetings.stat_meeting_day');
  expect(sameRows.map(({ id }) => id).toSorted(), 'a new one of the same rows says where it belongs').toEqual(family.toSorted());
});

it('what is a part of another metric is shown only where that part is', async () => {
  for (const one of nested)
    for (const by of [[], ...places.map((place) => [place])]) {
      const inner = await counts(one, by);
      const { metric: outer, part } = one.within!;
      const parts = await counts(outer, [...by, outer.partKey!]);
      expect(inner.size, `${one.id} by ${by.join()}`).toBeGreaterThan(0);
      for (const name of inner.keys()) expect(parts.has(`${name} ${part}`.trim()), `${one.id} ${name}`).toBe(true);
    }
});

it('no group in a place stands in two of them: the difference would be few persons', async () => {
  let shown = 0;
  for (const one of nested)
    for (const group of groupKeys)
      for (const place of places) {
        const [inner, outer] = [await counts(one, [place, group]), await counts(one.within!.metric, [place, group])];
        expect([...inner.keys()].filter((name) => outer.has(name))).toEqual([]);
        shown += inner.size;
      }
  expect(shown, 'waiting by group and place is still told').toBeGreaterThan(500);
}, 120_000);

it('in the country a group is shown where those who are not of the part are many enough', async () => {
  for (const one of nested)
    for (const group of groupKeys) {
      const { metric: outer, part } = one.within!;
      const [inner, parts] = [await counts(one, [group]), await counts(outer, [group, outer.partKey!])];
      expect(inner.size).toBeGreaterThan(3);
      for (const name of inner.keys()) expect(parts.has(`${name} ${part}`), `${one.id} ${name}`).toBe(true);
    }
});

it('the number of each is what is added up: those who came are no more than those who had booked', async () => {
  const booked = await counts(findMetric('meeting-outcomes') as EventMetric, ['county']);
  const held = await counts(findMetric('meetings') as EventMetric, ['county']);
  for (const [county, n] of held) expect(n).toBeLessThanOrEqual(booked.get(county)! + 5);
});

it('who registered on the web with a helper cannot be told: those on the web and those alone do not both stand by municipality', async () => {
  const [channels, alone] = ['registrations', 'self-registration'].map((id) => findMetric(id) as EventMetric) as [
    EventMetric,
    EventMetric,
  ];
  for (const place of places) {
    const web = await counts(channels, [place, 'channel']);
    const shares = (await figures(house.db, { metric: alone, by: [place], on })).rows;
    const both = shares.flatMap(({ keys: [code], part }) => {
      const inWeb = web.get(`${code} web`);
      return part === null || inWeb === undefined ? [] : [inWeb - part];
    });
    expect(shares.filter(({ part }) => part !== null).length, place).toBeGreaterThan(5);
    if (place === 'municipality') expect(both).toEqual([]);
    else expect(Math.min(...both), place).toBeGreaterThan(limits.hideUpTo);
  }
});

/** How many met in which way, and how many did not for which reason, in each municipality. */
const held = ['on-site', 'video', 'phone'];
const notHeld = ['no-show', 'authority-failed', 'cancelled'];

async function everyCount(): Promise<Map<string, number>> {
  const months = { from: '2020-01', to: '2020-01' };
  const read = async (id: string, key: Key) =>
    await cubeFigures(house.db, findMetric(id) as EventMetric, { by: ['municipality', key], months });
  const found = [...(await read('meetings', 'channel')), ...(await read('meeting-outcomes', 'outcome'))];
  return new Map(
    found.flatMap(({ keys: [code, part], value }) => (part === 'done' ? [] : [[`${code} ${part}`, value!] as const])),
  );
}

it('no small count of the family can be worked out from all of its figures together, each known exactly', async () => {
  const exact = await everyCount();
  const areas = await listAreas(house.db);
  const unknown = (code: string, part: string): string => `x${code}_${part.replace('-', '')}`;
  const known = new Set<string>();
  for (const place of [null, ...places]) {
    const by = place === null ? [] : [place];
    const shown = async (id: string, ...more: Key[]) => [
      ...(await counts(findMetric(id) as EventMetric, [...by, ...more])).keys(),
    ];
    const learn = (name: string, parts: readonly string[]): void => {
      const [code] = name.split(' ');
      const within = areas.filter((area) => place === null || code === codeIn[place](area)).map((area) => area.code);
      const cells = within.flatMap((one) => parts.map((part) => [one, part] as const));
      const sum = cells.reduce((all, [one, part]) => all + (exact.get(`${one} ${part}`) ?? 0), 0);
      known.add(`${cells.map(([one, part]) => unknown(one, part)).join(' + ')} = ${sum}`);
    };
    const partOf = (name: string): string => name.split(' ').at(-1)!;
    for (const name of await shown('meeting-outcomes')) learn(name, [...held, ...notHeld]);
    for (const name of await shown('meeting-outcomes', 'outcome')) learn(name, partOf(name) === 'done' ? held : [partOf(name)]);
    for (const name of await shown('meetings')) learn(name, held);
    for (const id of ['meetings', 'waiting-for-meeting'])
      for (const name of await shown(id, 'channel')) learn(name, [partOf(name)]);
    for (const name of await shown('meeting-travel')) learn(name, ['on-site']);
  }
  const small = areas
    .flatMap(({ code }) => [...held, ...notHeld].map((part) => ({ code, part, n: exact.get(`${code} ${part}`) ?? 0 })))
    .filter(({ n }) => n <= limits.hideUpTo);
  // Each takes the program a fifth of a second.
  const some = small.filter((_, at) => at % 12 === 0);
  expect(some.length).toBeGreaterThan(30);
  const found = some.filter(({ code, part }) => {
    const { least, most } = bounds([...known], unknown(code, part));
    return most - least < limits.keepOpen - 1e-6;
  });
  expect(found).toEqual([]);
}, 120_000);
