/** A metric over the country: each municipality or county by its class. */
import type { Translate } from '../../../../platform/i18n/index.ts';
import { Choropleth, classesOf, renderSvg } from '../../../../ui/index.ts';
import { type MapKey, meridian, outlinesOf } from '../../country.ts';
import type { Figures } from '../../figures.ts';

export interface MapWords {
  title: string;
  /** A figure in its unit. */
  figure(value: number): string;
  nameOf(code: string): string;
  t: Translate;
}

/** The text of the SVG file, with its legend. */
export function drawFigures(found: Figures, key: MapKey, { title, figure, nameOf, t }: MapWords): string {
  const values = new Map(found.rows.map(({ keys, value }) => [keys[0]!, value]));
  const range = (from: number, to: number): string => (from === to ? figure(from) : `${figure(from)}–${figure(to)}`);
  const outlines = outlinesOf(key);
  const shown = outlines.map(({ id }) => values.get(id) ?? null);
  const { classes, classOf } = classesOf(shown, range, t('insight:metrics.noFigure'));
  return renderSvg(
    <Choropleth
      id="figures"
      title={title}
      outlines={outlines}
      meridian={meridian}
      classes={classes}
      legend
      areas={outlines.map(({ id }, at) => {
        const value = shown[at]!;
        return {
          id,
          class: classOf(value),
          text: `${nameOf(id)}: ${value === null ? t('insight:metrics.noFigure') : figure(value)}`,
        };
      })}
    />,
  );
}
