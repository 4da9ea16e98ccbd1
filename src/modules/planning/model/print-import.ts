/** `narvaro plan import`: files that others use, as a model on stdout. */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { importCovering, importMatrix } from './import-matrix.ts';
import { ImportFault, type PlanFile } from './import-model.ts';
import { importOrLibrary } from './import-or-library.ts';
import { given, type Terminal } from './print-solve.ts';
import { readText } from './read-text.ts';

const usage = [
  'narvaro plan import or-library FILE',
  'narvaro plan import matrix MINUTES.csv [WEIGHTS.csv] --places N',
  'narvaro plan import mclp COORDINATES WEIGHTS --places N --within DISTANCE',
].join('\n');

/** Exit code 0, 1 (the file is refused) or 2 (not understood). */
export function printPlanImport(args: readonly string[], { out, err }: Terminal): Promise<number> {
  try {
    const model = imported(args);
    if (model === null) {
      err(usage);
      return Promise.resolve(2);
    }
    out(JSON.stringify(model));
    return Promise.resolve(0);
  } catch (error) {
    if (!(error instanceof ImportFault)) throw error;
    err(error.message);
    return Promise.resolve(1);
  }
}

/** Null when the arguments are not understood. */
function imported(args: readonly string[]): PlanFile | null {
  const asked = readArguments(args);
  if (asked === null) return null;
  const { format, files, places, within } = asked;
  const [first, second] = files.map((path) => ({ text: textOf(path), file: basename(path) }));
  if (format === 'or-library' && files.length === 1) return importOrLibrary(first!.text, first!.file);
  if (places === null || first === undefined || files.length > 2) return null;
  if (format === 'matrix')
    return importMatrix(first.text, first.file, { places, ...(second === undefined ? {} : { weights: second }) });
  return format === 'mclp' && second !== undefined && within !== null ? importCovering(first, second, { places, within }) : null;
}

function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw new ImportFault(`${basename(path)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readArguments(
  args: readonly string[],
): { format: string; files: string[]; places: number | null; within: number | null } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { places: { type: 'string' }, within: { type: 'string' } },
    });
    const [format = '', ...files] = positionals;
    const places = given(values.places);
    const within = given(values.within);
    const isRight = (places === null || (Number.isInteger(places) && places > 0)) && (within === null || within >= 0);
    return isRight ? { format, files, places, within } : null;
  } catch {
    return null;
  }
}
