/** One row of the register file: a presence together with its place. One list of columns, for CSV and XLSX alike. */
import { z } from 'zod';
import { accessibility, evidences, hoursException, presenceKinds, services, weeklyHours } from '../kinds.ts';
import {
  address,
  code,
  date,
  degrees,
  Expected,
  exceptions,
  hours,
  listOf,
  maybe,
  oneOf,
  postalCode,
  premises,
  text,
  type Value,
} from './values.ts';

export const placeColumns = [
  'place_code',
  'place_name',
  'municipality_code',
  'locality_code',
  'street',
  'postal_code',
  'latitude',
  'longitude',
  'accessibility',
] as const;

const presenceColumns = [
  'kind',
  'valid_from',
  'valid_to',
  'services',
  'languages',
  'hours',
  'exceptions',
  'evidence',
  'source',
  'method',
  'assumed',
] as const;

export const columns = [...placeColumns, ...presenceColumns] as const;
export type Column = (typeof columns)[number];
/** A row as texts. */
export type Cells = Readonly<Record<Column, string>>;

export const placePart = z.object({
  placeCode: z.string(),
  placeName: z.string(),
  municipalityCode: z.string(),
  localityCode: z.string().nullable(),
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  latitude: z.number(),
  longitude: z.number(),
  accessibility,
});

export const presencePart = z.object({
  kind: z.enum(presenceKinds),
  validFrom: z.string(),
  /** Last day; null = no end. */
  validTo: z.string().nullable(),
  services: z.array(z.enum(services)),
  languages: z.array(z.string()),
  hours: weeklyHours.nullable(),
  exceptions: z.array(hoursException),
  evidence: z.enum(evidences),
  source: z.string().nullable(),
  method: z.string().nullable(),
  assumed: z.array(z.string()),
});

export const presenceRow = placePart.extend(presencePart.shape);
export type PresenceRow = z.output<typeof presenceRow>;

export interface RowError {
  /** Line of a CSV file, row number of a sheet; the header is 1, the file as a whole 0. */
  line: number;
  /** Name of the column; empty when the error is of the whole row or file. */
  column: string;
  /** What stands there, at most 200 characters. */
  value: string;
  /** What was expected, in English. */
  expected: string;
}

export function rowError(line: number, column: string, value: string, expected: string): RowError {
  return { line, column, value: value.length > 200 ? `${value.slice(0, 199)}…` : value, expected };
}

/** The codes that a row may name. */
export interface KnownCodes {
  municipalities: ReadonlySet<string>;
  /** Code of the locality → code of its municipality. */
  localities: ReadonlyMap<string, string>;
}

/** Field of PresenceRow, column and kind of value, in the order of the file. The extent of the coordinates is Sweden's. */
const fields = {
  placeCode: [
    'place_code',
    code('a place code of a-z, 0-9 and -, 2 to 61 characters, such as af-2280-1', /^[a-z0-9][a-z0-9-]{1,60}$/),
  ],
  placeName: ['place_name', text('the name of the place', 200)],
  municipalityCode: ['municipality_code', code('the four digits of a municipality, such as 0180', /^\d{4}$/)],
  localityCode: ['locality_code', maybe(code('the code of a locality, such as 0180TC101', /^[A-Za-z0-9]{1,20}$/))],
  street: ['street', maybe(text('a street address', 200))],
  postalCode: ['postal_code', maybe(postalCode)],
  latitude: ['latitude', degrees(55, 70)],
  longitude: ['longitude', degrees(10, 25)],
  accessibility: ['accessibility', premises],
  kind: ['kind', oneOf(presenceKinds)],
  validFrom: ['valid_from', date],
  validTo: ['valid_to', maybe(date)],
  services: ['services', listOf(oneOf(services))],
  languages: ['languages', listOf(code('a language code such as sv or se', /^[a-z]{2,3}$/))],
  hours: ['hours', maybe(hours)],
  exceptions: ['exceptions', exceptions],
  evidence: ['evidence', oneOf(evidences)],
  source: ['source', maybe(address)],
  method: ['method', maybe(text('which rule of the program, or who entered it', 500))],
  assumed: ['assumed', listOf(oneOf([...columns, 'point']))],
} as const satisfies { [Key in keyof PresenceRow]: readonly [Column, Value<PresenceRow[Key]>] };

type Draft = { -readonly [Key in keyof PresenceRow]?: PresenceRow[Key] };

/** With errors, `name` says which presence the row speaks of, where that much could be read. */
export type ParsedRow = { row: PresenceRow } | { errors: RowError[]; name: PresenceName | null };
export type PresenceName = Pick<PresenceRow, 'placeCode' | 'kind' | 'validFrom'>;

/** Reads a row. Gives the row, or every error in it with what was expected; never throws. */
export function parseRow(cells: Cells, line: number, known: KnownCodes): ParsedRow {
  const errors: RowError[] = [];
  const draft: Record<string, unknown> = {};
  for (const [key, [column, value]] of Object.entries(fields)) {
    const read = value.read(cells[column]);
    if (read instanceof Expected) errors.push(rowError(line, column, cells[column], read.text));
    else draft[key] = read;
  }
  const say = (column: Column, expected: string): number => errors.push(rowError(line, column, cells[column], expected));
  checkPeriod(draft, say);
  checkEvidence(draft, cells, say);
  checkCodes(draft, known, say);
  if (errors.length === 0) return { row: draft as PresenceRow };
  const { placeCode, kind, validFrom } = draft as Draft;
  return { errors, name: placeCode && kind && validFrom ? { placeCode, kind, validFrom } : null };
}

type Say = (column: Column, expected: string) => void;

function checkPeriod(row: Draft, say: Say): void {
  const { validFrom, validTo } = row;
  if (validFrom !== undefined && validTo && validTo < validFrom) say('valid_to', `a day on or after ${validFrom}, or empty`);
}

function checkEvidence(row: Draft, cells: Cells, say: Say): void {
  if (row.evidence === 'sourced') {
    if (cells.source.trim() === '') say('source', 'the address of the source, since evidence is sourced');
  } else if (row.evidence !== undefined && cells.method.trim() === '') {
    say(
      'method',
      row.evidence === 'entered'
        ? 'who entered it, since evidence is entered'
        : 'which rule of the program, since evidence is reconstructed',
    );
  }
}

function checkCodes(row: Draft, known: KnownCodes, say: Say): void {
  const { municipalityCode, localityCode } = row;
  const exists = municipalityCode !== undefined && known.municipalities.has(municipalityCode);
  if (municipalityCode !== undefined && !exists)
    say('municipality_code', 'the code of a municipality in the register, such as 0180');
  if (!localityCode) return;
  const within = known.localities.get(localityCode);
  if (within === undefined) say('locality_code', 'the code of a locality in the register, or empty');
  else if (exists && within !== municipalityCode)
    say('locality_code', `a locality in municipality ${municipalityCode} (this one is in ${within}), or empty`);
}

/** Writes a row as texts, in the canonical form. */
export function formatRow(row: PresenceRow): Cells {
  const cells: Partial<Record<Column, string>> = {};
  for (const [key, [column, value]] of Object.entries(fields)) {
    cells[column] = (value as Value<unknown>).write(row[key as keyof PresenceRow]);
  }
  return cells as Cells;
}
