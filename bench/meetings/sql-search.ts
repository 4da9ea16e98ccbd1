/**
 * The same question asked of the database, for comparison: what officers offer as a row for each of their half hours at a place
 * (which someone would have to keep up), less what is taken of them and of the rooms, the places as a list. One connection, prepared.
 */
import { sql } from 'kysely';
import type { Database } from '../../src/platform/db/index.ts';
import { at } from '../../src/modules/meetings/picture/bits.ts';
import { dayNumber, instantsOf } from '../../src/modules/meetings/picture/days.ts';
import { slotOf } from '../../src/modules/meetings/picture/picture.ts';
import type { Origin } from '../../src/modules/network/index.ts';
import { claim, median } from '../claims.ts';
import { type Asking, dice, questionsOf, timesAsked } from './questions.ts';

const questions = 300;
const windowDays = 22;

export async function measureSql(db: Database, asking: Asking, origins: readonly Origin[]): Promise<void> {
  await fillOffers(db, asking);
  const roll = dice(3);
  const onSite = questionsOf(asking)[1]!;
  const took: number[] = [];
  let differing = 0;
  for (let count = 0; count < questions; count += 1) {
    const origin = origins[roll(origins.length)]!;
    const [expected] = onSite.ask(origin);
    const places = asking.register
      .journeysFrom(origin)
      .filter(({ minutes }) => minutes <= 60)
      .map(({ to }) => to.place.id);
    const began = performance.now();
    const found = await ask(db, places, instantsOf(dayNumber(expected!.window.first))[0]!);
    took.push(performance.now() - began);
    if (found.length !== expected!.times.length || found.some((start, index) => start !== expected!.times[index]!.start))
      differing += 1;
  }
  if (differing > 0) console.log(`SQL: ${differing} of ${questions} answers differ`);
  const sorted = took.toSorted((a, b) => a - b);
  const began = performance.now();
  for (let count = 0; count < 10_000; count += 1) onSite.ask(origins[roll(origins.length)]!);
  const ours = (performance.now() - began) / 10_000;
  console.log(
    `on-site-swedish in SQL: median ${median(took).toFixed(1)} ms, p99 ${sorted[Math.floor(questions * 0.99)]!.toFixed(1)} ms; in memory ${(ours * 1000).toFixed(1)} µs`,
  );
  claim('meetings.search.times-faster-than-sql', median(took) / ours, { atLeast: 10 });
  await sql`drop table bench_offer`.execute(db);
}

/** Each half hour at which an officer at a place could begin an hour's meeting in the window, taken or not. */
async function fillOffers(db: Database, { picture, today }: Asking): Promise<void> {
  await sql`create unlogged table bench_offer (place_id uuid, start timestamptz, officer_id uuid)`.execute(db);
  const { posts, officers, places } = picture;
  const first = dayNumber(today);
  for (let day = first; day < first + windowDays; day += 1) {
    const rows: { p: string; s: string; o: string }[] = [];
    for (let post = 0; post < posts.count; post += 1) {
      for (const quarter of [36, 38, 40, 48, 50, 52, 54, 56, 58, 60]) {
        const isOffered = [0, 1, 2, 3].every((one) => {
          const bit = quarter + one;
          return (posts.offered.words[at(posts.offered, slotOf(day), bit >>> 5, post)]! & (1 << (bit & 31))) !== 0;
        });
        if (!isOffered) continue;
        rows.push({
          p: places.ids[posts.placeOf[post]!]!,
          s: instantsOf(day)[quarter]!,
          o: officers.rows[posts.officerOf[post]!]!.id,
        });
      }
    }
    await sql`
      insert into bench_offer select p, s, o from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (p uuid, s timestamptz, o uuid)`.execute(
      db,
    );
  }
  await sql`create index on bench_offer (place_id, start)`.execute(db);
  await sql`vacuum analyze bench_offer`.execute(db);
}

async function ask(db: Database, places: readonly string[], from: string): Promise<string[]> {
  const { rows } = await sql<{ start: string }>`
    select distinct f.start, f.place_id
    from bench_offer f
    where f.place_id = any (${[...places]}::uuid[]) and f.start >= ${from}::timestamptz
      and not exists (select from meetings.occupancy t
                      where t.resource_id = f.officer_id and t.during && tstzrange(f.start, f.start + interval '1 hour'))
      and exists (select from meetings.room r
                  where r.place_id = f.place_id
                    and not exists (select from meetings.occupancy t
                                    where t.resource_id = r.id and t.during && tstzrange(f.start, f.start + interval '1 hour')))
    order by f.start limit ${timesAsked}`.execute(db);
  return rows.map(({ start }) => start);
}
