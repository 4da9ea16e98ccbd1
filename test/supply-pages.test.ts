/** Planners' pages of supply, through the front door: what is said there is what holds; nothing typed is lost. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadGeneratedSupply } from '../src/modules/meetings/index.ts';
import { listPresence, openRegister } from '../src/modules/network/index.ts';
import { signInAs } from '../src/platform/auth/index.ts';
import { testHouse } from './database.ts';
import { type Client, clientOf, hidden, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const register = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
const named = [{ name: 'Cecilia, arbetsförmedlare', role: 'planning-officer' as const }];
await loadGeneratedSupply(house, register.current(), { officers: 250, rooms: 240, interpreters: 8, named });
await register.close();
const { server } = await testService(house);
const lycksele = (await listPresence(house.db, { municipalityCode: '2481' })).find(
  ({ kind }) => kind === 'staffed_office',
)!.placeId;

let as: Client;
let officer = '';
beforeAll(async () => {
  as = clientOf(server, await signInAs(house, ['planner'], 'David, planerare'));
  officer = /\/supply\/officers\/[0-9a-f-]{36}/.exec((await as.get('/supply/officers?text=Cecilia')).html)![0];
});

describe('supply as lists', () => {
  it('by place, with who works there and who travels there; made-up supply is said to be', async () => {
    expect(textOf(await as.get('/supply?text=lycksele'))).toMatch(/1 plats .*Arbetsförmedlingen Lycksele/);
    const officers = await as.get(`/supply/officers?place=${lycksele}`);
    expect(textOf(officers)).toContain('Cecilia, arbetsförmedlare Påhittad');
    expect(textOf(await as.get('/supply/interpreters?language=ar'))).toMatch(/Tolk 1 .*Umeå, högst 150 minuters resa/);
    expect(textOf(await as.get('/supply/rooms'))).toContain('240 rum');
  });

  it('in parts; too many, none and past the end are said', async () => {
    const first = await as.get('/supply/officers');
    expect(textOf(first)).toContain('Visar 1–50 av 252');
    expect(textOf(await as.get('/supply/officers?text=zzz'))).toContain('Ingen handläggare stämmer');
    expect(textOf(await as.get('/supply/officers?offset=5000'))).toContain('Listan slutar före den här sidan');
  });
});

describe('one officer', () => {
  it('four weeks show the place, and the journey as occupied', async () => {
    const said = textOf(await as.get(officer));
    expect(said).toMatch(/tor 20 februari Arbetsförmedlingen Lycksele \d\d:\d\d–\d\d:\d\d 08:00–\d\d:\d\d, \d\d:\d\d–16:30/);
    expect(said).toMatch(/\d+ minuter dit och lika lång tid tillbaka räknas som upptagen/);
    expect(textOf(await as.get(`/en${officer}`))).toContain('The next four weeks');
  });

  it('is changed by forms; what was typed comes back with what to put right', async () => {
    const url = `${officer}/pattern`;
    const version = hidden(await as.get(url), 'version');
    const typed = { version, from: '2020-03-01', to: '', 'weekly.mon': '8–16.30', 'weekly.tue': 'kanske' };
    const refused = await as.post(url, typed);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('value="kanske"');
    expect(refused.html).toContain('href="#f-weekly-tue"');
    expect(refused.html).toContain('id="f-weekly-tue"');
    const saved = await as.post(url, { ...typed, 'weekly.tue': '' });
    expect([saved.status, saved.location]).toEqual([303, `${officer}?done=setPattern`]);
    expect(textOf(await as.get(saved.location))).toMatch(
      /Arbetstiden är sparad.*Från 1 mars 2020 Måndag: 08:00–16:30 Tisdag: Ledig/,
    );
    expect((await as.post(url, { ...typed, 'weekly.tue': '' })).status, 'made from an old version').toBe(409);
  });

  it('a place that takes no booked meetings is refused with the rule and the day', async () => {
    const service = (await listPresence(house.db, { municipalityCode: '2481' })).find(
      ({ kind }) => kind === 'service_office',
    )!.placeId;
    const url = `${officer}/attendance`;
    const version = hidden(await as.get(url), 'version');
    const refused = await as.post(url, { version, weekday: '2', placeId: service, from: '2020-03-01', to: '', hours: '' });
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toMatch(/Registret erbjuder inga bokade möten på platsen den 2020-03-03.*samverkansplats/);
  });

  it('a caseworker sees and notes their own, and no one else’s', async () => {
    const cecilia = clientOf(server, await signInAs(house, ['caseworker'], 'Cecilia, en annan'));
    expect((await cecilia.get(officer)).status).toBe(404);
    expect((await cecilia.get(`${officer}/absence`)).status).toBe(404);
    expect((await cecilia.get('/supply')).status).toBe(403);
  });

  it('leave is noted, shown and ended', async () => {
    const noted = await as.post(`${officer}/absence`, {
      kind: 'leave',
      from: '2020-03-09',
      fromTime: '',
      to: '2020-03-10',
      toTime: '',
    });
    expect(noted.status, textOf(noted)).toBe(303);
    const page = await as.get(officer);
    expect(textOf(page)).toMatch(/Ledighet ?: från 9 mars 2020, åter 11 mars 2020/);
    const end = /\/supply\/absences\/[0-9a-f-]{36}\/[0-9a-f-]{36}\/end/.exec(page.html)![0];
    expect((await as.post(end, { backOn: '2020-03-09' })).status).toBe(303);
    expect(textOf(await as.get(officer))).toContain('Ingen frånvaro framöver');
  });
});

describe('a place’s week', () => {
  it('says who is there when, and which rooms there are', async () => {
    const said = textOf(await as.get(`/places/${lycksele}/week?on=2020-02-20`));
    expect(said).toContain('Veckan 17 februari 2020 – 21 februari 2020');
    expect(said).toMatch(/Cecilia, arbetsförmedlare .*På annan plats .*\d\d:\d\d–\d\d:\d\d/);
    expect(said).toMatch(/Rum 1 .* Ledigt/);
    expect((await as.get(`/places/${house.newId()}/week`)).status).toBe(404);
    expect((await as.get('/places/nowhere/week')).status).toBe(404);
    const early = await as.get(`/places/${lycksele}/week?on=1900-01-01`);
    expect([early.status, textOf(early).includes('Registret börjar den 2019-01-01')]).toEqual([422, true]);
  });
});

describe('types of meeting', () => {
  it('a change from a day on stands beside what was', async () => {
    const form = await as.get('/meeting-types/21/change');
    expect(form.status).toBe(200);
    const fields = {
      from: '2020-03-01',
      'names.sv': 'Första samtal',
      'names.en': 'First conversation',
      purpose: 'first-planning',
      channels: ['video'],
      minutes: '45',
      windowFirst: '3',
      windowLast: '15',
      bookedBy: ['person'],
      competence: '',
      officers: '1',
      seats: '1',
      source: 'Beslut på prov',
    };
    expect((await as.post('/meeting-types/21/change', { ...fields, from: '2020-02-14' })).status).toBe(422);
    const saved = await as.post('/meeting-types/21/change', fields);
    expect(saved.location).toBe('/meeting-types/21?done=changeType');
    expect(textOf(await as.get('/meeting-types/21'))).toMatch(
      /Från 1 mars 2020 Första samtal.*1 januari 2019 – 29 februari 2020/,
    );
  });
});

describe('bad input', () => {
  it('in addresses and forms gives a page, never a fault', async () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('\u0000', '2020-02-30', '9'.repeat(40), '-1', '<script>'),
    );
    const part = nasty.map((text) => encodeURIComponent(text.toWellFormed()));
    await fc.assert(
      fc.asyncProperty(part, part, nasty, async (a, b, typed) => {
        const got = [
          `/supply?text=${a}&offset=${b}`,
          `/supply/officers?place=${a}&language=${b}`,
          `/supply/officers/${a}`,
          `/places/${a}/week?on=${b}`,
          `/meeting-types/${a}`,
          `/supply/rooms/new?place=${a}`,
        ];
        for (const url of got) expect((await as.get(url)).status, url).toBeLessThan(500);
        const text = typed.toWellFormed();
        const fields = {
          version: text,
          from: text,
          to: text,
          on: text,
          hours: text,
          placeId: text,
          weekday: text,
          name: text,
          what: 'hours',
          'weekly.mon': text,
          seats: text,
        };
        for (const url of [
          `${officer}/pattern`,
          `${officer}/day`,
          `${officer}/attendance`,
          `${officer}/absence`,
          `${officer}/change`,
          '/supply/rooms/new',
          '/supply/interpreters/new',
          '/meeting-types/new',
        ]) {
          const { status, html } = await as.post(url, fields);
          expect(status, url).toBeLessThan(500);
          expect(html).not.toContain('<script>"');
        }
      }),
      { numRuns: 15 },
    );
  });
});
