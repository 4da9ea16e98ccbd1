/** Counts the figures from the files themselves, never from the program's own variables. */
import { join } from 'node:path';
import { cell, readTable } from './csv.ts';
import type { Row } from './csv.ts';

export type Figure = { name: string; value: number; published: number };

/** Register rows that hold on a day (both ends inclusive). */
export function holdingOn(register: readonly Row[], day: string): Row[] {
  return register.filter((row) => {
    const to = cell(row, 'valid_to');
    return cell(row, 'valid_from') <= day && (to === '' || day <= to);
  });
}

/** Last state of each place on a day. */
export function securingOn(securing: readonly Row[], day: string): Map<string, string> {
  const known = securing.filter((row) => cell(row, 'on') <= day);
  return new Map(known.map((row) => [cell(row, 'place_code'), cell(row, 'state')]));
}

const OWN = ['staffed_office', 'visiting_office'];
const ofKind = (rows: readonly Row[], ...kinds: string[]) => rows.filter((row) => kinds.includes(cell(row, 'kind')));
const places = (rows: readonly Row[]) => new Set(rows.map((row) => cell(row, 'place_code'))).size;
const municipalities = (rows: readonly Row[]) => new Set(rows.map((row) => cell(row, 'municipality_code')));
const withService = (rows: readonly Row[], service: string) =>
  rows.filter((row) => cell(row, 'services').split('|').includes(service));

function networkFigures(register: readonly Row[], all: number): Figure[] {
  const before = ofKind(holdingOn(register, '2019-01-01'), ...OWN);
  const end = holdingOn(register, '2020-12-31');
  const own = ofKind(end, ...OWN);
  const cooperation = ofKind(end, 'cooperation_place');
  const reached = municipalities([...own, ...cooperation]);
  return [
    { name: 'municipalities', value: all, published: 290 },
    { name: 'municipalities with own office 2019-01-01', value: municipalities(before).size, published: 218 },
    { name: 'own offices 2019-01-01', value: places(before), published: 238 },
    { name: 'municipalities with own office 2020-12-31', value: municipalities(own).size, published: 106 },
    { name: 'own offices 2020-12-31', value: places(own), published: 112 },
    { name: 'staffed offices 2020-12-31', value: places(ofKind(end, 'staffed_office')), published: 88 },
    { name: 'visiting offices 2020-12-31', value: places(ofKind(end, 'visiting_office')), published: 24 },
    { name: 'cooperation places 2020-12-31', value: places(cooperation), published: 102 },
    { name: 'municipalities with booked meetings 2020-12-31', value: reached.size, published: 208 },
    { name: 'municipalities served by a neighbour 2020-12-31', value: all - reached.size, published: 82 },
  ];
}

function serviceFigures(register: readonly Row[]): Figure[] {
  const on = (day: string) => ofKind(holdingOn(register, day), 'service_office');
  const pilot = (day: string) => places(withService(on(day), 'drop-in-pilot'));
  return [
    { name: 'service offices 2019-06-01', value: places(on('2019-06-01')), published: 113 },
    { name: 'service offices 2019-07-02', value: places(on('2019-07-02')), published: 113 },
    { name: 'service offices 2020-12-31', value: places(on('2020-12-31')), published: 117 },
    { name: 'municipalities with service office 2020-12-31', value: municipalities(on('2020-12-31')).size, published: 110 },
    { name: 'drop-in pilot offices 2019-07-02', value: pilot('2019-07-02'), published: 0 },
    { name: 'drop-in pilot offices 2020-02-14', value: pilot('2020-02-14'), published: 6 },
  ];
}

function securingFigures(closures: readonly Row[], securing: readonly Row[]): Figure[] {
  const secured = (day: string) =>
    [...securingOn(securing, day).values()].filter((s) => ['secured', 'restored'].includes(s)).length;
  const state = (name: string) => [...securingOn(securing, '2020-02-14').values()].filter((s) => s === name).length;
  const restored = closures.filter((row) => cell(row, 'replaced_by') === 'restored').length;
  return [
    { name: 'places with a closure decision', value: closures.length, published: 132 },
    { name: 'places kept after all', value: restored, published: 6 },
    { name: 'places closed', value: closures.length - restored, published: 126 },
    { name: 'places secured 2020-02-14', value: secured('2020-02-14'), published: 99 },
    { name: 'places in dialogue 2020-02-14', value: state('in_dialogue'), published: 20 },
    { name: 'places otherwise remaining 2020-02-14', value: state('decided') + state('agreed'), published: 13 },
    { name: 'places secured 2020-06-15', value: secured('2020-06-15'), published: 132 },
  ];
}

function agreementFigures(agreements: readonly Row[]): Figure[] {
  const cooperation = agreements.filter((row) => cell(row, 'kind') === 'cooperation');
  const open = (day: string) => cooperation.filter((row) => cell(row, 'in_force') > day).length;
  const offices = agreements
    .filter((row) => cell(row, 'evidence') === 'sourced')
    .flatMap((row) => cell(row, 'places').split('|'));
  return [
    { name: 'places to formalise 2020-10-23', value: open('2020-10-23'), published: 73 },
    {
      name: 'cooperation solutions by agreements in force 2020-12-31',
      value: cooperation.length - open('2020-12-31'),
      published: 102,
    },
    { name: 'service offices in the service agreement', value: offices.length, published: 113 },
  ];
}

/** Every figure that the files must give, with its published value. */
export function figures(folder: string): Figure[] {
  const table = (name: string) => readTable(join(folder, name));
  const register = table('register.csv');
  return [
    ...networkFigures(register, table('municipalities.csv').length),
    ...serviceFigures(register),
    ...securingFigures(table('closures.csv'), table('securing.csv')),
    ...agreementFigures(table('agreements.csv')),
  ];
}
