/** Outlines of areas from a TopoJSON file, and the projection to draw them in. */
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { readFileSync } from 'node:fs';
import { geoTransverseMercator, type GeoProjection } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export type Outline = Feature<Polygon | MultiPolygon> & { id: string };

const read = new Map<string, readonly Outline[]>();

/** The areas of one object of the file, `id` as there; read once per process. */
export function outlinesIn(file: URL, object: string): readonly Outline[] {
  const name = `${file.href}#${object}`;
  const known = read.get(name);
  if (known !== undefined) return known;
  const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology<Record<string, GeometryCollection>>;
  const { features } = feature(topology, topology.objects[object]!);
  const outlines = features.map((one) => ({ ...one, geometry: one.geometry as Polygon | MultiPolygon, id: String(one.id) }));
  read.set(name, outlines);
  return outlines;
}

/** Transverse Mercator on a meridian (degrees east): on a country’s own, shapes look as people know them. */
export function meridianProjection(meridian: number): GeoProjection {
  return geoTransverseMercator().rotate([-meridian, 0]);
}
