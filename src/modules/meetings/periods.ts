/** Rows that hold for a period, and what is left of them when a period is said anew. */
import { addDays, type PlainDate } from '../../platform/clock/index.ts';
import type { NewId, Uuid } from '../../platform/ids/index.ts';

/** Both days count; null = no end. */
export interface Period {
  from: PlainDate;
  to: PlainDate | null;
}

interface Dated {
  id: Uuid;
  validFrom: PlainDate;
  validTo: PlainDate | null;
}

/** Rows without the period: what lay within it goes, what reached into it is cut, and what lay around it becomes two rows. */
export function without<Row extends Dated>(rows: readonly Row[], { from, to }: Period, newId: NewId): Row[] {
  return rows.flatMap((row) => {
    const before = row.validFrom < from;
    const after = to !== null && (row.validTo === null || row.validTo > to);
    const touches = (to === null || row.validFrom <= to) && (row.validTo === null || row.validTo >= from);
    if (!touches) return [row];
    return [
      ...(before ? [{ ...row, validTo: addDays(from, -1) }] : []),
      ...(after ? [{ ...row, id: before ? newId() : row.id, validFrom: addDays(to, 1) }] : []),
    ];
  });
}

/** Rows that follow each other without a gap and say the same become one. `says` is what a row says besides its period. */
export function joined<Row extends Dated>(rows: readonly Row[], says: (row: Row) => string): Row[] {
  const result: Row[] = [];
  const last = new Map<string, number>();
  for (const row of rows.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))) {
    const key = says(row);
    const at = last.get(key);
    const before = at === undefined ? undefined : result[at];
    if (at !== undefined && before !== undefined && before.validTo !== null && addDays(before.validTo, 1) === row.validFrom) {
      result[at] = { ...before, validTo: row.validTo };
    } else {
      last.set(key, result.push(row) - 1);
    }
  }
  return result;
}
