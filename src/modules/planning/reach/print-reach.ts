/** `narvaro plan reach`: reach and equity of the register’s network on a day, as text, JSON or CSV. */
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import type { House } from '../../../platform/auth/index.ts';
import { day, dayExpected, type PlainDate, today } from '../../../platform/clock/index.ts';
import type { Measures } from './measures.ts';
import { type Grouping, groupings, type PointKind, pointKinds, type Weighting, weightings } from './points.ts';
import { type ReachAnswer, reachOf, type ReachQuestion, thresholds } from './reach.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

const usage =
  'narvaro plan reach [--on DAY] [--points municipalities|localities] [--weights registered|population]\n' +
  '                   [--group county|type|size|deprivation] [--beyond MINUTES] [--format text|json|csv]';

const formats = ['text', 'json', 'csv'] as const;

/** Prints the measures. Exit code 0, 1 (the register knows no place on the day) or 2 (not understood). */
export async function printReach(args: readonly string[], io: Io): Promise<number> {
  const read = readArguments(args, today(io.house.clock));
  if ('fault' in read) {
    io.err(`${read.fault}\n${usage}`);
    return 2;
  }
  const answer = await reachOf(io.house, read.question);
  // Nobody within any limit would be said of people, and is only said of the register.
  if (Object.values(answer.evidence).every((count) => count === 0)) {
    io.err(`The register knows no place on ${answer.on}: there is nothing to measure.`);
    return 1;
  }
  if (read.format === 'json') io.out(JSON.stringify(answer, null, 2));
  else if (read.format === 'csv') io.out(stringify(csvOf(answer), { header: true }).trimEnd());
  else for (const line of textOf(answer)) io.out(line);
  return 0;
}

type Read = { question: ReachQuestion; format: (typeof formats)[number] } | { fault: string };

function readArguments(args: readonly string[], now: PlainDate): Read {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        on: { type: 'string' },
        points: { type: 'string', default: 'municipalities' },
        weights: { type: 'string', default: 'registered' },
        group: { type: 'string' },
        beyond: { type: 'string' },
        format: { type: 'string', default: 'text' },
      },
    });
    const read = day.safeParse(values.on ?? now);
    if (!read.success) throw new Error(`--on ${values.on}: ${dayExpected}`);
    const on = read.data;
    const limit = values.beyond === undefined ? null : /^\d+(\.\d+)?$/.test(values.beyond) ? Number(values.beyond) : NaN;
    if (limit !== null && !(limit > 0 && Number.isFinite(limit))) throw new Error(`--beyond ${values.beyond}: minutes above 0`);
    const question: ReachQuestion = {
      on,
      points: oneOf<PointKind>('points', values.points, pointKinds),
      weights: oneOf<Weighting>('weights', values.weights, weightings),
      group: values.group === undefined ? null : oneOf<Grouping>('group', values.group, groupings),
      ...(limit === null ? {} : { beyond: limit }),
    };
    return { question, format: oneOf('format', values.format, formats) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

function oneOf<One extends string>(option: string, value: string, known: readonly One[]): One {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Error(`--${option} ${value}: one of ${known.join(', ')}`);
  return found;
}

/** What the figures rest on: said before them in every format for people. */
export function basisOf({ points, pointCount, weights, journeys, evidence, limits }: ReachAnswer): string[] {
  const from = points === 'municipalities' ? 'the seats of municipalities' : 'localities';
  const people = weights === 'registered' ? 'registered unemployed (mean of 2018)' : 'residents';
  const sources = Object.entries(journeys).filter(([, count]) => count > 0);
  const spread = points === 'localities' && weights === 'registered' ? ', spread within each municipality by residents' : '';
  return [
    `From ${from} (${pointCount} points), weighted by ${people}${spread}.`,
    `Minutes by car, one way, whole; source of travel time: ${sources.map(([source, count]) => `${source} (${count} journeys)`).join(', ') || 'none'}.`,
    `Of the places ${evidence.sourced} are sourced, ${evidence.entered} entered, ${evidence.reconstructed} reconstructed; a reconstructed one is not a fact about an office.`,
    `P50, P90, P95: the least minutes that so large a share of the weight does not exceed. A limit is within. Too far: more than ${limits.beyond} minutes.`,
  ];
}

const columns: readonly (readonly [string, (of: Measures) => number | null, (value: number) => string])[] = [
  ['mean', ({ mean }) => mean, (value) => value.toFixed(1)],
  ['P50', ({ p50 }) => p50, String],
  ['P90', ({ p90 }) => p90, String],
  ['P95', ({ p95 }) => p95, String],
  ['max', ({ max }) => max, String],
  ...thresholds.map(
    (limit) =>
      [
        `≤${limit}`,
        ({ within }: Measures) => within.find((one) => one.limit === limit)!.share,
        (value: number) => `${(100 * value).toFixed(1)}%`,
      ] as const,
  ),
  ['FGT0', (of) => of.beyond.headcount, (value) => value.toFixed(4)],
  ['FGT1', (of) => of.beyond.depth, (value) => value.toFixed(4)],
  ['FGT2', (of) => of.beyond.severity, (value) => value.toFixed(4)],
  ['Gini', ({ gini }) => gini, (value) => value.toFixed(3)],
  ['Palma', ({ palma }) => palma, (value) => value.toFixed(2)],
  ['Theil', ({ theil }) => theil, (value) => value.toFixed(3)],
  ['concen.', ({ concentration }) => concentration, (value) => value.toFixed(3)],
];

const titles = {
  meeting: 'Nearest place where a physical meeting can be booked',
  own_office: 'Nearest own office',
  staffed_office: 'Nearest own office with permanent staff',
  visiting_office: 'Nearest own office that staff travel to',
  cooperation_place: 'Nearest cooperation place',
  service_office: 'Nearest state service office',
} as const;

function textOf(answer: ReachAnswer): string[] {
  const width = Math.max(...answer.rows.map(({ name }) => name.length));
  const head = `${''.padEnd(width)}${columns.map(([title]) => title.padStart(9)).join('')}`;
  const tables = [...Map.groupBy(answer.rows, ({ target }) => target)].flatMap(([target, rows]) => [
    '',
    `${titles[target]}, minutes`,
    head,
    ...rows.map(({ name, measures }) => {
      const cells = columns.map(([, value, shown]) => {
        const found = value(measures);
        return (found === null ? '–' : shown(found)).padStart(9);
      });
      return `${name.padEnd(width)}${cells.join('')}`;
    }),
  ]);
  return [
    `Reach and equity on ${answer.on}`,
    ...basisOf(answer),
    ...tables,
    '',
    `Places for booked meetings for each 10,000, within ${answer.limits.beyond} minutes (two-step floating catchment; enhanced: Gaussian decay)`,
    `${''.padEnd(width)} two-step enhanced`,
    ...answer.supply.map(
      ({ name, even, gaussian }) => `${name.padEnd(width)}${even.toFixed(2).padStart(9)}${gaussian.toFixed(2).padStart(9)}`,
    ),
  ];
}

/** One row for each target and group; what every figure rests on stands in each row. */
function csvOf({ rows, supply, on, points, weights, journeys, limits }: ReachAnswer): Record<string, string | number | null>[] {
  const sources = Object.entries(journeys).flatMap(([source, count]) => (count > 0 ? [source] : []));
  return rows.map(({ target, group, name, measures }) => {
    const { within, beyond, ...plain } = measures;
    const offered = supply.find((one) => one.group === group);
    return {
      on,
      points,
      weights,
      travel_time: sources.join('|'),
      target,
      group: group ?? '',
      name,
      ...plain,
      ...Object.fromEntries(within.map(({ limit, share }) => [`within_${limit}`, share])),
      beyond_limit: limits.beyond,
      fgt0: beyond.headcount,
      fgt1: beyond.depth,
      fgt2: beyond.severity,
      meeting_places_per_10000: target === 'meeting' ? (offered?.even ?? null) : null,
      meeting_places_per_10000_gaussian: target === 'meeting' ? (offered?.gaussian ?? null) : null,
    };
  });
}
