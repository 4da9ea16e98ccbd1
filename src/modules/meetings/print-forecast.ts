/** `narvaro meetings forecast`, as text on a terminal. */
import { readFile } from 'node:fs/promises';
import { execute, type House, operator } from '../../platform/auth/index.ts';
import { translator } from '../../platform/i18n/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { importForecast } from './import-forecast.ts';
import './texts.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

/** Loads a forecast as a whole. Exit code 0 done, 1 the file has faults or cannot be read, 2 not understood. */
export async function printForecast(args: readonly string[], { house, out, err }: Io): Promise<number> {
  const [path, ...more] = args;
  if (path === undefined || more.length > 0 || path.startsWith('-')) {
    err('narvaro meetings forecast FILE.csv');
    return 2;
  }
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    err(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  });
  if (text === null) return 1;
  try {
    const { rows, replaced } = await execute(house, operator, importForecast, { text });
    out(`${rows} rows loaded; ${replaced} rows of before replaced.`);
    return 0;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'forecast-unreadable') throw error;
    for (const line of forecastFaults(error, translator('en'))) err(line);
    err('Nothing was loaded: a file is taken as a whole or not at all.');
    return 1;
  }
}

/** What is wrong with a forecast, line by line, in words. */
export function forecastFaults(
  { details }: Problem,
  t: (key: string, params?: Record<string, string | number>) => string,
): string[] {
  const fields = details.fields ?? [];
  const count = Number(details.params?.['faults'] ?? fields.length);
  const said = fields.map(({ field, expected }) => {
    const [line = '', column = ''] = field.split(' ');
    const wrong = t(`meetings:staffCapacity.wrong.${expected}`);
    return t(`meetings:staffCapacity.${column === '' ? 'faultLine' : 'fault'}`, { line, column, wrong });
  });
  return count > fields.length ? [...said, t('meetings:staffCapacity.moreFaults', { count })] : said;
}
