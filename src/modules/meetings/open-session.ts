import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { foundInput, readStart, timeRequest } from './booking-input.ts';
import { spanOf } from './decide-booking.ts';
import { meetingsProblem } from './problems.ts';
import { bookable, refuseBooking } from './rules/bookable.ts';
import { takeSession } from './store/booking.ts';
import { typeOn } from './store/types.ts';
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
});

/** A meeting for several persons: its officers, room and interpreter are taken now, its seats by those who come. */
export const openSession = command({
  name: 'meetings.open-session',
  roles: ['caseworker', 'protection-officer', 'planner'],
  input: sessionRequest.extend({ found: foundInput }),
  async run({ tx, now, today, newId }, input) {
    const { typeCode, channel, placeId, language, seats } = input;
    const type = await typeOn(tx, typeCode, today);
    if (type === null) throw meetingsProblem('type-unknown', { params: { type: typeCode } });
    if (type.seats < 2 || seats > type.seats) throw meetingsProblem('seats-not-offered', { params: { seats: type.seats } });
    const span = spanOf(readStart(input.start), type);
    const booking = { ...span, now, channel, as: ['officer'], atPlace: placeId !== null } as const;
    const refusal = refuseBooking({ ...type, bookedBy: ['officer'] }, booking);
    if (refusal !== null) throw meetingsProblem(refusal, { rule: bookable, params: { type: type.code, channel } });
    const { versions, ...held } = requireFound(input.found);
    const session = { id: newId(), typeCode, channel, placeId, language, seats, ...span, ...held, at: now };
    requireCurrent(await takeSession(tx, session, versions));
    return {
      result: { sessionId: session.id },
      subject: `session:${session.id}`,
      rules: [bookable.id],
      details: { seats, ...timeOf(session) },
    };
  },
});
