/** `narvaro network summary`: the national picture as text or JSON. */
import { parseArgs } from 'node:util';
import type { House } from '../../platform/auth/index.ts';
import { day, moment, today } from '../../platform/clock/index.ts';
import { compareReported, countOn } from './national-picture.ts';
import type { Counts } from './store/summary.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

const lines: readonly (readonly [keyof Counts, string])[] = [
  ['municipalities', 'municipalities in all'],
  ['municipalities_staffed', '  own office with permanent staff'],
  ['municipalities_visiting', '  own office that staff travel to'],
  ['municipalities_cooperation', '  cooperation solution'],
  ['municipalities_neighbour', '  served from a neighbour'],
  ['municipalities_with_own_office', 'municipalities with own office'],
  [
    'municipalities_meeting_bookable',
    'municipalities where a meeting can be booked: at an own office, or where an agreement in force covers a place',
  ],
  ['offices', 'own offices'],
  ['offices_staffed', '  with permanent staff'],
  ['offices_visiting', '  travel-in'],
  ['cooperation_solutions', 'cooperation solutions'],
  ['service_offices', 'state service offices'],
  ['service_office_municipalities', '  in municipalities'],
  ['service_offices_pilot', '  in the drop-in pilot'],
  ['places_losing_office', 'places with a decision to close'],
  ['places_secured', '  secured (or restored)'],
  ['places_remaining', '  remaining'],
  ['places_in_dialogue', '    of which in dialogue'],
  ['places_otherwise_remaining', '    of which otherwise'],
  ['places_closing', '  that close'],
  ['places_restored', '  kept after all'],
];

/** Prints the counts of a day, and every published figure of that day or before with the register's own. Exit code 0 or 2. */
export async function printSummary(args: readonly string[], io: Io): Promise<number> {
  const read = readArguments(args);
  if ('fault' in read) {
    io.err(read.fault);
    return 2;
  }
  const on = read.on ?? today(io.house.clock);
  const counts = await countOn(io.house.db, on, read.knownAt);
  const reported = (await compareReported(io.house.db)).filter((one) => one.asOf <= on);
  if (read.json) {
    io.out(JSON.stringify({ on, knownAt: read.knownAt ?? null, counts, reported }, null, 2));
    return 0;
  }
  io.out(`The network on ${on}${read.knownAt === undefined ? '' : `, as known at ${read.knownAt}`}`);
  io.out('');
  for (const [key, text] of lines) io.out(`${String(counts[key]).padStart(6)}  ${text}`);
  io.out('');
  io.out(
    `Of the presences counted, ${counts.rows_sourced} are sourced, ${counts.rows_reconstructed} reconstructed, ${counts.rows_entered} entered.`,
  );
  io.out('A reconstructed row is not a fact about an office: data/sweden/README.md says how it came about.');
  io.out('');
  io.out('Published figures up to that day, and what the register counts on the figure’s own day:');
  io.out('  as of       reported  counted  difference           figure');
  for (const one of reported) {
    const counted = one.counted === null ? '–' : String(one.counted);
    const difference = one.difference === null ? 'not in the register' : one.difference === 0 ? 'none' : String(one.difference);
    io.out(
      `  ${one.asOf}${String(one.reported).padStart(10)}${counted.padStart(9)}  ${difference.padEnd(19)}  ${one.key}: ${one.meaning}`,
    );
  }
  return 0;
}

function readArguments(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { on: { type: 'string' }, 'known-at': { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const on = values.on === undefined ? undefined : day.safeParse(values.on);
    const knownAt = values['known-at'] === undefined ? undefined : moment.safeParse(values['known-at']);
    if (on?.success === false) return { fault: `--on ${values.on}: ${on.error.issues[0]!.message}` };
    if (knownAt?.success === false) return { fault: `--known-at ${values['known-at']}: ${knownAt.error.issues[0]!.message}` };
    return { on: on?.data, knownAt: knownAt?.data, json: values.json };
  } catch (error) {
    return {
      fault: `${error instanceof Error ? error.message : String(error)}\nnarvaro network summary [--on DAY] [--known-at INSTANT] [--json]`,
    };
  }
}
