/** A desk under what nobody means to send: every form and address of it answers with a refusal, never with a fault of its own. */
import { expect, it } from 'vitest';
import { openLive } from '../src/app/live.ts';
import { endpoints } from '../src/app/routes.ts';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { noteArrival } from '../src/modules/desk/note-arrival.ts';
import { execute, signInAs } from '../src/platform/auth/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('empty', '2026-03-02T09:00:00Z');
const desk = await newDesk(house);
const arrival = { placeId: desk.placeId, serviceId: desk.serviceId, topic: 'register' };
const { visitId } = await execute(house, desk.host, noteArrival, arrival);
const live = await openLive(house, () => undefined);
const listed = endpoints(house, live, 'test');
await live.close();
const { server } = await testService(house);
const administrator = await signInAs(house, ['administrator', 'planner', 'analyst'], 'Farid');
const member = await signInAs(house, ['caseworker'], 'Cecilia');

const ofDesk = listed.filter(
  ({ url }) =>
    /^\/(v1\/)?(desks?|offices|ticket|receipt|hand-in|kiosk|documents|figures\/desk)(\/|\.|$)/.test(url) &&
    !url.endsWith('events'),
);
const who = [
  { ...desk.headers.manager, roles: ['desk-officer'] },
  { ...administrator.headers, roles: ['administrator', 'planner', 'analyst'] },
  { ...member.headers, roles: ['caseworker'] },
];

const names = ['visitId', 'topic', 'language', 'bookedFor', 'bookedTime', 'priority', 'number', 'serviceId', 'counterId', 'stepId', 'what',
  'service', 'step', 'autonomy', 'to', 'reason', 'outcome', 'letter', 'sv', 'en', 'names.sv', 'names', 'topics', 'goal', 'goalPercent',
  'goalSeconds', 'name', 'serviceIds', 'version', 'id', 'kind', 'code', 'agency', 'from', 'reference', 'arrivalCounts', 'tasks', 'words',
  'access', 'accountId', 'position', 'documentId', 'unitId', 'lastDay', 'value', 'source', 'key', 'validFrom', 'takes', 'members', 'email',
  'remindAfterDays', 'escalateAfterDays', 'text', 'deviceId', 'by', 'table', 'place', 'day', 'week', 'next', 'seq', 'deviceNow', 'ops']; // prettier-ignore
const values = ['\0', '-1', '99:99', '9999-12-31', 'x'.repeat(20_000)];

const addressOf = (url: string): string =>
  url
    .replace(':place', desk.placeId)
    .replace(':visit', visitId)
    .replace(':counter', desk.counterIds[0])
    .replace(':service', desk.serviceId)
    .replace(':act', url.includes(':counter') ? 'open' : 'step')
    .replaceAll(/:\w+/g, house.newId());

const form = { 'content-type': 'application/x-www-form-urlencoded' };

it.each(ofDesk.map((one) => [one.method, one.url, one.access] as const))('%s %s', async (method, url, access) => {
  const faults: string[] = [];
  const ask = async (headers: object, address: string, sent: { payload?: string | object; headers?: object } = {}) => {
    const all = { accept: 'application/problem+json', ...headers, ...sent.headers };
    const { statusCode, body } = await server.inject({ method, url: address, ...sent, headers: all });
    if (statusCode >= 500) faults.push(`${statusCode} ${address.slice(0, 120)} ${body.slice(0, 200)}`);
  };
  // Whoever may not is refused before anything is read (access.test.ts): one of those who may.
  const { roles: _roles, ...headers } = who.find(
    ({ roles }) => access === 'everyone' || roles.some((one) => access.some((role) => role === one)),
  )!;

  for (const odd of ['%00', '-1', '%F0%9F%99%82', '00000000-0000-0000-0000-000000000000'])
    await ask(headers, url.replaceAll(/:\w+/g, odd), method === 'GET' ? {} : { payload: '', headers: form });
  for (const value of values) {
    const query = names.map((name) => `${name}=${encodeURIComponent(value)}`).join('&');
    const address = addressOf(url);
    if (method === 'GET') await ask(headers, `${address}?${query.slice(0, 15_000)}`);
    else {
      await ask(headers, address, { payload: `${query}&${query}`, headers: form });
      await ask(headers, address, { payload: Object.fromEntries(names.map((name) => [name, value])) });
    }
  }
  for (const value of [null, []])
    if (method !== 'GET') await ask(headers, addressOf(url), { payload: Object.fromEntries(names.map((name) => [name, value])) });
  expect(faults).toEqual([]);
});
