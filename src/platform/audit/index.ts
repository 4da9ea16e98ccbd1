/** Who did what, when, by which rule: append-only. The database itself refuses update, delete and truncate (0001-platform.sql). */
import { sql } from 'kysely';
import type { Instant } from '../clock/index.ts';
import { type Database, together, type Transaction } from '../db/index.ts';
import type { Uuid } from '../ids/index.ts';

export interface AuditRow {
  id: Uuid;
  at: Instant;
  /** Internal id of the account, never a personal identity number. */
  actor: string;
  command: string;
  /** What it was done to, e.g. `place:0190…`. */
  subject: string;
  /** Ids of the rules that decided. */
  rules: readonly string[];
  details: Readonly<Record<string, unknown>>;
  /** The client's key for this request, with the SHA-256 of its input: a retry finds the stored result instead of acting twice. */
  request: { id: string; hash: Buffer } | null;
  result: unknown;
}

/** What is kept of a request that was carried out. */
export interface Answered {
  actor: string;
  command: string;
  /** SHA-256 of its input. */
  hash: Buffer;
  result: unknown;
}

export async function writeAudit(tx: Transaction, row: AuditRow): Promise<void> {
  await sql`
    insert into platform.audit (id, at, actor, command, subject, rules, details, request_id, request_hash, result)
    values (${row.id}, ${row.at}, ${row.actor}, ${row.command}, ${row.subject}, ${[...row.rules]},
            ${JSON.stringify(row.details)}::jsonb, ${row.request?.id ?? null}, ${row.request?.hash ?? null},
            ${JSON.stringify(row.result ?? null)}::jsonb)
  `.execute(tx);
}

/** Whether a command was carried out on a subject with this in its result, e.g. { meetingId }. */
export async function wasCarriedOut(tx: Transaction, of: { command: string; subject: string; result: object }): Promise<boolean> {
  const { rows } = await sql`
    select from platform.audit
    where subject = ${of.subject} and command = ${of.command} and result @> ${JSON.stringify(of.result)}::jsonb limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/**
 * The stored answer to a request that was already carried out; null when it was not. Two transactions with one key take
 * turns here, so that a double click acts once.
 */
export async function answeredBefore(tx: Transaction, requestId: string): Promise<Answered | null> {
  // Two statements: what is read after the lock must be seen by a snapshot that was taken after it.
  const [, { rows }] = await together(tx, (at) => [
    sql`select pg_advisory_xact_lock(hashtextextended(${requestId}, 11))`.execute(at),
    sql<Answered>`select actor, command, request_hash as hash, result from platform.audit where request_id = ${requestId}`.execute(
      at,
    ),
  ]);
  return rows[0] ?? null;
}

/** Something that was done, without who did it. */
export interface Act {
  at: Instant;
  command: string;
  subject: string;
  details: Readonly<Record<string, unknown>>;
}

/** What was done to subjects after an instant, in order; at most `most`. */
export async function actsSince(db: Database, subjects: readonly string[], since: Instant, most: number): Promise<Act[]> {
  const { rows } = await sql<Act>`
    select at, command, subject, details from platform.audit
    where subject = any(${[...subjects]}::text[]) and at > ${since}::timestamptz order by at, id limit ${most}`.execute(db);
  return rows;
}
