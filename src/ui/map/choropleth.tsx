/** Areas filled by their class. What it says stands in a table beside it (Figure). */
import type { ComponentChildren } from 'preact';
import type { GeoProjection } from 'd3-geo';
import type { FeatureCollection } from 'geojson';
import type { AreaClass } from './classes.ts';
import { Fills, fillOf, inkColour, lineColour } from './fills.tsx';
import { meridianProjection, type Outline } from './outlines.ts';
import { shortPath } from './path.ts';

export interface ChoroplethProps {
  /** Unique on its page. */
  id: string;
  /** What is read out in place of the picture. */
  title: string;
  outlines: readonly Outline[];
  /** Degrees east that the drawing is upright on. */
  meridian: number;
  classes: readonly AreaClass[];
  /** Each area with its class; an area without is left white. `text` is shown when the area is pointed at. */
  areas: readonly { id: string; class: string; text: string }[];
  /** Draw what the fills mean under the map; otherwise it stands beside it. */
  legend?: boolean;
  /** Drawn over the areas; `at` gives units of the drawing. With links in it the picture is a group of them. */
  over?: (at: (longitude: number, latitude: number) => readonly [number, number]) => ComponentChildren;
  hasLinks?: boolean;
}

/** Units of the drawing; shown at about half of that in pixels. */
export const choroplethSize = { width: 720, height: 1580 };
const row = 44;

/** An svg that may stand in a page or be a file (renderSvg). */
export function Choropleth({
  id,
  title,
  outlines,
  meridian,
  classes,
  areas,
  legend = false,
  over,
  hasLinks = false,
}: ChoroplethProps) {
  const { width } = choroplethSize;
  const height = choroplethSize.height + (legend ? classes.length * row : 0);
  const { projection, paths } = drawnOf(outlines, meridian);
  const looks = new Map(classes.map((one) => [one.id, one.look]));
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="picture"
      viewBox={`0 0 ${width} ${height}`}
      width={width / 2}
      height={height / 2}
      role={hasLinks ? 'group' : 'img'}
      aria-label={title}
      font-family="sans-serif"
    >
      <Fills id={id} scale={1.7} />
      <rect width={width} height={height} fill="#fff" />
      <g stroke={lineColour} stroke-width="1.2" stroke-linejoin="round">
        {areas.map((area) => (
          <path d={paths.get(area.id)} fill={fillOf(id, looks.get(area.class) ?? 'none')}>
            <title>{area.text}</title>
          </path>
        ))}
      </g>
      {over?.((longitude, latitude) => projection([longitude, latitude]) ?? [0, 0])}
      {legend && (
        <g transform={`translate(12 ${choroplethSize.height})`} font-size="28" fill={inkColour} direction="ltr">
          {classes.map((one, at) => (
            <g transform={`translate(0 ${at * row})`}>
              <rect width="48" height="34" fill={fillOf(id, one.look)} stroke={lineColour} />
              <text x="62" y="27">
                {one.text}
              </text>
            </g>
          ))}
        </g>
      )}
    </svg>
  );
}

interface Drawn {
  projection: GeoProjection;
  /** By area. */
  paths: ReadonlyMap<string, string>;
}

const known = new WeakMap<readonly Outline[], Drawn>();

/** The drawn outlines by area; worked out once for a list of outlines. */
function drawnOf(outlines: readonly Outline[], meridian: number): Drawn {
  const before = known.get(outlines);
  if (before !== undefined) return before;
  const all: FeatureCollection = { type: 'FeatureCollection', features: [...outlines] };
  const projection = meridianProjection(meridian).fitExtent(
    [
      [4, 4],
      [choroplethSize.width - 4, choroplethSize.height - 4],
    ],
    all,
  );
  const drawn = { projection, paths: new Map(outlines.map((one) => [one.id, shortPath(projection, one)])) };
  known.set(outlines, drawn);
  return drawn;
}
