import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body } from './bodies.ts';
import { bodyColumns, readBodies } from './read-bodies.ts';

const empty = {
  entered: null,
  registered: null,
  version: 0,
  role: null,
  email: null,
  street: null,
  postalCode: null,
  postTown: null,
};
const known: Body[] = [
  { ...empty, key: 'municipality:2425', kind: 'municipality', code: '2425', name: 'Kommunen Dorotea' },
  { ...empty, key: 'union:1', kind: 'union', code: null, name: 'Provfacket', entered: 'Provfacket', version: 1 },
];
const header = bodyColumns.join(';');

describe('a file of addresses', () => {
  it('knows bodies by code and organisations by name, and changes only what it says', () => {
    const { changes, same, faults } = readBodies(
      `${header}\nmunicipality;2425;;Registrator;a@example.org;;;\nunion;;provfacket;;;;;\n`,
      known,
    );
    expect(faults).toEqual([]);
    expect(same).toBe(1);
    expect(changes.map(({ to }) => to)).toEqual([
      {
        key: 'municipality:2425',
        name: null,
        role: 'Registrator',
        email: 'a@example.org',
        street: null,
        postalCode: null,
        postTown: null,
      },
    ]);
  });

  it.each([
    ['', 1, 'file', 'columns'],
    ['kind;code;email\n', 1, 'file', 'empty'],
    ['kind;code;mail\nmunicipality;2425;\n', 1, 'file', 'columns'],
    ['kind;code;email;email\n', 1, 'file', 'columns'],
    [`kind;code;email\nmunicipality;"2425;\n`, 2, 'file', 'unreadable'],
    ['kind;code;email\n\nmunicipality;9999;\n', 3, 'code', 'unknown'],
    ['kind;code;email\nunion;;\n', 2, 'name', 'name'],
    [`${header}\nmunicipality;2425;;#SAKNAS!;;;;\n`, 2, 'role', 'text'],
    [`${header}\nmunicipality;2425;;;;Box 1;;\n`, 2, 'street', 'address'],
    [`${header}\nmunicipality;2425;;199105142385;;;;\n`, 2, 'role', 'personal'],
  ])('%j is refused at line %i, column %s: %s', (text, line, column, what) => {
    const { faults, changes } = readBodies(text, known);
    expect(changes).toEqual([]);
    expect(faults[0]).toMatchObject({ line, column, what });
  });

  it('never changes anything when there is a fault, never throws, and names lines that are there', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('municipality', '2425', 'union', 'a@example.org', '901 01', '"', ';', '\n', ''),
    );
    const row = fc.array(cell, { maxLength: 9 }).map((cells) => cells.join(';'));
    fc.assert(
      fc.property(fc.constantFrom(header, 'kind;code;email', ''), fc.array(row, { maxLength: 6 }), (first, rows) => {
        const text = [first, ...rows].join('\n');
        const { faults, changes, same } = readBodies(text, known);
        if (faults.length > 0) expect([changes.length, same]).toEqual([0, 0]);
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const { line } of faults) expect(line >= 1 && line <= lines + 1).toBe(true);
      }),
    );
  });
});
