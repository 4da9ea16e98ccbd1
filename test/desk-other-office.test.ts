/** §8.2 whoever staffs a desk sees that desk and no other: every address of a desk, asked by an officer of another office, is not there. */
import { describe, expect, it } from 'vitest';
import { openLive } from '../src/app/live.ts';
import { endpoints } from '../src/app/routes.ts';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { noteArrival } from '../src/modules/desk/note-arrival.ts';
import { execute, hasRole } from '../src/platform/auth/index.ts';
import { later } from '../src/platform/clock/index.ts';
import type { Endpoint } from '../src/platform/http/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';
import { withoutChance } from './without-chance.ts';

const house = await testHouse('empty', '2026-03-02T09:00:00Z');
const [mine, theirs] = [await newDesk(house), await newDesk(house)];
const input = { placeId: theirs.placeId, serviceId: theirs.serviceId, topic: 'register' };
const { visitId } = await execute(house, theirs.host, noteArrival, input);
const live = await openLive(house, () => undefined);
const listed = endpoints(house, live, 'test');
await live.close();
const { server } = await testService(house);

/** Takes a form with a sealed file: without one it is not reached. */
const withFile = '/desk/:place/sync/document';

/** The addresses of one place's desk that are not for everyone: new ones are among them by themselves. */
const ofDesks = listed.filter(
  ({ url, access, kind }) => /^\/desks?\/:place/.test(url) && access !== 'everyone' && kind === 'page',
);

/** Other parameters are what theirs has, so that only the place is another's. */
const addressOf = ({ url }: Endpoint, placeId: string): string =>
  url
    .replace(':place', placeId)
    .replace(':visit', visitId)
    .replace(':counter', theirs.counterIds[0])
    .replace(':service', theirs.serviceId)
    .replace(':act', url.includes(':counter') ? 'open' : 'serve')
    .replaceAll(/:\w+/g, house.newId());

/** What an address takes besides a form; an address whose body is not read is given none. */
const bodies: Readonly<Record<string, object>> = {
  '/desk/:place/sync': { ops: [] },
  '/desk/:place/sync/settled': { seq: 1 },
};
const device = { deviceId: house.newId(), deviceNow: house.clock.now() };

const fields = { ...device, seq: '1', opId: house.newId(), sealed: 'AAAA' };
const parts = Object.entries(fields).map(
  ([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
);
const file = '--x\r\ncontent-disposition: form-data; name="document"; filename="sealed"\r\n\r\nsealed\r\n--x--\r\n';
const sealedFile = { payload: [...parts, file].join(''), headers: { 'content-type': 'multipart/form-data; boundary=x' } };

async function ask(one: Endpoint, headers: object, placeId = theirs.placeId) {
  const sent =
    one.method === 'GET'
      ? {}
      : one.url.includes('/sync')
        ? one.url === withFile
          ? sealedFile
          : { payload: { ...device, ...bodies[one.url] } }
        : { payload: '', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const answer = await server.inject({
    method: one.method,
    url: addressOf(one, placeId),
    ...sent,
    headers: { accept: 'application/problem+json', ...('headers' in sent ? sent.headers : {}), ...headers },
    payloadAsStream: true,
  });
  const { statusCode } = answer;
  if (String(answer.headers['content-type']).includes('event-stream')) {
    answer.stream().destroy();
    return { statusCode, body: '' };
  }
  let body = '';
  for await (const part of answer.stream()) body += String(part);
  return { statusCode, body };
}

describe('an officer of another office', () => {
  it('is asked at every address of a desk', () => {
    expect(ofDesks.length).toBeGreaterThan(8);
  });

  it.each(ofDesks.map((one) => [one.method, one.url, one] as const))('%s %s is not there', async (_method, _url, one) => {
    for (const position of ['manager', 'host', 'officer'] as const) {
      const { statusCode, body } = await ask(one, mine.headers[position]);
      expect(hasRole(mine[position], one.access === 'everyone' ? [] : one.access) ? 404 : 403).toBe(statusCode);
      // The same answer as for a place that is nowhere.
      const nowhere = await ask(one, mine.headers[position], house.newId());
      expect(nowhere.statusCode).toBe(statusCode);
      expect(withoutChance(body)).not.toContain('A1');
    }
  });

  it('and an officer of this office on a day when they do not staff it', async () => {
    const [page] = ofDesks.filter(({ url }) => url === '/desk/:place/counter');
    expect((await ask(page!, theirs.headers.officer)).statusCode).toBe(200);
    const before = house.clock.now();
    house.clock.set(later(before, -40 * 86_400_000));
    expect((await ask(page!, theirs.headers.officer)).statusCode).not.toBe(200);
    house.clock.set(before);
  });
});
