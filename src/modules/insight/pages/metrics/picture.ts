/** What a metric’s page shows, read in one go. */
import { addMonths, type PlainDate } from '../../../../platform/clock/index.ts';
import type { Database } from '../../../../platform/db/index.ts';
import { codesOf } from '../../codes.ts';
import { type Figures, figures } from '../../figures.ts';
import type { Metric } from '../../metric.ts';
import { keptAreas } from '../../kept.ts';
import { everyVersion } from '../../metrics/index.ts';
import type { Area } from '../../store/regions.ts';
import { trend } from '../../trend.ts';
import { type Asked, monthEnd, trendMonths } from './asked.ts';

/** More lines than these are not told apart in one picture. */
const mostLines = 5;

export interface MetricPicture {
  asked: Asked;
  areas: readonly Area[];
  whole: Figures;
  /** By the chosen key; null: none is chosen. */
  parts: Figures | null;
  /** Month by month; by the chosen key where it has few codes. */
  line: readonly Figures[];
  versions: readonly Metric[];
}

/** The metric month by month up to the day that is asked about. */
export async function readLine(db: Database, { metric, by, where, on }: Asked): Promise<Figures[]> {
  const areas = await keptAreas(db);
  const isFew = by.length > 0 && codesOf(areas, metric, by[0]!).length <= mostLines;
  const back = addMonths(on, 1 - trendMonths);
  const from: PlainDate = back < metric.from ? metric.from : back;
  const to = metric.time === 'day' ? on : monthEnd(on);
  return trend(db, { metric, by: isFew ? by : [], where, from, to });
}

export async function readMetric(db: Database, asked: Asked): Promise<MetricPicture> {
  const { metric, by, where, on } = asked;
  const question = { metric, where, on };
  // Asked at once: none of them needs another's answer.
  const [areas, whole, parts, line] = await Promise.all([
    keptAreas(db),
    figures(db, { ...question, by: [] }),
    by.length === 0 ? null : figures(db, { ...question, by }),
    readLine(db, asked),
  ]);
  const versions = everyVersion.filter(({ id }) => id === metric.id).toSorted((a, b) => b.version - a.version);
  return { asked, areas, whole, parts, line, versions };
}
