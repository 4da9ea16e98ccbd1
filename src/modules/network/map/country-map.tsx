/** The country in four states. */
import type { Translate } from '../../../platform/i18n/index.ts';
import { type AreaClass, Choropleth, choroplethSize, renderSvg } from '../../../ui/index.ts';
import { municipalityStates } from '../kinds.ts';
import type { MunicipalityOn } from '../municipalities-on.ts';
import { allOutlines, swedishMeridian } from './outline.ts';
import { lookOf } from './patterns.tsx';

/** Units of the drawing; shown at about half of that in pixels. */
export const countrySize = choroplethSize;

interface CountryMapProps {
  municipalities: readonly MunicipalityOn[];
  /** Reads below `network:public`. */
  t: Translate;
}

/** The text of the SVG file. */
export function drawCountry({ municipalities, t }: CountryMapProps): string {
  const classes: AreaClass[] = municipalityStates.map((state) => ({ id: state, look: lookOf[state], text: t(`state.${state}`) }));
  return renderSvg(
    <Choropleth
      id="country"
      title={t('map.countryTitle')}
      outlines={allOutlines()}
      meridian={swedishMeridian}
      classes={classes}
      areas={municipalities.map(({ code, name, state }) => ({ id: code, class: state, text: `${name}: ${t(`state.${state}`)}` }))}
    />,
  );
}
