/** Officers' time from a file: what would change is shown first; then all of it, or nothing. */
import { z } from 'zod';
import { type Actor, command, type CommandContext, type House } from '../../platform/auth/index.ts';
import { violatedConstraint } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { findPlaceByCode, weekdays } from '../network/index.ts';
import { lockForChange, officerChanged } from './change-officer-supply.ts';
import { meetingsEvents } from './events.ts';
import { readICalendar } from './import/icalendar.ts';
import { difference, type KnownRow, plannedTimetable, type TimetableChange } from './import/plan.ts';
import { type ImportFault, type ImportRow, readCsv, type ReadRows } from './import/rows.ts';
import { meetingsProblem } from './problems.ts';
import { findOfficer, officersNamed } from './store/officers.ts';
import { putWorkingDay, replaceAttendance, replacePatterns, timetableOf } from './store/timetable.ts';
import { requireBookable, uuid } from './supply-input.ts';

export const importInput = z.object({
  /** The file, at most so many characters. */
  text: z.string().min(1, 'a file').max(600_000),
  format: z.enum(['csv', 'icalendar']),
  /** Whose calendar it is; a CSV file says itself. */
  officerId: uuid.nullable(),
});
export type ImportInput = z.output<typeof importInput>;

export interface Imported {
  /** By officer, in the order of the file. */
  changes: { officerId: Uuid; change: TimetableChange }[];
  /** Officers of whom the file says what is said already. */
  unchanged: number;
  faults: ImportFault[];
  resources: Uuid[];
}

export const importSupply = command({
  name: 'meetings.import-supply',
  roles: ['planner', 'administrator'],
  input: importInput,
  async run(context, input) {
    const imported = await applyImport(context, input);
    if (imported.faults.length > 0) throw meetingsProblem('import-refused', { params: { count: imported.faults.length } });
    const details = { officers: imported.resources, unchanged: imported.unchanged };
    // One for all of them: an event for each would be more locks than a server has.
    const events = imported.changes.length === 0 ? [] : [meetingsEvents.supplyFreed({ what: 'officer', resourceId: null })];
    return { result: { resources: imported.resources, changed: imported.changes.length }, subject: 'supply', details, events };
  },
});

type ImportContext = Pick<CommandContext, 'tx' | 'now' | 'newId' | 'actor'>;

/** Thrown to undo a transaction, with what it came to. */
class Undone extends Error {
  readonly imported: Imported;
  constructor(imported: Imported) {
    super('undone');
    this.imported = imported;
  }
}

/** What reading the file in would come to. It is done and undone, so that it says exactly what the import would. */
export async function previewImport({ db, clock, newId }: House, actor: Actor, input: ImportInput): Promise<Imported> {
  try {
    return await db.transaction().execute(async (tx) => {
      throw new Undone(await applyImport({ tx, actor, now: clock.now(), newId }, input));
    });
  } catch (error) {
    if (error instanceof Undone) return error.imported;
    throw error;
  }
}

/** Writes what the file says, officer by officer, and gives every fault; with any of them, what was written must not be kept. */
export async function applyImport(context: ImportContext, input: ImportInput): Promise<Imported> {
  const read = rowsOf(input);
  const faults = [...read.faults];
  const { known, faults: unknown } = await knownRows(context, read.rows);
  faults.push(...unknown);
  const changes: (Imported['changes'][number] & { line: number })[] = [];
  let unchanged = 0;
  // In one order for all: two imports at once take turns and never wait for each other in a ring.
  const inOrder = [...Map.groupBy(known, ({ of }) => of)].toSorted(([a], [b]) => a.localeCompare(b));
  for (const [officerId, rows] of inOrder) {
    try {
      const change = await applyToOfficer(context, officerId, rows);
      if (change === null) unchanged += 1;
      else changes.push({ officerId, change, line: rows[0]!.line });
    } catch (error) {
      faults.push(faultOf(error, rows[0]!.line));
      // What the database refused has ended the transaction: nothing more can be asked of it.
      if (!(error instanceof Problem)) break;
    }
  }
  return {
    changes: changes.toSorted((a, b) => a.line - b.line).map(({ officerId, change }) => ({ officerId, change })),
    unchanged,
    faults: faults.toSorted((a, b) => a.line - b.line),
    resources: changes.map((one) => one.officerId),
  };
}

function rowsOf({ text, format, officerId }: ImportInput): ReadRows {
  if (format === 'csv') return readCsv(text);
  return officerId === null ? { rows: [], faults: [{ line: 1, code: 'no-officer' }] } : readICalendar(text, officerId);
}

type OfOfficer = KnownRow & { of: Uuid };

/** Rows with their officer and place; a fault for each whose officer or place is not there. */
async function knownRows(
  { tx }: Pick<CommandContext, 'tx'>,
  rows: readonly ImportRow[],
): Promise<{ known: OfOfficer[]; faults: ImportFault[] }> {
  const known: OfOfficer[] = [];
  const faults: ImportFault[] = [];
  const places = new Map<string, Uuid | null>();
  const officers = new Map<string, Uuid | 'several' | null>();
  for (const row of rows) {
    const who = row.officerId ?? row.officer;
    if (!officers.has(who)) {
      const found = row.officerId === null ? await officersNamed(tx, row.officer) : [await findOfficer(tx, row.officerId)];
      officers.set(who, found.length > 1 ? 'several' : (found[0]?.id ?? null));
    }
    const { placeCode } = row;
    if (placeCode !== null && !places.has(placeCode))
      places.set(placeCode, ((await findPlaceByCode(tx, placeCode))?.id as Uuid | undefined) ?? null);
    const of = officers.get(who)!;
    const placeId = placeCode === null ? null : places.get(placeCode)!;
    if (of === null || of === 'several')
      faults.push({ line: row.line, code: of === null ? 'officer-unknown' : 'several-officers' });
    else if (placeCode !== null && placeId === null)
      faults.push({ line: row.line, code: 'place-unknown', params: { value: placeCode.slice(0, 40) } });
    else known.push({ ...row, of, placeId });
  }
  return { known, faults };
}

async function applyToOfficer(
  { tx, actor, now, newId }: ImportContext,
  officerId: Uuid,
  rows: readonly KnownRow[],
): Promise<TimetableChange | null> {
  const found = await findOfficer(tx, officerId);
  const officer = await lockForChange(tx, officerId, found?.version ?? 0);
  const before = await timetableOf(tx, officerId);
  const after = plannedTimetable(officerId, before, rows, newId);
  const change = difference(before, after);
  if (change === null) return null;
  if (change.places) await requirePlaces(tx, rows);
  const overlap = overlapping(after);
  if (overlap) throw meetingsProblem('supply-overlaps');
  if (change.hours) await replacePatterns(tx, officerId, after.patterns);
  if (change.places) await replaceAttendance(tx, officerId, after.attendance);
  for (const day of after.days.filter(({ on }) => change.days.includes(on))) await putWorkingDay(tx, day);
  await officerChanged({ tx, now, actor }, officer, { from: null, to: null });
  return change;
}

async function requirePlaces(tx: CommandContext['tx'], rows: readonly KnownRow[]): Promise<void> {
  for (const { placeId, from, to, weekday, line } of rows) {
    if (placeId === null || weekday === null) continue;
    try {
      await requireBookable(tx, placeId, { from, to, on: weekdays.indexOf(weekday) + 1 });
    } catch (error) {
      throw error instanceof Problem ? new LineProblem(error, line) : error;
    }
  }
}

/** A refusal that knows its line. */
class LineProblem extends Problem {
  readonly line: number;
  constructor(of: Problem, line: number) {
    super(of.code, { status: of.status, title: of.title }, of.details);
    this.line = line;
  }
}

/** Two stays at once: the file says two places for the same hours. */
function overlapping({
  attendance,
}: {
  attendance: readonly { weekday: number; from: number; to: number; validFrom: string; validTo: string | null }[];
}): boolean {
  return attendance.some((one, index) =>
    attendance
      .slice(index + 1)
      .some(
        (other) =>
          one.weekday === other.weekday &&
          one.from < other.to &&
          other.from < one.to &&
          (one.validTo === null || other.validFrom <= one.validTo) &&
          (other.validTo === null || one.validFrom <= other.validTo),
      ),
  );
}

function faultOf(error: unknown, line: number): ImportFault {
  if (error instanceof Problem) {
    const { params } = error.details;
    return {
      line: error instanceof LineProblem ? error.line : line,
      code: error.code,
      ...(params === undefined ? {} : { params }),
    };
  }
  if (violatedConstraint(error)?.endsWith('_at_a_time') === true) return { line, code: 'supply-overlaps' };
  throw error;
}
