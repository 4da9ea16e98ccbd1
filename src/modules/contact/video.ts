/**
 * Video rooms between two or three browsers (W3C WebRTC 1.0). Picture and sound go from browser to browser; our server only lets
 * people in and carries what their browsers need to find each other. Nothing is recorded.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { epochMilliseconds, type Instant } from '../../platform/clock/index.ts';
import type { Database, Transaction } from '../../platform/db/index.ts';
import type { NewId, Uuid } from '../../platform/ids/index.ts';
import { roomTimes } from './rules/video-room-time.ts';
import { closeRoom, emptyRoom, endSeatsOf, insertSeat, moveRoom, type Part, putRoom } from './store/video.ts';

/** SHA-256: what is kept of a code or a key. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** 128 random bits for a link, in letters that are safe there. */
export const newSecret = (): string => randomBytes(16).toString('base64url');

export interface SeatOf {
  about: Uuid;
  start: Instant;
  end: Instant;
  part: Part;
  /** Whose it is among those of the part: the meeting of a guest, the officer who is a host, the interpreter. */
  holder: Uuid;
  newId: NewId;
}

/**
 * A seat in the room of `about` (a meeting), from a while before it to a while after it. The code is given once, here, and works
 * once; a new one can be had for as long as the room is there.
 */
export async function giveSeat(db: Database, of: SeatOf): Promise<{ roomId: Uuid; code: string }> {
  const code = newSecret();
  return { roomId: await putSeat(db, of, hashOf(code)), code };
}

/** As `giveSeat`, for a code (`newSecret`) that was made where it is shown, so that no result that is kept has it. */
export async function putSeat(db: Database, of: SeatOf, codeHash: Buffer): Promise<Uuid> {
  const roomId = await putRoom(db, { id: of.newId(), about: of.about, ...roomTimes(of) });
  await insertSeat(db, { roomId, id: of.newId(), part: of.part, holder: of.holder, codeHash });
  return roomId;
}

/** Where a code leads. */
export const meetPath = (code: string): string => `/meet?code=${code}`;

/** The meeting is off: nobody comes in any more. */
export async function closeVideoRoom(tx: Transaction, about: Uuid, at: Instant): Promise<void> {
  await closeRoom(tx, about, at);
  await emptyRoom(tx, about, at);
}

/**
 * The meeting has another time, and maybe others who hold it: the room has it too. Who is in it leaves, and codes are void but for the
 * person's own, which they may have been told in a letter.
 */
export async function moveVideoRoom(
  tx: Transaction,
  about: Uuid,
  time: { start: Instant; end: Instant },
  at: Instant,
): Promise<void> {
  await moveRoom(tx, about, roomTimes(time));
  await emptyRoom(tx, about, at);
}

/** Whoever had a seat for this in any room has it no more, but for the room of `except`: the others in it go on. */
export function leaveVideoRooms(tx: Transaction, holder: Uuid, except: Uuid | null, at: Instant): Promise<void> {
  return endSeatsOf(tx, holder, except, at);
}

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
