/** `narvaro network import-agreements`, as text on a terminal. */
import { parseArgs } from 'node:util';
import { type House, operator } from '../../../platform/auth/index.ts';
import { errorText } from '../register-file/row.ts';
import { formatOf } from '../register-file/source.ts';
import { importAgreements } from './import-agreements.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

const usage = 'narvaro network import-agreements FILE.csv|FILE.xlsx [--apply] [--all]';
const errorsShown = 100;

/** A dry run unless `--apply` is given; `--all` shows every error. Exit code 0 done, 1 the file has errors, 2 not understood. */
export async function printAgreementImport(args: readonly string[], io: Io): Promise<number> {
  let read;
  try {
    read = parseArgs({
      args: [...args],
      options: { apply: { type: 'boolean' }, all: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    io.err(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return 2;
  }
  const [path, ...more] = read.positionals;
  if (path === undefined || more.length > 0 || formatOf(path) === null) {
    io.err(usage);
    return 2;
  }
  const { apply = false, all = false } = read.values;
  let told = 0;
  const { rows, errors, applied } = await importAgreements(
    io.house,
    operator,
    { path },
    {
      apply,
      onError(error) {
        told += 1;
        if (all || told <= errorsShown) io.err(errorText(error));
      },
    },
  );
  if (!all && told > errorsShown) io.err(`… and ${told - errorsShown} more errors; --all shows them`);
  if (errors > 0) {
    io.out(
      `${rows} rows, ${errors} errors. Nothing was written: a file is taken in as a whole or not at all. Mend the lines above first.`,
    );
    return 1;
  }
  io.out(
    applied
      ? `${rows} agreements written.`
      : `${rows} agreements. Nothing was written: this was a dry run. Add --apply to write them.`,
  );
  return 0;
}
