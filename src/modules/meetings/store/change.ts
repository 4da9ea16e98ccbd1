/** SQL that tells the pictures in memory that something has changed: one row per transaction, read in the order of transactions. */
import { sql } from 'kysely';
import { type Instant, localTime, type PlainDate } from '../../../platform/clock/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';

export interface Change {
  /** 'occupancy': what is taken; 'supply': what is offered. */
  kind: 'occupancy' | 'supply';
  /** Officers, rooms, interpreters, persons; none for what is no resource (a meeting type). */
  resources: readonly string[];
  /** First and last day that changed; null = without end on that side. */
  days: { first: PlainDate | null; last: PlainDate | null };
}

/** To be called once in each transaction that changes them, and `picture.tell(resources)` after its commit. */
export async function writeChange(tx: Transaction, { kind, resources, days }: Change, at: Instant): Promise<void> {
  await sql`
    insert into meetings.change (at, kind, resources, days)
    values (${at}, ${kind}, ${[...resources]}::uuid[], daterange(${days.first}::date, ${days.last}::date, '[]'))`.execute(tx);
}

/** Something is said of a meeting that its officers' calendars show, while nothing is taken or freed. */
export function tellCalendars(
  tx: Transaction,
  of: { officerIds: readonly string[]; start: Instant },
  at: Instant,
): Promise<void> {
  const on = localTime(of.start).date;
  return writeChange(tx, { kind: 'occupancy', resources: of.officerIds, days: { first: on, last: on } }, at);
}
