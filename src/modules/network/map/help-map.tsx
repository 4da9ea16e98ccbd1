/** The surroundings of a person: the municipalities around, where the person is, and the places with their numbers. */
import type { FeatureCollection, MultiPoint } from 'geojson';
import type { ComponentChildren } from 'preact';
import { geoBounds, geoPath, type GeoProjection } from 'd3-geo';
import type { Translate } from '../../../platform/i18n/index.ts';
import { inkColour, type Outline, renderSvg, shortPath } from '../../../ui/index.ts';
import type { Help, Offer } from '../find-help.ts';
import { allOutlines, swedishProjection } from './outline.ts';

import { spread } from './spread.ts';

const helpSize = 480;
const markerRadius = 14;
const margin = 56;
/** Never closer than this around the person, so that the neighbours are seen: degrees of latitude, about 22 km. */
const leastHalf = 0.2;

interface HelpMapProps {
  help: Help;
  /** Place id → number, as in the list. */
  numbers: ReadonlyMap<string, number>;
  /** Names of municipalities by code. */
  names: ReadonlyMap<string, { name: string }>;
  /** Reads below `network:public`. */
  t: Translate;
}

/** The text of the SVG file. */
export function drawSurroundings(props: HelpMapProps): string {
  return renderSvg(<HelpMap {...props} />);
}

function HelpMap({ help, numbers, names, t }: HelpMapProps) {
  const offers = uniquePlaces(help);
  const projection = projectionAround([help.origin, ...offers]);
  const seen = around(projection);
  const at = ({ latitude, longitude }: { latitude: number; longitude: number }) => projection([longitude, latitude])!;
  const [person, ...markers] = spread([at(help.origin), ...offers.map(at)], markerRadius * 2 + 3);
  const taken = [person!, ...markers].map(({ x, y }) => ({ x, y, halfWidth: markerRadius + 4 }));
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${helpSize} ${helpSize}`}
      width={helpSize}
      height={helpSize}
      font-family="sans-serif"
      direction="ltr"
    >
      <rect width={helpSize} height={helpSize} fill="#dfe9ee" />
      <g stroke="#8a979b" stroke-width="1" stroke-linejoin="round">
        {seen.map(({ id, d }) => (
          <path d={d} fill={id === help.municipality.code ? '#fff6d6' : '#fbfbf9'}>
            <title>{names.get(id)?.name}</title>
          </path>
        ))}
      </g>
      <Labels {...{ seen, projection, names, taken }} />
      <g stroke={inkColour} stroke-width="1.5">
        {markers.map(({ x, y, fromX, fromY }) => (x !== fromX || y !== fromY) && <line x1={x} y1={y} x2={fromX} y2={fromY} />)}
      </g>
      <Marker at={person!} title={t('map.here', { place: help.origin.name })}>
        <circle r={markerRadius} fill="#fff" stroke={inkColour} stroke-width="2.5" />
        <circle cy={-4.5} r={4} fill={inkColour} />
        <path d="M-7 8.5a7 7 0 0 1 14 0z" fill={inkColour} />
      </Marker>
      {offers.map((offer, index) => (
        <Marker at={markers[index]!} title={`${numbers.get(offer.placeId)}. ${offer.name}, ${offer.municipality}`}>
          <circle r={markerRadius} fill="#0c5568" stroke="#fff" stroke-width="2" />
          <text y={5.5} text-anchor="middle" font-size="16" font-weight="700" fill="#fff">
            {numbers.get(offer.placeId)}
          </text>
        </Marker>
      ))}
    </svg>
  );
}

function uniquePlaces(help: Help): Offer[] {
  return [...new Map([...help.bookedMeeting, ...help.dropIn].map((one) => [one.placeId, one])).values()];
}

/** Fits the points, with at least the nearest surroundings of the first. */
function projectionAround(points: readonly { latitude: number; longitude: number }[]): GeoProjection {
  const { latitude, longitude } = points[0]!;
  const wide = leastHalf / Math.cos((latitude * Math.PI) / 180);
  const corners = [-1, 1].map((side) => [longitude + side * wide, latitude + side * leastHalf]);
  const shape: MultiPoint = {
    type: 'MultiPoint',
    coordinates: [...corners, ...points.map((one) => [one.longitude, one.latitude])],
  };
  const projection = swedishProjection().fitExtent(
    [
      [margin, margin],
      [helpSize - margin, helpSize - margin],
    ],
    shape,
  );
  return projection.clipExtent([
    [-2, -2],
    [helpSize + 2, helpSize + 2],
  ]);
}

interface Seen {
  id: string;
  d: string;
  outline: Outline;
}

function around(projection: GeoProjection): Seen[] {
  const corners = [
    [0, 0],
    [helpSize, 0],
    [0, helpSize],
    [helpSize, helpSize],
  ].map((one) => projection.invert!(one as [number, number])!);
  const [longitudes, latitudes] = [corners.map((one) => one[0]), corners.map((one) => one[1])];
  const [west, east, south, north] = [
    Math.min(...longitudes),
    Math.max(...longitudes),
    Math.min(...latitudes),
    Math.max(...latitudes),
  ];
  return allOutlines().flatMap((outline) => {
    const [[left, bottom], [right, top]] = boundsOf(outline);
    if (left > east || right < west || bottom > north || top < south) return [];
    const d = shortPath(projection, outline);
    return d === '' ? [] : [{ id: outline.id, d, outline }];
  });
}

const bounds = new Map<string, ReturnType<typeof geoBounds>>();

function boundsOf(outline: Outline): ReturnType<typeof geoBounds> {
  const found =
    bounds.get(outline.id) ?? geoBounds({ type: 'FeatureCollection', features: [outline] } satisfies FeatureCollection);
  bounds.set(outline.id, found);
  return found;
}

interface Box {
  x: number;
  y: number;
  halfWidth: number;
}

/** Names of municipalities where there is room: never over a marker or another name. */
function Labels({
  seen,
  projection,
  names,
  taken,
}: {
  seen: readonly Seen[];
  projection: GeoProjection;
  names: HelpMapProps['names'];
  taken: readonly Box[];
}) {
  const boxes = [...taken];
  const labels: { x: number; y: number; name: string }[] = [];
  for (const { outline, id } of seen) {
    const name = names.get(id)?.name ?? '';
    const middle = middleOf(projection, outline);
    const box = { ...middle, halfWidth: name.length * 3.6 };
    const inside = box.x > box.halfWidth + 4 && box.x < helpSize - box.halfWidth - 4 && box.y > 14 && box.y < helpSize - 20;
    if (!inside || middle.width < box.halfWidth * 2 || boxes.some((one) => overlaps(one, box))) continue;
    boxes.push(box);
    labels.push({ x: Math.round(box.x), y: Math.round(box.y), name });
  }
  return (
    <g font-size="13" fill="#445257" text-anchor="middle" stroke="#fbfbf9" stroke-width="3" paint-order="stroke">
      {labels.map(({ x, y, name }) => (
        <text x={x} y={y + 4} aria-hidden="true">
          {name}
        </text>
      ))}
    </g>
  );
}

/** The middle of the part that is seen. */
function middleOf(projection: GeoProjection, outline: Outline): { x: number; y: number; width: number } {
  const path = geoPath(projection);
  const [x, y] = path.centroid(outline);
  const [[left], [right]] = path.bounds(outline);
  return { x, y, width: right - left };
}

function overlaps(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth && Math.abs(a.y - b.y) < 20;
}

function Marker({ at, title, children }: { at: { x: number; y: number }; title: string; children: ComponentChildren }) {
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      <title>{title}</title>
      {children}
    </g>
  );
}
