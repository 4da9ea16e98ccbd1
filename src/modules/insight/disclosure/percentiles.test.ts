/** Days and minutes are stored with the counts they are of: a page reads them, and says what it would have counted. */
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { plainDate } from '../../../platform/clock/index.ts';
import { fillGenerated } from '../cube/index.ts';
import { type FigureRow, figures } from '../figures.ts';
import { type EventMetric, groupKeys, type Key, type Where } from '../metric.ts';
import { metrics } from '../metrics/index.ts';
import { hasAmounts } from '../store/cube-pieces.ts';

const on = plainDate('2020-01-31');
const withAmounts = metrics.filter(
  (one): one is EventMetric => one.time === 'month' && one.counts === 'events' && hasAmounts(one),
);

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse('country');
  const among = withAmounts.flatMap((one) =>
    [one.id, one.within?.metric.id ?? [], one.within?.metric.within?.metric.id ?? []].flat(),
  );
  expect(await fillGenerated(house, { metrics: [...new Set(among)], months: 1 })).toBe('filled');
}, 120_000);

/** Everything that may be asked of one month, in the order in which it is asked. */
async function everything(metric: EventMetric, where: Where = {}): Promise<Record<string, readonly FigureRow[]>> {
  const places: Key[][] = [[], ['county'], ['type'], ['municipality'], ['county', 'type']];
  const others: Key[][] = [[], ...groupKeys.map((one) => [one]), ...(metric.partKey === null ? [] : [[metric.partKey]])];
  const found: Record<string, readonly FigureRow[]> = {};
  for (const place of places)
    for (const other of others)
      for (const percentile of [[], ['percentile']] as Key[][]) {
        const by = [...place, ...other, ...percentile].filter((key) => metric.keys.includes(key));
        found[by.join(' ')] = (await figures(house.db, { metric, by, where, on })).rows;
      }
  return found;
}

const shownIn = (found: Record<string, readonly FigureRow[]>): number =>
  Object.values(found).flatMap((list) => list.filter(({ value }) => value !== null)).length;

it.each(withAmounts)('$id: what is stored is what would be counted', async (metric) => {
  const stored = await everything(metric);
  expect(shownIn(stored)).toBeGreaterThan(20);
  const counties = await everything(metric, { county: ['24', '25'] });
  const forgotten = await sql`
    update insight.shown set percentiles = null
    where percentiles is not null and series = any (select id from insight.series where metric = ${metric.id})`.execute(house.db);
  expect(forgotten.numAffectedRows).toBeGreaterThan(10n);
  expect(await everything(metric), 'as of a month that was stored before').toEqual(stored);
  expect(await everything(metric, { county: ['24', '25'] })).toEqual(counties);
});
