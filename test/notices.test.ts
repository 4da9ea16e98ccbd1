/** Notices to bodies on decisions about places, and the views that come back. Through the front door. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { gatewaysFromEnvironment, letterFolder, sendNotices } from '../src/modules/contact/index.ts';
import { stepAgreement } from '../src/modules/network/agreements/step-agreement.ts';
import { agreementRecord, listAgreementRecords } from '../src/modules/network/index.ts';
import { type Actor, execute, type Role, signInAs } from '../src/platform/auth/index.ts';
import { later, plainDate } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { partsOf, startMailServer } from './smtp-server.ts';
import { testService } from './service.ts';

const start = '2020-02-14T08:00:00.000Z';
const house = await testHouse('country', start);
const { server } = await testService(house);
const mail = await startMailServer();
const env = { SMTP_URL: mail.url, MAIL_FROM: 'Prov <prov@example.org>', NARVARO_DATA: house.data };
const gateways = gatewaysFromEnvironment(env, 'Prov');
const folder = letterFolder(env);
const errors: unknown[] = [];
const sending = { house, gateways, folder, onError: (error: unknown) => void errors.push(error) };
const children: ChildProcess[] = [];
afterAll(async () => {
  gateways.mail?.close();
  await mail.close();
});
afterEach(async () => {
  mail.received.splice(0);
  mail.refuseRecipients(null);
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

interface Session {
  actor: Actor;
  headers: Record<string, string>;
}
async function session(role: Role, name: string): Promise<Session> {
  const { actor, headers } = await signInAs(house, [role], name);
  return { actor, headers: { ...(headers as unknown as Record<string, string>) } };
}
const anna = await session('planner', 'Anna');
const bo = await session('administrator', 'Bo');
const analyst = await session('analyst', 'Cecilia');
const get = (url: string, { headers }: Session = anna) => server.inject({ url, headers: { accept: 'text/html', ...headers } });
const post = (url: string, body: Record<string, string | string[]> = {}, { headers }: Session = anna) => {
  const form = new URLSearchParams({ _csrf: headers['x-csrf-token'] ?? '', _requestId: house.newId() });
  for (const [name, values] of Object.entries(body)) for (const value of [values].flat()) form.append(name, value);
  return server.inject({
    method: 'POST',
    url,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: form.toString(),
  });
};
/** What a page says, without its tags. */
const said = (html: string): string =>
  html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<span class="cell-label"[^>]*>[^<]*<\/span>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

async function closures(municipality: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from network.closure c join network.place_record r on r.place_id = c.place_id and upper_inf(r.recorded)
    where r.municipality_code = ${municipality} order by c.id`.execute(house.db);
  return rows.map(({ id }) => id);
}
const [dorotea] = (await closures('2425')) as [string];

const ask = { replyTo: 'synpunkter@example.org', replyBy: '2020-03-13' };
const groups = ['place', 'nearest', 'referred', 'region', 'county-board'];
const wording = {
  title: 'Beslut som berör {{mottagare}}',
  words: 'Till {{mottagare}}\n\n{{platser}}\n\n{{restider}}\n\n{{diarienummer}}',
};
const addressOf = { name: '', role: 'Registrator', email: '', street: '', postalCode: '', postTown: '' };

async function draft(query = `closure=${dorotea}`, more: Record<string, string | string[]> = {}): Promise<string> {
  const made = await post(`/notices/new?${query}`, { ...wording, ...ask, groups, ...more });
  expect(made.statusCode, said(made.body)).toBe(303);
  return String(made.headers['location']).split('/')[2]!;
}
const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
async function approve(id: string, by: Session = bo) {
  const { body } = await get(`/notices/${id}`, by);
  return post(
    `/notices/${id}/approve`,
    { version: hidden(body, 'version'), registerVersion: hidden(body, 'registerVersion') },
    by,
  );
}
async function put(key: string, of: Partial<typeof addressOf>): Promise<void> {
  const { body } = await get(`/bodies/${encodeURIComponent(key)}`);
  const changed = await post(`/bodies/${encodeURIComponent(key)}`, { ...addressOf, version: hidden(body, 'version'), ...of });
  expect(changed.statusCode, said(changed.body)).toBe(303);
}
interface LetterRow {
  id: string;
  body_key: string;
  state: string;
  words: string;
  subject: string;
  why: string[];
}
const letters = async (id: string): Promise<Map<string, LetterRow>> => {
  const { rows } = await sql<LetterRow>`
    select id, body_key, state, words, subject, why from contact.notice_letter where notice_id = ${id} order by body_key`.execute(
    house.db,
  );
  return new Map(rows.map((row) => [row.body_key, row]));
};

describe('who is told', () => {
  it('is every municipality, region and county board that is known, none with an invented address', async () => {
    const { body } = await get('/bodies');
    expect(said(body)).toMatch(/Kommun 290 0 290 Region 20 0 20 Länsstyrelse 21 0 21 Facklig organisation 0 0 0/);
    expect(said((await get('/bodies?kind=region')).body)).not.toContain('Regionen i Gotlands län');
    expect((await get('/bodies.csv')).body.split('\n')).toHaveLength(1 + 290 + 20 + 21 + 1);
  });

  it('is read in from a file whole or not at all, each fault named with its line and column', async () => {
    const bad =
      'kind;code;email;postal_code\nmunicipality;9999;a@example.org;\nregion;24;no mail;\nregion;24;b@example.org;123\nking;1;;\n';
    const refused = await post('/bodies/import', { text: bad });
    expect(refused.statusCode).toBe(422);
    expect(said(refused.body)).toMatch(
      /2 code Finns inte.* 3 email Inte en e-postadress 4 postal_code Fem siffror 4 row Samma.* 5 kind Ska vara/,
    );
    expect((await post('/bodies/import/apply', { text: bad })).statusCode).toBe(422);
    const good =
      '\uFEFFkind;code;name;role;email;street;postal_code;post_town\r\nmunicipality;2425;Dorotea kommun;Registrator;kommun@example.org;;;\r\nregion;24;;;;Box 1;90101;Umeå\r\n';
    expect(said((await post('/bodies/import', { text: good })).body)).toContain('2 mottagare ändras');
    expect((await post('/bodies/import/apply', { text: good })).headers['location']).toBe('/bodies?done=imported');
    expect(said((await get('/bodies?text=dorotea')).body)).toContain('kommun@example.org');
    expect(said((await post('/bodies/import', { text: good })).body)).toContain('0 mottagare ändras. 2 är redan som i filen.');
    expect(said((await get('/bodies?kind=region&text=västerbotten')).body)).toContain('Box 1, 901 01 Umeå');
    // What the page gives is what it takes.
    const { body } = await get('/bodies.csv');
    expect(said((await post('/bodies/import', { text: body })).body)).toContain('0 mottagare ändras. 331 är');
  });

  it('a municipality whose address someone else changed meanwhile is not overwritten', async () => {
    const page = await get('/bodies/municipality:2481');
    await put('municipality:2481', { email: 'first@example.org' });
    const late = await post('/bodies/municipality:2481', {
      ...addressOf,
      version: hidden(page.body, 'version'),
      email: 'second@example.org',
    });
    expect(late.statusCode).toBe(409);
    expect(said((await get('/bodies?text=lycksele')).body)).toContain('first@example.org');
    expect((await get('/bodies/municipality:0000')).statusCode).toBe(404);
  });

  it('a union is entered, can be chosen, and is taken away', async () => {
    expect(
      (await post('/bodies/new', { ...addressOf, kind: 'union', name: 'Provfacket', email: 'fack@example.org' })).statusCode,
    ).toBe(303);
    const { rows } = await sql<{
      key: string;
      version: number;
    }>`select key, version from contact.body where name = 'Provfacket'`.execute(house.db);
    const { key } = rows[0]!;
    const id = await draft(undefined, { groups: ['place'], organisations: [key] });
    expect(said((await get(`/notices/${id}`)).body)).toMatch(
      /Mottagare \(2\).*Dorotea kommun.*Provfacket Valda organisationer fack@example.org/,
    );
    await post(`/bodies/${key}/end`, { version: '1' });
    expect(said((await get('/bodies')).body)).not.toContain('Provfacket');
    expect(said((await get(`/notices/${id}`)).body)).toContain('Mottagare (1)');
  });
});

describe('a notice', () => {
  it('on a closing tells its municipality, those whose nearest place changes, the region and the county board, each of its own', async () => {
    const { body } = await get(`/decisions/${dorotea}`);
    expect(said(body)).toMatch(/Dorotea.*Sista dag.*Kommuner som får en annan närmaste plats.*Dorotea/);
    const id = await draft();
    const page = said((await get(`/notices/${id}`)).body);
    expect(page).toMatch(/Länsstyrelsen i Västerbottens län Länsstyrelser Adress saknas/);
    const letter = said((await get(`/notices/${id}/preview/municipality:2425`)).body);
    expect(letter).toMatch(
      /Beslut som berör Dorotea kommun.*Dorotea: sista dag 30 oktober 2020.*Dorotea: till och med 30 oktober 2020 .* minuter\), därefter .* minuter\)/,
    );
    expect((await get(`/notices/${id}/preview/municipality:0180`)).statusCode).toBe(404);
  });

  it('on an agreement that ends tells who loses by it; one without an end is no decision to tell of', async () => {
    const on = plainDate('2020-02-14');
    const [agreement] = await listAgreementRecords(house.db, { on, kind: 'cooperation', state: 'in-force' });
    expect((await get(`/notices/new?agreement=${agreement!.id}`)).statusCode).toBe(200);
    const query = `agreement=${agreement!.id}`;
    expect((await post(`/notices/new?${query}`, { ...wording, ...ask, groups })).statusCode).toBe(422);
    const end = { agreementId: agreement!.id, state: 'ended', since: '2020-06-01', note: '', reason: 'Lokalen sägs upp' };
    await execute(house, anna.actor, stepAgreement, end);
    const id = await draft(query);
    const { placeList } = (await agreementRecord(house.db, agreement!.id, on))!;
    const [place] = placeList;
    const letter = said((await get(`/notices/${id}/preview/municipality:${place!.municipalityCode}`)).body);
    expect(letter).toContain(`${place!.placeName}: sista dag 31 maj 2020.`);
    expect(said((await get('/decisions?text=' + encodeURIComponent(agreement!.title))).body)).toMatch(
      /Avtal slutar – 31 maj 2020/,
    );
    expect(said((await get(`/decisions/${agreement!.id}`)).body)).toContain('Avtal slutar: ');
  });

  it('on all decisions of a day is one letter each: 132 places, every recipient with its own', async () => {
    const id = await draft('decided=2019-09-27', { groups: ['place', 'county-board'] });
    const page = said((await get(`/notices/${id}`)).body);
    expect(page).toContain('Beslut som brevet gäller (132)');
    const board = said((await get(`/notices/${id}/preview/county-board:24`)).body);
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from network.closure c join network.place_record r on r.place_id = c.place_id and upper_inf(r.recorded)
      where c.decided_on = '2019-09-27' and r.municipality_code like '24%'`.execute(house.db);
    expect(board.match(/: (sista dag|blir kvar)/g)).toHaveLength(rows[0]!.n);
    expect(board).toContain('(rekonstruerad uppgift)');
    expect(board).not.toContain('Ljusdal');
  });

  it.each([
    [{ words: 'Hej\n{{plats}}' }, 'På rad 2 står ”plats”'],
    [{ words: 'Hej {{platser' }, 'På rad 1 står ”{{”'],
    [{ replyTo: '', replyBy: '', words: '{{svara_till}}' }, 'Skriv både e-postadress och sista dag'],
    [{ replyBy: '2020-02-13' }, 'Välj en dag framåt'],
    [{ replyTo: 'inte en adress' }, 'Skriv en e-postadress'],
    [{ groups: [] }, 'Välj minst en grupp'],
    [{ title: ' ' }, 'Skriv en rubrik'],
  ])('with %j is refused, with what was typed', async (wrong, text) => {
    const refused = await post(`/notices/new?closure=${dorotea}`, { ...wording, ...ask, groups, ...wrong });
    expect(refused.statusCode).toBe(422);
    expect(said(refused.body)).toContain(text);
    expect(refused.body).toContain('{{mottagare}}');
  });

  it('is approved by someone who has not written on it, as the register is then, and stays', async () => {
    const id = await draft();
    expect(said((await get(`/notices/${id}`)).body)).toContain('Någon annan än den som har skrivit brevet');
    const page = await get(`/notices/${id}`, bo);
    const seen = { version: hidden(page.body, 'version'), registerVersion: hidden(page.body, 'registerVersion') };
    expect((await post(`/notices/${id}/approve`, seen)).statusCode).toBe(403);
    await sql`update network.version set number = number + 1`.execute(house.db);
    expect(said((await post(`/notices/${id}/approve`, seen, bo)).body)).toContain('Registret har ändrats');
    expect((await approve(id)).headers['location']).toBe(`/notices/${id}?done=approved`);
    expect((await post(`/notices/${id}/approve`, { ...seen, registerVersion: '1' }, bo)).statusCode).toBe(409);
    expect((await post(`/notices/${id}/change`, { ...wording, ...ask, groups, version: '2' })).statusCode).toBe(409);
    await expect(sql`update contact.notice_letter set words = 'x'`.execute(house.db)).rejects.toThrow('keeps its words');
    const { rows } = await sql<{ number: string }>`select number from contact.notice where id = ${id}`.execute(house.db);
    expect(rows[0]!.number).toMatch(/^U 2020-\d+$/);
    const { rows: audit } = await sql<{ details: object }>`
      select details from platform.audit where command = 'contact.approve-notice'`.execute(house.db);
    expect(JSON.stringify(audit)).not.toMatch(/Dorotea|example\.org/);
  });

  it('is neither written nor read by whoever looks after other things; an analyst reads', async () => {
    const officer = await session('caseworker', 'Doris');
    expect((await get('/notices', officer)).statusCode).toBe(403);
    expect((await get('/decisions', analyst)).statusCode).toBe(200);
    expect((await get(`/notices/new?closure=${dorotea}`, analyst)).statusCode).toBe(403);
    const { body } = await get(`/decisions/${dorotea}`, analyst);
    expect(body).not.toContain('/notices/new');
  });
});

describe('its letters', () => {
  it('go by e-mail with the letter as PDF and where to answer; by post without e-mail; nowhere without an address', async () => {
    const id = await draft();
    await approve(id);
    await sendNotices(sending);
    const of = await letters(id);
    expect([of.get('municipality:2425')!.state, of.get('region:24')!.state, of.get('county-board:24')!.state]).toEqual([
      'sent',
      'to-post',
      'no-address',
    ]);
    const received = mail.received.find(
      ({ headers }) => headers.get('message-id') === `<${of.get('municipality:2425')!.id}@example.org>`,
    )!;
    expect(received.to).toEqual(['kommun@example.org']);
    expect(received.headers.get('reply-to')).toBe('synpunkter@example.org');
    expect(received.headers.has('auto-submitted')).toBe(false);
    expect(received.headers.get('subject')).toBe('Beslut som berör Dorotea kommun');
    expect(partsOf(received).get('text/plain')).toMatch(/Till Dorotea kommun\r?\n[\s\S]*U 2020-/);
    expect(received.raw).toContain('application/pdf');
    const pdf = await get(`/notices/letters/${of.get('region:24')!.id}.pdf`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(await readdir(join(folder.path, (await numberOf(id)).replace(' ', '-')))).toEqual([
      `${(await numberOf(id)).replace(' ', '-')}-region-24.pdf`,
    ]);
    expect(said((await get(`/notices/${id}`)).body)).toMatch(
      /Skickat.*E-postservern tog emot, 14 februari 2020 09:00 kommun@example.org/,
    );
    expect((await get(`/notices/${id}/letters.csv`)).body).toMatch(/municipality:2425,Dorotea kommun,place nearest,sent,sent,/);
    // An address that comes later, and a letter that was put in the post.
    await put('county-board:24', { email: 'lan@example.org' });
    const path = (key: string, action: string) => `/notices/letters/${of.get(key)!.id}/${action}`;
    expect((await post(path('county-board:24', 'again'))).statusCode).toBe(303);
    expect((await post(path('region:24', 'posted'))).statusCode).toBe(303);
    expect((await post(path('region:24', 'posted'))).statusCode).toBe(409);
    expect((await post(path('municipality:2425', 'again'))).statusCode).toBe(409);
    await sendNotices(sending);
    // It came back, and goes once more as another e-mail.
    expect((await post(path('municipality:2425', 'bounced'))).statusCode).toBe(303);
    expect((await post(path('municipality:2425', 'again'))).statusCode).toBe(303);
    await sendNotices(sending);
    const now = await letters(id);
    expect(['municipality:2425', 'region:24', 'county-board:24'].map((key) => now.get(key)!.state)).toEqual([
      'sent',
      'posted',
      'sent',
    ]);
    expect(new Set(mail.received.map(({ headers }) => headers.get('message-id'))).size).toBe(mail.received.length);
    expect(errors).toEqual([]);
  });

  it('without a mail server lie in the folder as files that a mail program opens, and as PDF', async () => {
    const id = await draft(undefined, { groups: ['place'] });
    await approve(id);
    await sendNotices({ ...sending, gateways: { mail: null, letterFrom: 'Prov' } });
    const name = (await numberOf(id)).replace(' ', '-');
    const files = await readdir(join(folder.path, name));
    expect(files.toSorted()).toEqual([`${name}-municipality-2425.eml`, `${name}-municipality-2425.pdf`]);
    const eml = await readFile(join(folder.path, name, files[0]!), 'utf8');
    expect(eml).toMatch(/^X-Unsent: 1\r\n/m);
    expect(eml).toMatch(/^To: Dorotea kommun <kommun@example.org>\r\n/m);
    expect(eml).not.toMatch(/^From:/m);
    expect((await readFile(join(folder.path, name, files[1]!))).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await letters(id)).get('municipality:2425')!.state).toBe('in-folder');
    expect(said((await get(`/notices/${id}`)).body)).toContain('Fil att skicka');
  });

  it('that a server takes later are tried again; that it refuses go by post, or are shown as failed', async () => {
    const id = await draft(undefined, { groups: ['place', 'region'] });
    await approve(id);
    mail.refuseRecipients('450 later');
    await sendNotices(sending);
    expect((await letters(id)).get('municipality:2425')!.state).toBe('waiting');
    mail.refuseRecipients('550 no such mailbox');
    house.clock.set(later(house.clock.now(), 60_000));
    await sendNotices(sending);
    expect((await letters(id)).get('municipality:2425')!.state).toBe('failed');
    expect(said((await get(`/notices/${id}`)).body)).toMatch(/Gick inte att skicka.*Nekades.*\(smtp-550\)/);
    await put('municipality:2425', {
      name: 'Dorotea kommun',
      email: 'kommun@example.org',
      street: 'Box 2',
      postalCode: '917 31',
      postTown: 'Dorotea',
    });
    await post(`/notices/letters/${(await letters(id)).get('municipality:2425')!.id}/again`);
    await sendNotices(sending);
    expect((await letters(id)).get('municipality:2425')!.state).toBe('to-post');
    await put('municipality:2425', { name: 'Dorotea kommun', email: 'kommun@example.org' });
    house.clock.set(start);
  });

  it('that were in hand when their process was killed are handed over again with the same id, and noted once', async () => {
    const id = await draft(undefined, { groups: ['place'] });
    await approve(id);
    let release = (): void => undefined;
    mail.holdAnswers(new Promise((done) => void (release = done)));
    const child = spawn(process.execPath, ['--import', './src/ui/jsx-loader.mjs', 'test/notices.child.ts'], {
      env: { ...process.env, ...env, CHILD_DATABASE: house.url, CHILD_NOW: start },
      stdio: 'inherit',
    });
    children.push(child);
    await expect.poll(() => mail.received.length, { timeout: 30_000 }).toBe(1);
    // Another process leaves it alone while it may still be in hand.
    expect(await sendNotices(sending)).toBe(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    mail.holdAnswers(null);
    release();
    house.clock.set(later(house.clock.now(), 6 * 60_000));
    expect(await sendNotices(sending)).toBe(1);
    expect((await letters(id)).get('municipality:2425')!.state).toBe('sent');
    expect(new Set(mail.received.map(({ headers }) => headers.get('message-id'))).size).toBe(1);
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from contact.notice_try y join contact.notice_letter l on l.id = y.letter_id where l.notice_id = ${id}`.execute(
      house.db,
    );
    expect(rows[0]!.n).toBe(1);
    house.clock.set(start);
  });
});

const numberOf = async (id: string): Promise<string> =>
  (await sql<{ number: string }>`select number from contact.notice where id = ${id}`.execute(house.db)).rows[0]!.number;

describe('a view', () => {
  const view = {
    fromKind: 'body',
    bodyKey: 'municipality:2425',
    fromName: '',
    how: 'email',
    reachedOn: '2020-02-14',
    stance: 'against',
  };
  const file = (more: Record<string, string> = {}) =>
    post(`/decisions/${dorotea}/views/new`, { ...view, subject: 'Kontoret behövs', words: 'Vi har långt.', ...more });
  const newest = async () =>
    (
      await sql<{ id: string; number: string; arrived_on: string }>`
      select id, number, arrived_on::text from contact.view order by filed_at desc, id desc limit 1`.execute(house.db)
    ).rows[0]!;

  it('from a body, from staff and from a union is filed on the decision, numbered, with when it arrived', async () => {
    expect((await file()).headers['location']).toBe(`/decisions/${dorotea}?done=yes#views`);
    await file({ fromKind: 'staff', bodyKey: '', how: 'post', reachedOn: '2020-02-10', subject: 'Från kontoret' });
    // By post on a Monday: the Friday before (FvL §22).
    expect(await newest()).toMatchObject({ arrived_on: '2020-02-07' });
    await file({ fromKind: 'staff', bodyKey: '', how: 'post', reachedOn: '2020-02-10', notBefore: 'yes' });
    expect(await newest()).toMatchObject({ number: 'I 2020-3', arrived_on: '2020-02-10' });
    const page = said((await get(`/decisions/${dorotea}`)).body);
    expect(page).toMatch(
      /I 2020-2 7 februari 2020 Personal Från kontoret.*I 2020-1 14 februari 2020 Dorotea kommun Kontoret behövs Emot Nej/,
    );
    expect(said((await get('/decisions?text=dorotea')).body)).toMatch(/Dorotea.* 3 /);
    await expect(sql`update contact.view set subject = 'x'`.execute(house.db)).rejects.toThrow();
    await expect(sql`delete from contact.view_matter`.execute(house.db)).rejects.toThrow();
  });

  it.each([
    [{ reachedOn: '2020-02-15' }, 'i dag eller tidigare'],
    [{ bodyKey: '' }, 'Skriv vem synpunkten är från'],
    [{ fromKind: 'other', bodyKey: '' }, 'Skriv vem synpunkten är från'],
    [{ words: '' }, 'Skriv synpunkten eller bifoga en fil'],
    [{ subject: '' }, 'Skriv kort vad den gäller'],
    [{ how: 'owl' }, 'Välj hur den kom'],
  ])('with %j is refused', async (wrong, text) => {
    const refused = await file(wrong);
    expect([refused.statusCode, said(refused.body).includes(text)]).toEqual([422, true]);
  });

  it('is mended by a new registration beside the old one, with its files; and met by an answer', async () => {
    const boundary = 'qz';
    const fields = { ...view, subject: 'Med bilaga', words: '', _csrf: anna.headers['x-csrf-token']!, _requestId: house.newId() };
    const parts = Object.entries(fields).map(
      ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const pdf = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="Synpunkter Å.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7 qz\r\n`;
    const sent = await server.inject({
      method: 'POST',
      url: `/decisions/${dorotea}/views/new`,
      headers: { accept: 'text/html', ...anna.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: `${parts.join('')}${pdf}--${boundary}--\r\n`,
    });
    expect(sent.statusCode, said(sent.body)).toBe(303);
    const { id, number } = await newest();
    expect((await post(`/views/${id}/answer`, { words: 'Vi har vägt in det.' })).headers['location']).toBe(`/views/${id}`);
    expect(said((await get(`/views/${id}`)).body)).toMatch(/Synpunkter Å.pdf.*Vi har vägt in det\./);
    const mended = await post(`/views/${id}/correct`, { ...view, subject: 'Med bilaga, rättad', words: '' });
    const after = await newest();
    expect([mended.headers['location'], after.number]).toEqual([`/views/${after.id}`, `${number}.1`]);
    const link = /\/views\/[0-9a-f-]+\/files\/[0-9a-f-]+/.exec((await get(`/views/${after.id}`)).body)![0];
    const got = await get(link);
    expect([got.headers['content-type'], got.body]).toEqual(['application/pdf', '%PDF-1.7 qz']);
    expect(said((await get(`/views/${id}`)).body)).toContain('Registreringen är rättad');
    expect((await post(`/views/${id}/correct`, { ...view, subject: 'Igen', words: 'x' })).statusCode).toBe(409);
    expect(said((await get(`/decisions/${dorotea}`)).body)).not.toContain(`${number} `);
    const csv = (await get(`/decisions/${dorotea}/views.csv`)).body;
    expect(csv).toContain(`${number},no,`);
    expect(csv).toContain(`${number}.1,yes,`);
    expect(csv).toContain('sha256');
  });
});
