/** The national picture on a day: what the register counts, beside what was published. */
import { z } from 'zod';
import type { Instant, PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { municipalityState, requireDay } from './rules/municipality-state.ts';
import { type Counts, listReported, nationalCounts } from './store/summary.ts';

/** Published figures that the register can count, by key of `Counts`. Others are shown without a counted figure. */
export const comparison = z.object({
  key: z.string(),
  asOf: z.string(),
  reported: z.number(),
  /** Counted on `asOf`; null when the register does not hold what it would take. */
  counted: z.number().nullable(),
  difference: z.number().nullable(),
  meaning: z.string(),
  source: z.string(),
});
export type Comparison = z.output<typeof comparison>;

/** What the register counts on a day. One query. Throws before-register. */
export function countOn(db: Database, on: PlainDate, known?: Instant): Promise<Counts> {
  requireDay(on);
  return nationalCounts(db, on, valueOn(municipalityState, on), known);
}

/** Every published figure with the register's own count on the figure's day, the earliest first. */
export async function compareReported(db: Database): Promise<Comparison[]> {
  const published = await listReported(db);
  const days = [...new Set(published.map((one) => one.asOf as PlainDate))];
  const counted = new Map<string, Counts>();
  for (const day of days) counted.set(day, await countOn(db, day));
  return published.map(({ key, asOf, value, meaning, source }) => {
    const counts: Readonly<Record<string, number>> = counted.get(asOf)!;
    const count = counts[key] ?? null;
    return { key, asOf, reported: value, counted: count, difference: count === null ? null : count - value, meaning, source };
  });
}
