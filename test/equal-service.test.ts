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

  it('a group in a place: who is served otherwise than elsewhere is found, no count is told, and what is too small is listed', async () => {
    const rows = async (query: string) => {
      const answer = await get(`/equal-service/groups/figures.csv?on=2020-11-30&subject=self-registration&${query}`);
      expect(answer.statusCode).toBe(200);
      const [head, ...lines] = answer.body.trim().split('\r\n').join('\n').split('\n');
      return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [head!.split(',')[at]!, cell])));
    };
    const young = await rows('group=age%20under-25&by=county');
    expect(young).toHaveLength(21);
    expect(young.filter(({ verdict }) => verdict === 'less').map(({ place }) => place)).toEqual(['24']);
    const everywhere = await rows('group=age%2025-34&by=municipality');
    expect(everywhere).toHaveLength(290);
    // Half of them: on the edge of a tenth, so that one person would change it.
    expect(everywhere.find(({ name }) => name === 'Umeå')).toMatchObject({ verdict: 'less', share_from: '' });
    expect(everywhere.filter(({ verdict }) => verdict === 'too-small').length).toBeGreaterThan(20);
    const umea = await rows('place=2480');
    expect(umea.map(({ group_kind }) => group_kind)).toContain('need');
    expect(umea.find(({ group }) => group === '35-44')).toMatchObject({ verdict: 'less' });
    expect(umea.find(({ group }) => group === 'unknown')).toMatchObject({ verdict: 'too-small', share_from: '' });
  });

  it('the page of places and groups in every language; what is known of no person says so; what cannot be asked is said', async () => {
    for (const language of ['', '/en', '/easy', '/ar'])
      for (const query of ['group=age%20under-25', 'place=24', 'subject=reach&place=2480'])
        expect((await get(`${language}/equal-service/groups?on=2020-11-30&${query}`)).statusCode).toBe(200);
    const map = (await get('/en/equal-service/groups/map.svg?on=2020-11-30&group=age%20under-25')).body;
    expect(map).toContain('too few or too close to tell');
    expect(map).not.toContain('equal.');
    expect((await get('/en/equal-service/groups?subject=reach&place=2480')).body).toContain('not known of each person');
    expect((await get('/en/equal-service/groups?subject=held&place=2480&on=2020-11')).body).toContain(
      'There are no figures for 2020-11',
    );
    expect((await get('/equal-service/groups?place=9999')).statusCode).toBe(422);
    expect((await get('/equal-service/groups/figures.csv?group=nobody')).statusCode).toBe(404);
  });
});
