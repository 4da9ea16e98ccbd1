/** A file of addresses: which bodies it is about, and what in it cannot be read. */
import { isPersonalNumber } from '../../../platform/auth/index.ts';
import { csvLines, isSpreadsheetError } from '../../../platform/text/index.ts';
import type { PutBody } from '../store/bodies.ts';
import { type Body, bodyKinds } from './bodies.ts';
import { emailAddress, line, postalCode, wholeAddress } from './put-body.ts';

export const bodyColumns = ['kind', 'code', 'name', 'role', 'email', 'street', 'postal_code', 'post_town'] as const;
type Column = (typeof bodyColumns)[number];

/** What is wrong, as a code with its line and column; `file` and `row` are no columns. */
export interface BodyFault {
  line: number;
  column: Column | 'file' | 'row';
  what:
    | 'unreadable'
    | 'columns'
    | 'empty'
    | 'kind'
    | 'unknown'
    | 'twice'
    | 'name'
    | 'text'
    | 'email'
    | 'postal-code'
    | 'address'
    | 'personal';
}

export interface ReadBodies {
  /** By what they do to what is known; empty when there are faults. */
  changes: { body: Body; to: PutBody }[];
  same: number;
  rows: number;
  faults: BodyFault[];
}

/** Semicolons, commas or tabs, UTF-8 with or without a byte order mark. An empty cell means that nothing is known. */
export function readBodies(text: string, known: readonly Body[]): ReadBodies {
  const read: ReadBodies = { changes: [], same: 0, rows: 0, faults: [] };
  const table = tableOf(text);
  if ('fault' in table) return { ...read, faults: [table.fault] };
  const byKey = new Map(known.map((one) => [one.key, one]));
  const byName = new Map(known.filter(({ code }) => code === null).map((one) => [`${one.kind} ${one.name.toLowerCase()}`, one]));
  const seen = new Set<string>();
  for (const { line: at, cells } of table.rows) {
    read.rows += 1;
    const faults = faultsIn(cells, at);
    const kind = cells.kind as Body['kind'];
    const body = byKey.get(`${kind}:${wholeCode(kind, cells.code)}`) ?? byName.get(`${kind} ${cells.name.toLowerCase()}`);
    if (body === undefined && faults.every(({ what }) => what !== 'kind' && what !== 'name'))
      faults.unshift({ line: at, column: cells.code === '' ? 'name' : 'code', what: 'unknown' });
    if (body !== undefined && seen.has(body.key)) faults.push({ line: at, column: 'row', what: 'twice' });
    read.faults.push(...faults);
    if (body !== undefined) seen.add(body.key);
    if (faults.length > 0 || body === undefined) continue;
    const to = putOf(body, cells);
    if (isSame(body, to)) read.same += 1;
    else read.changes.push({ body, to });
  }
  if (read.rows === 0) read.faults.push({ line: 1, column: 'file', what: 'empty' });
  return read.faults.length > 0 ? { ...read, changes: [], same: 0 } : read;
}

type Cells = Record<Column, string>;

/** A spreadsheet that takes a code for a number has dropped its leading zero. */
const wholeCode = (kind: Body['kind'], code: string): string =>
  code.padStart(kind === 'municipality' ? 4 : code === '' ? 0 : 2, '0');

function tableOf(text: string): { rows: { line: number; cells: Cells }[] } | { fault: BodyFault } {
  const read = csvLines(text);
  if ('brokenAt' in read) return { fault: { line: read.brokenAt, column: 'file', what: 'unreadable' } };
  const [head, ...body] = read.lines;
  const header = (head?.values ?? []).map((one) => one.toLowerCase());
  const isKnown =
    header.every((one) => (bodyColumns as readonly string[]).includes(one)) && new Set(header).size === header.length;
  if (!isKnown || !['kind', 'code', 'email'].every((one) => header.includes(one)))
    return { fault: { line: 1, column: 'file', what: 'columns' } };
  const rows = body.map(({ line, values }) => ({
    line,
    cells: Object.fromEntries(bodyColumns.map((name) => [name, values[header.indexOf(name)] ?? ''])) as Cells,
  }));
  return { rows };
}

function faultsIn(cells: Cells, at: number): BodyFault[] {
  const faults: BodyFault[] = [];
  const fault = (column: BodyFault['column'], what: BodyFault['what']): void => void faults.push({ line: at, column, what });
  if (!(bodyKinds as readonly string[]).includes(cells.kind)) fault('kind', 'kind');
  else if (cells.code === '' && cells.name === '') fault('name', 'name');
  for (const column of ['name', 'role', 'street', 'post_town'] as const)
    if (!line(column === 'post_town' ? 60 : 120, '').safeParse(cells[column]).success || isSpreadsheetError(cells[column]))
      fault(column, 'text');
  if (!emailAddress.safeParse(cells.email).success) fault('email', 'email');
  if (!postalCode.safeParse(cells.postal_code).success) fault('postal_code', 'postal-code');
  else if (
    !wholeAddress({ street: cells.street || null, postalCode: cells.postal_code || null, postTown: cells.post_town || null })
  )
    fault('street', 'address');
  for (const column of bodyColumns) {
    const digits = cells[column].normalize('NFKC').replaceAll(/[^\d+]/g, '');
    if (column !== 'postal_code' && (digits.length === 10 || digits.length === 12) && isPersonalNumber(digits))
      fault(column, 'personal');
  }
  return faults;
}

function putOf(body: Body, cells: Cells): PutBody {
  const orNull = (text: string): string | null => (text === '' ? null : text);
  return {
    key: body.key,
    // An organisation is found by its name, and the register's own name is not entered as another.
    name: body.code === null || cells.name === body.name ? body.entered : orNull(cells.name),
    role: orNull(cells.role),
    email: orNull(cells.email),
    street: orNull(cells.street),
    postalCode: postalCode.parse(cells.postal_code),
    postTown: orNull(cells.post_town),
  };
}

const isSame = (body: Body, to: PutBody): boolean =>
  to.name === body.entered &&
  (['role', 'email', 'street', 'postalCode', 'postTown'] as const).every((field) => body[field] === to[field]);
