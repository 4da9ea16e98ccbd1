/** Transactions per second of a command beside pgbench that runs the same statements: in turn, on rows of their own. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Actor, type Command, execute, type House } from '../../src/platform/auth/index.ts';
import { claim, median } from '../claims.ts';
import { pgbench, scriptOf, statementsOf } from '../same-statements.ts';
import { keyOf, numberOf } from './data.ts';

const turns = ['as-text', 'prepared', 'ours'] as const;
type Turn = (typeof turns)[number];
const rounds = 5;
const clients = 16;
const each = 150;
/** How many persons `compare` uses up: one whose statements are taken down, a round to warm up, and the rounds. */
export const personsCompared = 1 + (turns.length * rounds + 1) * clients * each;

export interface Compared {
  house: House;
  url: string;
  name: string;
  command: Command;
  inputOf(personId: string): unknown;
  /** The number of the first person. */
  first: number;
}

export const jobseekerOf = (n: number): Actor => ({ id: keyOf(n), name: `Prov${n}`, roles: ['jobseeker'] });

export async function compare({ house, url, name, command, inputOf, first }: Compared): Promise<void> {
  let next = first;
  const one = (n: number): Promise<unknown> => execute(house, jobseekerOf(n), command, inputOf(keyOf(n)), randomUUID());
  const statements = await statementsOf(() => one(next));
  const scripts = {
    'as-text': scriptOf(statements, keyOf(next), { prepared: false }),
    prepared: scriptOf(statements, keyOf(next), { prepared: true }),
  };
  next += 1;
  const run = async (turn: Turn): Promise<number | null> => {
    const from = next;
    next += clients * each;
    if (turn !== 'ours') return (await pgbench(url, scripts[turn], { clients, each, base: numberOf(from) }))?.tps ?? null;
    const began = performance.now();
    await inParallel(clients, clients * each, (index) => one(from + index));
    return ((clients * each) / (performance.now() - began)) * 1000;
  };

  await run('ours');
  const found: Record<Turn, number>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const perSecond = { 'as-text': 0, prepared: 0, ours: 0 };
    const wrote = new Set<string>();
    for (const turn of [...turns.slice(round % turns.length), ...turns.slice(0, round % turns.length)]) {
      await sql`checkpoint`.execute(house.db);
      const before = await written(house);
      const measured = await run(turn);
      if (measured === null) return console.log(`${name}: pgbench is not installed; nothing to compare with`);
      perSecond[turn] = measured;
      wrote.add(grown(before, await written(house)));
    }
    // No transaction that failed, no statement that met no row.
    if (wrote.size > 1) throw new Error(`${name}: not the same rows: ${[...wrote].join(' and ')}`);
    found.push(perSecond);
  }
  const shown = (turn: Turn): string =>
    `${median(found.map((one) => one[turn]))
      .toFixed(0)
      .padStart(6)} transactions/s`;
  const share = (turn: Turn): number => median(found.map((one) => one.ours / one[turn]));
  console.log(
    `${name}: ${statements.length} statements in each transaction, ${clients} clients, ${rounds} rounds in turn of ${clients * each}`,
  );
  console.log(`  pgbench, as text each time ${shown('as-text')}`);
  console.log(`  pgbench, prepared          ${shown('prepared')}`);
  console.log(
    `  the command                ${shown('ours')}, ${share('as-text').toFixed(2)} and ${share('prepared').toFixed(2)} of them`,
  );
  // pgbench sends a statement as text unless it is told otherwise.
  claim(`cases.${name}.share-of-pgbench`, share('as-text'), { atLeast: 0.6 });
}

/** Does `work` for 0 … count − 1, so many at a time. */
export async function inParallel(width: number, count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

type Counts = Record<string, number>;

/** How many rows there are of what the two commands write. */
async function written({ db }: House): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select (select count(*) from platform.audit) as audit, (select count(*) from platform.event) as event,
           (select count(*) from cases.registration) as registration, (select count(*) from cases.decision) as decision,
           (select count(*) from cases.registration_fact) as fact, (select count(*) from cases.todo) as todo,
           (select count(*) from cases.attempt_event) as attempt, (select count(*) from people.support_need) as support,
           (select count(*) from cases.attempt where outcome = 'submitted') as ended,
           (select count(*) from cases.draft where closed_at is not null) as closed,
           (select count(*) from cases.report where state = 'submitted') as report,
           (select sum(version) from people.person) as person`.execute(db);
  return rows[0]!;
}

/** What each transaction of a round wrote. */
function grown(before: Counts, after: Counts): string {
  return JSON.stringify(Object.entries(after).map(([table, rows]) => [table, (rows - before[table]!) / (clients * each)]));
}
