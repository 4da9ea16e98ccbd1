/** The planner's pages through the front door: the list, both times of a place, decisions to close, roles. */
import { beforeEach, describe, expect, it } from 'vitest';
import { signInAs } from '../src/platform/auth/index.ts';
import {
  type Client,
  clientOf,
  hidden,
  idsIn,
  newPlace,
  openedPlace,
  placeFields,
  plannerAt,
  presenceFields,
  textOf,
} from './planner-client.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const at = (instant: string) => plannerAt(house, server, instant);

let client: Client;
beforeEach(async () => {
  client = await at('2020-02-14T11:00:00Z');
});

describe('the list', () => {
  it('filters, counts, and gives the same rows as CSV', async () => {
    const page = await client.get('/register?on=2020-12-31&county=24&kind=staffed_office&evidence=&text=');
    const count = Number(/(\d+) rader gäller/.exec(textOf(page))![1]);
    expect(idsIn(page, 'places')).toHaveLength(count);
    const csv = await client.get('/register.csv?on=2020-12-31&county=24&kind=staffed_office');
    expect(csv.html.trim().split('\n')).toHaveLength(count + 1);
    expect(csv.html.split('\n')[1]).toContain('Västerbottens län');
  });

  it('finds by part of a name without marks, and by the code', async () => {
    expect(textOf(await client.get('/register?on=2019-06-01&text=harnosand'))).toContain('Härnösand');
    const one = await client.get('/register?on=2019-06-01&text=af-2425-1');
    expect(idsIn(one, 'places')).toHaveLength(1);
    expect(textOf(one)).toContain('Hämta den enda raden som CSV');
    expect(textOf(await client.get('/register?on=2019-06-01&text=%25'))).toContain('Inga rader stämmer');
  });

  it.each([
    ['', 'en dag som finns, ÅÅÅÅ-MM-DD', 'a day that exists'],
    ['/en', 'a day that exists, YYYY-MM-DD, between 1900-01-01 and 2199-12-31', 'en dag som'],
  ])('refuses a day that is none in the language of the page (%s)', async (prefix, said, not) => {
    const { status, html } = await client.get(`${prefix}/agreements/missing?on=2020-02-30`);
    expect(status).toBe(400);
    expect(html).toContain(said);
    expect(html).not.toContain(not);
  });

  it('is read page by page, and says where it ends', async () => {
    const first = await client.get('/register?on=2019-06-01');
    const second = await client.get('/register?on=2019-06-01&offset=50');
    expect(idsIn(first, 'places').filter((id) => idsIn(second, 'places').includes(id))).toEqual([]);
    expect(textOf(await client.get('/register?on=2019-06-01&offset=100000'))).toContain('Listan är slut');
  });
});

describe('the life of a place', () => {
  it('is known as it was known, and valid as it was valid', async () => {
    const before = await at('2020-02-14T12:00:00Z');
    const { place, presence } = await openedPlace(before);
    const url = `/register/places/${place}`;

    const later = await at('2020-04-01T12:00:00Z');
    const form = await later.get(`/register/presences/${presence}/change`);
    const changed = await later.post(`/register/presences/${presence}/change`, {
      ...presenceFields,
      version: hidden(form, 'version'),
      what: 'changes',
      from: '2020-05-01',
      services: ['booked-meeting', 'drop-in'],
      reason: 'Utökat uppdrag',
    });
    expect(changed.location).toBe(`${url}?done=presenceChanged`);

    const now = textOf(await later.get(`${url}?on=2020-06-01`));
    expect(now).toContain('1 mars 2020 – 30 april 2020');
    expect(now).toContain('1 maj 2020 – tills vidare');
    expect(now).toContain('Utökat uppdrag');
    const then = textOf(await later.get(`${url}?on=2020-06-01&knownAt=2020-03-15T12:00`));
    expect(then).toContain('Så sade registret 15 mars 2020 kl. 12:00');
    expect(then.split('Vad som har skrivits in')[0]).toContain('1 mars 2020 – tills vidare');
    expect(then.split('Vad som har skrivits in')[0]).not.toContain('30 april 2020');
    const unknown = textOf(await later.get(`${url}?knownAt=2020-02-14T12:00`));
    expect(unknown, 'noon in Sweden is an hour before noon UTC').toContain('Registret hade inte den här platsen då');
  });

  it('a correction says that the register was wrong, and keeps what it said', async () => {
    const before = await at('2020-02-14T12:00:00Z');
    const { place, presence } = await openedPlace(before);
    const later = await at('2020-02-20T12:00:00Z');
    const version = hidden(await later.get(`/register/presences/${presence}/change`), 'version');
    const corrected = await later.post(`/register/presences/${presence}/change`, {
      ...presenceFields,
      version,
      what: 'wrong',
      from: '',
      validFrom: '2020-02-01',
      reason: 'Fel första dag',
    });
    expect(corrected.status, textOf(corrected)).toBe(303);
    const page = textOf(await later.get(`/register/places/${place}?on=2020-02-10`));
    expect(page.split('Närvaro över tid')[0]).toContain('1 februari 2020 – tills vidare');
    expect(page).toContain('Ändrat: Första dag. Tidigare: 1 mars 2020 – tills vidare.');
    const then = textOf(await later.get(`/register/places/${place}?on=2020-02-10&knownAt=2020-02-15T00:00`));
    expect(then).toContain('Ingen närvaro gäller här 10 februari 2020');
  });

  it('a withdrawn presence is gone from now on, and known before', async () => {
    const before = await at('2020-02-14T12:00:00Z');
    const { place, presence } = await openedPlace(before);
    const later = await at('2020-02-20T12:00:00Z');
    const version = hidden(await later.get(`/register/presences/${presence}/withdraw`), 'version');
    const sent = { version, reason: 'Har aldrig funnits', _requestId: house.newId() };
    expect((await later.post(`/register/presences/${presence}/withdraw`, sent)).status).toBe(303);
    expect((await later.post(`/register/presences/${presence}/withdraw`, sent)).status, 'the same form again').toBe(303);
    const page = textOf(await later.get(`/register/places/${place}`));
    expect(page).toContain('Ingen närvaro är inskriven');
    expect(page).toContain('Närvaro togs bort ur registret');
    expect(page).toContain('Av David, planerare');
    expect(textOf(await later.get(`/register/places/${place}?knownAt=2020-02-15T12:00&on=2020-04-01`))).toContain(
      'Samverkansplats , 1 mars 2020',
    );
    expect((await later.get(`/register/presences/${presence}/change`)).status).toBe(404);
  });

  it('a place is changed, and says what changed', async () => {
    const place = await newPlace(client);
    const changed = await client.post(`/register/places/${place}/change`, { ...placeFields(), name: 'Nytt namn', street: '' });
    expect(changed.status, textOf(changed)).toBe(303);
    expect(textOf(await client.get(`/register/places/${place}`))).toContain('Platsen ändrades: Namn, Gatuadress.');
  });
});

describe('closing an office', () => {
  const decision = {
    decidedOn: '2020-02-14',
    endDate: '2020-08-31',
    reason: 'Prov',
    replacedByKind: 'neighbour',
    'replacedBy.neighbour': '2462',
  };

  /** A staffed office in Dorotea besides the one it has. */
  const office = () => openedPlace(client, { kind: 'staffed_office', validFrom: '2019-01-01' });

  it('shows what it does before it takes effect, and acts once', async () => {
    const { place, presence } = await office();
    const url = `/register/presences/${presence}/close`;
    const version = hidden(await client.get(url), 'version');
    const check = await client.post(url, { ...decision, version, next: 'check' });
    expect(textOf(check)).toContain('Kontrollera innan du beslutar');
    expect(textOf(check)).toContain('1 september 2020');
    expect(textOf(await client.get(`/register/places/${place}`)), 'nothing is done yet').not.toContain('Beslut om stängning');

    const confirm = { ...decision, version, next: 'confirm', _requestId: hidden(check, '_requestId') };
    const both = await Promise.all([client.post(url, confirm), client.post(url, confirm)]);
    expect(both.map((one) => [one.status, one.location])).toEqual(
      [303, 303].map((status) => [status, `/register/places/${place}?done=officeClosed`]),
    );
    const page = await client.get(`/register/places/${place}?done=officeClosed`);
    expect(textOf(page)).toContain('Beslutet att stänga är sparat');
    expect(textOf(page)).toContain('1 januari 2019 – 31 augusti 2020');
    const closures = await server.inject(`/v1/closures?on=2020-02-14&municipality=2425`);
    expect(closures.json().items.filter((one: { placeId: string }) => one.placeId === place)).toHaveLength(1);
  });

  it('the impact is what the register answers once it is decided', async () => {
    // A municipality whose own office has closed: this one alone gives it its state.
    const place = await newPlace(client, { municipalityCode: '0120', localityCode: '', latitude: '59.3', longitude: '18.4' });
    await client.post(`/register/places/${place}/open`, {
      ...presenceFields,
      kind: 'staffed_office',
      validFrom: '2020-03-15',
      services: ['booked-meeting'],
    });
    const only = idsIn(await client.get(`/register/places/${place}`), 'presences')[0]!;
    const url = `/register/presences/${only}/close`;
    const version = hidden(await client.get(url), 'version');
    const sent = { ...decision, version, 'replacedBy.neighbour': '0180' };
    const check = textOf(await client.post(url, { ...sent, next: 'check' }));
    expect(check).toContain(
      'Läge 31 augusti 2020: Eget kontor med fast bemanning 1 september 2020: Betjänas från en annan kommun',
    );
    const nearest = /Närmaste plats för bokat möte .*1 september 2020: (.+?), ungefär/.exec(check)![1];
    expect((await client.post(url, { ...sent, next: 'confirm' })).status).toBe(303);
    const help = (await server.inject('/v1/help?municipality=0120&on=2020-09-01')).json();
    expect([help.state, help.bookedMeeting[0].name]).toEqual(['neighbour', nearest]);
  });

  it('refuses by the rule, shows it, and keeps what was typed', async () => {
    const { presence } = await office();
    const url = `/register/presences/${presence}/close`;
    const version = hidden(await client.get(url), 'version');
    const refused = await client.post(url, {
      ...decision,
      version,
      endDate: '2018-01-01',
      decidedOn: '2017-01-01',
      reason: 'Skäl som står kvar',
      next: 'check',
    });
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('Ett eget kontor stängs genom ett eget beslut');
    expect(textOf(refused)).toContain('formal end dates for 132 addresses');
    expect(refused.html).toContain('Skäl som står kvar');
    expect(refused.html).toContain('href="#f-endDate"');
  });

  it('is secured step by step; a step too far is refused', async () => {
    const { place, presence } = await office();
    const version = hidden(await client.get(`/register/presences/${presence}/close`), 'version');
    house.clock.set('2020-02-14T11:10:00Z');
    await client.post(`/register/presences/${presence}/close`, { ...decision, version, next: 'confirm' });
    const [closure] = idsIn(await client.get(`/register/places/${place}`), 'closures');
    const url = `/register/closures/${closure}/step`;
    expect((await client.post(url, { state: 'secured', since: '2020-02-14', note: '' })).status).toBe(409);
    expect((await client.post(url, { state: 'in_dialogue', since: '2020-02-15', note: '' })).status).toBe(422);
    const early = await client.post(url, { state: 'in_dialogue', since: '2020-01-01', note: 'Möte' });
    expect([early.status, textOf(early).includes('Steget är daterat för tidigt')]).toEqual([422, true]);
    for (const [state, since] of [
      ['in_dialogue', '2020-02-14'],
      ['agreed', '2020-02-14'],
      ['secured', '2020-02-14'],
      ['restored', '2020-02-14'],
    ]) {
      expect((await client.post(url, { state: state!, since: since!, note: 'Möte' })).status).toBe(303);
    }
    const page = textOf(await client.get(`/register/places/${place}`));
    expect(page).toContain('Det finns inget steg efter det här');
    for (const said of ['Kontoret beslutades stänga', 'Nytt läge för säkrad närvaro: I dialog']) expect(page).toContain(said);
    const before = textOf(await client.get(`/register/places/${place}?knownAt=2020-02-14T12:09`));
    expect(before, 'a minute before it was decided').not.toContain('Beslut om stängning');
  });
});

describe('roles', () => {
  it('a visitor is asked to sign in, others are told no, an analyst reads', async () => {
    const visitor = clientOf(server, null);
    const { place, presence } = await openedPlace(client);
    expect((await visitor.get('/register')).status).toBe(401);
    for (const role of ['jobseeker', 'desk-officer', 'caseworker'] as const) {
      expect((await clientOf(server, await signInAs(house, [role])).get('/register')).status).toBe(403);
    }
    const analyst = clientOf(server, await signInAs(house, ['analyst']));
    const page = await analyst.get(`/register/places/${place}`);
    expect(page.status).toBe(200);
    expect(idsIn(page, 'presences'), 'no way to change is shown').toEqual([]);
    expect((await analyst.get('/register')).html).not.toContain('/register/places/new');
    expect((await analyst.get(`/register/presences/${presence}/change`)).status).toBe(403);
    expect((await analyst.post('/register/places/new', placeFields())).status).toBe(403);
  });
});
