/** The work list's time in the database: EXPLAIN ANALYZE of the very statements that the page sends, for several questions. */
import { sql } from 'kysely';
import pg from 'pg';
import type { Actor } from '../../src/platform/auth/index.ts';
import { plainDate } from '../../src/platform/clock/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { protectedWork, type WorkFilter, workCounts, workList } from '../../src/modules/cases/work-list.ts';
import { claim, median } from '../claims.ts';
import { type Statement, statementsOf } from '../same-statements.ts';
import { officerKeyOf } from './data.ts';

const today = plainDate('2020-04-02');
const pageSize = 25;
const times = 7;
/** How far in the list "further on" is, in pages. */
const pagesOn = 40;

const caseworker: Actor = { id: officerKeyOf(1), name: 'Handläggare 1', roles: ['caseworker'] };

interface Question {
  name: string;
  filter: WorkFilter;
  fromPage?: number;
}

export async function measureWorkList(db: Database, url: string): Promise<void> {
  const [counted] = (
    await sql<{ open: number; todos: number; largest: string; smallest: string }>`
      select (select count(*) from cases.registration where next_due is not null) as open,
             (select count(*) from cases.todo where done_at is null) as todos,
             (select municipality_code from cases.registration group by 1 order by count(*) desc limit 1) as largest,
             (select municipality_code from cases.registration group by 1 order by count(*) limit 1) as smallest`.execute(db)
  ).rows;
  const { open, todos, largest, smallest } = counted!;
  console.log(
    `work list: ${open} open registrations, ${todos} open to-dos; the whole page, median of ${times}, then the list alone`,
  );
  const questions: Question[] = [
    { name: 'all', filter: {} },
    { name: `all, page ${pagesOn + 1}`, filter: {}, fromPage: pagesOn },
    { name: 'kind decide', filter: { kind: 'decide' } },
    { name: 'kind renew-plan', filter: { kind: 'renew-plan' } },
    { name: 'kind translate (to-do)', filter: { kind: 'translate' } },
    { name: 'largest municipality', filter: { municipality: largest } },
    { name: 'smallest municipality', filter: { municipality: smallest } },
    { name: 'municipality and kind', filter: { municipality: largest, kind: 'first-plan' } },
    { name: 'mine', filter: { mine: true } },
    { name: 'mine in a municipality', filter: { mine: true, municipality: largest } },
  ];
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const totals: number[] = [];
    for (const { name, filter, fromPage = 0 } of questions) {
      const list = await statementsOf(() => pageOf(db, filter, fromPage)).then((sent) => sent.slice(-3));
      const rest = await statementsOf(async () => {
        await workCounts(db, caseworker, filter, today);
        if (fromPage === 0) await protectedWork(db, caseworker);
      });
      const [listMs, restMs] = [await databaseMs(client, list), await databaseMs(client, rest)];
      totals.push(listMs + restMs);
      console.log(`  ${name.padEnd(24)}${(listMs + restMs).toFixed(2).padStart(8)} ms${listMs.toFixed(2).padStart(8)} ms`);
    }
    claim('cases.work-list.database-ms', Math.max(...totals), { atMost: 20 });
  } finally {
    await client.end();
  }
}

/** Turns so many pages, and reads the next. */
async function pageOf(db: Database, filter: WorkFilter, fromPage: number): Promise<void> {
  let cursor: Parameters<typeof workList>[3] = null;
  for (let page = 0; page <= fromPage; page += 1) {
    const { next } = await workList(db, caseworker, filter, cursor, pageSize);
    cursor = next;
  }
}

/** Planning and execution of the statements, together: the median of several times. */
async function databaseMs(client: pg.Client, statements: readonly Statement[]): Promise<number> {
  const totals: number[] = [];
  for (let time = 0; time < times; time += 1) {
    let total = 0;
    for (const { text, values } of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ 'Planning Time': number; 'Execution Time': number }] }>(
        `explain (analyze, format json) ${text}`,
        [...values],
      );
      const [plan] = rows[0]!['QUERY PLAN'];
      total += plan['Planning Time'] + plan['Execution Time'];
    }
    totals.push(total);
  }
  return median(totals);
}
