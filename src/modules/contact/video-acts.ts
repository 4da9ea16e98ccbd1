/** What is done in a video room: one lets someone in, leaves, asks to be called instead. */
import { z } from 'zod';
import { command, roles } from '../../platform/auth/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import { contactEvents } from './events.ts';
import { contactProblem } from './problems.ts';
import { admitSeat, findRoom, leaveSeat, noteRoom, type Seat, seatOfKey, type VideoRoom } from './store/video.ts';
import { canInRoom, type RoomAction } from './video-state.ts';

/** The seat's own key, as its hash: whoever has it is the one who came in by the code. */
const seated = z.object({ roomId: z.uuid(), keyHash: z.base64().length(44) });

async function requireSeat(
  tx: Transaction,
  input: z.output<typeof seated>,
  action: RoomAction,
): Promise<{ seat: Seat; room: VideoRoom }> {
  const seat = await seatOfKey(tx, input.roomId, Buffer.from(input.keyHash, 'base64'));
  const room = seat === null ? null : await findRoom(tx, seat.roomId);
  if (seat === null || room === null) throw contactProblem('video-seat-unknown');
  if (!canInRoom(seat, action)) throw contactProblem('video-not-admitted');
  return { seat, room };
}

export const admitToVideoRoom = command({
  name: 'contact.admit-to-video-room',
  roles,
  input: seated.extend({ seatId: z.uuid() }),
  async run({ tx, now }, input) {
    const { seat } = await requireSeat(tx, input, 'admit');
    await admitSeat(tx, seat.roomId, input.seatId, now);
    await noteRoom(tx);
    return { result: {}, subject: `video-room:${seat.roomId}`, details: { by: seat.id, seatId: input.seatId } };
  },
});

export const leaveVideoRoom = command({
  name: 'contact.leave-video-room',
  roles,
  input: seated,
  async run({ tx, now }, input) {
    const { seat } = await requireSeat(tx, input, 'leave');
    await leaveSeat(tx, seat.roomId, seat.id, now);
    await noteRoom(tx);
    return { result: {}, subject: `video-room:${seat.roomId}`, details: { seatId: seat.id } };
  },
});

/** Video does not work, or is not wanted: whoever holds the meeting is told to call. */
export const askForCall = command({
  name: 'contact.ask-for-call',
  roles,
  input: seated,
  async run({ tx }, input) {
    const { seat, room } = await requireSeat(tx, input, 'ask-for-call');
    return {
      result: {},
      subject: `video-room:${seat.roomId}`,
      details: { seatId: seat.id },
      events: [contactEvents.callAsked(room.about, seat.holder)],
    };
  },
});
