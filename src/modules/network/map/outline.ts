/** The outlines of the 290 municipalities (data/sweden/outline.json, SCB via shared TopoJSON arcs), read once per process. */
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { readFileSync } from 'node:fs';
import { geoTransverseMercator, type GeoProjection } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export type Outline = Feature<Polygon | MultiPolygon> & { id: string };

let outlines: readonly Outline[] | undefined;

/** Every municipality's outline; `id` is its code. */
export function allOutlines(): readonly Outline[] {
  outlines ??= read();
  return outlines;
}

function read(): Outline[] {
  const file = new URL('../../../../data/sweden/outline.json', import.meta.url);
  const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ municipalities: GeometryCollection }>;
  const { features } = feature(topology, topology.objects.municipalities);
  return features.map((one) => ({ ...one, geometry: one.geometry as Polygon | MultiPolygon, id: String(one.id) }));
}

/** Transverse Mercator on 15° E, the meridian of Sweden's own grid (SWEREF 99 TM): shapes look as people know them. */
export function swedishProjection(): GeoProjection {
  return geoTransverseMercator().rotate([-15, 0]);
}
