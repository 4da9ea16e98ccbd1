/** What the pilot is to yield, as it may be shown: small counts hidden, the others rounded, shares of what is shown (rule small-cells). */
import type { Database } from '../../../platform/db/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { type Shown, shownCount, shownParts, shownShare, smallCells } from '../../cases/index.ts';
import { countMinutes, countVisits, type Dimension, dimensions, type ReportFilter, type VisitCell } from '../store/report.ts';
import { otherTables } from './other-tables.ts';
import { countOf, quantile, type Tally, tallyOf } from './quantile.ts';
import type { DeskFigures, Limits, Made, TableName } from './tables.ts';

const isDimension = (table: TableName): table is Dimension => dimensions.some((one) => one === table);

/** Of a period from the first day of the rule on. */
export async function deskFigures(db: Database, table: TableName, filter: ReportFilter): Promise<DeskFigures> {
  const limits = valueOn(smallCells, filter.to);
  const made = isDimension(table)
    ? visitTable(await countVisits(db, table, filter), limits)
    : await otherTables[table](db, filter, limits);
  return { table, filter, ...made };
}

const visitColumns = [
  { name: 'visits', unit: 'count' },
  { name: 'booked', unit: 'count' },
  { name: 'notHelped', unit: 'count' },
  { name: 'repeatShare', unit: 'share' },
  { name: 'waitHalf', unit: 'minutes' },
  { name: 'waitMost', unit: 'minutes' },
  { name: 'imported', unit: 'count' },
] as const satisfies DeskFigures['columns'];

export interface Counted {
  key: string;
  visits: number;
  booked: number;
  notHelped: number;
  repeats: number;
  repeatsKnown: number;
  imported: number;
  generated: number;
  waited: Tally;
}
const sums = ['visits', 'booked', 'notHelped', 'repeats', 'repeatsKnown', 'imported', 'generated'] as const;

/** The cells of one key together. */
export function addUp(key: string, cells: readonly Omit<VisitCell, 'key'>[]): Counted {
  const sum = (of: (typeof sums)[number]): number => cells.reduce((all, cell) => all + cell[of], 0);
  return {
    key,
    visits: sum('visits'),
    booked: sum('booked'),
    notHelped: sum('notHelped'),
    repeats: sum('repeats'),
    repeatsKnown: sum('repeatsKnown'),
    imported: sum('imported'),
    generated: sum('generated'),
    waited: tallyOf(cells),
  };
}

function visitTable(cells: readonly VisitCell[], limits: Limits): Made {
  const counted = [...Map.groupBy(cells, ({ key }) => key)].map(([key, of]) => addUp(key, of));
  const parts = new Map(
    sums.map((column) => [
      column,
      shownParts(
        counted.map((one) => one[column]),
        limits,
      ),
    ]),
  );
  const all = addUp('all', cells);
  // Where nothing was read in from a log, nothing is said of it.
  const columns = all.imported === 0 ? visitColumns.slice(0, -1) : visitColumns;
  return {
    columns,
    rows: counted.map((one, at) => ({
      keys: [one.key],
      figures: visitFigures(one, limits, (column) => parts.get(column)![at]!).slice(0, columns.length),
    })),
    all: visitFigures(all, limits, (column) => shownCount(all[column], limits)).slice(0, columns.length),
  };
}

function visitFigures({ waited }: Counted, limits: Limits, shown: (column: (typeof sums)[number]) => Shown): Shown[] {
  const isShown = shown('visits') !== null;
  return [
    shown('visits'),
    shown('booked'),
    shown('notHelped'),
    shownShare(shown('repeats'), shown('repeatsKnown')),
    isShown ? shownQuantile(waited, 0.5, limits) : null,
    isShown ? shownQuantile(waited, 0.9, limits) : null,
    shown('imported'),
  ];
}

/** A time is shown when those beyond it are a count that may be shown: a few give themselves away. */
function shownQuantile(tally: Tally, share: number, limits: Limits): Shown {
  return shownCount(Math.floor(countOf(tally) * (1 - share)), limits) === null ? null : quantile(tally, share);
}

/** The report in short: shares in whole per cent, times in whole minutes; null: hidden, or there is none. */
export interface Summary {
  visits: Shown;
  bookedShare: Shown;
  notHelpedShare: Shown;
  repeatShare: Shown;
  importedShare: Shown;
  waitHalf: Shown;
  waitMost: Shown;
  servedHalf: Shown;
  servedMost: Shown;
  /** Some of them were made up by a program, for practice. */
  generated: boolean;
}

export async function deskSummary(db: Database, filter: ReportFilter): Promise<Summary> {
  const limits = valueOn(smallCells, filter.to);
  const cells = await countMinutes(db, filter);
  const whole = addUp('all', cells);
  const served = tallyOf(cells.map((cell) => ({ minutes: cell.served, visits: cell.visits })));
  const shown = (count: number): Shown => shownCount(count, limits);
  const visits = shown(whole.visits);
  const share = (part: number): Shown => (visits === null ? null : shownShare(shown(part), visits));
  const time = (of: Tally, at: number): Shown => (visits === null ? null : shownQuantile(of, at, limits));
  return {
    visits,
    bookedShare: share(whole.booked),
    notHelpedShare: share(whole.notHelped),
    repeatShare: shownShare(shown(whole.repeats), shown(whole.repeatsKnown)),
    importedShare: share(whole.imported),
    waitHalf: time(whole.waited, 0.5),
    waitMost: time(whole.waited, 0.9),
    servedHalf: time(served, 0.5),
    servedMost: time(served, 0.9),
    generated: whole.generated > 0,
  };
}
