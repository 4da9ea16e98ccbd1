import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { plainDate } from '../../../platform/clock/index.ts';
import { figures } from '../../insight/figures.ts';
import { reach as reachMetric } from '../../insight/metrics/reach.ts';
import { travelInequality } from '../../insight/metrics/travel-inequality.ts';
import { travelPercentiles } from '../../insight/metrics/travel-percentiles.ts';
import { networkOn } from './network-on.ts';
import { reachOf } from './reach.ts';

const house = await testHouse('country');
const days = [plainDate('2019-01-01'), plainDate('2020-06-15'), plainDate('2020-12-31')];
const asked = { points: 'municipalities', weights: 'registered', group: null } as const;

describe('reach of the shipped network', () => {
  it('is insight’s where both say it: shares, percentiles and inequality, in the country and by group', async () => {
    for (const on of days) {
      for (const group of ['county', 'type'] as const) {
        const { rows } = await reachOf(house, { ...asked, on, group });
        const meeting = rows.filter(({ target }) => target === 'meeting');
        const country = meeting.find((row) => row.group === null)!.measures;
        const shares = await figures(house.db, { metric: reachMetric, by: [group, 'threshold'], on });
        for (const { keys, value } of shares.rows) {
          const of = meeting.find((row) => row.group === keys[0])!.measures;
          expect(of.within.find(({ limit }) => String(limit) === keys[1])!.share, `${on} ${keys.join(' ')}`).toBeCloseTo(
            value!,
            9,
          );
        }
        for (const { keys, value } of (await figures(house.db, { metric: reachMetric, by: ['threshold'], on })).rows)
          expect(country.within.find(({ limit }) => String(limit) === keys[0])!.share).toBeCloseTo(value!, 12);
        for (const { keys, value } of (await figures(house.db, { metric: travelPercentiles, by: ['percentile'], on })).rows)
          expect(country[keys[0] as 'p50'], `${on} ${keys[0]}`).toBe(value);
        for (const { keys, value } of (await figures(house.db, { metric: travelInequality, by: ['measure'], on })).rows)
          expect(country[keys[0] as 'gini'], `${on} ${keys[0]}`).toBeCloseTo(value!, 9);
      }
    }
  });

  it('counts the published network: own offices in 218 municipalities and then 106, meetings in 208', async () => {
    const codes = async (on: (typeof days)[number], wanted: (place: Awaited<ReturnType<typeof networkOn>>[number]) => boolean) =>
      new Set((await networkOn(house.db, house.clock, on)).filter(wanted).map(({ municipality }) => municipality)).size;
    const own = ({ kinds }: { kinds: readonly string[] }): boolean =>
      kinds.some((kind) => kind.endsWith('ed_office') || kind === 'visiting_office');
    expect(await codes(days[0]!, own)).toBe(218);
    expect(await codes(days[2]!, own)).toBe(106);
    expect(await codes(days[2]!, ({ isBookable }) => isBookable)).toBe(208);
  });

  it('names its source of travel time, its weights and what is reconstructed; groups add up to the country', async () => {
    const on = days[2]!;
    for (const group of ['county', 'type', 'size', 'deprivation'] as const) {
      const found = await reachOf(house, { ...asked, on, group });
      expect(found).toMatchObject({ on, points: 'municipalities', pointCount: 290, weights: 'registered', group });
      expect(found.journeys).toMatchObject({ imported: 0, routed: 0 });
      expect(found.journeys.estimate).toBeGreaterThan(290 * 200);
      expect(found.evidence.reconstructed).toBeGreaterThan(found.evidence.sourced);
      const own = found.rows.filter(({ target }) => target === 'own_office');
      const [country, ...parts] = own.map(({ measures }) => measures);
      expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(country!.weight, 6);
      expect(parts.reduce((sum, { weight, mean }) => sum + weight * mean!, 0) / country!.weight).toBeCloseTo(country!.mean!, 9);
    }
  });

  it('of localities as points; registered are spread over them by residents', async () => {
    const on = days[2]!;
    const found = await reachOf(house, { ...asked, points: 'localities', on });
    // And the seats of municipalities that lie whole within a neighbour’s locality.
    expect(found.pointCount).toBe(2022);
    expect((await reachOf(house, { ...asked, weights: 'population', points: 'localities', on })).pointCount).toBe(2017);
    const seats = await reachOf(house, { ...asked, on });
    const weight = (answer: typeof found): number => answer.rows[0]!.measures.weight;
    expect(weight(found)).toBeCloseTo(weight(seats), 6);
  });

  it('of a network that is in no register: with every office gone but one', async () => {
    const on = days[2]!;
    const places = (await networkOn(house.db, house.clock, on)).filter(({ municipality }) => municipality === '2425');
    const { rows } = await reachOf(house, { ...asked, on, places });
    const found = rows.find(({ target }) => target === 'meeting')!.measures;
    expect(found.p50).toBeGreaterThan(300);
    expect(found.within.find(({ limit }) => limit === 60)!.share).toBeLessThan(0.01);
    const nowhere = await reachOf(house, { ...asked, on, places: [] });
    expect(nowhere.rows[0]!.measures).toMatchObject({ unreached: 1, mean: null, max: null });
  });
});
