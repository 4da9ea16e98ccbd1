/** The pages of a desk's visits through the front door: tickets, calls, what everyone sees, live updates, and no trace of a person. */
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { agree, newDesk, type TestDesk } from '../src/modules/desk/fixtures.ts';
import { noteArrival } from '../src/modules/desk/note-arrival.ts';
import { noteStep } from '../src/modules/desk/note-step.ts';
import { serveVisit } from '../src/modules/desk/serve-visit.ts';
import { phoneKeyOf } from '../src/modules/desk/ticket-key.ts';
import { newNumber } from '../src/modules/people/fixtures.ts';
import { execute } from '../src/platform/auth/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';
import { until } from './until.ts';
import { withoutChance } from './without-chance.ts';

const house = await testHouse('empty', '2026-03-02T09:00:00Z');
const service = await testService(house);
const { server } = service;
let port = 0;
beforeAll(async () => {
  await server.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = server.server.address() as AddressInfo);
});

type Headers = Readonly<Record<string, string>>;

async function post(url: string, fields: Record<string, string>, headers: Headers = {}) {
  const payload = new URLSearchParams({ ...fields, _csrf: headers['x-csrf-token'] ?? '' }).toString();
  return server.inject({
    method: 'POST',
    url,
    payload,
    headers: { ...headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
  });
}

async function read(url: string, headers: Headers = {}): Promise<string> {
  const answer = await server.inject({ url, headers: { accept: 'text/html', ...headers } });
  expect(answer.statusCode, `${url} ${answer.payload.slice(0, 300)}`).toBe(200);
  return answer.payload;
}

/** A line of server-sent events: what came, as it comes. */
function listen(path: string, headers: Headers = {}): { text(): string; close(): void } {
  let said = '';
  const asked = get({ port, host: '127.0.0.1', path, headers: { ...headers } }, (answer) => {
    answer.on('data', (part) => (said += String(part)));
  });
  asked.on('error', () => undefined);
  return { text: () => said, close: () => asked.destroy() };
}

/** A new desk, at a place that the service's register in memory knows by now. */
async function openDesk(wanted?: Parameters<typeof newDesk>[1]): Promise<TestDesk> {
  const desk = await newDesk(house, wanted);
  const office = async () => (await service.server.inject(`/offices/${desk.placeId}`)).statusCode;
  await expect.poll(office, { timeout: 10_000 }).toBe(200);
  return desk;
}

const arriveAt = async (desk: TestDesk, fields: Record<string, string> = {}) => {
  const answer = await post(
    `/desk/${desk.placeId}/arrivals`,
    { topic: `${desk.serviceId}:digital-help`, ...fields },
    desk.headers.host,
  );
  expect(answer.statusCode, answer.payload.slice(0, 400)).toBe(303);
  return new URL(String(answer.headers.location), 'http://x').searchParams.get('visit')!;
};

describe('a visit, by forms alone', () => {
  it('goes from the entrance to its end, and every page says where it stands', async () => {
    const desk = await openDesk();
    const at = `/desk/${desk.placeId}`;
    const visit = await arriveAt(desk);
    const host = await read(`${at}/host?visit=${visit}`, desk.headers.host);
    expect(host).toContain('ticket-number">A1');
    expect(host).toContain('class="qr"');
    const ticket = `/ticket/${phoneKeyOf(house.keys, visit)}`;
    expect(await read(ticket)).toContain('Du är näst på tur');
    expect(await read(`${at}/counter`, desk.headers.officer)).toContain('Välj disk');
    const [counter] = desk.counterIds;
    expect((await post(`${at}/counters/${counter}/open`, {}, desk.headers.officer)).statusCode).toBe(303);
    expect((await post(`${at}/counters/${counter}/next`, {}, desk.headers.officer)).statusCode).toBe(303);
    expect(await read(ticket)).toMatch(/Det är din tur.*Disk 1/s);
    expect(await read(`/offices/${desk.placeId}/display`)).toMatch(/A1<\/bdi><span>Disk 1/);
    expect((await post(`${at}/visits/${visit}/recall`, {}, desk.headers.officer)).statusCode).toBe(303);
    expect(await read(`${at}/counter`, desk.headers.officer)).toContain('Uppropad 2 gånger');
    const act = (name: string, fields: Record<string, string> = {}) =>
      post(`${at}/visits/${visit}/${name}`, fields, desk.headers.officer);
    expect((await act('serve')).statusCode).toBe(303);
    const guided = { what: 'guided', stepId: house.newId(), service: 'registration', step: 'contact', autonomy: 'together' };
    house.clock.set('2026-03-02T09:05:00Z');
    expect((await act('step', guided)).statusCode).toBe(303);
    const page = await read(`${at}/counter`, desk.headers.officer);
    expect(page).toMatch(/href="\/people">Sök upp personen för att boka/);
    expect(page).toContain('Vägledning: Inskrivning, Kontakt, Tillsammans, 5 minuter');
    expect(page).toMatch(/value="guided"[^>]*checked|checked[^>]*value="guided"/);
    const { rows } = await sql<{ details: unknown }>`
      select details from desk.visit_step where visit_id = ${visit} and what = 'guided'`.execute(house.db);
    expect(rows[0]!.details).toEqual({ service: 'registration', step: 'contact', autonomy: 'together', seconds: 300 });
    // What is forgotten is asked for in words.
    const unsaid = await act('end', { reason: '' });
    expect([unsaid.statusCode, unsaid.payload]).toEqual([422, expect.stringContaining('Välj hur besöket slutade')]);
    const unfounded = await act('end', { outcome: 'not-helped', reason: '' });
    expect([unfounded.statusCode, unfounded.payload]).toEqual([422, expect.stringContaining('Välj ett skäl')]);
    expect((await act('end', { outcome: 'guided', reason: 'language' })).statusCode).toBe(303);
    expect(await read(ticket)).toContain('Hur var ditt besök?');
    expect((await post(ticket, { next: 'good' })).statusCode).toBe(303);
    expect((await post(ticket, { next: 'bad' })).statusCode).toBe(409);
    expect(await read(ticket)).toContain('Tack för ditt svar');
    // What has ended is nobody's to see at the desk.
    expect(await read(`${at}/host?visit=${visit}`, desk.headers.host)).not.toContain('ticket-number');
    house.clock.set('2026-03-02T09:00:00Z');
  });

  it('shows what the agreement does not allow with its words, and refuses it', async () => {
    const desk = await openDesk({ tasks: ['general-information'] });
    const visit = await arriveAt(desk);
    const at = `/desk/${desk.placeId}`;
    await post(`${at}/counters/${desk.counterIds[0]}/open`, {}, desk.headers.officer);
    await post(`${at}/counters/${desk.counterIds[0]}/next`, {}, desk.headers.officer);
    await post(`${at}/visits/${visit}/serve`, {}, desk.headers.officer);
    expect(await read(`/offices/${desk.placeId}`)).toContain('Enligt serviceavtalet: Prov 1');
    const page = await read(`${at}/counter`, desk.headers.officer);
    expect(page).toContain('Står inte i avtalet Prov 1, som säger: Allmän information');
    expect(page).not.toContain('Sök upp personen för att boka');
    const answer = await post(
      `${at}/visits/${visit}/step`,
      { what: 'meeting-booked', stepId: house.newId() },
      desk.headers.officer,
    );
    expect(answer.statusCode).toBe(403);
    expect(answer.payload).toContain('Allmän information');
    // What was asked for and not given is said, by the task.
    const notHelped = (fields: Record<string, string>) =>
      post(
        `${at}/visits/${visit}/step`,
        { what: 'not-helped', stepId: house.newId(), task: '', service: '', ...fields },
        desk.headers.officer,
      );
    const unsaid = await notHelped({ reason: 'not-in-agreement' });
    expect([unsaid.statusCode, unsaid.payload]).toEqual([422, expect.stringContaining('Välj vad besökaren bad om')]);
    const asked = { task: 'digital-guidance', service: 'e-identification' };
    expect((await notHelped({ reason: 'not-in-agreement', ...asked })).statusCode).toBe(303);
    // What was chosen for another reason is left out.
    expect((await notHelped({ reason: 'no-time', ...asked })).statusCode).toBe(303);
    const noted = await read(`${at}/counter`, desk.headers.officer);
    expect(noted).toContain('Kunde inte hjälpas: Avtalet tillåter det inte, Vägledning i digitala tjänster, E-legitimation');
    expect(noted).toContain('Kunde inte hjälpas: Tiden räckte inte<');
  });
});

describe('everyone', () => {
  it('leaves the queue in two steps, and is told that it is done', async () => {
    const desk = await newDesk(house);
    const ticket = `/ticket/${phoneKeyOf(house.keys, await arriveAt(desk))}`;
    expect(await read(ticket)).toMatch(/<details.*Lämna kön.*Du förlorar din plats i kön.*Ja, lämna kön/s);
    expect((await post(ticket, { next: 'leave' })).statusCode).toBe(303);
    const left = await read(ticket);
    expect(left).toContain('Du har lämnat kön');
    expect(left).not.toContain('Tack för besöket');
  });

  it('is told plainly of an office that is none', async () => {
    for (const place of ['x', house.newId()]) {
      const { statusCode, payload } = await server.inject({ url: `/offices/${place}`, headers: { accept: 'text/html' } });
      expect([statusCode, payload]).toEqual([404, expect.stringContaining('eller så finns kontoret inte kvar')]);
      expect(payload).not.toContain('arbetar du');
    }
  });

  it('reads at the office how many wait, and no time where there is nothing to go by', async () => {
    const desk = await openDesk();
    await arriveAt(desk);
    await arriveAt(desk);
    // In the visitor's own language, and not in the agreement's words, which are Swedish.
    const said = { '': 'Att boka möten', '/en': 'Booking meetings', '/easy': 'Att boka möten', '/ar': 'حجز المواعيد' };
    for (const [language, words] of Object.entries(said)) {
      const page = await read(`${language}/offices/${desk.placeId}`);
      expect(page).toContain(words);
      expect(page).not.toMatch(/desk:|queue\.(office|wait)/);
    }
    expect(await read(`/offices/${desk.placeId}`)).toContain('inte känd: ingen disk är öppen för kön just nu');
    await post(`/desk/${desk.placeId}/counters/${desk.counterIds[0]}/open`, {}, desk.headers.officer);
    expect(await read(`/offices/${desk.placeId}`)).toContain('inte känd: vi har för få besök att räkna på');
  });

  it('takes a ticket at a kiosk, and finds nothing without its key', async () => {
    const desk = await openDesk();
    await sql`
      insert into desk.device (place_id, id, kind, code, key_hash, noted_at, noted_by)
      values (${desk.placeId}, ${house.newId()}, 'kiosk', 'K1', sha256('a-kiosk'::bytea), now(), 'test')`.execute(house.db);
    expect(await read('/en/kiosk/a-kiosk?at=topic')).toContain('Register as a jobseeker');
    const answer = await post('/en/kiosk/a-kiosk', { topic: `${desk.serviceId}:register` });
    expect(answer.statusCode).toBe(303);
    expect(await read(String(answer.headers.location))).toContain('ticket-number">A1');
    expect((await server.inject({ url: '/kiosk/another', headers: { accept: 'text/html' } })).statusCode).toBe(404);
  });
});

describe('what happens is told', () => {
  it('to the screen, the counter and the telephone after the commit, also by another process', async () => {
    const desk = await openDesk();
    await agree(house, { placeId: desk.placeId, agency: 'skatteverket', from: '2026-01-01' }, ['general-information']);
    const visit = await arriveAt(desk);
    const lines = [
      listen(`/offices/${desk.placeId}/display/events`),
      listen(`/desk/${desk.placeId}/events`, desk.headers.officer),
      listen(`/ticket/${phoneKeyOf(house.keys, visit)}/events`),
    ];
    await until(() => lines.every((line) => line.text().includes('event:')));
    const before = lines.map((line) => line.text().length);
    // Another process has connections of its own: what it does comes by the database alone.
    const another = connect(house.url);
    const at = { placeId: desk.placeId, serviceId: desk.serviceId, topic: 'register', priority: 'with-small-child' };
    await execute({ ...house, db: another.db }, desk.host, noteArrival, at);
    await until(() => lines.every((line, index) => line.text().length > before[index]!));
    expect(lines[0]!.text()).toContain('A2 · A1');
    lines.forEach((line) => line.close());
    await another.close();
  });

  it('not before the commit: what is rolled back is never told', async () => {
    const desk = await openDesk();
    const line = listen(`/offices/${desk.placeId}/display/events`);
    await until(() => line.text().includes('event:'));
    const before = line.text();
    await expect(
      execute(house, desk.host, noteArrival, { placeId: desk.placeId, serviceId: desk.serviceId, topic: 'unknown-topic' }),
    ).rejects.toMatchObject({ code: 'topic-unknown' });
    await arriveAt(desk);
    await until(() => line.text() !== before);
    expect(line.text().match(/event: queue/g)).toHaveLength(2);
    line.close();
  });

  it('after the connection by which it is told was lost, too', async () => {
    const desk = await openDesk();
    const line = listen(`/offices/${desk.placeId}/display/events`);
    await until(() => line.text().includes('event:'));
    const before = line.text();
    const { rows } = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and query like 'listen "desk_queue"%'`.execute(house.db);
    expect(rows.length).toBeGreaterThan(0);
    await arriveAt(desk);
    await until(() => line.text() !== before);
    line.close();
  });
});

it('§8.2 a personal number that was typed leaves no trace but its keyed hash: in no row, page, audit or event', async () => {
  const desk = await openDesk();
  await sql`insert into desk.setting values ('repeat-days', '2026-01-01', '14', 'test', now(), 'test')`.execute(house.db);
  const number = newNumber(house);
  const [first, second] = [await arriveAt(desk, { number }), await arriveAt(desk, { number })];
  const { rows: visits } = await sql<{ id: string; is_repeat: boolean }>`
    select id, is_repeat from desk.visit where id in (${first}, ${second}) order by ticket`.execute(house.db);
  expect(visits.map(({ is_repeat }) => is_repeat)).toEqual([false, true]);
  await execute(house, desk.officer, serveVisit, { placeId: desk.placeId, visitId: first });
  const step = { stepId: house.newId(), what: 'informed', details: {} };
  await execute(house, desk.officer, noteStep, { placeId: desk.placeId, visitId: first, ...step });
  const wanted = [number, number.slice(2), `${number.slice(0, 8)}-${number.slice(8)}`, number.slice(-4)];
  const { rows: tables } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in ('desk', 'platform') and table_type = 'BASE TABLE'`.execute(house.db);
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(house.db);
    // The last four digits stand in figures of other things by chance: only whole numbers are looked for in rows.
    for (const { text } of rows) for (const one of wanted.slice(0, 3)) expect(text, name).not.toContain(one);
  }
  for (const url of [`/desk/${desk.placeId}/host?visit=${second}`, `/desk/${desk.placeId}/counter`]) {
    const page = await read(url, desk.headers.officer);
    for (const one of wanted.slice(0, 3)) expect(page).not.toContain(one);
  }
  const { rows: kept } = await sql<{ known: boolean }>`
    select exists (select from desk.visit where id = ${first} and length(repeat_key) = 32) as known`.execute(house.db);
  expect(kept[0]!.known).toBe(true);
  const wrong = await post(
    `/desk/${desk.placeId}/arrivals`,
    { topic: `${desk.serviceId}:register`, number: '19800101-0000' },
    desk.headers.host,
  );
  expect(wrong.statusCode).toBe(422);
  expect(withoutChance(wrong.payload)).not.toContain('0000');
});
