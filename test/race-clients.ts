/** Many who want the same few times at once: on the web pages, over the API, by officers and at the desk. */
import { timeKey } from '../src/modules/meetings/pages/booking/wishes.ts';
import { opened, signIn } from '../src/modules/people/fixtures.ts';
import type { House } from '../src/platform/auth/index.ts';
import type { Instant } from '../src/platform/clock/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { bookingJobseeker } from './booked.ts';

type Headers = Record<string, string>;
export interface Sent {
  method: 'GET' | 'POST';
  url: string;
  headers: Headers;
  payload?: string;
}
export type Send = (request: Sent) => Promise<{ statusCode: number; body: string; headers: Record<string, unknown> }>;

export interface Contestant {
  way: 'web' | 'api' | 'officer' | 'desk';
  personId: Uuid;
  headers: Headers;
}

export interface RaceResult {
  way: Contestant['way'];
  won: boolean;
  /** How many other times a loser was given. */
  others: number;
  status: number;
  ms: number;
}

const ways = ['web', 'api', 'officer', 'desk'] as const;

/** So many persons, a quarter by each way; officers and desk have opened the files of theirs. */
export async function contestants(house: House, count: number): Promise<Contestant[]> {
  const officer = await signIn(house, { name: 'Kapplöpning', roles: ['caseworker'] });
  const desk = await signIn(house, { name: 'Kapplöpning', roles: ['desk-officer'] });
  const all: Contestant[] = [];
  for (let index = 0; index < count; index += 1) {
    const way = ways[index % ways.length]!;
    const { personId, headers } = await bookingJobseeker(house, `Löpare ${index}`);
    const by = way === 'officer' ? officer : way === 'desk' ? desk : null;
    if (by !== null) await opened(house, by.actor, personId);
    all.push({ way, personId, headers: (by?.headers ?? headers) as Headers });
  }
  return all;
}

/** One of them tries for a time by video. */
export async function tryFor(
  send: Send,
  { way, personId, headers }: Contestant,
  start: Instant,
  language = 'sv',
): Promise<RaceResult> {
  const began = performance.now();
  const done = way === 'api' || way === 'officer' ? await byApi() : await byPages();
  return { way, ...done, ms: performance.now() - began };

  async function byApi() {
    const payload = JSON.stringify({
      typeCode: '21',
      start,
      channel: 'video',
      language,
      ...(way === 'officer' ? { personId } : {}),
    });
    const sent = { ...headers, accept: 'application/json', 'content-type': 'application/json' };
    const { statusCode: status, body } = await send({ method: 'POST', url: '/v1/meetings', headers: sent, payload });
    const { state, code, alternatives } = JSON.parse(body) as { state?: string; code?: string; alternatives?: unknown[] };
    if (state === undefined && code !== 'time-taken') throw new Error(`${way}: ${status} ${body}`);
    return { won: state === 'booked', others: alternatives?.length ?? 0, status };
  }

  async function byPages() {
    const base = way === 'desk' ? `/people/${personId}/meetings` : '/my/meetings';
    const time = timeKey({ typeCode: '21', start, channel: 'video', place: null });
    const form = { time, purpose: 'first-planning', channel: 'video', language, ...(way === 'desk' ? { came: 'desk' } : {}) };
    const held = await post(`${base}/hold`, form);
    const { location } = held.headers;
    const confirmAt = typeof location === 'string' ? location : '';
    if (!confirmAt.includes('/confirm')) return lost(held);
    const confirmed = await post(confirmAt.split('?')[0]!, form);
    if (confirmed.statusCode !== 303) return lost(confirmed);
    return { won: true, others: 0, status: confirmed.statusCode };
  }

  function post(url: string, form: Headers) {
    const payload = new URLSearchParams({ ...form, _csrf: headers['x-csrf-token']! }).toString();
    const sent = { ...headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
    return send({ method: 'POST', url, headers: sent, payload });
  }

  function lost({ statusCode: status, body }: { statusCode: number; body: string }) {
    if (status >= 500 || !body.includes('<h1')) throw new Error(`${way}: ${status} ${body.slice(0, 300)}`);
    return { won: false, others: body.match(/name="time"/g)?.length ?? 0, status };
  }
}
