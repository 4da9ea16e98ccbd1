/** Import: reads a file, holds every row against the rules and the register, and applies all of it or nothing. */
import { z } from 'zod';
import { type Actor, command, type CommandContext, execute, type House } from '../../../platform/auth/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { listLocalities, listMunicipalities } from '../store/geography.ts';
import { touchRegister } from '../store/version.ts';
import { isMoved, writeEstimates } from '../travel/index.ts';
import {
  type Column,
  formatRow,
  type KnownCodes,
  parseRow,
  placeColumns,
  columns,
  type PresenceName,
  type PresenceRow,
  type RowError,
  rowError,
} from './row.ts';
import { type Format, formatOf, formats, readFile } from './source.ts';
import { applyIncoming } from './store-apply.ts';
import * as store from './store.ts';

export interface ImportReport {
  /** Rows of the file that are not blank, with errors or without. */
  rows: number;
  /** Rows by what they do to the register; all 0 when there are errors, because then nothing was compared. */
  new: number;
  changed: number;
  same: number;
  /** Presences that the register holds and the file does not name: left alone. */
  missing: number;
  errors: number;
  applied: boolean;
  places: { new: number; changed: number };
}

/** What a row does to the register. */
export interface Difference {
  line: number;
  placeCode: string;
  kind: string;
  validFrom: string;
  change: 'new' | 'changed';
  /** The columns that change, as texts; empty for a new presence of a place that stays as it is. */
  columns: { column: Column; from: string; to: string }[];
}

/** Is told on the way; all of them optional, none of them awaited. */
export interface Watcher {
  /** Rows read so far, after each batch. */
  onProgress?(rows: number): void;
  onDifference?(difference: Difference): void;
  onError?(error: RowError): void;
}

/** Ends the transaction without a trace: a dry run, or a file with errors. */
class NothingApplied extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    super('nothing was applied');
    this.name = 'NothingApplied';
    this.report = report;
  }
}

const watcher = z.custom<Watcher>((value) => typeof value === 'object' && value !== null);

export const importCommand = command({
  name: 'network.import-register',
  roles: ['planner', 'administrator'],
  input: z.object({ path: z.string().min(1), format: z.enum(formats), apply: z.boolean(), watcher }),
  async run(context, { path, format, apply, watcher: watching }) {
    const { tx, actor, now } = context;
    const report: ImportReport = {
      rows: 0,
      new: 0,
      changed: 0,
      same: 0,
      missing: 0,
      errors: 0,
      applied: false,
      places: { new: 0, changed: 0 },
    };
    const refuse = (error: RowError): void => {
      report.errors += 1;
      watching.onError?.(error);
    };
    await store.openStaging(tx);
    await stageFile(context, { path, format }, report, { ...watching, onError: refuse });
    if (apply) await store.lockRegister(tx);
    await checkTogether(context, refuse);
    if (report.errors > 0) throw new NothingApplied(report);
    await compare(context, report, watching);
    if (!apply) throw new NothingApplied(report);
    if (report.new + report.changed > 0) {
      const located = await applyIncoming(tx, now, actor.name);
      for (let from = 0; from < located.length; from += estimatedAtOnce) {
        await writeEstimates(tx, located.slice(from, from + estimatedAtOnce), now);
      }
      await touchRegister(tx);
    }
    report.applied = true;
    return { result: report, subject: 'register', details: { file: path, format } };
  },
});

/**
 * Imports a register file (docs of the format: row.ts). A dry run (`apply: false`) and a file with errors leave no trace,
 * not even an audit row; otherwise all rows are applied in one transaction. What the file does not name stays as it is.
 * Throws Problem: sign-in-required, not-allowed, invalid-input (no format), request-repeated. Everything that is wrong
 * with the file itself, unreadable or missing included, is told to `onError` and counted.
 */
export async function importRegister(
  house: House,
  actor: Actor,
  source: { path: string; format?: Format },
  options: Watcher & { apply: boolean; requestId?: string },
): Promise<ImportReport> {
  const { apply, requestId, ...watching } = options;
  const format = source.format ?? formatOf(source.path);
  if (format === null)
    throw problem('invalid-input', {
      fields: [{ field: 'format', expected: `a file name that ends in ${formats.join(' or ')}` }],
    });
  try {
    return await execute(house, actor, importCommand, { path: source.path, format, apply, watcher: watching }, requestId ?? null);
  } catch (error) {
    if (error instanceof NothingApplied) return error.report;
    throw error;
  }
}

const batchSize = 250;
/** Places; each has a travel time from every municipality, and those of one batch are in memory together. */
const estimatedAtOnce = 500;

/** Reads the file into the staging table; rows with errors are told and left out. */
async function stageFile(
  { tx, newId }: CommandContext,
  source: { path: string; format: Format },
  report: ImportReport,
  watching: Watcher,
): Promise<void> {
  const known = await knownCodes(tx);
  let batch: store.Staged[] = [];
  let named: PresenceName[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await store.stage(tx, batch);
    if (named.length > 0) await store.stageNamed(tx, named);
    batch = [];
    named = [];
    watching.onProgress?.(report.rows);
  };
  for await (const read of readFile(source.path, source.format)) {
    if (!('cells' in read)) {
      if (read.of === 'row') report.rows += 1;
      for (const error of read.errors) watching.onError?.(error);
      continue;
    }
    report.rows += 1;
    const parsed = parseRow(read.cells, read.line, known);
    if ('row' in parsed)
      batch.push({ line: read.line, row: parsed.row, id: newId(), newPlaceId: newId(), placeRecordId: newId() });
    else {
      for (const error of parsed.errors) watching.onError?.(error);
      if (parsed.name !== null) named.push(parsed.name);
    }
    if (batch.length + named.length >= batchSize) await flush();
  }
  await flush();
  await store.closeStaging(tx);
}

async function knownCodes(tx: CommandContext['tx']): Promise<KnownCodes> {
  const municipalities = await listMunicipalities(tx);
  const localities = await listLocalities(tx);
  return {
    municipalities: new Set(municipalities.map(({ code }) => code)),
    localities: new Map(localities.map(({ code, municipalityCode }) => [code, municipalityCode])),
  };
}

/** What no row shows alone: rows that contradict each other, or meet a presence that the file leaves in the register. */
async function checkTogether({ tx }: CommandContext, refuse: (error: RowError) => void): Promise<void> {
  for await (const batch of store.placeConflicts(tx)) {
    for (const { line, row, otherLine, other } of batch) {
      for (const { column, from, to } of changes({ ...row, ...other }, row)) {
        refuse(rowError(line, column, to, `${from === '' ? 'empty' : from}, as line ${otherLine} says of the same place`));
      }
    }
  }
  for await (const batch of store.periodConflicts(tx)) {
    for (const { line, otherLine, same, validFrom } of batch) {
      const expected = same
        ? `one row for each place, kind and first day (line ${otherLine} has the same)`
        : `a period that does not overlap line ${otherLine}, of the same place and kind`;
      refuse(rowError(line, 'valid_from', validFrom, expected));
    }
  }
  for await (const batch of store.registerConflicts(tx)) {
    for (const { line, validFrom, from, to } of batch) {
      const period = `${from} to ${to ?? 'no end'}`;
      refuse(
        rowError(
          line,
          'valid_from',
          validFrom,
          `a period that does not overlap ${period}, which the register has for the place and this file does not name`,
        ),
      );
    }
  }
}

/** Says of each row what it does to the register, and notes it beside the row. */
async function compare({ tx }: CommandContext, report: ImportReport, watching: Watcher): Promise<void> {
  for await (const batch of store.comparisons(tx)) {
    const verdicts = batch.map(({ line, row, place, presence, placeId, presenceId }): store.Verdict => {
      const differs = changes({ ...row, ...place, ...presence }, row);
      const ofPlace = differs.filter(({ column }) => placeColumns.some((one) => one === column));
      const presenceChange = presence === null ? 'new' : differs.length > ofPlace.length ? 'changed' : 'same';
      const change = presence === null ? 'new' : differs.length > 0 ? 'changed' : 'same';
      report[change] += 1;
      if (change !== 'same') {
        const { placeCode, kind, validFrom } = row;
        watching.onDifference?.({ line, placeCode, kind, validFrom, change, columns: differs });
      }
      const placeChange = place === null ? 'new' : isMoved(place, row) ? 'moved' : ofPlace.length > 0 ? 'changed' : 'same';
      return { line, placeId, presenceId, presenceChange, placeChange };
    });
    await store.noteVerdicts(tx, verdicts);
  }
  await store.closeVerdicts(tx);
  const { missing, newPlaces, changedPlaces } = await store.countAfterwards(tx);
  Object.assign(report, { missing, places: { new: newPlaces, changed: changedPlaces } });
}

/** The columns that the file would write differently for two rows: the same text is the same value. */
function changes(before: PresenceRow, after: PresenceRow): Difference['columns'] {
  const [from, to] = [formatRow(before), formatRow(after)];
  return columns
    .filter((column) => from[column] !== to[column])
    .map((column) => ({ column, from: from[column], to: to[column] }));
}
