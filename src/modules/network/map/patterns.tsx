/** How the four states look: colour and pattern, so that they can be told apart without colours. */
import { type MunicipalityState, municipalityStates } from '../kinds.ts';

/** Darker means more presence; the pattern alone is enough. */
const colours: Readonly<Record<MunicipalityState, { ground: string; mark: string }>> = {
  staffed_office: { ground: '#2a7d93', mark: '#2a7d93' },
  visiting_office: { ground: '#a9d3dd', mark: '#0c5568' },
  cooperation_place: { ground: '#fbe3a6', mark: '#7a4b00' },
  neighbour: { ground: '#f6f6f3', mark: '#f6f6f3' },
};

/** Border lines over all four. */
export const lineColour = '#12262d';
export const inkColour = '#14242a';

/** What to fill a shape with; `id` as given to Patterns. */
export function fillOf(id: string, state: MunicipalityState): string {
  return `url(#${id}-${state})`;
}

/** The patterns under `id`: each drawing on a page needs its own. `scale`: units of the drawing per pixel on the screen. */
export function Patterns({ id, scale = 1 }: { id: string; scale?: number }) {
  return (
    <defs>
      {municipalityStates.map((state) => (
        <pattern
          id={`${id}-${state}`}
          width={7}
          height={7}
          patternUnits="userSpaceOnUse"
          patternTransform={transformOf(state, scale)}
        >
          <rect width={7} height={7} fill={colours[state].ground} />
          {state === 'visiting_office' && <rect width={3} height={7} fill={colours[state].mark} />}
          {state === 'cooperation_place' && <circle cx={3.5} cy={3.5} r={1.5} fill={colours[state].mark} />}
        </pattern>
      ))}
    </defs>
  );
}

function transformOf(state: MunicipalityState, scale: number): string {
  return state === 'visiting_office' ? `scale(${scale}) rotate(45)` : `scale(${scale})`;
}

/** A square that shows how a state is drawn, for legends. Beside it stands the word. */
export function Swatch({ state }: { state: MunicipalityState }) {
  const id = `swatch-${state}`;
  return (
    <svg class="swatch" width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" focusable="false">
      <Patterns id={id} />
      <rect x="0.5" y="0.5" width="27" height="19" fill={fillOf(id, state)} stroke={lineColour} />
    </svg>
  );
}
