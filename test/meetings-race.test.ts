/** M7, issue 4 proof (b): many clients race for few times by every way at once; exactly so many win, and every loser gets others. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { newOfficer } from '../src/modules/meetings/fixtures.ts';
import { instant, later } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { contestants, type Send, tryFor } from './race-clients.ts';
import { testService } from './service.ts';

const house = await testHouse('empty', '2020-03-02T08:00:00Z');
const officers = 4;
for (let index = 0; index < officers; index += 1) await newOfficer(house);
const { server } = await testService(house);

/** Half hours of one afternoon: with each officer, so many times. */
const starts = Array.from({ length: 4 }, (_, index) => later(instant('2020-03-06T11:00:00Z'), index * 1_800_000));

it('160 clients, 16 times: 16 win, 144 are given other times, nobody is double-booked and nothing fails', async () => {
  const all = await contestants(house, 160);
  const send: Send = (request) => server.inject(request);
  // Each time is wanted by ten times as many as can have it, by each way.
  const results = await Promise.all(all.map((one, index) => tryFor(send, one, starts[Math.floor(index / 4) % starts.length]!)));
  expect(results.filter(({ won }) => won)).toHaveLength(officers * starts.length);
  const losers = results.filter(({ won }) => !won);
  expect(losers.every(({ others, status }) => others > 0 && status < 500)).toBe(true);
  const { rows } = await sql<{ start: string; n: number; officers: number }>`
    select lower(during) as start, count(*) as n, count(distinct officer_ids[1]) as officers
    from meetings.meeting where state = 'booked' group by 1 order by 1`.execute(house.db);
  expect(rows).toEqual(starts.map((start) => ({ start, n: officers, officers })));
  const left = await sql<{ n: number }>`select count(*) as n from meetings.meeting where state = 'held'`.execute(house.db);
  expect(left.rows[0]!.n).toBe(0);
});
