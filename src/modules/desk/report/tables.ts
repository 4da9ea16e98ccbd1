/** What a table of the report is. */
import type { Shown, shownCount } from '../../cases/index.ts';
import { dimensions, type ReportFilter } from '../store/report.ts';

export const tables = [...dimensions, 'times', 'not-offered', 'guidance', 'documents', 'feedback'] as const;
export type TableName = (typeof tables)[number];

/** What a column's figures are: a count, per cent, minutes or hours. */
export type Unit = 'count' | 'share' | 'minutes' | 'hours';

export interface DeskFigures {
  table: TableName;
  filter: ReportFilter;
  columns: readonly { name: string; unit: Unit }[];
  /** The keys of each, codes, in the order of keysOf; the figures in the order of the columns; null: hidden, or there is none. */
  rows: readonly { keys: readonly string[]; figures: readonly Shown[] }[];
  /** The whole, in the same columns; null where parts do not add up to one. */
  all: readonly Shown[] | null;
}

/** What the keys of a table's rows are. */
export const keysOf = (table: TableName): readonly string[] => (table === 'not-offered' ? ['topic', 'reason', 'task'] : [table]);

export type Made = Pick<DeskFigures, 'columns' | 'rows' | 'all'>;
export type Limits = Parameters<typeof shownCount>[1];
