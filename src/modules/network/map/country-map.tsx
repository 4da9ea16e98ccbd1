/** The country in four states. */
import type { FeatureCollection } from 'geojson';
import type { Translate } from '../../../platform/i18n/index.ts';
import { renderSvg } from '../../../ui/index.ts';
import type { MunicipalityOn } from '../municipalities-on.ts';
import { allOutlines, swedishProjection } from './outline.ts';
import { shortPath } from './path.ts';
import { fillOf, lineColour, Patterns } from './patterns.tsx';

/** Units of the drawing; shown at about half of that in pixels. */
export const countrySize = { width: 720, height: 1580 };

let paths: ReadonlyMap<string, string> | undefined;

function countryPaths(): ReadonlyMap<string, string> {
  if (paths === undefined) {
    const all: FeatureCollection = { type: 'FeatureCollection', features: [...allOutlines()] };
    const { width, height } = countrySize;
    const projection = swedishProjection().fitExtent(
      [
        [4, 4],
        [width - 4, height - 4],
      ],
      all,
    );
    paths = new Map(allOutlines().map((one) => [one.id, shortPath(projection, one)]));
  }
  return paths;
}

interface CountryMapProps {
  municipalities: readonly MunicipalityOn[];
  /** Reads below `network:public`. */
  t: Translate;
}

/** The text of the SVG file. */
export function drawCountry(props: CountryMapProps): string {
  return renderSvg(<CountryMap {...props} />);
}

function CountryMap({ municipalities, t }: CountryMapProps) {
  const { width, height } = countrySize;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${width} ${height}`} width={width / 2} height={height / 2}>
      <Patterns id="country" scale={1.7} />
      <rect width={width} height={height} fill="#fff" />
      <g stroke={lineColour} stroke-width="1.2" stroke-linejoin="round">
        {municipalities.map(({ code, name, state }) => (
          <path d={countryPaths().get(code)} fill={fillOf('country', state)}>
            <title>{`${name}: ${t(`state.${state}`)}`}</title>
          </path>
        ))}
      </g>
    </svg>
  );
}
