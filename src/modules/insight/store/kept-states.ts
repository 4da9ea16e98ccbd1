/** SQL for the figures of states that are kept. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type PlainDate, plainDate } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import type { RawFigure } from './figures.ts';

const number = z.number().nullable();
const days = z.array(z.string().transform((day) => plainDate(day)));
const figure = z
  .tuple([z.array(z.string()), number, number, number])
  .transform(([keys, value, part, whole]): RawFigure => ({ keys, value, part, whole }));
const kept = z.object({ days, answer: z.array(figure) });
/** Figures, and the days that they are of. */
export type KeptState = z.output<typeof kept>;

/** What is kept of a question for any of the days, as the register is. */
export function keptStates(db: Database, register: string, question: string, on: readonly PlainDate[]): Promise<KeptState[]> {
  return rows(
    db,
    kept,
    sql`select days::text[] as days, answer from insight.kept_state
        where question = ${question} and register = ${register} and days && ${[...on]}::date[]`,
  );
}

/** Which days are kept, by question. */
export async function keptDays(db: Database, register: string): Promise<Map<string, PlainDate[]>> {
  const found = await rows(
    db,
    z.object({ question: z.string(), days }),
    sql`select k.question, array_agg(day::text) as days from insight.kept_state k, unnest(k.days) as day
        where k.register = ${register} group by k.question`,
  );
  return new Map(found.map((row) => [row.question, row.days]));
}

/** Keeps answers to a question. */
export async function putKeptStates(
  tx: Transaction,
  register: string,
  question: string,
  states: readonly KeptState[],
): Promise<void> {
  for (const state of states) {
    const answer = JSON.stringify(state.answer.map(({ keys, value, part, whole }) => [keys, value, part, whole]));
    await sql`
      insert into insight.kept_state (register, question, days, answer)
      values (${register}, ${question}, ${state.days}::date[], ${answer}::jsonb)`.execute(tx);
  }
}

/** Drops what was read under another register, and what has none of the days. */
export async function dropKeptStates(db: Database, register: string, wanted: readonly PlainDate[]): Promise<void> {
  await sql`delete from insight.kept_state where register <> ${register} or not days && ${[...wanted]}::date[]`.execute(db);
}
