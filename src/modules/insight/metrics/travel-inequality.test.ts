import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { testHouse } from '../../../../test/database.ts';
import { plainDate } from '../../../platform/clock/index.ts';
import { rows } from '../../../platform/db/index.ts';
import { figures } from '../figures.ts';
import { concentrationIndex, gini, palmaRatio, percentile, theil } from '../inequality/index.ts';
import { nearestOn } from './network-facts.ts';
import { travelInequality } from './travel-inequality.ts';
import { travelPercentiles } from './travel-percentiles.ts';

const { db } = await testHouse('country');
const number = z.coerce.number();
const lived = z.object({ value: number, weight: number, deprivation: number, county: z.string() });

it('inequality and percentiles of travel are those of the pure functions, in the country and in each county', async () => {
  for (const on of [plainDate('2019-01-01'), plainDate('2020-12-31')]) {
    const everyone = await rows(
      db,
      lived,
      sql`select n.minutes as value, n.registered_unemployed as weight, n.registered_unemployed / n.working_age as deprivation, n.county_code as county
          from (${nearestOn({ on, known: null })}) n where n.minutes is not null`,
    );
    expect(everyone.length).toBeGreaterThan(280);
    const measures = { gini, palma: palmaRatio, theil, concentration: concentrationIndex };
    const found = await figures(db, { metric: travelInequality, by: ['measure'], on });
    expect(found.rows).toHaveLength(4);
    for (const { keys, value } of found.rows)
      expect(Math.abs(value! - measures[keys[0] as keyof typeof measures](everyone)!), `${on} ${keys[0]}`).toBeLessThan(1e-9);
    const byCounty = Map.groupBy(everyone, ({ county }) => county);
    const counties = await figures(db, { metric: travelInequality, by: ['county'], on });
    expect(counties.rows).toHaveLength(21);
    for (const { keys, value } of counties.rows) {
      const expected = gini(byCounty.get(keys[0]!)!);
      if (expected === null || value === null) expect([keys[0], value]).toEqual([keys[0], expected]);
      else expect(Math.abs(value - expected), `${on} ${keys[0]}`).toBeLessThan(1e-9);
    }
    const shares = { p50: 0.5, p90: 0.9, p95: 0.95, max: 1 };
    const minutes = await figures(db, { metric: travelPercentiles, by: ['percentile'], on });
    for (const { keys, value } of minutes.rows)
      expect(value, keys[0]).toBe(percentile(everyone, shares[keys[0] as keyof typeof shares]));
  }
});
