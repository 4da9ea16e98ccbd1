/** `narvaro network travel import|route`: travel times from a file or from a routing server. */
import { parseArgs } from 'node:util';
import { type House, operator } from '../../platform/auth/index.ts';
import { errorText } from './register-file/row.ts';
import { importTravelTimes, routeTravelTimes, routingFromEnvironment } from './travel/index.ts';

interface Io {
  house: House;
  env: Readonly<Record<string, string | undefined>>;
  out(line: string): void;
  err(line: string): void;
}

const usage = 'narvaro network travel import FILE.csv [--apply]';
const badCellsShown = 100;

/** Exit code 0 done, 1 the file has errors, 2 not understood. */
export async function printTravelImport(args: readonly string[], io: Io): Promise<number> {
  let read;
  try {
    read = parseArgs({ args: [...args], options: { apply: { type: 'boolean', default: false } }, allowPositionals: true });
  } catch (error) {
    io.err(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return 2;
  }
  const [path, ...more] = read.positionals;
  if (path === undefined || more.length > 0) {
    io.err(usage);
    return 2;
  }
  const report = await importTravelTimes(io.house, operator, path, { apply: read.values.apply });
  for (const cell of report.badCells.slice(0, badCellsShown)) io.err(errorText(cell));
  if (report.bad > badCellsShown) io.err(`… and ${report.bad - badCellsShown} more`);
  io.out(
    `${report.journeys} journeys: ${report.added} new, ${report.changed} changed, ${report.unchanged} the same, ${report.bad} cells wrong.`,
  );
  if (report.bad > 0) io.out('Nothing was written: mend the lines above first.');
  else if (!report.applied) io.out('Nothing was written: this was a dry run. Add --apply to write it.');
  return report.bad > 0 ? 1 : 0;
}

/** Asks the routing server that ROUTING_SERVER names for every journey. Exit code 0 or 2. */
export async function printTravelRouting(args: readonly string[], io: Io): Promise<number> {
  const server = routingFromEnvironment(io.env);
  if (server === null || args.length > 0) {
    io.err('Set ROUTING_SERVER to osrm:http://host:port or valhalla:http://host:port, then: narvaro network travel route');
    return 2;
  }
  io.out(`Asking ${server.kind} at ${server.url} …`);
  io.out(`${await routeTravelTimes(io.house, server, 'all')} journeys written.`);
  return 0;
}
