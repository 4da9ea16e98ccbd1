/** The country by minutes to the nearest place, with every place as a symbol by its kind. */
import type { ComponentChildren } from 'preact';
import { type AreaClass, Choropleth, inkColour, lineColour, type Look } from '../../../../ui/index.ts';
import { meridian, outlinesOf } from '../../../insight/index.ts';
import { type PlannedKind, plannedKinds } from '../../scenarios/change.ts';
import type { ReachRow } from '../../scenarios/result.ts';

/** Upper limits in minutes, each within; beyond the last, and no way at all, are classes of their own. A setting. */
export const reachSteps = [15, 30, 45, 60] as const;
export const reachClasses = ['to15', 'to30', 'to45', 'to60', 'over', 'none'] as const;
export type ReachClass = (typeof reachClasses)[number];
export const reachLooks: Readonly<Record<ReachClass, Look>> = {
  to15: 'pale',
  to30: 'stripes',
  to45: 'grid',
  to60: 'solid',
  over: 'dots',
  none: 'none',
};

export function reachClassOf(minutes: number | null): ReachClass {
  if (minutes === null) return 'none';
  const at = reachSteps.findIndex((step) => minutes <= step);
  return at === -1 ? 'over' : reachClasses[at]!;
}

export const placeStates = ['there', 'kept', 'opens', 'changes', 'closes', 'nothing'] as const;
export type PlaceState = (typeof placeStates)[number];

export interface ShownPlace {
  code: string;
  name: string;
  longitude: number;
  latitude: number;
  state: PlaceState;
  /** What is there, or was; null: nothing. */
  kind: PlannedKind | null;
  /** Name, kind and state in words. */
  text: string;
  /** Where a click leads; null in a file. */
  href: string | null;
}

export interface PlanMapProps {
  title: string;
  rows: readonly ReachRow[];
  places: readonly ShownPlace[];
  areaText: (row: ReachRow) => string;
  classText: (one: ReachClass) => string;
  /** In a file: what symbols and fills mean, drawn with it. */
  legend: readonly { kind: PlannedKind | null; state: PlaceState; text: string }[] | null;
}

/** An svg for a page (its places are links) or for a file. */
export function PlanMap({ title, rows, places, areaText, classText, legend }: PlanMapProps) {
  const known = new Map(rows.map((one) => [one.code, one]));
  const used = new Set(rows.map(({ after }) => reachClassOf(after)));
  const classes = reachClasses
    .filter((one) => used.has(one))
    .map((id): AreaClass => ({ id, look: reachLooks[id], text: classText(id) }));
  const outlines = outlinesOf('municipality');
  const areas = outlines.flatMap(({ id }) => {
    const row = known.get(id);
    return row === undefined ? [] : [{ id, class: reachClassOf(row.after), text: areaText(row) }];
  });
  // Those that change lie over the others.
  const inOrder = places.toSorted((a, b) => placeStates.indexOf(b.state) - placeStates.indexOf(a.state));
  const [still, moved] = [
    ['nothing', 'there'],
    ['kept', 'changes', 'closes', 'opens'],
  ].map((states) => inOrder.filter(({ state }) => states.includes(state)));
  return (
    <Choropleth
      id="plan"
      {...{ title, outlines, meridian, classes, areas }}
      legend={legend !== null}
      hasLinks={legend === null}
      over={(at) => (
        <g>
          {[...still!, ...moved!].map((place) => {
            const [x, y] = at(place.longitude, place.latitude).map(Math.round);
            return <Place place={place} transform={`translate(${x} ${y})`} />;
          })}
          {legend?.map((one, row) => (
            <g transform={`translate(30 ${40 + row * 46})`}>
              <Symbol kind={one.kind} state={one.state} />
              <text x="26" y="9" font-size="28" fill={inkColour}>
                {one.text}
              </text>
            </g>
          ))}
        </g>
      )}
    />
  );
}

function Place({ place, transform }: { place: ShownPlace; transform: string }) {
  const drawn: ComponentChildren = (
    <>
      <title>{place.text}</title>
      <Symbol kind={place.kind} state={place.state} />
    </>
  );
  if (place.href === null) return <g transform={transform}>{drawn}</g>;
  // Every place is in the form beside the map too, so that the keyboard need not walk through all of them.
  return (
    <g transform={transform}>
      <a href={place.href} aria-label={place.text} tabIndex={-1} data-place={place.code}>
        <circle r="13" fill="transparent" />
        {drawn}
      </a>
    </g>
  );
}

const shapes: Readonly<Record<PlannedKind, string>> = {
  staffed_office: 'M-7-7h14v14h-14z',
  visiting_office: 'M0-9L9 7H-9z',
  cooperation_place: 'M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0z',
};
const marks = { opens: '#e69f00', closes: '#a02318' } as const;

/** Square: staff are there. Triangle: staff travel in. Circle: cooperation. A dot: the register knows the place, and nothing is there. */
export function Symbol({ kind, state }: { kind: PlannedKind | null; state: PlaceState }) {
  if (kind === null || state === 'nothing') return <circle r="3" fill="#fff" stroke={lineColour} stroke-width="1" />;
  if (state === 'closes') {
    return (
      <g stroke-linecap="round">
        <path d={shapes[kind]} fill="#fff" stroke={marks.closes} stroke-width="2" />
        <path d="M-10-10L10 10M10-10L-10 10" stroke="#fff" stroke-width="7" />
        <path d="M-10-10L10 10M10-10L-10 10" stroke={marks.closes} stroke-width="3.5" />
      </g>
    );
  }
  return (
    <g>
      {state === 'kept' && <circle r="13" fill="none" stroke={inkColour} stroke-width="2.5" />}
      {state === 'changes' && <path d="M-12 13h24" stroke={inkColour} stroke-width="4" />}
      {state === 'opens' && <path d="M0-17v34M-17 0h34" stroke={inkColour} stroke-width="3" />}
      <path d={shapes[kind]} fill={state === 'opens' ? marks.opens : inkColour} stroke="#fff" stroke-width="1.5" />
    </g>
  );
}

/** A symbol beside its words. */
export function SymbolSwatch({ kind, state }: { kind: PlannedKind | null; state: PlaceState }) {
  return (
    <svg class="swatch" width="28" height="28" viewBox="-19 -19 38 38" aria-hidden="true" focusable="false">
      <Symbol {...{ kind, state }} />
    </svg>
  );
}

/** What the symbols mean: each kind, and each state by a staffed office. */
export const symbolLegend = (
  kindText: (kind: PlannedKind) => string,
  stateText: (state: PlaceState) => string,
): { kind: PlannedKind | null; state: PlaceState; text: string }[] => [
  ...plannedKinds.map((kind) => ({ kind, state: 'there' as const, text: kindText(kind) })),
  ...(['kept', 'opens', 'changes', 'closes'] as const).map((state) => ({
    kind: 'staffed_office' as const,
    state,
    text: stateText(state),
  })),
  { kind: null, state: 'nothing', text: stateText('nothing') },
];
