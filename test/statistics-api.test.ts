/**
 * The open tables, asked as the clients of PxWebApi 2 ask: pxwebpy (config, tables, metadata, POST with a selection, the codelist in
 * lower case), PxWebApiData (GET with valueCodes, top(n) and ?), pxweb2r (POST with every code, accept and content type), pxweb for R
 * (below /api/v2).
 */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dataset } from '../src/modules/insight/open-data/json-stat.ts';
import { metrics } from '../src/modules/insight/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2026-11-22T09:00:00Z');
const { server } = await testService(house);
const base = '/v1/statistics';

const get = (path: string, headers: Record<string, string> = {}) => server.inject({ url: `${base}${path}`, headers });
const json = async (path: string): Promise<unknown> => {
  const answer = await get(path);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};
const post = (path: string, payload: object, at = base) =>
  server.inject({
    method: 'POST',
    url: `${at}${path}`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    payload,
  });

/** The rows of a dataset as a client unfolds it: texts of each variable, then the figure. */
function unfolded(body: unknown): Record<string, string | number | null>[] {
  const { id, dimension, value } = dataset.parse(body);
  const axes = id.map((one) => Object.entries(dimension[one]!.category.index).toSorted(([, a], [, b]) => a - b));
  return value.map((figure, index) => {
    let rest = index;
    const row: Record<string, string | number | null> = { value: figure };
    for (const [at, one] of [...id.entries()].toReversed()) {
      row[one] = axes[at]![rest % axes[at]!.length]![0];
      rest = Math.floor(rest / axes[at]!.length);
    }
    return row;
  });
}

describe('a client gets to know the API', () => {
  it('from its configuration', async () => {
    expect(await json('/config?outputFormat=json-stat2')).toMatchObject({
      apiVersion: expect.stringMatching(/^2\./),
      defaultLanguage: 'sv',
      languages: [{ id: 'sv' }, { id: 'en' }],
      maxDataCells: expect.any(Number),
      dataFormats: ['json-stat2', 'csv', 'xlsx', 'parquet'],
    });
  });

  it('every metric is a table, with links to its parts', async () => {
    const list = (await json('/tables?lang=en&pageSize=1000&outputFormat=json-stat2')) as {
      tables: { id: string; label: string; links: { rel: string; href: string }[] }[];
      page: { totalElements: number };
    };
    const ids = list.tables.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(metrics.map(({ id }) => id)));
    expect(list.page.totalElements).toBe(ids.length);
    const states = list.tables.find(({ id }) => id === 'municipalities-by-state')!;
    expect(states.label).toBe('Municipalities by local presence, broken down by region and state. Month 2019M01-2026M11');
    expect(states.links.map(({ rel }) => rel)).toEqual(['self', 'alternate', 'metadata', 'data']);
    for (const { href } of states.links) {
      const { pathname, search } = new URL(href);
      expect((await server.inject(pathname + search)).statusCode, href).toBe(200);
    }
  });

  it('pages through the list, and a page that is not there is refused', async () => {
    const first = (await json('/tables?pageSize=3')) as { tables: { id: string }[]; page: { totalPages: number } };
    const last = (await json(`/tables?pageSize=3&pageNumber=${first.page.totalPages}`)) as { tables: { id: string }[] };
    expect(first.tables).toHaveLength(3);
    expect(last.tables.map(({ id }) => id)).not.toContain(first.tables[0]!.id);
    expect((await get('/tables?pageSize=3&pageNumber=99')).json()).toMatchObject({ status: 404, code: 'table-page-unknown' });
  });

  it('searches by words', async () => {
    const found = (await json('/tables?query=local+presence+kind&lang=en')) as { tables: { id: string }[] };
    expect(found.tables.map(({ id }) => id)).toContain('presence-by-kind');
    expect(await json('/tables?query=zzz')).toMatchObject({ tables: [], page: { totalElements: 0, totalPages: 1 } });
  });

  it('each table says its variables and gives its latest figures', async () => {
    for (const { id } of metrics) {
      const meta = dataset.parse(await json(`/tables/${id}/metadata?lang=en`));
      expect(meta.value).toEqual([]);
      expect(meta.size).toEqual(meta.id.map((one) => Object.keys(meta.dimension[one]!.category.index).length));
      expect(meta.note.join(' ')).toContain(`${id}, version`);
      const latest = 'valueCodes[ContentsCode]=*&valueCodes[Tid]=top(1)';
      const data = dataset.parse(await json(`/tables/${id}/data?lang=sv&${latest}`));
      expect(data.value).toHaveLength(data.size.reduce((product, size) => product * size, 1));
    }
  });

  it('nothing chosen is the default selection, which can be sent as it is', async () => {
    const [path, url] = ['/tables/municipalities-by-state/data', '/tables/municipalities-by-state/defaultselection'];
    const byDefault = dataset.parse(await json(path));
    expect([byDefault.id, byDefault.size]).toEqual([
      ['Region', 'state', 'ContentsCode', 'Tid'],
      [1, 4, 1, 13],
    ]);
    const { selection } = (await json(url)) as { selection: object[] };
    expect(dataset.parse((await post(path, { selection })).json()).value).toEqual(byDefault.value);
    expect(dataset.parse((await post(path, {})).json()).value).toEqual(byDefault.value);
  });

  it('parameters are read in any case, and empty ones as left out', async () => {
    const page = { pageNumber: 2, pageSize: 3 };
    expect(await json('/tables?PageSize=3&PAGENUMBER=2&Lang=en')).toMatchObject({ language: 'en', page });
    expect(await json('/tables?lang=&query=&pastDays=&includeDiscontinued=&pageNumber=&pageSize=')).toMatchObject({
      page: { pageNumber: 1 },
    });
    expect(await json('/tables/OFFICES')).toMatchObject({ id: 'offices' });
  });

  it('a variable that is named twice gives what both choose', async () => {
    const chosen = (...codes: string[]) => codes.map((code) => ({ variableCode: 'Tid', valueCodes: [code] }));
    const selection = [{ variableCode: 'ContentsCode', valueCodes: ['*'] }, ...chosen('2020M12', '2020M11')];
    const answer = dataset.parse((await post('/tables/offices/data', { selection })).json());
    expect(Object.keys(answer.dimension['Tid']!.category.index)).toEqual(['2020M11', '2020M12']);
  });

  it('a body of version 1 is refused rather than answered with something else', async () => {
    const answer = await post('/tables/offices/data', { query: [], response: { format: 'json-stat2' } });
    expect([answer.statusCode, answer.json()]).toEqual([400, expect.objectContaining({ code: 'bad-request' })]);
    expect(answer.body).toContain('version 2');
  });

  it('metadata lists the values of a codelist, or what the default selection gives', async () => {
    const at = '/tables/offices/metadata';
    const counties = dataset.parse(await json(`${at}?codelist[Region]=vs_county`));
    expect([counties.size[0], counties.value]).toEqual([21, []]);
    const byDefault = dataset.parse(await json(`${at}?defaultSelection=true`));
    expect(byDefault.size).toEqual([1, 2, 1, 13]);
    expect((await get(`${at}?codelist[Region]=vs_x`)).json()).toMatchObject({ status: 400, code: 'codelist-wrong' });
    expect((await get(`${at}?codelist[kon]=vs_x`)).json()).toMatchObject({ status: 400, code: 'variable-unknown' });
  });

  it('what only the head is asked of has the head of the answer, its ETag too', async () => {
    const [url, head] = [`${base}/tables/offices/data`, { method: 'HEAD' as const }];
    const [whole, alone] = [await server.inject(url), await server.inject({ ...head, url })];
    expect(alone.body).toBe('');
    for (const name of ['etag', 'content-type', 'content-length', 'cache-control', 'access-control-allow-origin'])
      expect([name, alone.headers[name]]).toEqual([name, whole.headers[name]]);
  });

  it('a variable with lists of codes leads to them', async () => {
    const meta = dataset.parse(await json('/tables/municipalities-by-state/metadata'));
    const lists = z.array(z.object({ id: z.string(), links: z.array(z.object({ href: z.string() })) }));
    const found = lists.parse(meta.dimension['Region']!.extension['codelists']);
    const sizes = await Promise.all(
      found.map(async ({ id, links }) => {
        const answer = await server.inject(new URL(links[0]!.href).pathname);
        const { values }: { values: unknown[] } = answer.json();
        return [id, values.length] as const;
      }),
    );
    expect(Object.fromEntries(sizes)).toEqual({ vs_country: 1, vs_county: 21, vs_municipality: 290, vs_type: 9 });
  });
});

describe('figures', () => {
  const december = 'valueCodes[Tid]=2020M12&valueCodes[ContentsCode]=*';

  it('of the final report: 106 own offices, 102 by cooperation, 82 from a neighbour, 290 in all', async () => {
    const rows = unfolded(await json(`/tables/municipalities-by-state/data?${december}&valueCodes[state]=*`));
    const count = Object.fromEntries(rows.map(({ state, value }) => [state, value]));
    expect(Number(count['staffed_office']) + Number(count['visiting_office'])).toBe(106);
    expect(count).toMatchObject({ cooperation_place: 102, neighbour: 82 });
    const [whole] = unfolded(await json(`/tables/municipalities-by-state/data?${december}`));
    expect(whole).toEqual({ ContentsCode: 'municipalities-by-state', Tid: '2020M12', value: 290 });
  });

  it('on a day of its own: 132 places, of which 99 secured, on 14 February 2020', async () => {
    const rows = unfolded(
      await json('/tables/places-losing-office/data?valuecodes[Tid]=2020-02-14&valuecodes[contentscode]=*&valuecodes[STATE]=*'),
    );
    expect(rows.reduce((sum, { value }) => sum + Number(value), 0)).toBe(132);
    const [secured] = unfolded(await json('/tables/places-secured/data?valueCodes[Tid]=2020-02-14&valueCodes[ContentsCode]=*'));
    expect(secured).toMatchObject({ value: 99, Tid: '2020-02-14' });
  });

  it('by area: counties, municipalities and kinds of municipality add up to the country', async () => {
    const of = async (list: string) =>
      unfolded(await json(`/tables/municipalities-by-state/data?${december}&valueCodes[Region]=*&codelist[Region]=${list}`));
    for (const [list, size] of [
      ['vs_county', 21],
      ['vs_municipality', 290],
      ['vs_type', 9],
    ] as const) {
      const rows = await of(list);
      expect(rows).toHaveLength(size);
      expect(rows.reduce((sum, { value }) => sum + Number(value), 0)).toBe(290);
    }
  });

  it('a share comes with its parts, and without a threshold it is as with the usual one', async () => {
    const url = `/tables/reach/data?${december}&valueCodes[Region]=00,24,2425`;
    const rows = unfolded(await json(`${url}&valueCodes[threshold]=*`));
    expect(rows).toHaveLength(3 * 4 * 3);
    const of = (code: string, threshold: string) =>
      Number(rows.find((row) => row['Region'] === '00' && row['ContentsCode'] === code && row['threshold'] === threshold)!.value);
    for (const one of ['15', '30', '45', '60'])
      expect(of('reach', one)).toBeCloseTo(of('reach_part', one) / of('reach_whole', one), 3);
    const usual = unfolded(await json(url)).find((row) => row['Region'] === '00' && row['ContentsCode'] === 'reach');
    expect(usual!.value).toBe(of('reach', '60'));
  });

  it.each([
    ['top(2)', ['2026M10', '2026M11']],
    ['top(2,1)', ['2026M09', '2026M10']],
    ['bottom(2)', ['2019M01', '2019M02']],
    ['[range(2020M01,2020M03)]', ['2020M01', '2020M02', '2020M03']],
    ['RANGE(2020M03,2020M01)', ['2020M01', '2020M02', '2020M03']],
    ['from(2026M10)', ['2026M10', '2026M11']],
    ['to(2019M02)', ['2019M01', '2019M02']],
    ['2020M0?', ['2020M01', '2020M02', '2020M03', '2020M04', '2020M05', '2020M06', '2020M07', '2020M08', '2020M09']],
    ['*M12', ['2019M12', '2020M12', '2021M12', '2022M12', '2023M12', '2024M12', '2025M12']],
    ['2020-02-14,2020M01,2020M03', ['2020M01', '2020-02-14', '2020M03']],
  ])('time %s', async (choice, months) => {
    const data = await json(
      `/tables/cooperation-places/data?valueCodes[Tid]=${encodeURIComponent(choice)}&valueCodes[ContentsCode]=*`,
    );
    expect(unfolded(data).map(({ Tid }) => Tid)).toEqual(months);
  });
});

describe('requests as clients send them', () => {
  const all = async (id: string) => {
    const meta = dataset.parse(await json(`/tables/${id}/metadata`));
    return meta.id.map((variableCode) => ({
      variableCode,
      valueCodes: Object.keys(meta.dimension[variableCode]!.category.index),
    }));
  };

  it('pxwebpy: POST, the codelist in lower case', async () => {
    const selection = [
      { variableCode: 'ContentsCode', valueCodes: ['municipalities-bookable'] },
      { variableCode: 'Region', valueCodes: ['*'], codelist: 'vs_county' },
      { variableCode: 'Tid', valueCodes: ['2020M12'] },
    ];
    const answer = await post('/tables/municipalities-bookable/data?lang=sv&outputFormat=json-stat2', { selection });
    const rows = unfolded(answer.json());
    expect(rows.reduce((sum, { value }) => sum + Number(value), 0)).toBe(208);
  });

  it('PxWebApiData: GET with labels of variables left out, wildcards and top', async () => {
    const url =
      '/tables/municipalities-by-state/data?lang=en&valueCodes[Region]=??&valueCodes[state]=neighbour&valueCodes[ContentsCode]=*&valueCodes[Tid]=top(1)&outputFormat=json-stat2';
    const rows = unfolded(await json(url));
    // ?? is the country, the counties and the kinds of municipality.
    expect(rows).toHaveLength(31);
  });

  it('pxweb2r: POST with every code of every variable', async () => {
    const selection = (await all('offices')).map((one) =>
      one.variableCode === 'Tid' ? { ...one, valueCodes: one.valueCodes.slice(-2) } : one,
    );
    const answer = await post('/tables/offices/data?lang=sv&outputFormat=json-stat2', { selection });
    expect(answer.statusCode).toBe(200);
    const size = selection.reduce((product, { valueCodes }) => product * valueCodes.length, 1);
    expect(dataset.parse(answer.json()).value).toHaveLength(size);
  });

  it('pxweb for R: below /api/v2, links as it was asked', async () => {
    const at = '/v1/statistics/api/v2';
    const meta = (await server.inject(`${at}/tables/offices/metadata?lang=en`)).json();
    expect(dataset.parse(meta).href).toContain(`${at}/tables/offices/data`);
    const selection = [
      { variableCode: 'ContentsCode', valueCodes: ['*'] },
      { variableCode: 'Tid', valueCodes: ['2020M12'] },
    ];
    const answer = await post('/tables/offices/data?lang=en&outputFormat=json-stat2', { selection }, at);
    expect(unfolded(answer.json())).toEqual([{ ContentsCode: 'offices', Tid: '2020M12', value: 112 }]);
  });

  it('pxweb for R: what it asserts of config, table and metadata, and code lists in the address', async () => {
    const at = '/v1/statistics/api/v2';
    const of = async (path: string): Promise<Record<string, unknown>> => (await server.inject(at + path)).json();
    expect(Object.keys(await of('/config'))).toEqual(
      expect.arrayContaining(['maxDataCells', 'maxCallsPerTimeWindow', 'timeWindow']),
    );
    expect(Object.keys(await of('/tables/reach'))).toEqual(
      expect.arrayContaining(['language', 'id', 'label', 'updated', 'firstPeriod', 'lastPeriod', 'variableNames', 'links']),
    );
    const meta = dataset.parse(await of('/tables/reach/metadata'));
    expect(meta.extension['px']).toMatchObject({ tableid: 'reach', language: 'sv' });
    expect(meta.role.time).toEqual(['Tid']);
    const selection = ['Region', 'ContentsCode'].map((variableCode) => ({ variableCode, valueCodes: ['*'] }));
    const answer = await post(
      '/tables/municipalities-bookable/data?lang=sv&outputFormat=json-stat2&codelist[Region]=vs_county&outputValues[Region]=aggregated',
      { selection: [...selection, { variableCode: 'Tid', valueCodes: ['2020M12'] }] },
      at,
    );
    expect(unfolded(answer.json())).toHaveLength(21);
  });

  it('programs on other sites may read it, refusals too, and send a selection', async () => {
    const origin = 'https://elsewhere.example';
    for (const path of ['/config', '/tables/none', '/tables?pageSize=x'])
      expect((await get(path, { origin })).headers['access-control-allow-origin'], path).toBe('*');
    const asked = await server.inject({
      method: 'OPTIONS',
      url: `${base}/tables/offices/data`,
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    expect([asked.statusCode, asked.headers]).toEqual([
      204,
      expect.objectContaining({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, HEAD, POST',
        'access-control-allow-headers': expect.stringContaining('content-type'),
      }),
    ]);
    const url = `${base}/tables/offices/data`;
    const sent = await server.inject({ method: 'POST', url, headers: { origin, 'sec-fetch-site': 'cross-site' }, payload: {} });
    expect([sent.statusCode, sent.headers['access-control-allow-origin']]).toEqual([200, '*']);
    // Nothing that belongs to a session is open like that.
    const own = await server.inject({ method: 'OPTIONS', url: '/v1/me', headers: { origin } });
    expect(own.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('many months of every region are one question', async () => {
    const url = '/tables/reach/data?valueCodes[ContentsCode]=reach&valueCodes[Tid]=*&valueCodes[Region]=*';
    const rows = unfolded(await json(url));
    const { value } = dataset.parse(await json(url.replace('[Tid]=*', '[Tid]=2020M06')));
    expect(rows.filter(({ Tid }) => Tid === '2020M06').map((row) => row['value'])).toEqual(value);
    expect(new Set(rows.map(({ Tid }) => Tid)).size).toBe(95);
  });
});

describe('what is asked wrongly is refused by name', () => {
  const data = '/tables/municipalities-by-state/data';
  const needed = 'valueCodes[ContentsCode]=*&valueCodes[Tid]=2020M12';

  it.each([
    ['/tables/none/data', 404, 'table-unknown', { table: 'none' }],
    ['/tables/none/metadata', 404, 'table-unknown', { table: 'none' }],
    ['/codelists/none', 404, 'codelist-unknown', { codelist: 'none' }],
    [`${data}?valueCodes[Tid]=2020M12`, 400, 'selection-missing', { variable: 'ContentsCode' }],
    [`${data}?${needed}&valueCodes[kon]=1`, 400, 'variable-unknown', { variable: 'kon' }],
    [`${data}?${needed}&valueCodes[Region]=9999`, 400, 'value-unknown', { value: '9999' }],
    [`${data}?valueCodes[ContentsCode]=*&valueCodes[Tid]=2018M12`, 400, 'value-unknown', { value: '2018M12' }],
    [`${data}?valueCodes[ContentsCode]=*&valueCodes[Tid]=2020-02-30`, 400, 'value-unknown', { value: '2020-02-30' }],
    [`${data}?${needed}&valueCodes[Region]=top(x)`, 400, 'expression-wrong', { value: 'top(x)' }],
    [`${data}?${needed}&valueCodes[Region]=0*1`, 400, 'expression-wrong', { value: '0*1' }],
    [`${data}?${needed}&valueCodes[Region]=*&codelist[Region]=vs_x`, 400, 'codelist-wrong', { codelist: 'vs_x' }],
    [`${data}?${needed}&valueCodes=1`, 400, 'selection-unreadable', { parameter: 'valueCodes' }],
    [`${data}?${needed}&outputFormat=px`, 400, 'format-unknown', { format: 'px' }],
    [`${data}?${needed}&outputFormat=csv&outputFormatParams=UseCodes,UseTexts`, 400, 'format-unknown', {}],
    [`${data}?${needed}&outputFormat=csv&heading=Region`, 400, 'placement-wrong', { variable: 'Region' }],
    [`${data}?${needed}&lang=no`, 400, 'statistics-language-unknown', { language: 'no' }],
    [
      `${data}?valueCodes[ContentsCode]=*&valueCodes[Tid]=*&valueCodes[Region]=*&valueCodes[state]=*&${days(100)}`,
      403,
      'too-many-cells',
      {},
    ],
    [`${data}?valueCodes[ContentsCode]=*&${days(401)}`, 403, 'too-many-periods', { periods: 401 }],
  ])('%.80s', async (url, status, code, params) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.json()], answer.body).toEqual([status, expect.objectContaining({ status, code })]);
    const body: { params?: object } = answer.json();
    expect(body.params ?? {}).toMatchObject(params);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(body).not.toMatchObject({ action: expect.stringContaining('konto') });
  });

  function days(count: number): string {
    const list = Array.from({ length: count }, (_, at) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10));
    return `valueCodes[Tid]=${list.join(',')}`;
  }
});
