/** SQL that tells the pictures in memory that something has changed: one row per transaction, read in the order of transactions. */
import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';
import type { Instant } from '../../../platform/clock/index.ts';

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
