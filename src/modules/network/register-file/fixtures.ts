/** A small country and files for the tests of this folder. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/auth/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { type Cells, columns } from './row.ts';

export const planner: Actor = { id: '0190b0a0-0000-7000-8000-000000000001', name: 'Planner', roles: ['planner'] };

export const codes = {
  municipalities: new Set(['0180', '2280']),
  localities: new Map([
    ['0180TC101', '0180'],
    ['2280TC101', '2280'],
  ]),
};

export async function insertCountry(db: Database): Promise<void> {
  await sql`insert into network.county values ('01', 'Stockholms län'), ('22', 'Västernorrlands län')`.execute(db);
  await sql`
    insert into network.municipality values
      ('0180', 'Stockholm', '01', 'Stockholm', 59.3, 18.1, 1000, 10, 'Stockholm'),
      ('2280', 'Härnösand', '22', 'Härnösand', 62.6, 17.9, 1000, 10, 'Härnösand')`.execute(db);
  await sql`
    insert into network.locality values
      ('0180TC101', 'Stockholm', '0180', 1000, 59.3, 18.1), ('2280TC101', 'Härnösand', '2280', 1000, 62.6, 17.9)`.execute(db);
}

/** A row as texts; what the test does not speak of is a staffed office in Härnösand since 2019. */
export function cells(change: Partial<Cells> = {}): Cells {
  return {
    place_code: 'af-2280-1',
    place_name: 'Härnösand',
    municipality_code: '2280',
    locality_code: '',
    street: '',
    postal_code: '',
    latitude: '62.63228',
    longitude: '17.93794',
    accessibility: '',
    kind: 'staffed_office',
    valid_from: '2019-01-01',
    valid_to: '',
    services: 'booked-meeting|drop-in',
    languages: 'sv',
    hours: '',
    exceptions: '',
    evidence: 'reconstructed',
    source: '',
    method: 'test',
    assumed: '',
    ...change,
  };
}

export const header = columns.join(',');

/** The text of a CSV file with these rows; values with commas or quotes are the test's own business. */
export function csv(...rows: Partial<Cells>[]): string {
  return [header, ...rows.map((row) => columns.map((column) => cells(row)[column]).join(','))]
    .map((line) => `${line}\n`)
    .join('');
}

/** A folder for files; remove it with `remove`. */
export function testFolder(): { path: string; write(name: string, content: string | Uint8Array): string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'narvaro-register-'));
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
