/**
 * Figures of the network are kept in memory for as long as the register is the same: a page asks for two years of months each time. What
 * is kept is answered only while the register’s version is the one that it was read under. Those of the ends of months are also kept in
 * the database (keep-states.ts), for processes that have just started.
 */
import { type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { networkVersion } from './store/figures.ts';
import { type Area, listAreas } from './store/regions.ts';

interface Kept {
  version: string;
  answers: Map<string, Promise<unknown>>;
}

const most = 4_000;
const databases = new WeakMap<Database, Kept>();

async function keptOf(db: Database): Promise<Kept> {
  const version = await networkVersion(db);
  const before = databases.get(db);
  if (before?.version === version && before.answers.size < most) return before;
  const kept = { version, answers: new Map<string, Promise<unknown>>() };
  databases.set(db, kept);
  return kept;
}

function keep<Answer>({ answers }: Kept, question: string, reading: Promise<Answer>): Promise<Answer> {
  answers.set(question, reading);
  reading.catch(() => answers.delete(question));
  return reading;
}

/** The answer to a question (as text), read again when the register has changed. */
async function keptWhileSame<Answer>(db: Database, question: string, read: () => Promise<Answer>): Promise<Answer> {
  const kept = await keptOf(db);
  return (kept.answers.get(question) as Promise<Answer> | undefined) ?? keep(kept, question, read());
}

/**
 * The answers to a question (as text) on each of the days, in their order. Those that are not kept are read together: `read` is given
 * their days and the register’s version.
 */
export async function keptOnDays<Answer>(
  db: Database,
  question: string,
  days: readonly PlainDate[],
  read: (days: readonly PlainDate[], version: string) => Promise<ReadonlyMap<PlainDate, Answer>>,
): Promise<Answer[]> {
  const kept = await keptOf(db);
  const named = (day: PlainDate): string => `${day} ${question}`;
  const missing = [...new Set(days)].filter((day) => !kept.answers.has(named(day)));
  if (missing.length > 0) {
    const reading = read(missing, kept.version);
    for (const day of missing)
      void keep(
        kept,
        named(day),
        reading.then((found) => found.get(day)!),
      ).catch(() => undefined);
  }
  return Promise.all(days.map((day) => kept.answers.get(named(day)) as Promise<Answer>));
}

/** The areas that figures are of. */
export const keptAreas = (db: Database): Promise<Area[]> => keptWhileSame(db, 'areas', () => listAreas(db));
