import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { expect, test } from 'vitest';
import { cell, readTable } from './csv.ts';
import { readFacts } from './facts.ts';
import { makeLinks } from './neighbours.ts';

const folder = join(import.meta.dirname, '../../data/sweden');
const codes = readTable(join(folder, 'municipalities.csv')).map((row) => cell(row, 'code'));

function shapes(name: string) {
  const outline = JSON.parse(readFileSync(join(folder, 'outline.json'), 'utf8')) as Topology;
  return feature(outline, outline.objects[name] as GeometryCollection).features;
}

test('the outline has every municipality and county once, none of them collapsed', () => {
  const municipalities = shapes('municipalities');
  expect(municipalities.map(({ id }) => id).toSorted()).toEqual(codes.toSorted());
  expect(shapes('counties').map(({ id }) => id)).toEqual(readTable(join(folder, 'counties.csv')).map((row) => cell(row, 'code')));
  for (const { id, geometry } of municipalities) {
    const polygons =
      geometry.type === 'MultiPolygon' ? geometry.coordinates : geometry.type === 'Polygon' ? [geometry.coordinates] : [];
    expect(Math.max(...polygons.map(([ring]) => ring?.length ?? 0)), String(id)).toBeGreaterThanOrEqual(5);
  }
  expect(readFileSync(join(folder, 'outline.json')).length).toBeLessThan(110_000);
});

test('every municipality can be reached from every other', () => {
  const { travel } = readFacts(folder);
  for (const code of codes) expect(travel.nearest('0180', new Set([code])).minutes).toBeGreaterThanOrEqual(0);
});

test('neighbours are known municipalities, and only ferries have minutes', () => {
  for (const row of readTable(join(folder, 'neighbours.csv'))) {
    expect(codes).toContain(cell(row, 'code_a'));
    expect(codes).toContain(cell(row, 'code_b'));
    expect(cell(row, 'minutes') !== '').toBe(cell(row, 'link') === 'ferry');
  }
});

test('a removed pair that is no longer in the source is an error, not silence', () => {
  expect(() => makeLinks([])).toThrow('is not in the source');
});
