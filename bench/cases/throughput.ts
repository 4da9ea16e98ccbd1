/** Transactions per second of a command beside pgbench that runs the same statements: in turn, on rows of their own. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Actor, type Command, execute, type House } from '../../src/platform/auth/index.ts';
import { claim, median } from '../claims.ts';
import { pgbench, scriptOf, statementsOf } from '../same-statements.ts';
import { keyOf, numberOf } from './data.ts';

/** Ours and pgbench's rounds, so many. */
const rounds = 4;
const clients = 16;
const each = 250;
/** How many persons `compare` uses up. */
export const personsCompared = 1 + (2 * rounds + 1) * clients * each;

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
  const script = scriptOf(await statementsOf(() => one(next)), keyOf(next));
  next += 1;
  const take = (): number => {
    const from = next;
    next += clients * each;
    return from;
  };
  const ours = async (): Promise<number> => {
    const from = take();
    const began = performance.now();
    await inParallel(clients, clients * each, (index) => one(from + index));
    return ((clients * each) / (performance.now() - began)) * 1000;
  };
  const limit = async (): Promise<number | null> =>
    (await pgbench(url, script, { clients, each, base: numberOf(take()) }))?.tps ?? null;

  await ours();
  const found: { ours: number; limit: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const turn = { ours: 0, limit: 0, wrote: new Set<string>() };
    for (const who of round % 2 === 0 ? (['limit', 'ours'] as const) : (['ours', 'limit'] as const)) {
      await sql`checkpoint`.execute(house.db);
      const before = await written(house);
      const perSecond = await (who === 'ours' ? ours() : limit());
      if (perSecond === null) return console.log(`${name}: pgbench is not installed; nothing to compare with`);
      turn.wrote.add(grown(before, await written(house)));
      turn[who] = perSecond;
    }
    // No transaction that failed, no statement that met no row.
    if (turn.wrote.size > 1) throw new Error(`${name}: not the same rows: ${[...turn.wrote].join(' and ')}`);
    found.push(turn);
  }
  const statements = script.split(';\n').length;
  console.log(`${name}: ${statements} statements in each transaction, ${clients} clients, ${rounds} rounds in turn of ${clients * each}`);
  console.log(`  pgbench, the same         ${median(found.map((turn) => turn.limit)).toFixed(0)} transactions/s`);
  console.log(`  the command               ${median(found.map((turn) => turn.ours)).toFixed(0)} transactions/s`);
  claim(`cases.${name}.share-of-pgbench`, median(found.map((turn) => turn.ours / turn.limit)), { atLeast: 0.6 });
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
