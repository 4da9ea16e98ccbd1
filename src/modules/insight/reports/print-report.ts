/** `narvaro report`: a report to the government in a format; the frozen file when it is frozen, otherwise with what is known now. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { House } from '../../../platform/auth/index.ts';
import { findFrozenFile } from '../store/frozen.ts';
import { findReport, listReports } from '../store/reports.ts';
import { makeReport } from './make.ts';
import { type Format, formats, reportFile } from './render/index.ts';
import { factsOf } from './report-input.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

const usage = 'narvaro report CODE [--format text|html|pdf|csv|xlsx] [--output FILE]';

/** Exit code 0, 1 (no such report) or 2 (not understood). */
export async function printReport(args: readonly string[], { house, out, err }: Io): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) {
    err(usage);
    return 2;
  }
  const { code, format, output } = asked;
  const report = await findReport(house.db, code);
  if (report === null) {
    const codes = (await listReports(house.db)).map((one) => one.code);
    err(`There is no report ${code}. There are: ${codes.join(', ') || 'none'}.`);
    return 1;
  }
  const frozen = await findFrozenFile(house.db, report.id, format);
  const file = frozen?.content ?? (await reportFile(await makeReport(house.db, factsOf(report), null), format));
  if (output !== null) {
    await writeFile(output, file);
    out(`${output}: ${frozen === null ? 'draft' : 'frozen'}, ${file.length} bytes`);
  } else if (format === 'pdf' || format === 'xlsx') await writeOut(file);
  else out(file.toString('utf8').replace(/\n$/, ''));
  return 0;
}

/** Bytes are no lines. */
function writeOut(file: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(file, (error) => (error === null || error === undefined ? resolve() : reject(error)));
  });
}

function readArguments(args: readonly string[]): { code: string; format: Format; output: string | null } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: 'string', default: 'text' }, output: { type: 'string' } },
    });
    const [code, ...more] = positionals;
    const format = formats.find((one) => one === values.format);
    return code === undefined || more.length > 0 || format === undefined ? null : { code, format, output: values.output ?? null };
  } catch {
    return null;
  }
}
