import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { roles } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { contactProblem } from './problems.ts';
import { findRoom, noteRoom, useCode } from './store/video.ts';
import { isOpen } from './video-state.ts';

/** Hashes (base64): neither the code nor the key stands in any log or answer. */
const hash = z.base64().length(44);

/** Takes the seat of a code, once. Whoever has the code may: it was given to one person only. Throws video-code-used, video-not-open. */
export const enterVideoRoom = command({
  name: 'contact.enter-video-room',
  roles,
  input: z.object({ codeHash: hash, keyHash: hash }),
  async run({ tx, now }, input) {
    const [codeHash, keyHash] = [Buffer.from(input.codeHash, 'base64'), Buffer.from(input.keyHash, 'base64')];
    const seat = await useCode(tx, { codeHash, keyHash, at: now });
    const room = seat === null ? null : await findRoom(tx, seat.roomId);
    if (seat === null || room === null) throw contactProblem('video-code-used');
    if (!isOpen(room, now)) throw contactProblem('video-not-open');
    await noteRoom(tx);
    return {
      result: { roomId: room.id as Uuid, seatId: seat.id as Uuid },
      subject: `video-room:${room.id}`,
      details: { seatId: seat.id, part: seat.part },
    };
  },
});
