import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../clock/index.ts';
import { one, type Transaction } from '../db/index.ts';

/** Keeps a form, in place of an earlier one with the same key. */
export async function putKeptForm(tx: Transaction, form: { key: Buffer; content: Buffer; expiresAt: Instant }): Promise<void> {
  await sql`
    insert into platform.kept_form (key, content, expires_at) values (${form.key}, ${form.content}, ${form.expiresAt})
    on conflict (key) do update set content = excluded.content, expires_at = excluded.expires_at`.execute(tx);
}

/** The sealed content, which no one else reads until this transaction ends; null when there is none or it has expired. */
export async function findKeptForm(tx: Transaction, key: Buffer, now: Instant): Promise<Buffer | null> {
  const row = await one(
    tx,
    z.object({ content: z.instanceof(Buffer) }),
    sql`select content from platform.kept_form where key = ${key} and expires_at > ${now} for update`,
  );
  return row?.content ?? null;
}

export async function deleteKeptForm(tx: Transaction, key: Buffer): Promise<void> {
  await sql`delete from platform.kept_form where key = ${key}`.execute(tx);
}

export async function deleteOldKeptForms(tx: Transaction, now: Instant): Promise<void> {
  await sql`delete from platform.kept_form where expires_at <= ${now}`.execute(tx);
}
