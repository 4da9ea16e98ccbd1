/** One row of the register file: a presence together with its place. One list of columns, for CSV and XLSX alike. */
import { z } from 'zod';
import { evidences, hoursException, placeFacts, presenceKinds, services, weeklyHours } from '../kinds.ts';
import {
  knownPostalCode,
  languageCode,
  latitude,
  localityCode,
  localityIn,
  longitude,
  method,
  municipalityCode,
  placeCode,
  placeName,
  street,
} from './place-values.ts';
import { address, date, Expected, exceptions, hours, listOf, maybe, oneOf, premises, type Value } from './values.ts';

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
  ...placeFacts,
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
  /** What pages say of it in their own language, where a value's kind does not say it all. */
  fault?: RowFault;
}

export interface RowFault {
  code: string;
  params?: Readonly<Record<string, string | number>>;
}

export function rowError(line: number, column: string, value: string, expected: string, fault?: RowFault): RowError {
  const error = { line, column, value: value.length > 200 ? `${value.slice(0, 199)}…` : value, expected };
  return fault === undefined ? error : { ...error, fault };
}

/** The error as one line, with its place in the file first. */
export function errorText({ line, column, value, expected }: RowError): string {
  const where = column === '' ? `line ${line}` : `line ${line}, ${column}`;
  return `${where}${value === '' ? '' : ` = ${JSON.stringify(value)}`}: expected ${expected}`;
}

/** The codes that a row may name. */
export interface KnownCodes {
  municipalities: ReadonlySet<string>;
  /** Code of the locality → code of its municipality. */
  localities: ReadonlyMap<string, string>;
}

/** Field of PresenceRow, column and kind of value, in the order of the file. */
const fields = {
  placeCode: ['place_code', placeCode],
  placeName: ['place_name', placeName],
  municipalityCode: ['municipality_code', municipalityCode],
  localityCode: ['locality_code', localityCode],
  street: ['street', street],
  postalCode: ['postal_code', knownPostalCode],
  latitude: ['latitude', latitude],
  longitude: ['longitude', longitude],
  accessibility: ['accessibility', premises],
  kind: ['kind', oneOf(presenceKinds)],
  validFrom: ['valid_from', date],
  validTo: ['valid_to', maybe(date)],
  services: ['services', listOf(oneOf(services))],
  languages: ['languages', listOf(languageCode)],
  hours: ['hours', maybe(hours)],
  exceptions: ['exceptions', exceptions],
  evidence: ['evidence', oneOf(evidences)],
  source: ['source', maybe(address)],
  method: ['method', maybe(method)],
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
  const { placeCode: place, kind, validFrom } = draft as Draft;
  return { errors, name: place && kind && validFrom ? { placeCode: place, kind, validFrom } : null };
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
  const { municipalityCode: municipality, localityCode: locality } = row;
  const exists = municipality !== undefined && known.municipalities.has(municipality);
  if (municipality !== undefined && !exists) say('municipality_code', 'the code of a municipality in the register, such as 0180');
  if (!locality) return;
  const within = known.localities.get(locality);
  if (within === undefined) say('locality_code', 'the code of a locality in the register, or empty');
  else if (exists && within !== municipality) say('locality_code', localityIn(municipality, within));
}

/** Writes a row as texts, in the canonical form. */
export function formatRow(row: PresenceRow): Cells {
  const cells: Partial<Record<Column, string>> = {};
  for (const [key, [column, value]] of Object.entries(fields)) {
    cells[column] = (value as Value<unknown>).write(row[key as keyof PresenceRow]);
  }
  return cells as Cells;
}
