import { expect, it } from 'vitest';
import { plainDate } from '../../platform/clock/index.ts';
import { testHouse } from '../../../test/database.ts';
import { figures } from './figures.ts';
import type { Key, Where } from './metric.ts';
import { findMetric, metrics } from './metrics/index.ts';

const { db } = await testHouse('country');

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
        expect(parts.reduce((sum, one) => sum! + one!, 0), `${metric.id} ${on} ${key}`).toBe(total);
      }
    }
  }
});

it('what happened is counted from records with a day and the groups of the metric, each once', async () => {
  for (const metric of metrics) {
    if (metric.time === 'day') continue;
    const { rows } = await (metric.counts === 'events' ? metric.events() : metric.spells()).execute(db);
    expect(rows, metric.id).toEqual([]);
  }
});
