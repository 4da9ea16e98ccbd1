/** The public pages through the front door, on the whole country. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Help } from '../src/modules/network/index.ts';
import { languageFacts, languages, translator } from '../src/platform/i18n/index.ts';
import type { Server } from '../src/platform/http/index.ts';
import { testHouse, type TestHouse } from './database.ts';
import { testService } from './service.ts';

let house: TestHouse;
let server: Server;
let codes: string[];

beforeAll(async () => {
  house = await testHouse('country');
  server = (await testService(house)).server;
  const answer = await server.inject('/v1/municipalities?limit=1000');
  codes = answer.json<{ items: { code: string }[] }>().items.map((one) => one.code);
});

async function get(url: string) {
  return server.inject({ url, headers: { accept: 'text/html' } });
}

const count = (text: string, part: string): number => text.split(part).length - 1;

describe('find help near you', () => {
  test('answers for each of the 290 municipalities', async () => {
    expect(codes).toHaveLength(290);
    for (const code of codes) {
      const page = await get(`/?municipality=${code}`);
      expect([code, page.statusCode]).toEqual([code, 200]);
      expect(page.body).toContain('Hjälp nära dig ');
    }
  });

  test.each(['2019-01-01', '2020-02-14', '2020-12-31'])(
    'on %s every reconstructed row says so, and every sourced one links its source',
    async (on) => {
      for (const code of codes.filter((_, index) => index % 6 === 0)) {
        const help = (await server.inject(`/v1/help?municipality=${code}&on=${on}`)).json<Help>();
        const page = (await get(`/?municipality=${code}&on=${on}`)).body;
        const offers = [...help.bookedMeeting, ...help.dropIn];
        const rows = (evidence: string): number => offers.filter((one) => one.evidence === evidence).length;
        // One more at the top, when what the top says rests on a reconstruction.
        const onTop = [help.bookedMeeting[0], help.dropIn[0]].some((one) => one?.evidence === 'reconstructed');
        const above = onTop || help.stateEvidence === 'reconstructed' ? 1 : 0;
        expect(count(page, '>Rekonstruerad uppgift</span>')).toBe(rows('reconstructed') + above);
        expect(count(page, '>Publicerad uppgift</span>')).toBe(rows('sourced'));
        expect(page.includes('id="reconstructed"')).toBe(rows('reconstructed') + above > 0);
        for (const { name, source } of offers) {
          expect(page).toContain(name);
          if (source !== null) expect(page).toContain(`href="${source.replaceAll('&', '&amp;')}"`);
        }
      }
    },
  );

  test('says in one sentence why, with the day and the way', async () => {
    const dorotea = await get('/?municipality=2425&on=2020-12-31');
    expect(dorotea.body).toMatch(
      /inget eget kontor i <bdi>Dorotea<\/bdi> sedan <time datetime="2020-10-31">31 oktober 2020<\/time>/,
    );
    const closed = (await server.inject('/v1/municipalities?on=2020-12-31&limit=1000')).json<{
      items: { code: string; state: string }[];
    }>();
    const neighbours = closed.items.filter((one) => one.state === 'neighbour').map((one) => one.code);
    for (const code of neighbours.slice(0, 10)) {
      const page = await get(`/?municipality=${code}&on=2020-12-31`);
      expect(page.body).toMatch(/inget kontor (i|på) <bdi>[^<]+<\/bdi>/);
      expect(page.body).toMatch(/Närmaste plats där du kan träffa en arbetsförmedlare är <bdi>/);
    }
  });

  test('says when no place is within reach, and what then', async () => {
    const page = await get('/?municipality=2523&on=2019-02-01');
    expect(page.body).toContain('Registret har ingen sådan plats den här dagen');
    expect(page.body).toMatch(/ring <a class="phone" href="tel:\+46771416416"/);
  });

  test('a day after the last change says that the register describes earlier years', async () => {
    expect((await get('/?municipality=2425&on=2020-12-31')).body).not.toContain('Uppgifterna beskriver åren');
    expect((await get('/?municipality=2425&on=2021-01-01')).body).toContain('Uppgifterna beskriver åren 2019–2020');
  });

  test('hours: those of the day, and open now when the day is today', async () => {
    const at = async (time: string): Promise<string> => {
      house.clock.set(time);
      return (await get('/?municipality=2482')).body;
    };
    expect(await at('2020-02-14T11:00:00Z')).toContain('Öppet nu, stänger 16:00');
    expect(await at('2020-02-14T08:00:00Z')).toContain('Öppnar i dag 10:00');
    expect(await at('2020-02-14T15:00:00Z')).toMatch(
      /Har stängt för i dag<\/span> Öppnar igen måndag <time datetime="2020-02-17">/,
    );
    expect(await at('2020-02-15T11:00:00Z')).toContain('Stängt i dag');
    house.clock.set('2020-02-14T11:00:00Z');
    expect((await get('/?municipality=2482&on=2020-02-17')).body).toMatch(
      /Öppet den dagen:<\/strong> <bdi dir="ltr">10:00–16:00/,
    );
  });

  test('a name that means one place leads to its own address; others are asked about', async () => {
    const led = async (q: string): Promise<string | undefined> => (await get(`/?q=${encodeURIComponent(q)}`)).headers['location'];
    expect(await led('Dorotea')).toBe('/?municipality=2425');
    expect(await led('harnosand')).toBe('/?municipality=2280');
    expect(await led(' GOTLAND ')).toBe('/?municipality=0980');
    expect((await get('/ar?q=Visby&on=2020-02-14')).headers['location']).toMatch(/^\/ar\/?\?locality=\w+&on=2020-02-14$/);
    expect((await get('/?q=&origin=municipality:2425')).statusCode).toBe(422);
    expect((await get('/?q=anything&origin=municipality:2425')).headers['location']).toBe('/?municipality=2425');
    const meant = await get('/?q=Dorotae');
    expect(meant.statusCode).toBe(200);
    expect(meant.body).toContain('Menade du?');
    expect(meant.body).toContain('href="/?municipality=2425"');
    const none = await get('/?q=qqqqqqq');
    expect(none.statusCode).toBe(200);
    expect(none.body).toContain('Vi hittar ingen plats');
  });

  test('the list of counties and municipalities needs no script', async () => {
    expect(count((await get('/')).body, 'href="/?county=')).toBe(21);
    const county = await get('/?county=24&on=2020-02-14');
    expect(county.body).toContain('href="/?municipality=2425&amp;on=2020-02-14"');
  });
});

describe('bad input', () => {
  test.each([
    ['/?municipality=9999', 404, 'Kommunen i adressen finns inte'],
    ['/?municipality=Dorotea', 400, 'Kommunen i adressen finns inte'],
    ['/?locality=9999TC999', 404, 'Orten i adressen finns inte'],
    ['/?locality=%00', 400, 'Orten i adressen finns inte'],
    ['/?county=99', 404, 'Länet i adressen finns inte'],
    ['/?municipality=2425&on=2020-02-30', 400, 'Dagen finns inte'],
    ['/?municipality=2425&on=20200214', 400, 'Dagen finns inte'],
    ['/?municipality=2425&on=2018-12-31', 422, 'Registret börjar 1 januari 2019'],
    ['/?q=', 422, 'Skriv en kommun eller en ort'],
    [`/?q=${'a'.repeat(5000)}`, 400, 'högst 80 tecken'],
    ['/country?on=2020-13-01', 400, 'Dagen finns inte'],
    ['/country?on=1999-01-01', 422, 'Registret börjar 1 januari 2019'],
  ])('%s is a page that says what to do (%i)', async (url, status, says) => {
    const page = await get(url);
    expect(page.statusCode).toBe(status);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('id="error-summary"');
    expect(count(page.body, says)).toBeGreaterThanOrEqual(2);
    expect(page.body).not.toMatch(/\bat .*\.ts:\d/);
  });

  test.each([
    '/?q=a&q=b',
    '/?q[]=a',
    '/?municipality=2425&municipality=0180',
    '/?q=%00',
    '/?q=%',
    '/?q=%ff%fe',
    '/?q=%C3%28',
    '/?__proto__=1&q=x',
    '/?on=2020-02-14&on=x',
    '/country?on=2020-02-14&on=2020',
    '/?origin=x&q=Dorotea',
    '/?q=Dorotea&origin=municipality:',
    '/?q=%F0%9F%98%80',
    '/map/help.svg',
    '/map/help.svg?municipality=9999',
    '/map/help.svg?municipality=2425&on=x',
    '/map/country.svg?on=x',
    '/chart/states.svg?on=1',
    '/country.csv?on=x',
    '/%',
    '/%ff',
    '/country/%00',
  ])('%s is answered without a fault', async (url) => {
    const page = await get(url);
    expect(page.statusCode).toBeLessThan(500);
    expect(page.body).not.toMatch(/\bat .*\.ts:\d/);
  });

  test('what is typed comes back as text, never as markup', async () => {
    const page = await get(`/?q=${encodeURIComponent('<script>alert(1)</script>"\'')}`);
    expect(page.body).not.toContain('<script>alert');
  });
});

describe('every language', () => {
  test.each(languages)('%s has every text: no key shows itself', async (language) => {
    const { prefix, dir } = languageFacts[language];
    for (const path of [
      '/',
      '/?municipality=2425&on=2020-12-31',
      '/?municipality=0980',
      '/?q=doro',
      '/?q=qqqqq',
      '/?q=',
      '/country?on=2020-02-14',
      '/?municipality=2425&on=x',
    ]) {
      const page = (await get(`${prefix}${path}`)).body;
      expect(page).toContain(`dir="${dir}"`);
      expect(page).not.toMatch(/(?:network:)?public\.[a-z]/);
    }
  });

  test('easy Swedish and Arabic are their own', async () => {
    expect((await get('/easy/')).body).toContain('Var bor du?');
    expect((await get('/ar/')).body).toContain('اعثر على المساعدة بالقرب منك');
  });

  test('Arabic counts have the form of their number', () => {
    const t = translator('ar');
    const minutes = [1, 2, 5, 11, 100].map((one) => t('network:public.duration.minutes', { count: one }));
    expect(minutes).toEqual(['دقيقة واحدة', 'دقيقتين', '5 دقائق', '11 دقيقة', '100 دقيقة']);
  });
});

describe('weight', () => {
  test.each(['/', '/?municipality=2425', '/?municipality=0180', '/country?on=2020-02-14', '/ar/country?on=2020-02-14'])(
    '%s takes at most 60 kB on first load, drawings apart',
    async (url) => {
      const page = await server.inject({ url, headers: { 'accept-encoding': 'br' } });
      const html = (await get(url)).body;
      const parts = new Set([...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((one) => one[1]!));
      let total = page.rawPayload.length;
      for (const part of parts)
        total += (await server.inject({ url: part, headers: { 'accept-encoding': 'br' } })).rawPayload.length;
      expect(parts.size).toBeGreaterThanOrEqual(3);
      expect(total).toBeLessThanOrEqual(60_000);
    },
  );
});
