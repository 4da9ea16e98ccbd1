import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { foundInput, key, readStart, timeRequest } from './booking-input.ts';
import { spanOf } from './decide-booking.ts';
import { meetingsProblem } from './problems.ts';
import { bookable, refuseBooking } from './rules/bookable.ts';
import { fitsVideo, videoSize } from './rules/video-size.ts';
import { takeSession } from './store/booking.ts';
import { findRoom, listRooms } from './store/rooms.ts';
import { type MeetingType, typeOn } from './store/types.ts';
import { requireCurrent, requireFound, timeOf } from './take-booking.ts';

export const sessionRequest = z.object({
  typeCode: timeRequest.typeCode,
  start: timeRequest.start,
  channel: timeRequest.channel,
  placeId: timeRequest.placeId,
  language: timeRequest.language,
  interpreter: timeRequest.interpreter,
  /** At most as many as the type has. */
  seats: z.int().min(1).max(500),
  /** One of its officers; null: whoever can. */
  officerId: key.nullable().default(null),
  /** On site; null: whichever has the seats. */
  roomId: key.nullable().default(null),
});

export interface Size {
  seats: number;
  channel: string;
  placeId: Uuid | null;
  roomId: Uuid | null;
  interpreter: boolean;
  /** How many officers; of a session that is there already they may be others than its type says. */
  officers: number;
}

/** Throws seats-not-offered, video-too-many, and room-too-small when no room of the place, or not the chosen one, has so many seats. */
export async function requireSize(db: Database, type: MeetingType, size: Size, today: PlainDate): Promise<void> {
  const { seats, channel, placeId, roomId } = size;
  if (type.seats < 2 || seats > type.seats) throw meetingsProblem('seats-not-offered', { params: { seats: type.seats } });
  const value = valueOn(videoSize, today);
  if (channel === 'video' && !fitsVideo(value, size)) {
    throw meetingsProblem('video-too-many', { rule: videoSize, params: { most: value.most } });
  }
  if (placeId === null || (roomId === null && !type.needsRoom)) return;
  const rooms = roomId === null ? await listRooms(db, { on: today, placeIds: [placeId] }) : [await findRoom(db, roomId)];
  const most = Math.max(0, ...rooms.map((room) => room?.seats ?? 0));
  if (most < seats) throw meetingsProblem('room-too-small', { params: { seats: most } });
}

/** A meeting for several persons: its officers, room and interpreter are taken now, its seats by those who come. */
export const openSession = command({
  name: 'meetings.open-session',
  roles: ['caseworker', 'protection-officer', 'planner'],
  input: sessionRequest.extend({ found: foundInput }),
  async run({ tx, now, today, newId }, input) {
    const { typeCode, channel, placeId, language, seats, roomId, interpreter } = input;
    const type = await typeOn(tx, typeCode, today);
    if (type === null) throw meetingsProblem('type-unknown', { params: { type: typeCode } });
    await requireSize(tx, type, { seats, channel, placeId, roomId, interpreter, officers: type.officers }, today);
    const span = spanOf(readStart(input.start), type);
    const booking = { ...span, now, channel, as: ['officer'], atPlace: placeId !== null } as const;
    const refusal = refuseBooking({ ...type, bookedBy: ['officer'] }, booking);
    if (refusal !== null) throw meetingsProblem(refusal, { rule: bookable, params: { type: type.code, channel } });
    const { versions, ...held } = requireFound(input.found, type);
    const session = { id: newId(), typeCode, channel, placeId, language, seats, ...span, ...held, replaces: null, at: now };
    requireCurrent(await takeSession(tx, session, versions));
    return {
      result: { sessionId: session.id },
      subject: `session:${session.id}`,
      rules: [bookable.id, videoSize.id],
      details: { seats, ...timeOf(session) },
    };
  },
});
