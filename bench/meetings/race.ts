/** 500 clients race for 50 times on the web, over the API, by officers and at the desk: who wins, and how long the slowest loser waits. */
import { newOfficer } from '../../src/modules/meetings/fixtures.ts';
import { buildService } from '../../src/app/server.ts';
import type { House } from '../../src/platform/auth/index.ts';
import { instant, later } from '../../src/platform/clock/index.ts';
import { sql } from 'kysely';
import { contestants, type RaceResult, type Send, tryFor } from '../../test/race-clients.ts';
import { claim } from '../claims.ts';

const clients = 500;
const officers = 5;
const half = 1_800_000;
/** Ten half hours with five officers who alone speak this language: fifty times. */
const language = 'bnc';
const starts = [
  ...Array.from({ length: 4 }, (_, index) => later(instant('2020-03-06T08:00:00Z'), index * half)),
  ...Array.from({ length: 6 }, (_, index) => later(instant('2020-03-06T11:00:00Z'), index * half)),
];

export async function measureRace(house: House, url: string): Promise<void> {
  for (let index = 0; index < officers; index += 1) await newOfficer(house, { languages: [language] });
  const all = await contestants(house, clients);
  const service = await buildService({ house, databaseUrl: url, publicUrl: null, env: {}, release: 'bench', jobs: false });
  try {
    const send: Send = (request) => service.server.inject(request);
    const began = performance.now();
    const results: RaceResult[] = await Promise.all(
      all.map((one, index) => tryFor(send, one, starts[Math.floor(index / 4) % starts.length]!, language)),
    );
    const total = performance.now() - began;
    const losers = results.filter(({ won }) => !won);
    const twice = await sql<{ n: number }>`
      select count(*) as n from (
        select officer_ids, during from meetings.meeting where state = 'booked' and language = ${language}
        group by 1, 2 having count(*) > 1) as double`.execute(house.db);
    console.log(
      `${clients} clients for ${officers * starts.length} times by web, API, officer and desk at once: ${total.toFixed(0)} ms in all`,
    );
    claim('meetings.race.winners', results.length - losers.length, { atLeast: officers * starts.length });
    claim('meetings.race.double-booked', twice.rows[0]!.n, { atMost: 0 });
    claim('meetings.race.losers-without-other-times', losers.filter(({ others }) => others === 0).length, { atMost: 0 });
    claim('meetings.race.slowest-loser-ms', Math.max(...losers.map(({ ms }) => ms)), { atMost: 1000 });
  } finally {
    await service.close();
  }
}
