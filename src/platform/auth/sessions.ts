/**
 * Sessions. The browser holds a random value; the database holds only its SHA-256. A session ends when the person signs
 * out, after a time without requests, and after a longest life whatever happens.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { epochMilliseconds, type Instant, later } from '../clock/index.ts';
import type { Transaction } from '../db/index.ts';
import type { Uuid } from '../ids/index.ts';
import type { House } from './command.ts';
import type { Actor, Role } from './roles.ts';
import { deleteOldSessions, deleteSession, findSession, insertSession, markSeen } from './store.ts';

const minute = 60_000;

export interface SessionLimits {
  /** Longest life, milliseconds. */
  lifeMs: number;
  /** Longest time without a request, milliseconds. */
  idleMs: number;
}

/** Settings, no rule gives them: a working day with its breaks, and the hour after which a shared computer is left. */
export const sessionLimits: SessionLimits = { lifeMs: 600 * minute, idleMs: 60 * minute };

/** How old `seen_at` may be before it is written again, so that a page with many requests writes once. */
const seenEveryMs = minute;

export interface Session {
  actor: Actor;
  /** Every form carries it; see forms.ts. */
  csrf: string;
  /** For signing out at the issuer; null when the issuer gave none that may be kept. */
  idToken: string | null;
}

/** The cookie's name: over https the `__Host-` prefix binds it to exactly this host (RFC 6265bis §4.1.3.2). */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-narvaro_session' : 'narvaro_session';
}

/** 32 random bytes as text. */
export function randomText(): string {
  return randomBytes(32).toString('base64url');
}

/** Opens a session and gives the cookie's value and the form token. Also clears away sessions past their life. */
export async function openSession(
  house: Pick<House, 'clock'>,
  tx: Transaction,
  of: { accountId: Uuid; roles: readonly Role[]; idToken: string | null },
  limits: SessionLimits = sessionLimits,
): Promise<{ value: string; csrf: string }> {
  const now = house.clock.now();
  const value = randomText();
  const csrf = randomText();
  await deleteOldSessions(tx, now);
  await insertSession(tx, { ...of, key: keyOf(value), csrf, createdAt: now, expiresAt: later(now, limits.lifeMs) });
  return { value, csrf };
}

/** The session of a cookie's value; null when there is none that is still open. */
export async function readSession(house: House, value: string, limits: SessionLimits): Promise<Session | null> {
  const key = keyOf(value);
  const found = await findSession(house.db, key);
  if (found === null) return null;
  const now = house.clock.now();
  const idle = millisecondsBetween(found.seenAt, now);
  if (millisecondsBetween(found.expiresAt, now) >= 0 || idle >= limits.idleMs) {
    await house.db.transaction().execute((tx) => deleteSession(tx, key));
    return null;
  }
  if (idle >= seenEveryMs) await house.db.transaction().execute((tx) => markSeen(tx, key, now));
  return { actor: { id: found.accountId, name: found.name, roles: found.roles }, csrf: found.csrf, idToken: found.idToken };
}

export async function endSession(tx: Transaction, value: string): Promise<void> {
  await deleteSession(tx, keyOf(value));
}

/** Compares two secrets in a time that does not tell where they differ. */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(keyOf(one), keyOf(other));
}

function keyOf(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

function millisecondsBetween(from: Instant, to: Instant): number {
  return epochMilliseconds(to) - epochMilliseconds(from);
}
