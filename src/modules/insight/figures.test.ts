import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { plainDate } from '../../platform/clock/index.ts';
import { testHouse } from '../../../test/database.ts';
import { printRebuild, rebuildCube } from './cube/index.ts';
import { keepShown } from './disclosure/keep-shown.ts';
import { figures, type Question } from './figures.ts';
import type { Key, Where } from './metric.ts';
import { findMetric, metrics } from './metrics/index.ts';
import { trend, trendDays } from './trend.ts';

const house = await testHouse('country', '2020-02-14T09:00:00Z');
const { db } = house;

const byMonth = metrics.filter((one) => one.time === 'month');

/** Ended visits at a place of the municipality, as a log that was read in gives them. */
async function putVisits(municipality: string, day: string, count: number, { outcome = 'solved', generated = false } = {}) {
  await sql`
    insert into desk.visit (place_id, id, day, arrived_at, topic, state, waiting_since, outcome, import_id, generated)
    select p.place_id, gen_random_uuid(), ${day}, ${`${day}T10:00:00Z`}, 'other', 'ended', ${`${day}T10:00:00Z`}, ${outcome}, gen_random_uuid(), ${generated}
    from (select place_id from network.place_record where municipality_code = ${municipality} order by place_id limit 1) p, generate_series(1, ${count}::int)`.execute(
    db,
  );
}

/** The figures as `{ codes: value }`; the whole country under ''. */
async function read(id: string, on: string, by: Key[] = [], where: Where = {}): Promise<Record<string, number | null>> {
  const found = await figures(db, { metric: findMetric(id)!, by, where, on: plainDate(on) });
  return Object.fromEntries(found.rows.map(({ keys, value }) => [keys.join(' '), value]));
}
const whole = async (id: string, on: string, where: Where = {}) => (await read(id, on, [], where))[''];

it('290 municipalities at the end of 2020: 106 with an own office, 102 by cooperation, 82 from a neighbour', async () => {
  const count = await read('municipalities-by-state', '2020-12-31', ['state']);
  expect(count['staffed_office']! + count['visiting_office']!).toBe(106);
  expect(count).toMatchObject({ cooperation_place: 102, neighbour: 82 });
  expect(await whole('municipalities-by-state', '2019-01-01')).toBe(290);
  expect(await whole('municipalities-bookable', '2020-12-31')).toBe(208);
});

it('the figures of the reports of 2020', async () => {
  expect(await whole('places-losing-office', '2020-02-14')).toBe(132);
  expect(await whole('places-secured', '2020-02-14')).toBe(99);
  expect(await whole('places-remaining', '2020-02-14')).toBe(33);
  expect(await whole('places-remaining', '2020-02-14', { state: ['in_dialogue'] })).toBe(20);
  expect(await whole('places-remaining', '2020-02-14', { state: ['decided', 'agreed'] })).toBe(13);
  expect(await whole('places-to-formalise', '2020-10-23')).toBe(73);
  expect(await whole('places-to-formalise', '2020-12-31')).toBe(0);
  expect(await whole('places-secured', '2020-06-15')).toBe(132);
  expect(await whole('places-losing-office', '2020-06-15', { state: ['restored'] })).toBe(6);
  expect(await read('offices', '2020-12-31', ['kind'])).toMatchObject({ staffed_office: 88, visiting_office: 24 });
  expect(await whole('cooperation-places', '2020-12-31')).toBe(102);
  expect(await whole('service-offices', '2019-07-02')).toBe(113);
  expect(await whole('service-offices', '2020-02-14', { service: ['drop-in-pilot'] })).toBe(6);
});

it('whatever a metric is broken down by, its counts add up to the whole', async () => {
  for (const metric of metrics.filter((one) => one.time === 'day' && one.unit === 'count')) {
    for (const on of ['2019-01-01', '2020-10-23', '2026-11-22']) {
      const total = await whole(metric.id, on);
      for (const key of metric.keys.filter((one) => one !== 'service')) {
        const parts = Object.values(await read(metric.id, on, [key]));
        expect(
          parts.reduce((sum, one) => sum! + one!, 0),
          `${metric.id} ${on} ${key}`,
        ).toBe(total);
      }
    }
  }
});

it('what is not asked for in earnest is refused, and what there is none of is 0', async () => {
  const refusal = (question: Partial<Question>) =>
    figures(db, { metric: findMetric('offices')!, by: [], on: plainDate('2020-12-31'), ...question }).then(
      () => null,
      (error: unknown) => (error as { code: string }).code,
    );
  expect(await refusal({ by: ['state'] })).toBe('metric-key-unknown');
  expect(await refusal({ by: ['kind', 'kind'] })).toBe('metric-key-unknown');
  expect(await refusal({ where: { kind: ['neighbour'] } })).toBe('metric-value-unknown');
  expect(await refusal({ where: { municipality: ['9999'] } })).toBe('metric-value-unknown');
  expect(await refusal({ on: plainDate('2018-12-31') })).toBe('metric-not-on-day');
  const byMunicipality = await read('offices', '2020-12-31', ['municipality']);
  expect(Object.keys(byMunicipality)).toHaveLength(290);
  expect(Object.values(byMunicipality).filter((value) => value === 0)).toHaveLength(290 - 106);
  expect(await read('places-remaining', '2020-06-15', ['state'])).toEqual({ decided: 0, in_dialogue: 0, agreed: 0 });
});

it('the share within reach and the percentiles of travel say the same of the same travel times', async () => {
  for (const on of ['2019-01-01', '2020-02-14', '2020-12-31']) {
    const reach = await read('reach', on, ['threshold']);
    const minutes = await read('travel-percentiles', on, ['percentile']);
    for (const [percentile, share] of [
      ['p50', 0.5],
      ['p90', 0.9],
      ['p95', 0.95],
      ['max', 1],
    ] as const)
      for (const [threshold, within] of Object.entries(reach))
        expect(within! >= share, `${on} ${percentile} ${threshold}`).toBe(minutes[percentile]! <= Number(threshold));
    expect(Object.values(await read('reach', on, ['municipality'])).every((value) => value === 0 || value === 1)).toBe(true);
  }
});

it('a line has a point for each month, the last on the day itself', async () => {
  expect(trendDays(plainDate('2020-01-31'), plainDate('2020-03-15'))).toEqual(['2020-01-31', '2020-02-29', '2020-03-15']);
  const found = await trend(db, {
    metric: findMetric('places-secured')!,
    by: [],
    from: plainDate('2020-02-01'),
    to: plainDate('2020-06-15'),
  });
  expect(found.map(({ on }) => on)).toEqual(['2020-02-29', '2020-03-31', '2020-04-30', '2020-05-31', '2020-06-15']);
  expect(found.at(-1)!.rows[0]!.value).toBe(132);
});

it('what happened is counted from records with a day and the groups of the metric, each once', async () => {
  for (const metric of metrics) {
    if (metric.time !== 'month') continue;
    const { rows } = await (metric.counts === 'events' ? metric.events() : metric.spells()).execute(db);
    expect(rows, metric.id).toEqual([]);
  }
});

it('what is about persons stands only where disclosure control shows it, and only of months that are counted to their end', async () => {
  const metric = findMetric('desk-visits')!;
  const before = await figures(db, { metric, by: [], on: plainDate('2020-02-10') });
  expect(before).toMatchObject({ rows: [], isCounted: false });
  await putVisits('2425', '2020-01-15', 40);
  await putVisits('0180', '2020-01-31', 3);
  await putVisits('0180', '2020-02-03', 90);
  await rebuildCube(db, { metrics: byMonth, today: plainDate('2020-02-14') });
  const on = plainDate('2020-01-01');
  expect((await figures(db, { metric, by: [], on })).isCounted, 'not yet made safe').toBe(false);
  await keepShown(db, byMonth);
  expect(await figures(db, { metric, by: [], on })).toMatchObject({
    rows: [{ value: 45, hidden: false }],
    isReconstructed: false,
  });
  const rows = (await figures(db, { metric, by: ['municipality'], on })).rows;
  expect(rows.find(({ keys }) => keys[0] === '0180')).toMatchObject({ value: null, hidden: true });
  expect((await figures(db, { metric, by: [], on: plainDate('2020-02-10') })).isCounted).toBe(false);
});

it('what is shown of a month stays as it is, whatever comes late, until the month is counted again', async () => {
  const metric = findMetric('desk-visits')!;
  const on = plainDate('2020-01-01');
  const count = async (args: readonly string[] = []): Promise<number> =>
    printRebuild(args, { house, out: () => undefined, err: () => undefined });
  await putVisits('2425', '2020-01-20', 60, { outcome: 'guided', generated: true });
  expect(await count()).toBe(0);
  expect(await figures(db, { metric, by: [], on })).toMatchObject({ rows: [{ value: 45 }], isReconstructed: false });
  expect(await count(['--recount', '2020-13'])).toBe(2);
  expect(await count(['--recount', '2020-01'])).toBe(0);
  expect(await figures(db, { metric, by: [], on }), 'and it is said that some are made up').toMatchObject({
    rows: [{ value: 105 }],
    isReconstructed: true,
  });
  expect((await read('desk-visits', on, ['outcome']))['guided']).toBe(60);
  const [december, january] = await trend(db, { metric, by: [], from: plainDate('2019-12-01'), to: plainDate('2020-01-31') });
  expect([december?.isCounted, january?.rows[0]?.value]).toEqual([false, 105]);
});

it('a month before the first day that disclosure control can say of is not shown, and keeps no other from it', async () => {
  await putVisits('2425', '2018-12-20', 3);
  await putVisits('0180', '2019-03-05', 200);
  expect(await printRebuild([], { house, out: () => undefined, err: () => undefined })).toBe(0);
  expect(await whole('desk-visits', '2019-03-05')).toBe(200);
});

it('outcomes that nobody had, and places where nobody was, hide no others; a few are hidden with the fewest others', async () => {
  const visits = { '0180': [400, 150, 30, 5], '1480': [200, 90, 20, 8], '2480': [100, 50, 10] };
  const outcomes = ['solved', 'guided', 'document-forwarded', 'meeting-booked'];
  for (const [municipality, counts] of Object.entries(visits))
    for (const [at, count] of counts.entries()) await putVisits(municipality, '2019-11-05', count, { outcome: outcomes[at]! });
  expect(await printRebuild(['--recount', '2019-11'], { house, out: () => undefined, err: () => undefined })).toBe(0);
  expect(await read('desk-visits', '2019-11-30', ['outcome'])).toEqual({
    solved: 700,
    guided: 290,
    'document-forwarded': 60,
    'meeting-booked': 15,
    referred: null,
    'not-helped': null,
    left: null,
    'no-show': null,
  });
  const places = await read('desk-visits', '2019-11-30', ['municipality']);
  expect([places['0180'], places['1480'], places['2480'], places['0114']]).toEqual([585, 320, 160, null]);
  expect(await read('desk-visits', '2019-11-30', ['outcome'], { municipality: ['0180'] })).toMatchObject({
    solved: 400,
    'meeting-booked': null,
  });
});

it('figures that are kept in memory are read again when the register has changed', async () => {
  const before = await whole('offices', '2020-12-31');
  expect(await whole('offices', '2020-12-31')).toBe(before);
  await sql`
    with gone as (
      select id from network.presence where kind = 'visiting_office' and upper_inf(recorded) and valid @> date '2020-12-31' limit 1
    ), touched as (update network.version set number = number + 1)
    update network.presence set recorded = tstzrange(lower(recorded), now()) where id in (select id from gone)`.execute(db);
  expect(await whole('offices', '2020-12-31')).toBe(before! - 1);
});
