/** How classes look in maps and charts: colour and pattern, so that they can be told apart without colours. */

/** From the darkest to the lightest; `none`: nothing is known, or it may not be shown. */
export const looks = ['solid', 'grid', 'stripes', 'dots', 'pale', 'none'] as const;
export type Look = (typeof looks)[number];

const colours: Readonly<Record<Look, { ground: string; mark: string }>> = {
  solid: { ground: '#2a7d93', mark: '#2a7d93' },
  grid: { ground: '#5ea3b5', mark: '#0c5568' },
  stripes: { ground: '#a9d3dd', mark: '#0c5568' },
  dots: { ground: '#fbe3a6', mark: '#7a4b00' },
  pale: { ground: '#f6f6f3', mark: '#f6f6f3' },
  none: { ground: '#ffffff', mark: '#8a979b' },
};

/** Borders between areas. */
export const lineColour = '#12262d';
export const inkColour = '#14242a';

/** What to fill a shape with; `id` as given to Fills. */
export function fillOf(id: string, look: Look): string {
  return `url(#${id}-${look})`;
}

/** The fills under `id`: each drawing on a page needs its own. `scale`: units of the drawing per pixel on the screen. */
export function Fills({ id, scale = 1 }: { id: string; scale?: number }) {
  return (
    <defs>
      {looks.map((look) => (
        <pattern
          id={`${id}-${look}`}
          width={7}
          height={7}
          patternUnits="userSpaceOnUse"
          patternTransform={look === 'stripes' ? `scale(${scale}) rotate(45)` : `scale(${scale})`}
        >
          <rect width={7} height={7} fill={colours[look].ground} />
          {look === 'stripes' && <rect width={3} height={7} fill={colours[look].mark} />}
          {look === 'dots' && <circle cx={3.5} cy={3.5} r={1.5} fill={colours[look].mark} />}
          {look === 'grid' && <path d="M0 .75h7M.75 0v7" stroke={colours[look].mark} stroke-width={1.5} />}
          {look === 'none' && <path d="M0 7L7 0" stroke={colours[look].mark} stroke-width={0.8} />}
        </pattern>
      ))}
    </defs>
  );
}

/** A square that shows a look, for legends. Beside it stands the word. */
export function Swatch({ look }: { look: Look }) {
  const id = `swatch-${look}`;
  return (
    <svg class="swatch" width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" focusable="false">
      <Fills id={id} />
      <rect x="0.5" y="0.5" width="27" height="19" fill={fillOf(id, look)} stroke={lineColour} />
    </svg>
  );
}
