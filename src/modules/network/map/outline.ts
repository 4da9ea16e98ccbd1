/** The outlines of the 290 municipalities (data/sweden/outline.json, SCB via shared TopoJSON arcs). */
import type { GeoProjection } from 'd3-geo';
import { meridianProjection, type Outline, outlinesIn } from '../../../ui/index.ts';

/** The meridian of Sweden's own grid (SWEREF 99 TM), degrees east. */
export const swedishMeridian = 15;

/** Every municipality's outline; `id` is its code. */
export function allOutlines(): readonly Outline[] {
  return outlinesIn(new URL('../../../../data/sweden/outline.json', import.meta.url), 'municipalities');
}

export function swedishProjection(): GeoProjection {
  return meridianProjection(swedishMeridian);
}
