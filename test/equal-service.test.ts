import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { keepShown } from '../src/modules/insight/disclosure/keep-shown.ts';
import { metrics } from '../src/modules/insight/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2020-12-15T09:00:00Z');
const { db } = house;

/** November 2020 as counted: registrations by municipality and age, fewer by themselves in one county and among the young, few at all in small places. */
async function countNovember(): Promise<void> {
  await sql`insert into insight.series (metric, version) values ('self-registration', 1) on conflict do nothing`.execute(db);
  await sql`
    insert into insight.cell (side, series, split, area, month, class, part, n)
    with m as (select municipality_code, county_code, greatest(1, registered_unemployed / 10)::integer as n from network.stat_municipality),
    e as (
      select municipality_code as area, county_code, age, part,
             (n * share * case when part = 'yes' then own - young else 1 - own + young end)::integer as n
      from (select m.*, case when county_code = '24' then 0.5 else 0.8 end as own from m) m,
      (values ('under-25', 0.2, 0.2), ('25-34', 0.3, 0), ('35-44', 0.3, 0), ('55-and-over', 0.2, 0)) a (age, share, young), (values ('yes'), ('no')) p (part)
    )
    select 0, s.id, c.split, c.area, '2020-11-01', c.class, c.part, c.n from insight.series s, (
      select split, area, class, part, sum(n) as n from (
        select '' as split, area, '' as class, part, n from e union all select '', county_code, '', part, n from e
        union all select '', '00', '', part, n from e
        union all select 'age', area, age, part, n from e union all select 'age', county_code, age, part, n from e
        union all select 'age', '00', age, part, n from e
      ) x group by 1, 2, 3, 4
    ) c where s.metric = 'self-registration' and c.n > 0`.execute(db);
  await sql`insert into insight.cube (side, until, through, first_month, made_at, series)
            select 0, '2020-12-01', '2020-11-30', '2020-11-01', now(), array_agg(id) from insight.series`.execute(db);
}

await countNovember();
await keepShown(
  db,
  metrics.filter((one) => one.time === 'month'),
);
const { server } = await testService(house);
const get = async (url: string) => await server.inject({ method: 'GET', url });

describe('equal service', () => {
  it('the county that differs is found, small municipalities are listed as too small to tell, and nothing small is shown', async () => {
    const answer = await get('/equal-service/figures.csv?subject=self-registration&by=municipality&on=2020-11-30');
    expect(answer.statusCode).toBe(200);
    const rows = answer.body.trim().split('\n').slice(1);
    expect(rows).toHaveLength(290);
    const umea = rows.find((row) => row.includes('Umeå'))!;
    expect(umea).toContain('less');
    expect(rows.filter((row) => row.includes('too-small')).length).toBeGreaterThan(5);
    const country = await get('/equal-service/figures.csv?subject=self-registration&by=county&on=2020-11-30');
    expect(country.body.split('\n').filter((row) => row.includes(',less,'))).toHaveLength(1);
  });

  it('age is compared in the whole country; who is few is listed', async () => {
    const answer = await get('/equal-service/figures.csv?subject=self-registration&by=age&on=2020-11-30');
    const rows = answer.body.trim().split('\n').slice(1);
    expect(rows.find((row) => row.includes(',under-25,'))).toContain(',less,');
    expect(rows.filter((row) => row.includes(',too-small,'))).toHaveLength(2);
  });

  it('pages and maps in every language; a month that is not counted says so, what cannot be asked is said', async () => {
    for (const language of ['', '/en', '/easy', '/ar'])
      for (const subject of ['reach', 'self-registration'])
        expect((await get(`${language}/equal-service?subject=${subject}&on=2020-11-30`)).statusCode).toBe(200);
    expect((await get('/equal-service/map.svg?subject=reach&on=2020-11-30')).body).toContain('<svg');
    expect((await get('/en/equal-service?subject=held&by=age&on=2020-11-30')).body).toContain('There are no figures for 2020-11');
    expect((await get('/equal-service?subject=reach&by=age')).statusCode).toBe(422);
    expect((await get('/equal-service?subject=reach&on=1999-01-01')).statusCode).toBe(422);
    expect((await get('/equal-service/figures.csv?subject=nothing')).statusCode).toBe(404);
  });
});
