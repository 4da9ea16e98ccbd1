/** The map of equal service: each municipality or county by how it differs from the rest of the country. */
import type { Translate } from '../../../../platform/i18n/index.ts';
import { type AreaClass, Choropleth, renderSvg } from '../../../../ui/index.ts';
import { type Comparison, type Verdict, verdicts } from '../../equal-service/compare.ts';
import { type MapKey, meridian, outlinesOf } from '../../country.ts';

const looks = { more: 'solid', less: 'stripes', alike: 'pale', 'too-small': 'dots' } as const satisfies Record<
  Verdict,
  AreaClass['look']
>;

/** The text of the SVG file, with its legend. `t`: texts below insight:equal. */
export function drawVerdicts(
  found: Comparison,
  key: MapKey,
  title: string,
  nameOf: (code: string) => string,
  t: Translate,
): string {
  const outlines = outlinesOf(key);
  const by = new Map(found.rows.map(({ code, verdict }) => [code, verdict]));
  return renderSvg(
    <Choropleth
      id="equal"
      title={title}
      outlines={outlines}
      meridian={meridian}
      legend
      classes={verdicts.map((id) => ({ id, look: looks[id], text: t(`verdicts.${id}`) }))}
      areas={outlines.map(({ id }) => {
        const verdict = by.get(id) ?? 'too-small';
        return { id, class: verdict, text: `${nameOf(id)}: ${t(`verdicts.${verdict}`)}` };
      })}
    />,
  );
}
