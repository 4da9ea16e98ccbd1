/** The other tables of the report: times, what was not offered, guidance, documents, feedback. */
import type { Database } from '../../../platform/db/index.ts';
import { type Shown, shownCount, shownParts } from '../../cases/index.ts';
import {
  countDocuments,
  countFeedback,
  countGuidance,
  countMinutes,
  countNotOffered,
  type Dimension,
  type ReportFilter,
} from '../store/report.ts';
import { countOf, tallyOf } from './quantile.ts';
import type { Limits, Made, TableName } from './tables.ts';

/** The tables that are not of visits by a property. */
export const otherTables: Readonly<
  Record<Exclude<TableName, Dimension>, (db: Database, filter: ReportFilter, limits: Limits) => Promise<Made>>
> = {
  async times(db, filter, limits) {
    const cells = await countMinutes(db, filter);
    const tallies = (['minutes', 'served'] as const).map((what) =>
      tallyOf(cells.map((cell) => ({ minutes: cell[what], visits: cell.visits }))),
    );
    const parts = tallies.map((tally) =>
      shownParts(
        timeBands.map(([from, below]) => countOf(new Map([...tally].filter(([at]) => at >= from && at < below)))),
        limits,
      ),
    );
    return {
      columns: [
        { name: 'waited', unit: 'count' },
        { name: 'served', unit: 'count' },
      ],
      rows: timeBands.map(([from], at) => ({ keys: [String(from)], figures: parts.map((of) => of[at]!) })),
      all: tallies.map((tally) => shownCount(countOf(tally), limits)),
    };
  },
  async 'not-offered'(db, filter, limits) {
    const counted = await countNotOffered(db, filter);
    return {
      columns: [{ name: 'visits', unit: 'count' }],
      rows: counted.map(({ topic, reason, task, visits }) => ({
        keys: [topic, reason, task],
        figures: [shownCount(visits, limits)],
      })),
      all: null,
    };
  },
  async guidance(db, filter, limits) {
    const counted = await countGuidance(db, filter);
    const columns = ['times', 'alone', 'together', 'forThePerson'] as const;
    const parts = columns.map((column) =>
      shownParts(
        counted.map((one) => one[column]),
        limits,
      ),
    );
    return {
      columns: [...columns.map((name) => ({ name, unit: 'count' as const })), { name: 'minutes', unit: 'minutes' }],
      rows: counted.map(({ service, minutes }, at) => {
        const counts = parts.map((of) => of[at]!);
        return { keys: [service], figures: [...counts, counts[0] === null ? null : minutes] };
      }),
      all: null,
    };
  },
  async documents(db, filter, limits) {
    const counted = await countDocuments(db, filter);
    const columns = ['received', 'acknowledged', 'open'] as const;
    const parts = columns.map((column) =>
      shownParts(
        counted.map((one) => one[column]),
        limits,
      ),
    );
    const hours = (value: number | null): Shown => (value === null ? null : Math.round(value));
    return {
      columns: [
        ...columns.map((name) => ({ name, unit: 'count' as const })),
        { name: 'half', unit: 'hours' },
        { name: 'most', unit: 'hours' },
      ],
      rows: counted.map(({ key, half, most, acknowledged }, at) => {
        const counts = parts.map((of) => of[at]!);
        const isShown = (share: number): boolean =>
          counts[1] !== null && shownCount(Math.floor(acknowledged * share), limits) !== null;
        return { keys: [key], figures: [...counts, isShown(0.5) ? hours(half) : null, isShown(0.1) ? hours(most) : null] };
      }),
      all: [
        ...columns.map((column) =>
          shownCount(
            counted.reduce((sum, one) => sum + one[column], 0),
            limits,
          ),
        ),
        null,
        null,
      ],
    };
  },
  async feedback(db, filter, limits) {
    const counted = await countFeedback(db, filter);
    const parts = shownParts(
      counted.map(({ visits }) => visits),
      limits,
    );
    return {
      columns: [{ name: 'visits', unit: 'count' }],
      rows: counted.map(({ key }, at) => ({ keys: [key], figures: [parts[at]!] })),
      all: [
        shownCount(
          counted.reduce((sum, { visits }) => sum + visits, 0),
          limits,
        ),
      ],
    };
  },
};

/** Minutes from and below; the last has no end. */
export const timeBands = [
  [0, 5],
  [5, 10],
  [10, 15],
  [15, 20],
  [20, 30],
  [30, 45],
  [45, 60],
  [60, Infinity],
] as const;
