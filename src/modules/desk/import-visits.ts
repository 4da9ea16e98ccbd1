/** A log of visits of an office without this software: what is read and what is wrong is shown first; then all of it, or nothing. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Actor, command, type CommandContext, type House } from '../../platform/auth/index.ts';
import { localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { findPlace } from '../network/index.ts';
import { requireDesk } from './access.ts';
import { type KnownToLog, type LogFault, type LoggedVisit, readLog, sameLine } from './import/rows.ts';
import type { Outcome } from './kinds.ts';
import { deskProblem } from './problems.ts';
import { countOwnVisits, findImport, importedVisits, insertImport, type KnownImport, takeTurns } from './store/imports.ts';
import { listTopics } from './store/topics.ts';

export const importInput = z.object({
  placeId: z.string(),
  /** The file, CSV in UTF-8. */
  text: z.string().min(1, 'a file').max(8_000_000),
});
export type ImportInput = z.output<typeof importInput>;

/** What reading a log in comes to. */
export interface LogPreview {
  /** Those that would be added. */
  visits: LoggedVisit[];
  faults: LogFault[];
  /** Lines that an earlier log has too, to the second and in everything: they are not added again. */
  known: number[];
  /** The log with the same content that was read in before: nothing is added. */
  before: KnownImport | null;
  /** Visits that the desk itself noted in those days: they may be the same. */
  own: number;
  days: { from: PlainDate; to: PlainDate } | null;
  outcomes: ReadonlyMap<Outcome, number>;
}

/** `importId` null: nothing was added. `known`: so many of its lines are in a log that was read in before. */
interface Added {
  importId: Uuid | null;
  visits: number;
  known: number;
}

/**
 * Reads a log in, as a whole or not at all; its visits carry the log's id in every figure. The same content again adds nothing, and
 * neither do lines that an earlier log has. Throws import-refused with what is wrong.
 */
export const importVisits = command({
  name: 'desk.import-visits',
  roles: ['desk-officer', 'planner', 'administrator'],
  input: importInput,
  async run({ tx, actor, now, today, newId }, { placeId, text }) {
    const place = await requireImport(tx, actor, placeId, today);
    const { visits, faults } = readLog(text, { topics: await topicNames(tx), now });
    if (faults.length > 0) {
      const told = faults.slice(0, toldFaults);
      const fields = told.map(({ line, column, code }) => ({ field: `${line} ${column ?? ''}`, expected: code }));
      throw deskProblem('import-refused', { params: { count: faults.length }, fields });
    }
    const result = await addVisits({ tx, now, newId }, { placeId: place, by: actor.id }, visits);
    return { result, subject: `place:${place}`, details: { ...result } };
  },
});

const toldFaults = 100;

/** What reading the log in would come to; nothing is kept of it. Throws desk-unknown and desk-position, as the command does. */
export async function previewVisits({ db, clock }: House, actor: Actor, { placeId, text }: ImportInput): Promise<LogPreview> {
  const now = clock.now();
  const place = await requireImport(db, actor, placeId, localTime(now).date);
  const { visits, faults } = readLog(text, { topics: await topicNames(db), now });
  if (faults.length > 0) return { visits: [], faults, known: [], before: null, own: 0, days: null, outcomes: new Map() };
  const { added, known, days } = await newOf(db, place, visits);
  const counted = Map.groupBy(added, ({ outcome }) => outcome);
  return {
    visits: added,
    faults,
    known,
    before: added.length === 0 ? await findImport(db, place, contentOf(visits)) : null,
    own: await countOwnVisits(db, place, days.from, days.to),
    days,
    outcomes: new Map([...counted].map(([outcome, of]) => [outcome, of.length])),
  };
}

/** The manager of the desk, and those who look after all desks. */
export async function requireImport(db: Database, actor: Actor, placeId: string, on: PlainDate): Promise<Uuid> {
  const desk = await requireDesk(db, actor, placeId, on, []);
  if ((await findPlace(db, desk.placeId)) === null) throw deskProblem('desk-unknown');
  return desk.placeId;
}

/**
 * Adds those visits of the place that no log before has, alike in everything; two at once take turns. The visits are of one log and carry its
 * id from then on.
 */
export async function addVisits(
  { tx, now, newId }: Pick<CommandContext, 'tx' | 'now' | 'newId'>,
  { placeId, by }: { placeId: Uuid; by: string },
  visits: readonly LoggedVisit[],
): Promise<Added> {
  await takeTurns(tx, placeId);
  const { added, known, days } = await newOf(tx, placeId, visits);
  if (added.length === 0) return { importId: null, visits: 0, known: known.length };
  const log = { placeId, id: newId(), sha256: contentOf(visits), fromDay: days.from, toDay: days.to, at: now, by };
  await insertImport(tx, log, added, newId);
  return { importId: log.id, visits: added.length, known: known.length };
}

/** Those that no log before has, and the lines of the others. */
async function newOf(db: Database, placeId: Uuid, visits: readonly LoggedVisit[]) {
  const sorted = visits.map(({ day }) => day).toSorted();
  const days = { from: sorted[0]!, to: sorted.at(-1)! };
  const earlier = await importedVisits(db, placeId, days.from, days.to);
  return { ...withoutKnown(visits, earlier.map(sameLine)), days };
}

async function topicNames(db: Database): Promise<KnownToLog['topics']> {
  const topics = await listTopics(db);
  return new Map(
    topics.flatMap(({ code, names }) => [...Object.values(names), code].map((name) => [name.toLowerCase(), code] as const)),
  );
}

/** Of two visits alike in an earlier log and three here, one is new. */
function withoutKnown(visits: readonly LoggedVisit[], earlier: readonly string[]): { added: LoggedVisit[]; known: number[] } {
  const left = new Map<string, number>();
  for (const line of earlier) left.set(line, (left.get(line) ?? 0) + 1);
  const added: LoggedVisit[] = [];
  const known: number[] = [];
  for (const visit of visits) {
    const key = sameLine(visit);
    const count = left.get(key) ?? 0;
    if (count === 0) added.push(visit);
    else {
      left.set(key, count - 1);
      known.push(visit.line);
    }
  }
  return { added, known };
}

/** Of what the log says, not of how it is written: a file that a spreadsheet saved again is the same. */
function contentOf(visits: readonly LoggedVisit[]): Buffer {
  return createHash('sha256').update(visits.map(sameLine).join('\n')).digest();
}
