/** Figures that follow from shown ones: how unevenly something is spread between groups. */
import type { PlainDate } from '../../platform/clock/index.ts';
import { combinations } from './codes.ts';
import type { FigureRow, Figures } from './figures.ts';
import type { DerivedMetric, Key, Metric, Where } from './metric.ts';

/** Figures on the days that are asked about, in their order. */
type Ask = (of: { metric: Metric; by: readonly Key[] }) => Promise<Figures[]>;

interface DerivedQuestion {
  metric: DerivedMetric;
  by: readonly Key[];
  /** With the usual codes of keys that it is not broken down by. */
  where: Where;
}

/** A group that nobody knows is none to compare with. */
const unknown = ['', 'unknown'];

/** Groups whose figure or number of people is not shown are left out; with fewer than two left, nothing is compared. */
export async function derivedOn(
  ask: Ask,
  { metric, by, where }: DerivedQuestion,
  days: readonly PlainDate[],
): Promise<Figures[]> {
  const codesOf = (key: Key): readonly string[] => where[key] ?? metric.values[key] ?? [];
  const amongs = codesOf('among') as readonly Key[];
  const answers = await Promise.all(
    amongs.map(async (among) => {
      const [spread, weighted] = await Promise.all([
        ask({ metric: metric.spread, by: [among] }),
        ask({ metric: metric.weighted, by: [among] }),
      ]);
      return [among, { spread, weighted }] as const;
    }),
  );
  const known = new Map<string, (typeof answers)[number][1]>(answers);
  return days.map((on, at) => {
    const both = amongs.flatMap((among) => [known.get(among)!.spread[at]!, known.get(among)!.weighted[at]!]);
    const isCounted = both.every((one) => one.isCounted);
    const figureOf = (keys: readonly string[]): FigureRow => {
      const code = (key: Key): string | undefined => (by.includes(key) ? keys[by.indexOf(key)] : only(codesOf(key)));
      const [measure, among] = [code('measure'), code('among')];
      const found = among === undefined ? undefined : known.get(among);
      const groups = found === undefined ? [] : groupsOf(found.spread[at]!, found.weighted[at]!);
      const value = measure === undefined || groups.length < 2 ? null : metric.work(measure, groups);
      const hidden = value === null && found !== undefined && found.spread[at]!.rows.some((row) => row.hidden);
      return { keys, value, hidden, part: null, whole: null };
    };
    return {
      metric,
      by,
      on,
      rows: isCounted ? combinations(by.map(codesOf)).map(figureOf) : [],
      isReconstructed: both.some((one) => one.isReconstructed),
      isMadeUp: both.some((one) => one.isMadeUp),
      isCounted,
    };
  });
}

/** Of a key that stands for another figure, one code is asked for. */
const only = (codes: readonly string[]): string | undefined => (codes.length === 1 ? codes[0] : undefined);

function groupsOf(spread: Figures, weighted: Figures): { value: number; weight: number }[] {
  const weights = new Map(weighted.rows.map(({ keys, value }) => [keys[0]!, value]));
  return spread.rows.flatMap(({ keys, value }) => {
    const weight = weights.get(keys[0]!) ?? null;
    return value === null || weight === null || weight === 0 || unknown.includes(keys[0]!) ? [] : [{ value, weight }];
  });
}
