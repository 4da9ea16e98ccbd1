/** The map of equal service: each municipality or county by how it differs from the rest of the country. */
import { type AreaClass, Choropleth, renderSvg } from '../../../../ui/index.ts';
import { type Verdict, verdicts } from '../../equal-service/compare.ts';
import { type MapKey, meridian, outlinesOf } from '../../country.ts';

const looks = { more: 'solid', less: 'stripes', alike: 'pale', 'too-small': 'dots' } as const satisfies Record<
  Verdict,
  AreaClass['look']
>;

/** The text of the SVG file, with its legend. */
export function drawVerdicts(
  found: { rows: readonly { code: string; verdict: Verdict }[] },
  key: MapKey,
  title: string,
  nameOf: (code: string) => string,
  verdictText: (verdict: Verdict) => string,
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
      classes={verdicts.map((id) => ({ id, look: looks[id], text: verdictText(id) }))}
      areas={outlines.map(({ id }) => {
        const verdict = by.get(id) ?? 'too-small';
        return { id, class: verdict, text: `${nameOf(id)}: ${verdictText(verdict)}` };
      })}
    />,
  );
}
