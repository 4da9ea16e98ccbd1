/** `narvaro desk import-visits`, as text on a terminal. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { execute, type House, operator } from '../../platform/auth/index.ts';
import { translator } from '../../platform/i18n/index.ts';
import { findPlace, findPlaceByCode } from '../network/index.ts';
import { importVisits, previewVisits } from './import-visits.ts';
import './texts.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

const usage = 'narvaro desk import-visits FILE.csv --place CODE';

/** Reads a log of visits in, as a whole or not at all. Exit code 0 done, 1 the file has faults or cannot be read, 2 not understood. */
export async function printVisitImport(args: readonly string[], { house, out, err }: Io): Promise<number> {
  const asked = understood(args);
  if (asked === null) {
    err(usage);
    return 2;
  }
  const place = await findPlaceByCode(house.db, asked.code);
  if (place === null) {
    err(`There is no place with the code ${asked.code}.`);
    return 1;
  }
  const text = await readFile(asked.path, 'utf8').catch((error: unknown) => {
    err(`${asked.path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  });
  if (text === null) return 1;
  const { name } = (await findPlace(house.db, place.id))!;
  const { faults, before, known, own } = await previewVisits(house, operator, { placeId: place.id, text });
  const t = translator('en');
  for (const { line, column, code, params } of faults)
    err(`line ${line}${column === null ? '' : `, ${column}`}: ${t(`desk:staffImport.fault.${code}`, params)}`);
  if (faults.length > 0) {
    err('Nothing was read in: a file is taken as a whole or not at all.');
    return 1;
  }
  const { visits } = await execute(house, operator, importVisits, { placeId: place.id, text });
  if (before !== null) out(`The same log was read in before (${before.at}); nothing was added.`);
  if (before === null && known.length > 0)
    out(`${known.length} lines are in an earlier log and were not added again: ${known.slice(0, 20).join(', ')}`);
  if (own > 0 && visits > 0) out(`The desk itself noted ${own} visits in those days: they may be the same.`);
  out(`${visits} visits read in at ${name}.`);
  return 0;
}

function understood(args: readonly string[]): { path: string; code: string } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { place: { type: 'string' } },
      allowPositionals: true,
    });
    const [path, ...more] = positionals;
    return path === undefined || values.place === undefined || more.length > 0 ? null : { path, code: values.place };
  } catch {
    return null;
  }
}
