/** `narvaro cases desk-agreement`: what the service agreement says of reports handed in at another authority's desk. */
import { parseArgs } from 'node:util';
import { execute, type House, operator } from '../../platform/auth/index.ts';
import { settleDeskAgreement } from './settle-desk-agreement.ts';
import { listDeskAgreements } from './store/report.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

const usage = 'narvaro cases desk-agreement [--from DAY --counts yes|no --source "where the agreement says so"]';

/** Lists what is settled, or settles it from a day. Exit code 0 or 2; the command's own refusals are thrown. */
export async function printDeskAgreement(args: readonly string[], io: Io): Promise<number> {
  const read = readArguments(args);
  if (read === null) {
    io.err(usage);
    return 2;
  }
  if (read.from !== undefined) {
    await execute(io.house, operator, settleDeskAgreement, {
      from: read.from,
      counts: read.counts === 'yes',
      source: read.source,
    });
  }
  const settled = await listDeskAgreements(io.house.db);
  if (settled.length === 0) io.out('Nothing is settled: an officer decides each report for which it matters.');
  for (const { from, counts, source } of settled) {
    io.out(
      `from ${from}  handed in at another authority’s desk ${counts ? 'has reached us that day' : 'has not reached us yet'}  (${source})`,
    );
  }
  return 0;
}

function readArguments(args: readonly string[]): { from?: string; counts?: string; source?: string } | null {
  const options = { from: { type: 'string' }, counts: { type: 'string' }, source: { type: 'string' } } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const given = Object.keys(values).length;
    const isWhole = given === 0 || (given === 3 && ['yes', 'no'].includes(values.counts ?? ''));
    return isWhole ? values : null;
  } catch {
    return null;
  }
}
