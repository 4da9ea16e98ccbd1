/** Whether service is equal: a measure by place or group, beside the rest of the country, and which gaps are larger than chance. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { type FigureRow, type Figures, figures } from '../figures.ts';
import type { Key, Metric, Where } from '../metric.ts';
import { disclosureControl } from '../rules/disclosure-control.ts';
import { atLeast, chanceOf, found, largerThanChance } from '../rules/larger-than-chance.ts';
import type { Subject } from './subjects.ts';

export const verdicts = ['more', 'less', 'alike', 'too-small'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Compared {
  code: string;
  /** In the subject’s unit; null: too small to tell. */
  value: number | null;
  /** Of how many, rounded; null: hidden, or the subject is no count of persons. */
  whole: number | null;
  verdict: Verdict;
}

export interface Comparison {
  /** Of the whole country; null: there is none, or too small. */
  country: number | null;
  rows: readonly Compared[];
  /** False for a month that is not counted to its end: then there are no rows. */
  isCounted: boolean;
  isReconstructed: boolean;
  /** Made up for a trial. */
  isMadeUp: boolean;
}

interface Ask {
  db: Database;
  subject: Subject;
  metric: Metric;
  by: Key;
  on: PlainDate;
}

export async function compare(ask: Ask): Promise<Comparison> {
  const { metric } = ask;
  const comparison = metric.disclosure === 'open' ? compareOpen : metric.unit === 'days' ? compareDays : compareShares;
  return await comparison(ask);
}

const asking = ({ db, metric, on }: Ask, by: readonly Key[], where: Where = {}): Promise<Figures> =>
  figures(db, { metric, by, where, on });

const judge = (
  rows: readonly { row: Omit<Compared, 'verdict'>; chance: number | null; isMore: boolean }[],
  on: PlainDate,
): Compared[] => {
  const told = rows.filter(({ chance }) => chance !== null);
  const isFound = new Map(
    found(
      told.map(({ chance }) => chance!),
      valueOn(largerThanChance, on).falseAmongFound,
    ).map((one, at) => [told[at], one]),
  );
  return rows.map((one) => {
    const verdict = one.chance === null ? 'too-small' : isFound.get(one) !== true ? 'alike' : one.isMore ? 'more' : 'less';
    return { ...one.row, verdict };
  });
};

/** Facts about the network are no matter of chance: any difference is one. */
async function compareOpen(ask: Ask): Promise<Comparison> {
  const { part } = ask.subject;
  const where: Where = part === null ? {} : { [part.key]: [part.code] };
  const [whole, parts] = [await asking(ask, [], where), await asking(ask, [ask.by], where)];
  const country = whole.rows[0]?.value ?? null;
  const rows = parts.rows.map(({ keys, value }): Compared => {
    const verdict =
      value === null || country === null ? 'too-small' : value === country ? 'alike' : value > country ? 'more' : 'less';
    return { code: keys[0]!, value, whole: null, verdict };
  });
  return { country, rows, isCounted: true, isReconstructed: whole.isReconstructed, isMadeUp: whole.isMadeUp };
}

/** A share, or one part of a count among all of it. */
async function compareShares(ask: Ask): Promise<Comparison> {
  const { subject, by, on } = ask;
  const limits = valueOn(disclosureControl, on);
  const { part: only } = subject;
  const where: Where = only === null ? {} : { [only.key]: [only.code] };
  const parted = async (
    keys: readonly Key[],
  ): Promise<{ figures: Figures; of(code: string): { part: number; whole: number } | null }> => {
    const some = await asking(ask, keys, where);
    const wholes = only === null ? some : await asking(ask, keys);
    const at = (list: readonly FigureRow[], code: string) => list.find((row) => (row.keys[0] ?? '') === code);
    return {
      figures: wholes,
      of: (code) => {
        const [one, all] = [at(some.rows, code), at(wholes.rows, code)];
        const [part, whole] = only === null ? [one?.part, one?.whole] : [one?.value, all?.value];
        return part == null || whole == null || whole === 0 ? null : { part: Math.min(part, whole), whole };
      },
    };
  };
  const [all, groups] = [await parted([]), await parted([by])];
  const country = all.of('');
  const isGroup = !['municipality', 'county', 'type'].includes(by);
  // The part and the whole are rounded each.
  const slack = ((isGroup ? limits.roundCrossTo : limits.roundTo) + limits.roundTo) / 2;
  const rows = groups.figures.rows.map(({ keys: [code = ''] }) => {
    const one = groups.of(code);
    const row = { code, value: one === null ? null : one.part / one.whole, whole: one?.whole ?? null };
    if (one === null || country === null) return { row, chance: null, isMore: false };
    const rest = { part: Math.max(0, country.part - one.part), whole: Math.max(0, country.whole - one.whole) };
    return { row, chance: chanceOf(one, rest, slack), isMore: one.part / one.whole > country.part / country.whole };
  });
  const { isCounted, isReconstructed, isMadeUp } = groups.figures;
  return {
    country: country === null ? null : country.part / country.whole,
    rows: judge(rows, on),
    isCounted,
    isReconstructed,
    isMadeUp,
  };
}

/**
 * Days of waiting, by their percentiles: that half of a group wait longer than nine of ten in the country do is as rare by chance as half
 * heads where each comes with one in ten; so too with the other percentiles. Four such questions, so each counts four times.
 */
async function compareDays(ask: Ask): Promise<Comparison> {
  const at = async (keys: readonly Key[], percentile: string) => await asking(ask, keys, { percentile: [percentile] });
  const [half, most] = [await at([], 'p50'), await at([], 'p90')];
  const [halves, mosts] = [await at([ask.by], 'p50'), await at([ask.by], 'p90')];
  const [p50, p90] = [half.rows[0]?.value ?? null, most.rows[0]?.value ?? null];
  const rows = halves.rows.map(({ keys: [code = ''], value, whole }) => {
    const row = { code, value, whole };
    if (value === null || whole === null || p50 === null || p90 === null) return { row, chance: null, isMore: false };
    const tenth = mosts.rows.find((one) => one.keys[0] === code)?.value ?? null;
    const n = Math.max(0, Math.floor(whole - valueOn(disclosureControl, ask.on).roundTo / 2));
    const chances = [
      ...(value > p90 ? [atLeast(n / 2, n, 0.1)] : []),
      ...(tenth !== null && tenth <= p50 ? [atLeast(0.9 * n, n, 0.5)] : []),
      1,
    ];
    return { row, chance: Math.min(1, 4 * Math.min(...chances)), isMore: value > p50 };
  });
  const { isCounted, isReconstructed, isMadeUp } = halves;
  return { country: p50, rows: judge(rows, ask.on), isCounted, isReconstructed, isMadeUp };
}
