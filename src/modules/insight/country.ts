/** The outline of the country, for every map of figures. */
import { type Outline, outlinesIn } from '../../ui/index.ts';

/** Keys that a map can show. */
export type MapKey = 'municipality' | 'county';
const objects = { municipality: 'municipalities', county: 'counties' } as const;

/** The meridian of Sweden’s own grid (SWEREF 99 TM), degrees east. */
export const meridian = 15;

const file = new URL('../../../data/sweden/outline.json', import.meta.url);
export const outlinesOf = (key: MapKey): readonly Outline[] => outlinesIn(file, objects[key]);
