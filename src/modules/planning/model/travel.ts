/** The minutes between points and sites, from wherever a model has them. */
import { parse } from 'csv-parse/sync';
import { csvDelimiter } from '../../../platform/text/index.ts';
import type { Faults } from './faults.ts';
import { decimal } from './import-model.ts';
import { mostAmount, type PlanModel } from './model.ts';

/** points × sites, row by row; null when something is wrong, which `faults` then holds. */
export function minutesOf(model: PlanModel, readBeside: (path: string) => string, faults: Faults): Float64Array | null {
  const { travel } = model;
  if (travel.source === 'coordinates') return fromCoordinates(model, travel, faults);
  if (travel.source === 'matrix') return fromRows(model, travel.minutes, faults);
  const rows = rowsOfFile(model, travel.path, readBeside, faults);
  return rows === null ? null : fromRows(model, rows, faults);
}

/** How an answer says where its times come from. */
export function travelWords({ travel }: PlanModel): string {
  if (travel.source !== 'coordinates') return travel.origin;
  const { detour, kilometresPerHour, startMinutes } = travel;
  return `estimate: straight line × ${detour} at ${kilometresPerHour} km/h, ${startMinutes} minutes added`;
}

function fromRows(model: PlanModel, rows: readonly (readonly unknown[])[], faults: Faults): Float64Array | null {
  const { points, sites } = model;
  const before = faults.found.length;
  if (rows.length !== points.length)
    faults.add('wrong-size', 'travel.minutes', `travel.minutes: ${rows.length} rows for ${points.length} points`);
  const minutes = new Float64Array(points.length * sites.length);
  for (const [row, values] of rows.slice(0, points.length).entries()) {
    if (values.length !== sites.length)
      faults.add(
        'wrong-size',
        `travel.minutes.${row}`,
        `travel.minutes.${row} (${points[row]!.id}): ${values.length} values for ${sites.length} sites`,
      );
    for (let column = 0; column < sites.length && column < values.length; column += 1) {
      const value = values[column];
      const wrong = faultOf(value);
      if (wrong === null) minutes[row * sites.length + column] = value as number;
      else
        faults.add(
          wrong,
          `travel.minutes.${row}.${column}`,
          `travel.minutes: row ${row} (point ${points[row]!.id}), column ${column} (site ${sites[column]!.id}): ${expected[wrong]}`,
        );
    }
  }
  return faults.found.length === before ? minutes : null;
}

const expected = {
  hole: 'no value',
  infinite: 'infinite, so that the point cannot be reached',
  negative: 'negative',
  'too-great': `more than ${mostAmount}`,
  'no-number': 'not a number',
};

function faultOf(value: unknown): keyof typeof expected | null {
  if (value === null || value === undefined || value === '') return 'hole';
  if (typeof value !== 'number' || Number.isNaN(value)) return 'no-number';
  if (!Number.isFinite(value)) return value > 0 ? 'infinite' : 'negative';
  if (value > mostAmount) return 'too-great';
  return value < 0 ? 'negative' : null;
}

/** A cell of a file: a number, empty, or whatever stood there. */
export const cellOf = (text: string): unknown => {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (/^[+-]?inf(inity)?$/i.test(trimmed)) return trimmed.startsWith('-') ? -Infinity : Infinity;
  return decimal.test(trimmed) ? Number(trimmed) : trimmed;
};

/** The cells of a file by line. Lines of blanks are none. */
export function cellsOf(text: string): string[][] {
  const delimiter = csvDelimiter(text);
  const lines: string[][] = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true, delimiter });
  return lines.filter((cells) => cells.length > 1 || cells[0]!.trim() !== '');
}

/** The rows of a CSV file in the order of the model’s points and sites. */
function rowsOfFile(model: PlanModel, path: string, readBeside: (path: string) => string, faults: Faults): unknown[][] | null {
  let lines: string[][];
  try {
    lines = cellsOf(readBeside(path));
  } catch (error) {
    faults.add('no-file', 'travel.path', `travel.path: ${path}: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
  const [header = [], ...body] = lines;
  const columns = placesIn(header.slice(1), model.sites, 'site', 'column', faults);
  const rows = placesIn(
    body.map(([id = '']) => id),
    model.points,
    'point',
    'row',
    faults,
  );
  const long = body.findIndex((cells) => cells.length > header.length);
  if (long !== -1) {
    const [found, most] = [body[long]!.length, header.length];
    faults.add('wrong-size', 'travel.path', `travel.path: row ${long + 2}: ${found} values under ${most} columns`);
    return null;
  }
  if (columns === null || rows === null) return null;
  return rows.map((row) => columns.map((column) => cellOf(body[row]![column + 1] ?? '')));
}

/** For each element of the model where the file has it. */
function placesIn(
  ids: readonly string[],
  elements: readonly { id: string }[],
  what: string,
  line: string,
  faults: Faults,
): number[] | null {
  const before = faults.found.length;
  const known = new Set(elements.map(({ id }) => id));
  const at = new Map<string, number>();
  for (const [no, text] of ids.entries()) {
    const id = text.trim();
    if (!known.has(id)) faults.add('unknown-id', 'travel.path', `travel.path: ${line} ${no + 2}: there is no ${what} ${id}`);
    if (at.has(id)) faults.add('duplicate-id', 'travel.path', `travel.path: ${line} ${no + 2}: ${what} ${id} a second time`);
    at.set(id, no);
  }
  for (const { id } of elements) if (!at.has(id)) faults.add('hole', 'travel.path', `travel.path: no ${line} for ${what} ${id}`);
  return faults.found.length === before ? elements.map(({ id }) => at.get(id)!) : null;
}

type Coordinates = Extract<PlanModel['travel'], { source: 'coordinates' }>;

function fromCoordinates({ points, sites }: PlanModel, how: Coordinates, faults: Faults): Float64Array | null {
  const before = faults.found.length;
  for (const [list, elements] of Object.entries({ points, sites }))
    for (const [at, { id, latitude, longitude }] of elements.entries())
      if (latitude === undefined || longitude === undefined)
        faults.add('missing', `${list}.${at}`, `${list}.${at} (${id}): latitude and longitude are needed by travel`);
  if (faults.found.length > before) return null;
  const minutes = new Float64Array(points.length * sites.length);
  for (const [row, from] of points.entries())
    for (const [column, to] of sites.entries()) {
      const kilometres = straightLine(from, to) * how.detour;
      const found = kilometres === 0 ? 0 : (kilometres / how.kilometresPerHour) * 60 + how.startMinutes;
      minutes[row * sites.length + column] = found;
      if (found > mostAmount)
        faults.add('too-great', 'travel', `travel: from point ${from.id} to site ${to.id}: ${expected['too-great']}`);
    }
  return faults.found.length > before ? null : minutes;
}

interface Place {
  latitude?: number | undefined;
  longitude?: number | undefined;
}

/** Kilometres on a sphere of the mean radius 6,371 km (haversine). */
function straightLine(from: Place, to: Place): number {
  const radians = (degrees: number | undefined): number => ((degrees ?? 0) * Math.PI) / 180;
  const [a, b] = [radians(from.latitude), radians(to.latitude)];
  const half =
    Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin((radians(to.longitude) - radians(from.longitude)) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(half)));
}
