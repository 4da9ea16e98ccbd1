/** What is told of groups in places: one place with all its groups, or one group in all places, beside the group in the whole country. */
import { addDays, addMonths, plainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { codesOf } from '../codes.ts';
import { figures } from '../figures.ts';
import { groupKeys, type Metric, type Where } from '../metric.ts';
import type { CubeMetric } from '../store/cube-pieces.ts';
import type { Area } from '../store/regions.ts';
import { readTold, type ToldLevel } from '../store/told.ts';
import type { Verdict } from './compare.ts';
import type { Subject } from './subjects.ts';

export type Split = (typeof groupKeys)[number];

export interface Group {
  split: Split;
  code: string;
}
/** Every group that there is, in the order in which they are listed. */
export const groupsOf = (metric: Metric): Group[] =>
  groupKeys.flatMap((split) => (metric.values[split] ?? []).map((code) => ({ split, code })));

export interface ToldRow {
  place: string;
  group: Group;
  verdict: Verdict;
  /** The tenth that the share lies in, 3: from 30 to under 40 per cent; null: not told. */
  tenth: number | null;
}

export interface Told {
  rows: readonly ToldRow[];
  /** Of each kind of group and group (`split code`) in the whole country, as it may be shown. */
  country: ReadonlyMap<string, number>;
  /** False for a month that is not counted to its end: then there are no rows. */
  isCounted: boolean;
  isMadeUp: boolean;
}

export interface Ask {
  db: Database;
  subject: Subject;
  metric: CubeMetric;
  areas: readonly Area[];
  level: ToldLevel;
  /** YYYY-MM. */
  month: string;
  /** One place with all groups, or one group in all places. */
  of: { place: string } | { group: Group };
}

export async function tell(ask: Ask): Promise<Told> {
  const { db, subject, metric, areas, level, month, of } = ask;
  const stored = await readTold(db, { metric, subject: subject.id, month, level });
  const places = 'place' in of ? [of.place] : codesOf(areas, metric, level);
  const groups = 'group' in of ? [of.group] : groupsOf(metric);
  const verdicts = new Map(stored.map((one) => [one.split, one.verdicts]));
  const rows = places.flatMap((place) =>
    groups.map((group): ToldRow => {
      const [verdict, tenth] = verdicts.get(group.split)?.[place]?.[group.code] ?? (['too-small', null] as const);
      return { place, group, verdict, tenth };
    }),
  );
  const isCounted = stored.length > 0;
  const country = isCounted ? await inCountry(ask, groups) : new Map<string, number>();
  return { rows: isCounted ? rows : [], country, isCounted, isMadeUp: stored.some(({ generated }) => generated) };
}

export const nameOf = ({ split, code }: Group): string => `${split} ${code}`;

/** The share of each group, or its median. */
async function inCountry({ db, subject, metric, month }: Ask, groups: readonly Group[]): Promise<Map<string, number>> {
  const on = addDays(addMonths(plainDate(`${month}-01`), 1), -1);
  const { part } = subject;
  const where: Where = part === null ? {} : { [part.key]: [part.code] };
  const found = await Promise.all(
    [...new Set(groups.map(({ split }) => split))].map(async (split) => {
      const some = await figures(db, { metric, by: [split], where, on });
      const all = part === null ? some : await figures(db, { metric, by: [split], on });
      return some.rows.flatMap(({ keys, value }, at): [string, number][] => {
        const whole = all.rows[at]?.value ?? null;
        const share = part === null ? value : value === null || whole === null || whole === 0 ? null : Math.min(1, value / whole);
        return share === null ? [] : [[nameOf({ split, code: keys[0]! }), share]];
      });
    }),
  );
  return new Map(found.flat());
}
