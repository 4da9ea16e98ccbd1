/** Bodies and notices on decisions about places, through the front door. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { stepAgreement } from '../src/modules/network/agreements/step-agreement.ts';
import { agreementRecord, listAgreementRecords } from '../src/modules/network/index.ts';
import { execute } from '../src/platform/auth/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { addressOf, ask, groups, hidden, noticeDesk, said, wording } from './notice-desk.ts';

const { house, session, anna, bo, analyst, get, post, dorotea, draft, approve, put } = await noticeDesk();

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
      /2 code Finns inte.* 3 email Inte en e-postadress 4 postal_code Fem siffror 4 hela raden Samma.* 5 kind Ska vara/,
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

  it('the name of the register is offered also where another has been entered', async () => {
    await put('municipality:2480', { name: 'Umeå stad' });
    const form = said((await get('/bodies/municipality:2480')).body);
    expect(form).toContain('Lämna tomt för registrets namn: Kommunen Umeå.');
  });

  it('an address may have a domain in Swedish letters, and nothing that is not one address', async () => {
    await put('municipality:1492', { email: 'kommun@åmål.example' });
    const { body } = await get('/bodies/municipality:1492');
    const to = (email: string) => post('/bodies/municipality:1492', { ...addressOf, version: hidden(body, 'version'), email });
    for (const email of [
      'a@example.org, b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      'å@example.org',
      'a@exa mple.org',
      'a@example.org/b.se',
      'a@b@example.org',
      'a@örebro',
    ])
      expect((await to(email)).statusCode, email).toBe(422);
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
      /Avtal slutar 14 februari 2020 31 maj 2020/,
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
