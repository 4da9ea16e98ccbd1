/** Agreements through the front door, as planners and analysts use them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import { execute, signInAs } from '../src/platform/auth/index.ts';
import { agreementInForce, cooperationWith } from '../src/modules/network/agreements/fixtures.ts';
import { startAgreement } from '../src/modules/network/agreements/start-agreement.ts';
import { findPlaceByCode } from '../src/modules/network/index.ts';
import { testHouse } from './database.ts';
import { type Client, clientOf, hidden, openedPlace, type Page, plannerAt, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);

let client: Client;
beforeEach(async () => {
  client = await plannerAt(house, server, '2020-02-14T11:00:00Z');
});

/** The text of the document's main part, without its markup. */
function wordsInDocx(bytes: Buffer): string {
  const at = bytes.indexOf('word/document.xml');
  const head = bytes.subarray(at - 30, at);
  const start = at + head.readUInt16LE(26) + head.readUInt16LE(28);
  return inflateRawSync(bytes.subarray(start), { finishFlush: 2 })
    .toString('utf8')
    .replaceAll(/<[^>]+>/g, ' ');
}

const agreementIn = ({ location }: Page): string => /\/agreements\/([0-9a-f-]{36})/.exec(location)![1]!;

/** What the form for an agreement with Dorotea sends. */
const typed = (code: string) => ({
  kind: 'cooperation',
  agency: 'arbetsformedlingen',
  title: 'Samverkan med Dorotea (prov)',
  reference: '',
  'party.0.kind': 'municipality',
  'party.0.municipalityCode': '2425',
  'party.0.contactRole': 'Arbetsmarknadsenheten',
  'party.1.kind': 'municipality',
  places: `${code} | möten | mån 10-16; tis 10.30-12`,
  from: '2020-02-01',
  to: '2020-12-31',
  noticeMonths: '3',
  arrivalCounts: '',
});
const terms = [
  'responsibilities',
  'roles',
  'routines',
  'joint-measures',
  'follow-up',
  'premises',
  'hours',
  'equipment',
  'staff',
  'security',
];

describe('an agreement', () => {
  it('is begun, is not agreed before it says all it must, comes into force and runs out within the year', async () => {
    const { place } = await openedPlace(client);
    const { html } = await client.get(`/register/places/${place}/change`);
    expect(html).toContain('Provplats');
    const code = /prov-\d+/.exec((await client.get(`/register.csv?on=2020-03-02&text=Provplats`)).html)![0];
    const refused = await client.post('/agreements/new', { ...typed('finns-inte'), title: '', noticeMonths: 'tre' });
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('Skriv vad avtalet heter');
    expect(textOf(refused)).toContain('Skriv ett helt antal månader');
    expect(refused.html).toContain('finns-inte | möten');
    const second = await client.post('/agreements/new', { ...typed(`${code} | möten\nfinns-inte`) });
    expect(textOf(second)).toContain('Rad 2 (finns-inte): skriv platsens korta namn');

    const begun = await client.post('/agreements/new', typed(code));
    expect(begun.status, textOf(begun)).toBe(303);
    const url = `/agreements/${agreementIn(begun)}`;
    const step = (state: string, since = '2020-02-14') => client.post(`${url}/step`, { state, since, note: '' });
    expect((await step('analysed')).status).toBe(303);
    expect((await step('negotiated')).status).toBe(303);
    const early = await step('agreed');
    expect(early.status).toBe(422);
    expect(textOf(early)).toContain('Avtalet kan inte vara överenskommet än: villkor saknas');
    expect(textOf(early)).toContain('Gemensamma insatser');
    expect(textOf(early)).toContain('SFS 2019:212');

    const change = await client.get(`${url}/change`);
    expect(change.html).toContain('| möten | mån 10:00-16:00; tis 10:30-12:00');
    const version = hidden(change, 'version');
    const all = { ...typed(code), version, ...Object.fromEntries(terms.map((term) => [`terms.${term}`, `Ord om ${term}.`])) };
    expect((await client.post(`${url}/change`, all)).status).toBe(303);
    const stale = await client.post(`${url}/change`, { ...all, title: 'Någon annans' });
    expect(stale.status).toBe(409);
    expect(stale.html).toContain('Någon annans');
    expect((await step('agreed')).status).toBe(303);
    const inForce = await step('in-force');
    expect(inForce.status, textOf(inForce)).toBe(303);

    const page = textOf(await client.get(`${url}?done=stepped`));
    for (const said of [
      'Steget är sparat',
      'I kraft sedan 14 februari 2020',
      'Avslutat från 1 januari 2021',
      'Säg upp senast 30 september 2020',
      'Ord om routines.',
      '2 versioner',
      'Dorotea',
    ])
      expect(page).toContain(said);
    const ending = textOf(await client.get('/agreements/ending'));
    expect(ending).toContain('Samverkan med Dorotea (prov)');
    expect(ending).toContain('31 december 2020');
    expect((await client.get('/agreements/ending.csv')).html).toContain('2020-12-31,2020-09-30');
    // The next day the last day of notice would have passed.
    expect(textOf(await client.get('/agreements/ending?on=2020-10-01'))).toContain('Har passerat');
  });

  it('gives its text for signing as DOCX and PDF, with the headings of its kind and what is missing marked', async () => {
    const place = (await findPlaceByCode(house.db, 'sk-2425'))?.id ?? (await openedPlace(client)).place;
    const planner = { id: '00000000-0000-7000-8000-0000000000ab', name: 'Planerare', roles: ['planner'] } as const;
    const said = cooperationWith([place], {
      kind: 'service',
      title: 'Serviceavtal <prov> & "citat"\u0007',
      noticeMonths: null,
      terms: {},
      duties: [
        { task: 'general-information', category: 'general', words: 'Allmän information', access: null },
        { task: 'receive-documents', category: 'personal-data', words: 'Ta emot handlingar', access: 'namn och ärende' },
      ],
    });
    const { agreementId } = await execute(house, planner, startAgreement, { ...said, title: 'Serviceavtal <prov> & "citat"' });
    const as = await signInAs(house, ['analyst'], 'Elin, analytiker');
    const fetched = async (format: string) => {
      const answer = await server.inject({ url: `/agreements/${agreementId}/text.${format}`, headers: as.headers });
      expect(answer.statusCode).toBe(200);
      return answer.rawPayload;
    };
    const words = wordsInDocx(await fetched('docx'));
    for (const one of [
      'Uppgifter som kräver personuppgifter',
      'namn och ärende',
      'Uppgifter som är myndighetsutövning',
      'Inga sådana uppgifter ingår.',
      '[fylls i]',
      '2019:212',
      'Utkast',
      'Underskrifter',
      // The authority is a party to its own agreement.
      'Arbetsförmedlingen',
      'upprättat i 2 exemplar',
      '&lt;prov&gt;',
    ])
      expect(words).toContain(one);
    const pdf = await fetched('pdf');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.includes('/StructTreeRoot')).toBe(true);
  });

  it('takes documents by their content, and gives them back', async () => {
    const planner = { id: '00000000-0000-7000-8000-0000000000ac', name: 'Planerare', roles: ['planner'] } as const;
    const { agreementId } = await execute(house, planner, startAgreement, cooperationWith([]));
    const url = `/agreements/${agreementId}`;
    const as = await signInAs(house, ['planner'], 'David, planerare');
    const send = (bytes: string, name: string) => {
      const payload = `--x\r\ncontent-disposition: form-data; name="document"; filename="${name}"\r\n\r\n${bytes}\r\n--x--\r\n`;
      const headers = { ...as.headers, accept: 'text/html', 'content-type': 'multipart/form-data; boundary=x' };
      return server.inject({ method: 'POST', url: `${url}/document`, headers, payload });
    };
    expect((await send('inget', 'avtal.pdf')).statusCode).toBeGreaterThanOrEqual(400);
    expect((await send('', '')).statusCode).toBe(422);
    const sent = await send('%PDF-1.7 prov', '../avtal å.exe');
    expect(sent.statusCode, sent.body.slice(0, 500)).toBe(303);
    const page = await client.get(`${url}?done=documentAdded`);
    expect(textOf(page)).toContain('avtal å.pdf');
    const address = new RegExp(`${url}/files/[0-9a-f-]{36}`).exec(page.html)![0];
    const file = await server.inject({ url: address, headers: as.headers });
    expect([file.body, file.headers['content-type']]).toEqual(['%PDF-1.7 prov', 'application/pdf']);
    const other = await server.inject({ url: `${url}/files/${agreementId}`, headers: as.headers });
    expect(other.statusCode).toBe(404);
  });
});

describe('the end of an agreement', () => {
  it('shows before it happens what falls with it, keeps its period of notice, and is taken back', async () => {
    const { place } = await openedPlace(client, {
      kind: 'cooperation_place',
      validFrom: '2020-01-01',
      services: ['booked-meeting'],
    });
    const id = await agreementInForce(house, place, '2020-01-01', '2020-02-14');
    await sql`
      insert into meetings.meeting (person_id, id, state, type_code, purpose, channel, during, officer_ids, place_id, language,
                                    channel_by, came_by, made_at, made_by, protected)
      select gen_random_uuid(), gen_random_uuid(), 'booked', '22', 'follow-up', 'on-site', tstzrange(at, at + interval '1 hour'), '{}',
             ${place}, 'sv', 'rule', 'officer', '2020-02-14', 'prov', hidden
      from (values ('2020-10-01 10:00+02'::timestamptz, false), ('2020-11-02 10:00+01', false), ('2020-08-14 10:00+02', false), ('2020-11-03 10:00+01', true)) as m (at, hidden)`.execute(
      house.db,
    );
    const url = `/agreements/${id}/ending`;
    const analyst = clientOf(server, await signInAs(house, ['analyst'], 'Elin, analytiker'));
    const seen = await analyst.get(`${url}?lastDay=2020-08-31`);
    for (const said of [
      'Det här faller bort efter 31 augusti 2020',
      '1 plats erbjuder mindre',
      '2 bokade möten måste flyttas',
      'bokade möten',
      '2020-10',
      'Dorotea',
    ])
      expect(textOf(seen)).toContain(said);
    expect(seen.html).not.toContain('Besluta att avtalet slutar');
    // Its period of notice is six months.
    const unseen = await client.post(url, { lastDay: '2020-08-31', shown: '2020-08-13', reason: '', note: '' });
    expect([unseen.status, hidden(unseen, 'shown')]).toEqual([200, '2020-08-31']);
    expect(textOf(unseen)).toContain('Ingenting är beslutat än');
    expect(textOf(unseen)).toContain('2 bokade möten måste flyttas');
    const early = await client.post(url, { lastDay: '2020-03-31', shown: '2020-03-31', reason: '', note: '' });
    expect(early.status).toBe(422);
    expect(early.html).toContain('value="2020-03-31"');
    expect((await client.post(url, { lastDay: 'snart', reason: '', note: '' })).status).toBe(422);
    const decided = await client.post(url, { lastDay: '2020-08-31', shown: '2020-08-31', reason: '', note: 'Uppsagt' });
    expect(decided.status, textOf(decided).slice(0, 500)).toBe(303);
    const page = textOf(await client.get(decided.location));
    expect(page).toContain('Slutet är beslutat');
    expect(page).toContain('Avslutat från 1 september 2020');
    expect(textOf(await client.get('/agreements/ending'))).toContain('Ingen: slutet är beslutat');
    const gap = { ...typed(''), places: '', from: '2020-10-01', replaces: id };
    expect(textOf(await client.post(`/agreements/${id}/replace`, gap))).toContain(
      'Inget avtal skulle gälla från 2020-09-01 till 2020-09-30',
    );
    const back = await client.post(`/agreements/${id}/step`, { state: 'in-force', since: '2020-02-14', note: '' });
    expect(back.status, textOf(back).slice(0, 500)).toBe(303);
    expect(textOf(await client.get(`/agreements/${id}`))).not.toContain('Avslutat från');
  });

  it('a day before the register begins is said to be', async () => {
    const { place } = await openedPlace(client, {
      kind: 'cooperation_place',
      validFrom: '2020-01-01',
      services: ['booked-meeting'],
    });
    const id = await agreementInForce(house, place, '2020-01-01', '2020-02-14');
    const early = { lastDay: '1900-01-01', reason: 'Prov', note: '' };
    for (const page of [
      await client.get(`/agreements/${id}/ending?lastDay=1900-01-01`),
      await client.post(`/agreements/${id}/ending`, early),
      await client.post(`/agreements/${id}/leave-place`, { ...early, placeId: place, next: 'check' }),
      await client.get('/agreements/ending?on=2018-12-31'),
    ]) {
      expect(page.status, textOf(page).slice(0, 200)).toBe(422);
      expect(textOf(page)).toContain('Registret börjar den 2019-01-01');
    }
  });

  it('a place leaves only after what falls with it there has been seen', async () => {
    const offer = { kind: 'cooperation_place', validFrom: '2020-01-01', services: ['booked-meeting'] };
    const { place } = await openedPlace(client, offer);
    const id = await agreementInForce(house, place, '2020-01-01', '2020-02-14');
    const url = `/agreements/${id}/leave-place`;
    const left = { placeId: place, lastDay: '2020-08-31', reason: 'Kommunhuset rivs' };
    expect((await client.post(url, { ...left, reason: '', next: 'check' })).status).toBe(422);
    const check = await client.post(url, { ...left, next: 'check' });
    expect(check.status, textOf(check)).toBe(200);
    for (const said of [
      'Det här faller bort efter 31 augusti 2020',
      '1 plats erbjuder mindre',
      'Närmast i stället',
      'Kommunhuset rivs',
    ])
      expect(textOf(check)).toContain(said);
    expect(textOf(await client.get(`/agreements/${id}`))).not.toContain('31 augusti 2020');
    const done = await client.post(url, { ...left, next: 'confirm' });
    expect(done.status, textOf(done)).toBe(303);
    expect(textOf(await client.get(done.location))).toContain('31 augusti 2020');
  });

  it('an agreement that is not in force is given up, and nothing falls with it', async () => {
    const planner = { id: '00000000-0000-7000-8000-0000000000af', name: 'Planerare', roles: ['planner'] } as const;
    const { agreementId } = await execute(house, planner, startAgreement, cooperationWith([]));
    const url = `/agreements/${agreementId}/ending`;
    expect(textOf(await client.get(url))).toContain('ingenting faller bort');
    expect((await client.post(url, { lastDay: '2020-02-13', note: '' })).status).toBe(303);
    expect(textOf(await client.get(`/agreements/${agreementId}`))).toContain('Det finns inget mer att göra');
  });
});

it('places and municipalities without an agreement are named, with what is under way', async () => {
  const { place } = await openedPlace(client);
  const missing = textOf(await client.get('/agreements/missing?on=2020-03-02'));
  expect(missing).toMatch(/kommuner saknar överenskommelse i kraft 2 mars 2020/);
  const planner = { id: '00000000-0000-7000-8000-0000000000ad', name: 'Planerare', roles: ['planner'] } as const;
  await execute(house, planner, startAgreement, cooperationWith([place], { title: 'På väg (prov)' }));
  expect(textOf(await client.get('/agreements/missing?on=2020-03-02'))).toContain('På väg (prov) Påbörjat');
  const csv = await client.get('/agreements/missing.csv?on=2020-03-02&county=24');
  expect(csv.html).toMatch(/2480,Umeå,/);
});

it('an analyst reads agreements and sees who does what next', async () => {
  const planner = { id: '00000000-0000-7000-8000-0000000000ae', name: 'Planerare', roles: ['planner'] } as const;
  const { agreementId } = await execute(house, planner, startAgreement, cooperationWith([], { parties: [] }));
  const analyst = clientOf(server, await signInAs(house, ['analyst'], 'Elin, analytiker'));
  const page = textOf(await analyst.get(`/agreements/${agreementId}`));
  expect(page).toContain('Det görs av planerare, administratör.');
  expect(page).not.toContain('Lägg till ett dokument');
  expect((await analyst.get(`/agreements/${agreementId}/change`)).status).toBe(403);
  const english = textOf(await analyst.get(`/en/agreements/${agreementId}`));
  expect(english).toContain('No party is entered');
  expect((await analyst.get('/agreements/01990000-0000-7000-8000-000000000000')).status).toBe(404);
});
