/**
 * Makes data/sweden/outline.json: the outlines of municipalities and counties for a map, as one topology in which
 * neighbours share their border lines.
 *   node tools/sweden/outline.ts <source folder>
 * Counties are merged from their municipalities, so both layers fit each other and no line is stored twice.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { mergeArcs } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, MultiPolygon as TopoMulti, Polygon as TopoPolygon, Topology } from 'topojson-specification';
import { byText } from './csv.ts';

type Outline = FeatureCollection<Polygon | MultiPolygon, { code: string; county_code: string }>;
type Shape = (TopoPolygon | TopoMulti) & { id: string };

/** Points whose triangle is smaller than this (square degrees) are left out; islands keep at least a triangle. */
const SMALLEST_TRIANGLE = 0.00002;
/** Grid of the stored coordinates: 11 degrees of longitude in 8 000 steps are steps of about 80 metres. */
const GRID = 8000;

/** One topology of the outlines: object `municipalities` (id = municipality code) and `counties` (id = county code). */
export function makeOutline(source: Outline): Topology {
  const countyOf = new Map(source.features.map((f) => [f.properties.code, f.properties.county_code]));
  const features = source.features
    .map((f) => ({ type: 'Feature' as const, id: f.properties.code, properties: {}, geometry: f.geometry }))
    .toSorted((a, b) => byText(a.id, b.id));
  const exact = topology({ municipalities: { type: 'FeatureCollection', features } }, 100_000);
  const drawn = simplify(presimplify(exact), SMALLEST_TRIANGLE);
  const shapes = (drawn.objects['municipalities'] as GeometryCollection).geometries as Shape[];
  const counties = [...new Set(countyOf.values())].toSorted(byText).map((county) => {
    const own = shapes.filter((shape) => countyOf.get(shape.id) === county);
    return { ...mergeArcs(drawn, own), id: county };
  });
  const bare = ({ type, id, arcs }: Shape) => ({ type, id, arcs }) as Shape;
  drawn.objects = {
    municipalities: { type: 'GeometryCollection', geometries: shapes.map(bare) },
    counties: { type: 'GeometryCollection', geometries: counties },
  };
  return onGrid(drawn, GRID);
}

/** Stores the coordinates as whole steps from point to point on a grid; points that fall together become one. */
function onGrid(drawn: Topology, grid: number): Topology {
  const points = drawn.arcs.flat() as [number, number][];
  const [west, east] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [south, north] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const scale: [number, number] = [(east - west) / (grid - 1), (north - south) / (grid - 1)];
  const arcs = drawn.arcs.map((arc) => {
    let [fromX, fromY] = [0, 0];
    return (arc as [number, number][]).flatMap(([x, y], index) => {
      const [toX, toY] = [Math.round((x - west) / scale[0]), Math.round((y - south) / scale[1])];
      const step = [toX - fromX, toY - fromY];
      [fromX, fromY] = [toX, toY];
      const stays = index > 0 && index < arc.length - 1 && step[0] === 0 && step[1] === 0;
      return stays ? [] : [step];
    });
  });
  const bbox: [number, number, number, number] = [west, south, east, north];
  return { type: 'Topology', bbox, transform: { scale, translate: [west, south] }, objects: drawn.objects, arcs };
}

if (import.meta.main) {
  const [from] = process.argv.slice(2);
  if (from === undefined) throw new Error('usage: node tools/sweden/outline.ts <source folder>');
  const source = JSON.parse(readFileSync(join(from, 'municipality_boundaries.geojson'), 'utf8')) as Outline;
  writeFileSync(join(import.meta.dirname, '../../data/sweden/outline.json'), `${JSON.stringify(makeOutline(source))}\n`);
}
