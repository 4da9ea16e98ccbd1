/**
 * Figures of the network are kept in memory for as long as the register is the same: a page asks for two years of months each time. What
 * is kept is answered only while the register’s version is the one that it was read under.
 */
import type { Database } from '../../platform/db/index.ts';
import { networkVersion } from './store/figures.ts';
import { type Area, listAreas } from './store/regions.ts';

interface Kept {
  version: string;
  answers: Map<string, Promise<unknown>>;
}

const most = 2_000;
const databases = new WeakMap<Database, Kept>();

/** The answer to a question (as text), read again when the register has changed. */
export async function keptWhileSame<Answer>(db: Database, question: string, read: () => Promise<Answer>): Promise<Answer> {
  const version = await networkVersion(db);
  const before = databases.get(db);
  const kept: Kept =
    before?.version === version && before.answers.size < most
      ? before
      : { version, answers: new Map<string, Promise<unknown>>() };
  if (kept !== before) databases.set(db, kept);
  const known = kept.answers.get(question) as Promise<Answer> | undefined;
  if (known !== undefined) return known;
  const reading = read();
  kept.answers.set(question, reading);
  reading.catch(() => kept.answers.delete(question));
  return reading;
}

/** The areas that figures are of. */
export const keptAreas = (db: Database): Promise<Area[]> => keptWhileSame(db, 'areas', () => listAreas(db));
