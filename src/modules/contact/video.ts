/**
 * Video rooms between two or three browsers (W3C WebRTC 1.0). Picture and sound go from browser to browser; our server only lets
 * people in and carries what their browsers need to find each other. Nothing is recorded.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { epochMilliseconds, type Instant, later } from '../../platform/clock/index.ts';
import type { Database, Transaction } from '../../platform/db/index.ts';
import type { NewId, Uuid } from '../../platform/ids/index.ts';
import { closeRoom, forgetRooms, insertSeat, type Part, putRoom } from './store/video.ts';

/** SHA-256: what is kept of a code or a key. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** 128 random bits for a link, in letters that are safe there. */
export const newSecret = (): string => randomBytes(16).toString('base64url');

/** How long before the meeting one may come in, and how long after its end the room stays: settings of ours. */
const before = 15 * 60_000;
const after = 30 * 60_000;

/**
 * A seat in the room of `about` (a meeting), from a while before it to a while after it. The code is given once, here, and works
 * once; a new one can be had for as long as the room is there.
 */
export async function giveSeat(
  db: Database,
  of: { about: Uuid; start: Instant; end: Instant; part: Part; newId: NewId },
): Promise<{ roomId: Uuid; code: string }> {
  const times = { opensAt: later(of.start, -before), closesAt: later(of.end, after) };
  const roomId = await putRoom(db, { id: of.newId(), about: of.about, ...times });
  const code = newSecret();
  await insertSeat(db, { roomId, id: of.newId(), part: of.part, codeHash: hashOf(code) });
  return { roomId, code };
}

/** The meeting is off: nobody comes in any more. */
export const closeVideoRoom = (tx: Transaction, about: Uuid, at: Instant): Promise<void> => closeRoom(tx, about, at);

/** Rooms that are a day past their end go with all that was kept of them. */
export const forgetVideoRooms = (tx: Transaction, now: Instant): Promise<void> => forgetRooms(tx, later(now, -24 * 3_600_000));

export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * STUN and TURN servers for a browser, from STUN_URLS, TURN_URLS and TURN_SECRET (docs/video.md). The TURN password holds for two
 * hours (the scheme of coturn's use-auth-secret: draft-uberti-behave-turn-rest-00).
 */
export function iceServers(env: Environment, seatId: string, now: Instant): IceServer[] {
  const [stun, turn] = [listOf(env['STUN_URLS']), listOf(env['TURN_URLS'])];
  const secret = env['TURN_SECRET'];
  const servers: IceServer[] = stun.length === 0 ? [] : [{ urls: stun }];
  if (turn.length > 0 && secret !== undefined && secret !== '') {
    const username = `${Math.floor(epochMilliseconds(now) / 1000) + 7200}:${seatId}`;
    servers.push({ urls: turn, username, credential: createHmac('sha1', secret).update(username).digest('base64') });
  }
  return servers;
}

const listOf = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/).filter((one) => one !== '');
