import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { accessibilityFacts, evidences, presenceKinds, services, weekdays } from '../kinds.ts';
import { cells, codes } from './fixtures.ts';
import { type Cells, columns, formatRow, parseRow, type PresenceRow } from './row.ts';

function parsed(change: Partial<Cells>): PresenceRow {
  const read = parseRow(cells(change), 2, codes);
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return read.row;
}

function errors(change: Partial<Cells>): string[] {
  const read = parseRow(cells(change), 7, codes);
  return 'errors' in read ? read.errors.map((error) => `${error.line} ${error.column} ${error.value}: ${error.expected}`) : [];
}

describe('a row of the register file', () => {
  it('is read into typed values', () => {
    const row = parsed({
      hours: 'tue 10:00-16:00; mon 09:00-12:00 13:00-16:00; sun closed',
      exceptions: '2020-12-24 closed; 2020-12-23 10:00-12:00',
      accessibility: 'hearing_loop=no; step_free=yes; accessible_toilet=unknown',
      services: 'drop-in | booked-meeting|drop-in',
      postal_code: '87131',
      locality_code: '2280TC101',
    });
    expect(row).toMatchObject({
      hours: {
        mon: [
          ['09:00', '12:00'],
          ['13:00', '16:00'],
        ],
        tue: [['10:00', '16:00']],
      },
      exceptions: [
        { date: '2020-12-23', hours: [['10:00', '12:00']] },
        { date: '2020-12-24', hours: [] },
      ],
      accessibility: { step_free: 'yes', hearing_loop: 'no' },
      services: ['booked-meeting', 'drop-in'],
      postalCode: '871 31',
      localityCode: '2280TC101',
      street: null,
      validTo: null,
    });
    expect(formatRow(row)).toMatchObject({
      hours: 'mon 09:00-12:00 13:00-16:00; tue 10:00-16:00',
      exceptions: '2020-12-23 10:00-12:00; 2020-12-24 closed',
      accessibility: 'step_free=yes; hearing_loop=no',
      services: 'booked-meeting|drop-in',
    });
  });

  it('tells hours that are not known from hours that are never', () => {
    expect(parsed({ hours: '' }).hours).toBeNull();
    expect(parsed({ hours: 'closed' }).hours).toEqual({});
    expect(formatRow(parsed({ hours: 'mon closed' })).hours).toBe('closed');
  });

  it.each<[string, Partial<Cells>, RegExp]>([
    ['place code', { place_code: 'AF 1' }, /^7 place_code AF 1: a place code of a-z/],
    ['name', { place_name: ' ' }, /^7 place_name {2}: the name of the place/],
    ['name on two lines', { place_name: 'a\nb' }, /on one line/],
    ['name that a spreadsheet computes', { place_name: '=1+1' }, /^7 place_name =1\+1: .*does not begin with =, \+, - or @/],
    ['street that a spreadsheet computes', { street: ' @SUM(A1)' }, /does not begin with/],
    ['method that a spreadsheet computes', { method: '-2+3' }, /does not begin with/],
    ['name that a spreadsheet could not compute', { place_name: '#REF!' }, /not a spreadsheet's error/],
    ['name that begins with a tab and a sum', { place_name: '\t+1' }, /does not begin with/],
    ['municipality of three digits', { municipality_code: '180' }, /the four digits of a municipality/],
    ['unknown municipality', { municipality_code: '9999' }, /municipality in the register/],
    ['unknown locality', { locality_code: '9999X' }, /locality in the register/],
    ['locality elsewhere', { locality_code: '0180TC101' }, /a locality in municipality 2280 \(this one is in 0180\)/],
    ['postal code', { postal_code: '1234' }, /five digits/],
    ['two commas in a number', { latitude: '62,632,28' }, /decimal degrees from 55 to 70/],
    ['latitude and longitude in each other’s place', { latitude: '17.9', longitude: '62.6' }, /decimal degrees from 55 to 70/],
    ['accessibility', { accessibility: 'step_free=maybe' }, /facts such as step_free=yes/],
    ['kind', { kind: 'office' }, /one of staffed_office, visiting_office/],
    ['day that does not exist', { valid_from: '2019-02-30' }, /a day that exists/],
    ['year of five digits', { valid_from: '20199-01-01' }, /a day that exists/],
    ['period that ends before it begins', { valid_to: '2018-12-31' }, /a day on or after 2019-01-01/],
    ['service', { services: 'drop-in|coffee' }, /codes joined by \|, each one of booked-meeting/],
    ['language', { languages: 'Swedish' }, /a language code such as sv/],
    ['hours that end before they begin', { hours: 'mon 12:00-09:00' }, /opening before closing/],
    ['hours that overlap', { hours: 'mon 09:00-12:00 11:00-13:00' }, /do not overlap/],
    ['hours of no weekday', { hours: 'monday 09:00-12:00' }, /hours such as/],
    ['the same weekday twice', { hours: 'mon 09:00-12:00; mon 13:00-14:00' }, /hours such as/],
    ['exception twice', { exceptions: '2020-12-24 closed; 2020-12-24 closed' }, /each day once/],
    ['exception without hours', { exceptions: '2020-12-24' }, /each day once/],
    ['evidence', { evidence: 'rumour' }, /one of sourced, reconstructed, entered/],
    ['sourced without source', { evidence: 'sourced' }, /the address of the source/],
    ['source that is no address', { evidence: 'sourced', source: 'the paper' }, /begins with https/],
    ['reconstructed without method', { method: '' }, /which rule of the program/],
    ['entered without whom', { evidence: 'entered', method: '' }, /who entered it/],
    ['assumed', { assumed: 'valid from' }, /each one of place_code, .*, point/],
  ])('is refused for its %s, saying where, what and what was expected', (_what, change, expected) => {
    const found = errors(change);
    expect(found.join('\n')).toMatch(expected);
    expect(found.every((error) => error.startsWith('7 '))).toBe(true);
  });

  it('names every error of a row, not the first alone', () => {
    expect(errors({ kind: 'x', latitude: 'x', valid_from: 'x', municipality_code: '9999' })).toHaveLength(4);
  });
});

const time = fc
  .integer({ min: 0, max: 1440 })
  .map((minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`);
const spans = fc.uniqueArray(time, { minLength: 2, maxLength: 6 }).map((times) => {
  const sorted = times.toSorted();
  return sorted.flatMap((from, index): [string, string][] =>
    index % 2 === 0 && sorted[index + 1] !== undefined ? [[from, sorted[index + 1]!]] : [],
  );
});
const day = fc
  .integer({ min: 0, max: 99 })
  .chain((year) =>
    fc.record({ year: fc.constant(2000 + year), month: fc.integer({ min: 1, max: 12 }), date: fc.integer({ min: 1, max: 28 }) }),
  )
  .map(({ year, month, date }) => plainDate(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`));
const line = fc
  .stringMatching(/^[A-Za-zÅÄÖåäö0-9 "',;|.-]{1,40}$/)
  .map((text) => text.trim())
  .filter((text) => text !== '' && !text.startsWith('-'));
const degrees = (from: number, to: number) => fc.integer({ min: from * 1e5, max: to * 1e5 }).map((value) => value / 1e5);
const sorted = <T extends string>(items: readonly T[]) => fc.subarray([...items]).map((chosen) => chosen.toSorted());

const anyRow: fc.Arbitrary<PresenceRow> = fc
  .record({
    placeCode: fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,60}$/),
    placeName: line,
    municipalityCode: fc.constant('2280'),
    localityCode: fc.constantFrom(null, '2280TC101'),
    street: fc.option(line),
    postalCode: fc.option(
      fc
        .integer({ min: 10000, max: 99999 })
        .map((digits) => `${Math.floor(digits / 100)} ${String(digits % 100).padStart(2, '0')}`),
    ),
    latitude: degrees(55, 70),
    longitude: degrees(10, 25),
    accessibility: fc.dictionary(fc.constantFrom(...accessibilityFacts), fc.constantFrom('yes' as const, 'no' as const), {
      noNullPrototype: true,
    }),
    kind: fc.constantFrom(...presenceKinds),
    days: fc.tuple(day, fc.option(day)),
    services: sorted(services),
    languages: sorted(['sv', 'en', 'ar', 'fi', 'se']),
    hours: fc.option(fc.dictionary(fc.constantFrom(...weekdays), spans, { noNullPrototype: true })),
    exceptions: fc.uniqueArray(fc.record({ date: day, hours: fc.oneof(spans, fc.constant<[string, string][]>([])) }), {
      selector: (one) => one.date,
      maxLength: 5,
    }),
    evidence: fc.constantFrom(...evidences),
    source: fc.webUrl({ withQueryParameters: true }),
    method: line,
    assumed: sorted(['point', 'valid_from', 'kind']),
  })
  .map(({ days: [from, to], ...row }) => ({
    ...row,
    validFrom: to !== null && to < from ? to : from,
    validTo: to !== null && to < from ? from : to,
    exceptions: row.exceptions.toSorted((a, b) => a.date.localeCompare(b.date)),
  }));

describe('properties', () => {
  it('what is written is read as the same, and written as the same', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const texts = formatRow(row);
        const read = parseRow(texts, 2, codes);
        expect(read).toEqual({ row });
        if ('row' in read) expect(formatRow(read.row)).toEqual(texts);
      }),
      { numRuns: 500 },
    );
  });

  it('reading never throws, whatever the texts; what it accepts is written so that it is read the same', () => {
    const seed = Object.values(cells());
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...seed, 'closed', 'mon 09:00-12:00;', '__proto__=yes', 'constructor closed', '\ud800', '|', ';', '-0'),
    );
    const anyCells = fc.record(
      Object.fromEntries(columns.map((column) => [column, fc.oneof(fc.constant(cells()[column]), piece)])),
    );
    fc.assert(
      fc.property(anyCells, (given) => {
        const read = parseRow(given as Cells, 2, codes);
        if ('errors' in read) expect(read.errors.length).toBeGreaterThan(0);
        else expect(parseRow(formatRow(read.row), 2, codes)).toEqual(read);
      }),
      { numRuns: 3000 },
    );
  });
});
