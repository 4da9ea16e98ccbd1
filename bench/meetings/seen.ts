/** How soon a booking that one process has committed shows in the picture of another. */
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { House } from '../../src/platform/auth/index.ts';
import { type Instant, later, localTime } from '../../src/platform/clock/index.ts';
import { randomId, type Uuid } from '../../src/platform/ids/index.ts';
import type { LivePicture } from '../../src/modules/meetings/picture/index.ts';
import { writeChange } from '../../src/modules/meetings/store/change.ts';
import { claim } from '../claims.ts';
import { ended, message } from './child.ts';
import { nation, nationDay } from './nation.ts';
import { dice } from './questions.ts';

const bookings = 500;
/** At night nobody has a meeting yet: each booking takes a quarter of its own. */
const night: Instant = '2020-03-03T23:00:00.000Z' as Instant;

export interface Watch {
  resource: Uuid;
  start: Instant;
}

export async function measureSeen(house: House, url: string, live: LivePicture): Promise<void> {
  const child = fork(new URL('./seen-process.ts', import.meta.url), {
    env: { ...process.env, DATABASE_URL: url, STARTS_AT: nationDay },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    await message(child);
    const roll = dice(11);
    const took: number[] = [];
    for (let count = 0; count < bookings; count += 1) {
      const resource = live.current().officers.rows[count % nation.officers]!.id;
      const start = later(night, Math.floor(count / nation.officers) * 900_000);
      const seen = message<{ at: number }>(child);
      child.send({ resource, start } satisfies Watch);
      await sleep(roll(20));
      await occupy(house, resource, start);
      const committed = performance.timeOrigin + performance.now();
      live.tell([resource]);
      took.push((await seen).at - committed);
    }
    const sorted = took.toSorted((a, b) => a - b);
    console.log(
      `a booking shows in another process: median ${sorted[Math.floor(bookings / 2)]!.toFixed(1)} ms, at most ${sorted.at(-1)!.toFixed(1)} ms`,
    );
    claim('meetings.seen-by-another-process.p99-ms', sorted[Math.floor(bookings * 0.99)]!, { atMost: 50 });
  } finally {
    await ended(child);
  }
}

async function occupy({ db, clock }: House, resource: Uuid, start: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into meetings.occupancy (resource_id, id, during, why, of)
      values (${resource}, ${randomId()}, tstzrange(${start}, ${later(start, 900_000)}), 'meeting', ${randomId()})`.execute(tx);
    const { date } = localTime(start);
    await writeChange(tx, { kind: 'occupancy', resources: [resource], days: { first: date, last: date } }, clock.now());
  });
}
