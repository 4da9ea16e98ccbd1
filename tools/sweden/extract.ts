/**
 * Makes the base tables of data/sweden from a folder with the source tables (SCB, GeoNames, published statements).
 *   node tools/sweden/extract.ts <source folder>
 * Only facts carry over (codes, names, points, counts, who said what and when), in our own columns.
 */
import { join } from 'node:path';
import { byText, cell, numberCell, readTable, writeTable } from './csv.ts';
import type { Row } from './csv.ts';

const COUNTY = ['code', 'name'];
const MUNICIPALITY = [
  'code',
  'name',
  'county_code',
  'seat',
  'latitude',
  'longitude',
  'population',
  'registered_unemployed',
  'labour_market_area',
];
const FACTS = ['municipality_code', 'type', 'working_age'];
const LOCALITY = ['code', 'name', 'municipality_code', 'population', 'latitude', 'longitude'];
const EVENT = ['authority', 'municipality_code', 'place', 'event', 'on', 'offices', 'source'];

/** How many offices in the place a statement is about, where the source says another number than one. */
const OFFICES: Record<string, string> = { '0180': '3', '1480': '3', '2039': '2' };

const OSTERGOTLAND =
  'https://www.tellerreport.com/news/2020-02-18---local-presence-for-af-in-finsp%C3%A5ng-is-still-unclear-.B1ldv1pYX8.html';
const PILOT = 'https://publikt.se/fordjupning/reportage/hon-oppnar-upp-nya-uppgifter-22080';
const DS_2020_29 = 'https://lagen.nu/ds/2020:29';

/** Statements found in pages that the source tables do not have as rows: authority, municipality, place, event, day. */
const BY_HAND: [string, string, string, string, string, string][] = [
  ['employment', '0562', 'Finspång', 'solution_in_dialogue', '2020-02-14', OSTERGOTLAND],
  ['employment', '0561', 'Åtvidaberg', 'solution_found', '2020-02-14', OSTERGOTLAND],
  ['employment', '0513', 'Kinda', 'solution_found', '2020-02-14', OSTERGOTLAND],
  ['employment', '0563', 'Valdemarsvik', 'solution_found', '2020-02-14', OSTERGOTLAND],
  ['service', '2482', 'Skellefteå', 'drop_in_pilot', '2020-02', PILOT],
  ['service', '2584', 'Kiruna', 'existing', '2020', DS_2020_29],
  ['service', '1287', 'Trelleborg', 'existing', '2020', DS_2020_29],
];

/** Five decimals are about one metre: more would claim a precision a seat does not have. */
const point = (row: Row, column: string) => numberCell(row, column).toFixed(5);

function municipalityRow(row: Row) {
  return {
    code: cell(row, 'code'),
    name: cell(row, 'name'),
    county_code: cell(row, 'county_code'),
    seat: cell(row, 'seat'),
    latitude: point(row, 'seat_lat'),
    longitude: point(row, 'seat_lon'),
    population: cell(row, 'population_2019'),
    registered_unemployed: cell(row, 'registered_unemployed_2018'),
    labour_market_area: cell(row, 'labour_market_area'),
  };
}

function factsRow(row: Row) {
  return {
    municipality_code: cell(row, 'code'),
    type: cell(row, 'skr_group_2017'),
    working_age: cell(row, 'population_16_64_2018'),
  };
}

function localityRow(row: Row) {
  return {
    code: cell(row, 'code'),
    name: cell(row, 'name'),
    municipality_code: cell(row, 'municipality_code'),
    population: cell(row, 'population'),
    latitude: point(row, 'lat'),
    longitude: point(row, 'lon'),
  };
}

function eventRow(authority: string) {
  return (row: Row): Row => {
    const code = cell(row, 'municipality_code');
    const closing = authority === 'employment' && cell(row, 'event') === 'planned_closure';
    return {
      authority,
      municipality_code: code,
      place: cell(row, 'place'),
      event: cell(row, 'event'),
      on: cell(row, 'event_date'),
      offices: (closing ? OFFICES[code] : undefined) ?? '1',
      source: cell(row, 'source').replace(/ \(machine translation.*\)$/, ''),
    };
  };
}

function eventRows(from: string): Row[] {
  const rows = [
    ...readTable(join(from, 'af_office_events_sourced.csv')).map(eventRow('employment')),
    ...readTable(join(from, 'service_office_events_sourced.csv')).map(eventRow('service')),
    ...BY_HAND.map(([authority, municipality_code, place, event, on, source]) => {
      return { authority, municipality_code, place, event, on, offices: '1', source };
    }),
  ];
  const key = (row: Row) => EVENT.map((column) => cell(row, column)).join('\t');
  return rows.toSorted((a, b) => byText(key(a), key(b)));
}

function main(from: string, to: string): void {
  const municipalities = readTable(join(from, 'municipalities.csv'));
  const counties = new Map(municipalities.map((row) => [cell(row, 'county_code'), cell(row, 'county')]));
  const countyRows = [...counties].map(([code, name]) => ({ code, name }));
  const byCode = (a: { code: string }, b: { code: string }) => byText(a.code, b.code);
  writeTable(join(to, 'counties.csv'), COUNTY, countyRows.toSorted(byCode));
  writeTable(join(to, 'municipalities.csv'), MUNICIPALITY, municipalities.map(municipalityRow).toSorted(byCode));
  const facts = municipalities.map(factsRow).toSorted((a, b) => byText(a.municipality_code, b.municipality_code));
  writeTable(join(to, 'municipality-facts.csv'), FACTS, facts);
  const localities = readTable(join(from, 'localities_2020.csv')).map(localityRow);
  writeTable(join(to, 'localities.csv'), LOCALITY, localities.toSorted(byCode));
  const events = eventRows(from);
  const early = events.filter((row) => cell(row, 'on') < '2021');
  writeTable(join(to, 'sourced-events.csv'), EVENT, early);
  const late = events.filter((row) => cell(row, 'on') >= '2021');
  writeTable(join(to, 'later-events.csv'), EVENT, late);
}

const [from] = process.argv.slice(2);
if (from === undefined) throw new Error('usage: node tools/sweden/extract.ts <source folder>');
main(from, join(import.meta.dirname, '../../data/sweden'));
