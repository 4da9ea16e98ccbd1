/** `narvaro network import` and `narvaro network export`, as text on a terminal. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type House, operator } from '../../../platform/auth/index.ts';
import { day, moment } from '../../../platform/clock/index.ts';
import { exportRegister, type ExportOptions } from './export.ts';
import { type Difference, importRegister, type ImportReport } from './import.ts';
import { errorText } from './row.ts';
import { formatOf } from './source.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

const importUsage = 'narvaro network import FILE.csv|FILE.xlsx [--apply] [--all]';
const exportUsage = 'narvaro network export FILE.csv|FILE.xlsx|- [--on DAY] [--known-at INSTANT]';
const progressEvery = 10_000;
const differencesShown = 50;
const errorsShown = 100;

/**
 * Prints the import of a file, row by row: a dry run unless `--apply` is given. `--all` shows every difference and error.
 * Exit code 0 done, 1 the file has errors, 2 not understood.
 */
export async function printImport(args: readonly string[], io: Io): Promise<number> {
  const read = understood(() =>
    parseArgs({ args: [...args], options: { apply: { type: 'boolean' }, all: { type: 'boolean' } }, allowPositionals: true }),
  );
  const path = 'fault' in read ? undefined : read.positionals[0];
  if ('fault' in read || path === undefined || read.positionals.length > 1 || formatOf(path) === null) {
    io.err('fault' in read ? `${read.fault}\n${importUsage}` : importUsage);
    return 2;
  }
  const { apply = false, all = false } = read.values;
  io.out(`Reading ${path} …`);
  const errors = limited((line) => io.err(line), all ? Infinity : errorsShown, 'errors');
  const differences = limited((line) => io.out(line), all ? Infinity : differencesShown, 'differences');
  let told = 0;
  const report = await importRegister(
    io.house,
    operator,
    { path },
    {
      apply,
      onProgress(rows) {
        if (Math.floor(rows / progressEvery) > told) io.out(`  ${rows} rows`);
        told = Math.floor(rows / progressEvery);
      },
      onError: (error) => errors.say(errorText(error)),
      onDifference: (one) => differences.say(differenceText(one)),
    },
  );
  errors.end();
  differences.end();
  printSummary(report, apply, io);
  return report.errors > 0 ? 1 : 0;
}

function differenceText({ line, placeCode, kind, validFrom, change, columns }: Difference): string {
  const what = `line ${line}: ${change.padEnd(7)} ${placeCode} ${kind} from ${validFrom}`;
  const how = columns.map(({ column, from, to }) => `${column}: ${from || '(empty)'} → ${to || '(empty)'}`);
  return how.length === 0 ? what : `${what}; ${how.join('; ')}`;
}

/** Says the first lines, then how many more there were. */
function limited(say: (line: string) => void, most: number, what: string) {
  let count = 0;
  return {
    say(line: string): void {
      count += 1;
      if (count <= most) say(line);
    },
    end(): void {
      if (count > most) say(`… and ${count - most} more ${what}; --all shows them`);
    },
  };
}

function printSummary(report: ImportReport, apply: boolean, io: Io): void {
  const { rows, new: added, changed, same, missing, errors, places } = report;
  if (errors > 0) {
    io.out(
      `${rows} rows, ${errors} errors. Nothing was written: a file is applied as a whole or not at all. Mend the lines above first.`,
    );
    return;
  }
  io.out(`${rows} rows: ${added} new, ${changed} changed, ${same} the same as the register.`);
  io.out(`Places: ${places.new} new, ${places.changed} changed.`);
  if (missing > 0) io.out(`${missing} presences of the register are not in the file: they stay as they are.`);
  if (apply) io.out(added + changed > 0 ? 'Written.' : 'There was nothing to write.');
  else io.out('Nothing was written: this was a dry run. Add --apply to write it.');
}

/**
 * Writes the register to a file (through a temporary one beside it, so that a file is whole or not there), or as CSV to
 * standard output for `-`. Exit code 0 done, 1 the file cannot be written, 2 not understood.
 */
export async function printExport(args: readonly string[], io: Io): Promise<number> {
  const read = understood(() =>
    parseArgs({ args: [...args], options: { on: { type: 'string' }, 'known-at': { type: 'string' } }, allowPositionals: true }),
  );
  if ('fault' in read) {
    io.err(`${read.fault}\n${exportUsage}`);
    return 2;
  }
  const [path, ...more] = read.positionals;
  const on = day.optional().safeParse(read.values.on);
  const knownAt = moment.optional().safeParse(read.values['known-at']);
  const format = path === '-' ? 'csv' : formatOf(path ?? '');
  if (path === undefined || more.length > 0 || format === null || !on.success || !knownAt.success) {
    if (!on.success) io.err(`--on ${read.values.on}: ${on.error.issues[0]!.message}`);
    if (!knownAt.success) io.err(`--known-at ${read.values['known-at']}: ${knownAt.error.issues[0]!.message}`);
    io.err(exportUsage);
    return 2;
  }
  return writeExport(path, { format, on: on.data, knownAt: knownAt.data }, io);
}

async function writeExport(path: string, options: ExportOptions, io: Io): Promise<number> {
  const content = exportRegister(io.house.db, options);
  if (path === '-') {
    await sayLines(content, (line) => io.out(line));
    return 0;
  }
  const unfinished = `${path}.part`;
  try {
    await pipeline(content, createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'path' in error)) throw error;
    await rm(unfinished, { force: true }).catch(() => undefined);
    io.err(`${path} cannot be written: ${error.message}`);
    return 1;
  }
  io.out(`The register is in ${path}.`);
  return 0;
}

/** Says text line by line. */
async function sayLines(content: Readable, say: (line: string) => void): Promise<void> {
  let rest = '';
  for await (const part of content.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = `${rest}${part}`.split('\n');
    rest = lines.pop()!;
    for (const line of lines) say(line);
  }
}

function understood<T extends object>(read: () => T): T | { fault: string } {
  try {
    return read();
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
