import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../clock/index.ts';
import { type Database, one, rows, type Transaction } from '../db/index.ts';
import type { Uuid } from '../ids/index.ts';
import { defaultRole, isRole, type Role } from './roles.ts';

// A role that has since left the program is no longer given to anyone.
const givenRoles = z.array(z.string()).transform((texts): readonly Role[] => texts.filter(isRole));

const sessionRow = z.object({
  account_id: z.string(),
  name: z.string(),
  roles: givenRoles,
  csrf: z.string(),
  id_token: z.string().nullable(),
  seen_at: z.string(),
  expires_at: z.string(),
});

export interface NewSession {
  /** SHA-256 of the cookie's value. */
  key: Buffer;
  accountId: Uuid;
  roles: readonly Role[];
  csrf: string;
  idToken: string | null;
  createdAt: Instant;
  expiresAt: Instant;
}

export interface StoredSession {
  accountId: Uuid;
  name: string;
  roles: readonly Role[];
  csrf: string;
  idToken: string | null;
  seenAt: Instant;
  expiresAt: Instant;
}

/** Writes the account of an issuer's subject, new or known, and gives its id. */
export async function upsertAccount(
  tx: Transaction,
  account: { id: Uuid; issuer: string; subject: string; name: string; roles: readonly Role[]; at: Instant },
): Promise<Uuid> {
  const written = await one(
    tx,
    z.object({ id: z.string() }),
    sql`
      insert into platform.account (id, issuer, subject, name, roles, created_at, last_sign_in)
      values (${account.id}, ${account.issuer}, ${account.subject}, ${account.name}, ${[...account.roles]}, ${account.at}, ${account.at})
      on conflict (issuer, subject)
        do update set name = excluded.name, roles = excluded.roles, last_sign_in = excluded.last_sign_in
      returning id`,
  );
  return written!.id as Uuid;
}

export async function insertSession(tx: Transaction, session: NewSession): Promise<void> {
  await sql`
    insert into platform.session (key, account_id, roles, csrf, id_token, created_at, seen_at, expires_at)
    values (${session.key}, ${session.accountId}, ${[...session.roles]}, ${session.csrf}, ${session.idToken},
            ${session.createdAt}, ${session.createdAt}, ${session.expiresAt})`.execute(tx);
}

export async function findSession(db: Database, key: Buffer): Promise<StoredSession | null> {
  const row = await one(
    db,
    sessionRow,
    sql`
      select s.account_id, a.name, s.roles, s.csrf, s.id_token, s.seen_at, s.expires_at
      from platform.session s join platform.account a on a.id = s.account_id
      where s.key = ${key}`,
  );
  if (row === null) return null;
  return {
    accountId: row.account_id as Uuid,
    name: row.name,
    roles: row.roles,
    csrf: row.csrf,
    idToken: row.id_token,
    seenAt: row.seen_at as Instant,
    expiresAt: row.expires_at as Instant,
  };
}

/** The roles of those among these sessions that are open, by the key in hexadecimal. Does not count as having been seen. */
export async function rolesOfOpen(
  db: Database,
  keys: readonly Buffer[],
  { now, seenAfter }: { now: Instant; seenAfter: Instant },
): Promise<Map<string, readonly Role[]>> {
  const open = await rows(
    db,
    z.object({ key: z.string(), roles: givenRoles }),
    sql`
      select encode(key, 'hex') as key, roles from platform.session
      where key in (select decode(k, 'hex') from unnest(${keys.map((key) => key.toString('hex'))}::text[]) k)
        and expires_at > ${now} and seen_at > ${seenAfter}`,
  );
  return new Map(open.map(({ key, roles }) => [key, roles]));
}

export async function markSeen(tx: Transaction, key: Buffer, at: Instant): Promise<void> {
  await sql`update platform.session set seen_at = greatest(seen_at, ${at}::timestamptz) where key = ${key}`.execute(tx);
}

export async function expireSession(tx: Transaction, key: Buffer, at: Instant): Promise<void> {
  await sql`
    update platform.session set expires_at = least(expires_at, ${at}::timestamptz), id_token = null
    where key = ${key}`.execute(tx);
}

/** True when a session of this account, open or ended, has or had forms with this token. */
export async function hadSession(db: Database, accountId: Uuid, csrf: string): Promise<boolean> {
  const row = await one(
    db,
    z.object({ had: z.boolean() }),
    sql`select exists (select from platform.session where account_id = ${accountId} and csrf = ${csrf}) as had`,
  );
  return row!.had;
}

/** Removes sessions that ended before `before`, and from those that have ended since whatever is not needed to know whose they were. */
export async function forgetEndedSessions(tx: Transaction, now: Instant, before: Instant): Promise<void> {
  await sql`delete from platform.session where expires_at < ${before}`.execute(tx);
  await sql`update platform.session set id_token = null where expires_at < ${now} and id_token is not null`.execute(tx);
}

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

/**
 * Removes an account with its sessions, when it has no other role than the one that everyone has; false, with nothing removed,
 * otherwise. Other modules' rows must no longer name it. What the audit says it did stays under its id.
 */
export async function forgetAccount(tx: Transaction, accountId: Uuid): Promise<boolean> {
  const isPlain = await one(
    tx,
    z.object({ id: z.string() }),
    sql`select id from platform.account where id = ${accountId} and roles <@ ${[defaultRole]}::text[] for update`,
  );
  if (isPlain === null) return false;
  await sql`delete from platform.session where account_id = ${accountId}`.execute(tx);
  await sql`delete from platform.account where id = ${accountId}`.execute(tx);
  return true;
}

/** Accounts that had one of the roles when they last signed in, by name. */
export function accountsWithRole(db: Database, wanted: readonly Role[]): Promise<{ accountId: Uuid; name: string }[]> {
  return rows(
    db,
    z.object({ accountId: z.string().transform((id) => id as Uuid), name: z.string() }),
    sql`select id as "accountId", name from platform.account where roles && ${[...wanted]}::text[] order by name, id`,
  );
}
