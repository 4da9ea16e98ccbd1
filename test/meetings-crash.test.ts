/**
 * kill -9 of PostgreSQL, of the service, and of both, under a load of bookings: whatever was answered is there afterwards, and nothing is
 * there by half. On a real `npm start` with its own server, which flushes to disk. NARVARO_CRASHES=20 for more than the suite's three.
 */
import { afterAll, expect, it } from 'vitest';
import { systemClock } from '../src/platform/clock/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';
import { bookingJobseeker as jobseeker } from './booked.ts';
import { type BookingClient, bookingClient } from './crash-clients.ts';
import { halves, keptOf } from './crash-facts.ts';
import { crashService } from './crash-service.ts';
import { until } from './until.ts';

const crashes = Number(process.env['NARVARO_CRASHES'] ?? 3);
const clientCount = 24;
/** So much is answered before each; then whatever is under way is hit. */
const answersBetween = 60;

const service = crashService();
afterAll(() => service.remove(), 60_000);

/** A generator of numbers that gives the same ones in each run (Park and Miller). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** In this order, over and over. */
const ways = [
  ['PostgreSQL', () => service.killDatabase()],
  ['the service', () => service.killService()],
  [
    'both',
    async () => {
      const killed = service.killService();
      service.killDatabase();
      await killed;
    },
  ],
] as const;

/** What someone was answered and what is kept differ. */
async function lost(db: Database, { personId, known, open }: BookingClient): Promise<string[]> {
  const kept = await keptOf(db, personId);
  return [...known].flatMap(([id, { state, start }]) => {
    // What became of the request that nobody answered may be either; a hold goes when the same person takes another time.
    if (open?.path.includes(id) === true || state === 'held') return [];
    const found = kept.get(id);
    return found?.state === state && found.start === start ? [] : [`${id}: ${state} ${start}, kept: ${JSON.stringify(found)}`];
  });
}

it(
  `after ${crashes} × kill -9 every booking that was answered is there, and no half one`,
  { timeout: 300_000 + crashes * 60_000 },
  async () => {
    await service.start();
    const clients = await service.onDatabase(async (db) => {
      const house = { db, clock: systemClock, newId: idMaker(systemClock), keys: testKeys };
      const made: BookingClient[] = [];
      for (let index = 0; index < clientCount; index += 1) {
        const { personId, headers } = await jobseeker(house, `Krasch ${index}`);
        made.push(bookingClient(personId, { ...(headers as Record<string, string>) }, numbers(index + 1)));
      }
      return made;
    });
    const sum = (of: (client: BookingClient) => number): number => clients.reduce((total, client) => total + of(client), 0);
    let unanswered = 0;
    for (let crash = 0; crash < crashes; crash += 1) {
      const [name, kill] = ways[crash % ways.length]!;
      const before = sum(({ answered }) => answered);
      let isOver = false;
      const running = Promise.all(clients.map((client) => client.run(service.url, () => isOver)));
      await until(() => sum(({ answered }) => answered) >= before + answersBetween);
      await kill();
      isOver = true;
      await running;
      if (name !== 'PostgreSQL') await service.start();
      await service.answering();
      unanswered += clients.filter(({ open }) => open !== null).length;
      const wrong = await service.onDatabase(async (db) => {
        const each = [];
        for (const client of clients) each.push(...(await lost(db, client)));
        return [...each, ...(await halves(db))];
      });
      expect(wrong, `after kill -9 of ${name}, crash ${crash + 1}`).toEqual([]);
      // What nobody answered is sent again with its key: done once, whether it was done before or not.
      for (const client of clients) await client.settle(service.url);
      expect(await service.onDatabase(halves)).toEqual([]);
    }
    const wrong = await service.onDatabase(async (db) => {
      const each = [];
      for (const client of clients) each.push(...(await lost(db, client)));
      return each;
    });
    expect(wrong).toEqual([]);
    // It was killed in the middle of something.
    expect(unanswered).toBeGreaterThan(0);
    const counts = { crashes, answered: sum(({ answered }) => answered), refused: sum(({ refused }) => refused), unanswered };
    process.stdout.write(`${JSON.stringify(counts)}\n`);
  },
);
