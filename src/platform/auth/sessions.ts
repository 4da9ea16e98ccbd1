/**
 * Sessions. The browser holds a random value; the database holds only its SHA-256. A session ends when the person signs
 * out, after a time without requests, and after a longest life whatever happens.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { epochMilliseconds, type Instant, later } from '../clock/index.ts';
import type { Transaction } from '../db/index.ts';
import type { Uuid } from '../ids/index.ts';
import type { House } from './command.ts';
import { cookieName } from './cookies.ts';
import type { Actor, Role } from './roles.ts';
import { deleteOldKeptForms, expireSession, findSession, forgetEndedSessions, insertSession, markSeen } from './store.ts';

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

/**
 * How long it is known whose session has ended, milliseconds: a form that was left open until the next day still finds its
 * person (kept-form.ts).
 */
const endedKnownMs = 24 * 60 * minute;

export interface Session {
  state: 'open';
  actor: Actor;
  /** Every form carries it; see forms.ts. */
  csrf: string;
  /** For signing out at the issuer; null when the issuer gave none that may be kept. */
  idToken: string | null;
}

/** A session that opens nothing any more: whose it was, and the token of its forms. */
export interface EndedSession {
  state: 'ended';
  accountId: Uuid;
  csrf: string;
}

export function sessionCookieName(publicUrl: string): string {
  return cookieName(publicUrl, 'narvaro_session');
}

/** 32 random bytes as text. */
export function randomText(): string {
  return randomBytes(32).toString('base64url');
}

/** Opens a session and gives the cookie's value and the form token. Also clears away what no one can use any more. */
export async function openSession(
  house: Pick<House, 'clock'>,
  tx: Transaction,
  of: { accountId: Uuid; roles: readonly Role[]; idToken: string | null },
  limits: SessionLimits = sessionLimits,
): Promise<{ value: string; csrf: string }> {
  const now = house.clock.now();
  const value = randomText();
  const csrf = randomText();
  await forgetEndedSessions(tx, now, later(now, -endedKnownMs));
  await deleteOldKeptForms(tx, now);
  await insertSession(tx, { ...of, key: keyOf(value), csrf, createdAt: now, expiresAt: later(now, limits.lifeMs) });
  return { value, csrf };
}

/** The session of a cookie's value, open or ended; null when there is none, or it ended too long ago to be known. */
export async function readSession(house: House, value: string, limits: SessionLimits): Promise<Session | EndedSession | null> {
  const key = keyOf(value);
  const found = await findSession(house.db, key);
  if (found === null) return null;
  const { accountId, name, roles, csrf, idToken } = found;
  const now = house.clock.now();
  const idle = millisecondsBetween(found.seenAt, now);
  if (millisecondsBetween(found.expiresAt, now) >= 0 || idle >= limits.idleMs) return { state: 'ended', accountId, csrf };
  if (idle >= seenEveryMs) await house.db.transaction().execute((tx) => markSeen(tx, key, now));
  return { state: 'open', actor: { id: accountId, name, roles }, csrf, idToken };
}

/** Ends a session: it opens nothing any more, and the id token is forgotten. */
export async function endSession(house: Pick<House, 'clock'>, tx: Transaction, value: string): Promise<void> {
  await expireSession(tx, keyOf(value), house.clock.now());
}

/** Compares two secrets in a time that does not tell where they differ. */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(keyOf(one), keyOf(other));
}

/** What the database holds of a cookie's value. */
export function keyOf(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

function millisecondsBetween(from: Instant, to: Instant): number {
  return epochMilliseconds(to) - epochMilliseconds(from);
}
