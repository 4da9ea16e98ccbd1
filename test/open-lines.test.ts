/** What is told to a browser for as long as it stays ends with the session that it was asked for with. */
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { giveSeat } from '../src/modules/contact/index.ts';
import { type SignedIn, signInAs } from '../src/platform/auth/index.ts';
import { instant } from '../src/platform/clock/index.ts';
import { newOfficer } from './booked.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const begin = '2020-02-14T08:00:00Z';
const house = await testHouse('country', begin);
const { server } = await testService(house);
let port = 0;
let path = '';
beforeAll(async () => {
  await server.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = server.server.address() as AddressInfo);
  path = `/calendar/events?officer=${await newOfficer(house, {})}`;
});
afterEach(() => house.clock.set(begin));

interface Line {
  status: number;
  isEnded: boolean;
}

/** Asks for what is told live, as the browser does. */
function listen(path: string, headers: Record<string, string>): Promise<Line> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, headers }, (answer) => {
      const line: Line = { status: answer.statusCode ?? 0, isEnded: false };
      answer.resume().on('end', () => {
        line.isEnded = true;
      });
      resolve(line);
    }).on('error', reject);
  });
}

/** An officer's calendar. */
const listenAs = ({ headers }: SignedIn) => listen(path, { ...headers });
const withSession = (who: SignedIn) => sql`account_id = ${who.actor.id}`;

it.each([
  [
    'its person has signed out',
    async (who: SignedIn) => {
      const payload = new URLSearchParams({ _csrf: who.headers['x-csrf-token'] }).toString();
      const headers = { ...who.headers, 'content-type': 'application/x-www-form-urlencoded' };
      expect((await server.inject({ method: 'POST', url: '/sign-out', headers, payload })).statusCode).toBeLessThan(400);
    },
  ],
  [
    'its session has been revoked',
    (who: SignedIn) => sql`delete from platform.session where ${withSession(who)}`.execute(house.db),
  ],
  [
    'its session has expired',
    (who: SignedIn) => sql`update platform.session set expires_at = ${begin} where ${withSession(who)}`.execute(house.db),
  ],
  [
    'nothing else was asked for in an hour',
    (who: SignedIn) =>
      sql`update platform.session set seen_at = '2020-02-14T07:00:00Z' where ${withSession(who)}`.execute(house.db),
  ],
  [
    'its role has been taken away',
    (who: SignedIn) => sql`update platform.session set roles = '{jobseeker}' where ${withSession(who)}`.execute(house.db),
  ],
] as const)('a line ends when %s; another’s goes on', async (_why, happens) => {
  const [who, colleague] = [await signInAs(house, ['caseworker'], 'Går'), await signInAs(house, ['planner'], 'Stannar')];
  const [line, others] = [await listenAs(who), await listenAs(colleague)];
  expect([line.status, others.status]).toEqual([200, 200]);
  await happens(who);
  await expect.poll(() => line.isEnded).toBe(true);
  expect(others.isEnded).toBe(false);
  // The browser connects anew, and is refused.
  expect((await listenAs(who)).status).toBeGreaterThanOrEqual(401);
});

it('a line into a video room ends when its seat is left, another takes it, or the room is over', async () => {
  const about = house.newId();
  const times = { start: instant('2020-02-14T08:00:00Z'), end: instant('2020-02-14T08:30:00Z') };
  /** Comes in by a code, and listens. */
  const enter = async (part: 'host' | 'guest') => {
    const { code } = await giveSeat(house.db, { about, holder: about, ...times, part, newId: house.newId });
    const entered = await server.inject({ method: 'POST', url: '/meet', payload: { code } });
    const cookie = String(entered.headers['set-cookie']).split(';')[0]!;
    const room = String(entered.headers.location);
    const line = await listen(`${room}/events`, { cookie });
    return { room, cookie, line };
  };
  const [host, guest] = [await enter('host'), await enter('guest')];
  expect([host.line.status, guest.line.status]).toEqual([200, 200]);
  const left = await server.inject({ method: 'POST', url: `${guest.room}/leave`, headers: { cookie: guest.cookie } });
  expect(left.statusCode).toBe(303);
  await expect.poll(() => guest.line.isEnded).toBe(true);
  expect((await listen(`${guest.room}/events`, { cookie: guest.cookie })).status).toBe(410);
  const other = await enter('host');
  await expect.poll(() => host.line.isEnded).toBe(true);
  expect(other.line.isEnded).toBe(false);
  house.clock.set('2020-02-14T09:00:00Z');
  await expect.poll(() => other.line.isEnded).toBe(true);
  expect((await listen(`${other.room}/events`, { cookie: other.cookie })).status).toBe(409);
});
