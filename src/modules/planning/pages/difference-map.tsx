/** The country with each municipality by how its travel time changes. */
import type { Translate } from '../../../platform/i18n/index.ts';
import { type AreaClass, Choropleth, renderSvg } from '../../../ui/index.ts';
import { meridian, outlinesOf } from '../../insight/index.ts';
import { type Difference, direction } from '../scenarios/compare.ts';
import { wordsOf } from './words.tsx';

/** Minutes more; the last class is everything beyond. A setting. */
const steps = [15, 30] as const;

const classOf = (one: Difference): string => {
  if (direction(one) === 0) return 'same';
  if (direction(one) < 0) return 'nearer';
  if (one.to === null) return 'lost';
  const more = one.to - (one.from ?? 0);
  return more <= steps[0] ? 'little' : more <= steps[1] ? 'more' : 'most';
};

const looks: readonly Pick<AreaClass, 'id' | 'look'>[] = [
  { id: 'nearer', look: 'dots' },
  { id: 'same', look: 'pale' },
  { id: 'little', look: 'stripes' },
  { id: 'more', look: 'grid' },
  { id: 'most', look: 'solid' },
  { id: 'lost', look: 'none' },
];

/** The text of the SVG file, with its legend. */
export function drawDifferences(
  rows: readonly Difference[],
  title: string,
  nameOf: (code: string) => string,
  t: Translate,
): string {
  const say = wordsOf(t);
  const known = new Map(rows.map((one) => [one.code, one]));
  const outlines = outlinesOf('municipality');
  const areas = outlines.flatMap(({ id }) => {
    const one = known.get(id);
    if (one === undefined) return [];
    const text = (minutes: number | null): string =>
      minutes === null ? say('noWay') : say('minutes', { minutes: `${minutes}` });
    return [{ id, class: classOf(one), text: `${nameOf(id)}: ${text(one.from)} → ${text(one.to)}` }];
  });
  const used = new Set(areas.map((one) => one.class));
  const classes = looks.filter(({ id }) => used.has(id)).map((one) => ({ ...one, text: say(`mapClass.${one.id}`) }));
  return renderSvg(
    <Choropleth id="differences" title={title} outlines={outlines} meridian={meridian} classes={classes} legend areas={areas} />,
  );
}
