/** Clients who book, hold, change and cancel over HTTP, and remember what they were answered. */
import { randomUUID } from 'node:crypto';

export interface Known {
  state: 'held' | 'booked' | 'cancelled';
  start: string;
  typeCode: string;
}

/** One request that changes something, with its key: sent again with it, it is done once. */
interface Asked {
  key: string;
  method: 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: object;
}

interface MeetingAnswer {
  id: string;
  state: Known['state'];
  start: string;
  typeCode: string;
}

export interface BookingClient {
  personId: string;
  /** What was answered, by meeting. */
  known: Map<string, Known>;
  /** A request that nobody answered: it was done, or it was not. */
  open: Asked | null;
  /** Refusals that a person may see: the time was taken. */
  refused: number;
  answered: number;
  /** Asks until `ended`, or until something is not answered. */
  run(url: () => string, ended: () => boolean): Promise<void>;
  /** Sends what nobody answered again, with its key. */
  settle(url: () => string): Promise<void>;
}

/** Nobody books a second meeting of one kind: as many kinds, so many at once. */
const kinds = ['21', '22', '23', '202'];
/** Refusals that are right when many want the same: none of them is a fault of the service. */
const expected = new Set(['time-taken', 'person-busy', 'hold-expired', 'meeting-unknown']);

export function bookingClient(personId: string, headers: Record<string, string>, random: () => number): BookingClient {
  const client: BookingClient = { personId, known: new Map(), open: null, refused: 0, answered: 0, run, settle };

  /** False when there was no answer, or one that says nothing of what was done (503). */
  async function send(url: () => string, asked: Asked): Promise<MeetingAnswer | 'refused' | null> {
    client.open = asked;
    try {
      const answer = await fetch(`${url()}${asked.path}`, {
        method: asked.method,
        headers: {
          accept: 'application/json',
          'idempotency-key': asked.key,
          ...headers,
          ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.status === 503) return null;
      const body = (await answer.json()) as MeetingAnswer & { code?: string };
      if (answer.status !== 200 && !expected.has(body.code ?? ''))
        throw new Unexpected(`${answer.status} ${JSON.stringify(body)}`);
      client.open = null;
      client.answered += 1;
      if (answer.status !== 200) {
        client.refused += 1;
        return 'refused';
      }
      client.known.set(body.id, { state: body.state, start: body.start, typeCode: body.typeCode });
      return body;
    } catch (error) {
      if (error instanceof Unexpected) throw error;
      return null;
    }
  }

  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];

  async function freeStart(url: () => string, typeCode: string): Promise<string | null> {
    const asked = await fetch(`${url()}/v1/free-times?type=${typeCode}&channel=video&limit=50`).catch(() => null);
    if (asked?.status !== 200) return null;
    // The connection may break within the answer.
    const found = (await asked.json().catch(() => null)) as { times: { start: string }[] } | null;
    return pick(found?.times ?? [])?.start ?? null;
  }

  /** What this client asks next; null when it cannot know. */
  async function next(url: () => string): Promise<Asked | null> {
    const key = randomUUID();
    const booked = [...client.known].filter(([, { state }]) => state === 'booked');
    const open = kinds.filter((kind) => booked.every(([, { typeCode }]) => typeCode !== kind));
    const [one, known] = pick(booked) ?? [];
    const more = pick(open);
    const dice = more === undefined ? random() * 0.45 : random();
    if (one !== undefined && dice < 0.2) return { key, method: 'DELETE', path: `/v1/meetings/${one}?reason=work` };
    const typeCode = known !== undefined && dice < 0.45 ? known.typeCode : more!;
    const start = await freeStart(url, typeCode);
    if (start === null) return null;
    const body = { typeCode, channel: 'video', start };
    if (one !== undefined && dice < 0.45) return { key, method: 'PATCH', path: `/v1/meetings/${one}`, body };
    return { key, method: 'POST', path: '/v1/meetings', body: { ...body, hold: dice > 0.75 } };
  }

  async function run(url: () => string, ended: () => boolean): Promise<void> {
    while (!ended()) {
      const step = await next(url);
      if (step === null) return;
      const answer = await send(url, step);
      if (answer === null) return;
      if (answer === 'refused' || answer.state !== 'held') continue;
      const path = `/v1/meetings/${answer.id}/confirmation`;
      if ((await send(url, { key: randomUUID(), method: 'POST', path, body: {} })) === null) return;
    }
  }

  async function settle(url: () => string): Promise<void> {
    for (let tries = 0; client.open !== null; tries += 1) {
      if (tries > 100) throw new Error('it was never answered');
      if ((await send(url, client.open)) === null) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  return client;
}

/** An answer that nobody should see. */
class Unexpected extends Error {}
