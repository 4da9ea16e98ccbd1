/** The set-up of desks through the pages: who has an agreement, what it lets the office do, and who may change what. */
import { describe, expect, it } from 'vitest';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { findKiosk, listDevices } from '../src/modules/desk/store/devices.ts';
import { listServices } from '../src/modules/desk/store/services.ts';
import { kioskKeyHash } from '../src/modules/desk/pages/setup/device-forms.tsx';
import { agreementsInForce } from '../src/modules/network/index.ts';
import { signInAs } from '../src/platform/auth/index.ts';
import { today } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';
import { withoutChance } from './without-chance.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const desk = await newDesk(house);
const lacking = await newDesk(house, { tasks: null });
const planner = await signInAs(house, ['planner'], 'David');
const administrator = await signInAs(house, ['administrator'], 'Farid');

type Headers = { cookie: string; 'x-csrf-token': string };
const get = (url: string, headers: Headers) => server.inject({ method: 'GET', url, headers });
function post(url: string, headers: Headers, fields: Record<string, string | string[]>) {
  const all = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string]));
  const payload = new URLSearchParams([['_csrf', headers['x-csrf-token']], ...all]).toString();
  return server.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload,
  });
}
const path = `/desks/${desk.placeId}`;

describe('/desks', () => {
  it('a planner sees which offices have an agreement in force and who lacks one, page by page', async () => {
    const all = await get('/desks', planner.headers);
    expect(all.statusCode).toBe(200);
    expect(all.body).toContain('kontor saknar avtal');
    expect(all.body.match(/<tr role="row">/g)!.length).toBe(51);
    const found = await get('/desks?text=prov&state=no-agreement', planner.headers);
    expect(found.body).toContain(`/desks/${lacking.placeId}`);
    expect(found.body).not.toContain(`/desks/${desk.placeId}`);
    expect((await get('/desks?text=prov&state=agreement', planner.headers)).body).toContain('Köer: 1 · diskar: 2 · personal: 3');
    expect((await get('/desks?text=xyz', planner.headers)).body).toContain('Inget kontor stämmer');
  });

  it('a manager comes to their own office, and whoever leads none is told what to do', async () => {
    expect((await get('/desks', desk.headers.manager)).headers['location']).toBe(path);
    expect((await get('/desks', desk.headers.host)).body).toContain('Du leder inget kontor i dag');
  });
});

describe('/desks/:place', () => {
  it('says in the agreement’s words what the office may do today, and what it may not', async () => {
    const { body } = await get(path, desk.headers.manager);
    expect(body).toContain('Ta emot handlingar');
    expect(body).toContain('Tillgång till: Handlingar som lämnas in');
    expect(body).toContain('Får inte göra');
    expect(body).toContain('Upplysningar i enskilda ärenden');
    // Agreements are the planner's.
    expect(body).not.toContain('/agreements/new');
    expect((await get(path, planner.headers)).body).toContain('/agreements/new');
  });

  it('is not there for another office, not the host’s, and says the next step where nothing is agreed', async () => {
    expect((await get(path, lacking.headers.manager)).statusCode).toBe(404);
    expect((await get(path, desk.headers.host)).statusCode).toBe(403);
    expect((await get(`${path}/services/new`, lacking.headers.manager)).statusCode).toBe(404);
    expect((await get(`/desks/${house.newId()}`, planner.headers)).statusCode).toBe(404);
    expect((await get(`/desks/${lacking.placeId}`, lacking.headers.manager)).body).toContain('Inget avtal i kraft');
  });
});

describe('an agreement is noted', () => {
  const url = `/desks/${lacking.placeId}/agreements/new`;
  const from = today(house.clock);
  const typed = { agency: 'arbetsformedlingen', reference: 'Dnr 1', from, to: '', arrivalCounts: 'yes' };

  it('not without tasks; a task with personal data asks for its access; what was typed stays', async () => {
    const none = await post(url, planner.headers, typed);
    expect(none.statusCode).toBe(422);
    expect(none.body).toContain('2019:212');
    expect(none.body).toContain('Dnr 1');
    const task = { 'category-receive-documents': 'personal-data', 'words-receive-documents': 'Ta emot papper' };
    const noAccess = await post(url, planner.headers, { ...typed, ...task });
    expect(noAccess.statusCode).toBe(422);
    expect(noAccess.body).toContain('href="#f-access-receive-documents"');
    const done = await post(url, planner.headers, { ...typed, ...task, 'access-receive-documents': 'Papperen' });
    expect(done.headers['location']).toBe(`/desks/${lacking.placeId}?done=putAgreement`);
    const [agreement] = await agreementsInForce(house.db, lacking.placeId, from);
    expect(agreement).toMatchObject({ reference: 'Dnr 1', arrivalCounts: true, tasks: [{ words: 'Ta emot papper' }] });
    expect((await post(url, desk.headers.manager, typed)).statusCode).toBe(403);
  });
});

describe('a manager sets up the office', () => {
  it('a queue, and is told when someone else changed it meanwhile', async () => {
    const typed = { letter: 'c', 'name-sv': 'Körkort', topics: ['other'], percent: '80', minutes: '15' };
    const added = await post(`${path}/services/new`, desk.headers.manager, typed);
    expect(added.headers['location']).toBe(`${path}?done=addService`);
    const service = (await listServices(house.db, desk.placeId)).find(({ letter }) => letter === 'C')!;
    expect(service).toMatchObject({ names: { sv: 'Körkort' }, goalSeconds: 900 });
    const change = (version: string) =>
      post(`${path}/services/${service.id}`, desk.headers.manager, { ...typed, percent: '', minutes: '', version });
    expect((await change('1')).statusCode).toBe(303);
    const old = await change('1');
    expect(old.statusCode).toBe(409);
    expect(old.body).toContain('name="version" value="2"');
    expect((await post(`${path}/services/new`, desk.headers.manager, { letter: '', percent: '80' })).statusCode).toBe(422);
    const ended = await post(`${path}/services/${service.id}/end`, desk.headers.manager, { version: '2' });
    expect(ended.headers['location']).toBe(`${path}?done=endService`);
  });

  it('a kiosk, whose address is shown once', async () => {
    const made = await post(`${path}/devices/new`, desk.headers.manager, { kind: 'kiosk', code: 'K7' });
    const key = /\/kiosk\/([\w-]{32})/.exec(made.body)![1]!;
    expect(await findKiosk(house.db, Buffer.from(kioskKeyHash(key), 'base64url'))).toMatchObject({ code: 'K7' });
    expect((await get(path, desk.headers.manager)).body).not.toContain(key);
    expect(await listDevices(house.db, desk.placeId)).toHaveLength(1);
    expect((await post(`${path}/devices/new`, desk.headers.manager, { kind: 'kiosk', code: 'K7' })).statusCode).toBe(409);
  });

  it('staff by name', async () => {
    const { actor } = await signInAs(house, ['desk-officer'], 'Ny i receptionen');
    expect((await get(`${path}/staff/new`, desk.headers.manager)).body).toContain('Ny i receptionen');
    const unsaid = await post(`${path}/staff/new`, desk.headers.manager, {
      accountId: actor.id,
      from: today(house.clock),
      to: '',
    });
    expect([unsaid.statusCode, unsaid.body]).toEqual([422, expect.stringContaining('Välj vad personen gör på kontoret')]);
    expect(withoutChance(unsaid.body)).not.toContain('9999');
    const typed = { accountId: actor.id, position: 'host', from: today(house.clock), to: '' };
    expect((await post(`${path}/staff/new`, desk.headers.manager, typed)).statusCode).toBe(303);
    expect((await post(`${path}/staff/new`, desk.headers.manager, typed)).statusCode).toBe(409);
    expect((await get(path, desk.headers.manager)).body).toContain('Ny i receptionen');
  });
});

describe('/desks/settings', () => {
  it('units, topics and values: the administrator’s, topics the planner’s too', async () => {
    const empty = await get('/desks/settings', administrator.headers);
    expect(empty.body).toContain('Utan en enhet kan inget kontor skicka dokument vidare');
    expect(empty.body).toContain('Inte bestämt');
    const unit = { agency: 'arbetsformedlingen', name: 'Rapporter', takes: 'activity-report', remindAfterDays: '2', email: '' };
    expect((await post('/desks/settings/units/new', administrator.headers, unit)).statusCode).toBe(303);
    expect((await post('/desks/settings/units/new', planner.headers, unit)).statusCode).toBe(403);
    const value = { key: 'repeat-days', value: '14', from: today(house.clock), source: 'Beslut 1' };
    expect((await post('/desks/settings/values/new', administrator.headers, value)).statusCode).toBe(303);
    const topic = { code: 'passport', agency: 'other', position: '150', 'name-sv': 'Pass', 'name-ar': 'جواز' };
    expect((await post('/desks/settings/topics/new', planner.headers, topic)).statusCode).toBe(303);
    const { body } = await get('/desks/settings', planner.headers);
    for (const text of ['Rapporter', '2 arbetsdagar', 'Beslut 1', 'Pass']) expect(body).toContain(text);
  });
});
