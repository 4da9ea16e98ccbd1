import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import { localTime, moment } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { factsFor, recordAct } from '../people/index.ts';
import { endWaiting } from './answer-offer.ts';
import { key, timeRequest } from './booking-input.ts';
import { channelsOf } from './channel-of.ts';
import { bookersOf, requireOwnStill } from './decide-booking.ts';
import { channels } from './kinds.ts';
import { meetingsProblem } from './problems.ts';
import { ownBooking } from './rules/own-booking.ts';
import { remoteFirst } from './rules/remote-first.ts';
import { requireOwnWay } from './standing-of.ts';
import { bookingParties } from './state.ts';
import { comingOf, findMeeting } from './store/meetings.ts';
import { typesFor } from './store/types.ts';
import { findWaiting, insertWaiting } from './store/waiting.ts';

/**
 * A place in line for a time that falls free, for one purpose; only for one sooner than the meeting of `meetingId`, or the one of that
 * purpose that they have, which it would replace. Whoever is in line already keeps their place and has new wishes. Nothing automatic happens about someone with protected
 * identity: they have no place in line, their officer books for them.
 */
export const joinWaiting = command({
  name: 'meetings.join-waiting',
  roles: bookingParties,
  input: z.object({
    personId: key,
    purpose: z.string().trim().min(1).max(41),
    meetingId: key.nullable().default(null),
    channels: z.array(z.enum(channels)).min(1).max(3),
    language: timeRequest.language,
    interpreter: timeRequest.interpreter,
    withinMinutes: z.int().min(0).max(600).nullable().default(null),
    /** Only a time before it is of use. */
    before: moment.nullable().default(null),
  }),
  async run(context, input) {
    const { tx, now, newId } = context;
    const { personId, language, interpreter, withinMinutes } = input;
    const standing = await requireOwnWay(context, personId);
    if (standing.isProtected) throw meetingsProblem('waiting-not-offered');
    const meetingId = input.meetingId ?? (await comingOf(tx, personId, input.purpose, now))?.id ?? null;
    const moves = meetingId === null ? null : { id: meetingId, purpose: input.purpose };
    await requireOwnStill(context, standing, input, moves);
    const later = meetingId === null ? null : await requireLater(context, input, meetingId);
    const wanted = await wantedTypes(context, input, bookersOf(context.actor, standing));
    const before = await findWaiting(tx, personId);
    const events = before === null ? [] : await endWaiting(context, before);
    const facts = await factsFor(tx, personId);
    const id = newId();
    await insertWaiting(tx, {
      personId,
      id,
      meetingId,
      ...wanted,
      language,
      interpreter,
      origin: facts?.municipalityCode ?? null,
      withinMinutes,
      before: [later, input.before].filter((at) => at !== null).toSorted()[0] ?? null,
      since: before?.since ?? now,
      isProtected: false,
    });
    await recordAct(tx, context, standing, 'meeting-waiting', { waitingId: id });
    return {
      result: { waitingId: id },
      subject: `person:${personId}`,
      rules: [ownBooking.id, remoteFirst.id],
      details: { waitingId: id, ...wanted },
      events,
    };
  },
});

/** When the meeting is that would be replaced; null when it has no time. */
async function requireLater(
  { tx, now }: CommandContext,
  { personId, purpose }: { personId: Uuid; purpose: string },
  meetingId: Uuid,
) {
  const meeting = await findMeeting(tx, personId, meetingId);
  if (meeting === null) throw meetingsProblem('meeting-unknown');
  if (meeting.purpose !== purpose) {
    throw problem('invalid-input', { fields: [{ field: 'meetingId', expected: 'a meeting of the same purpose' }] });
  }
  // One that lost its time is replaced by whichever time falls free.
  if (meeting.state === 'displaced') return null;
  if (meeting.state !== 'booked' || meeting.start <= now) {
    throw meetingsProblem('state-refuses', { params: { state: meeting.state, action: 'change' } });
  }
  return meeting.start;
}

/** The types of the purpose that may be booked, in the channels that are open. */
async function wantedTypes(
  { tx, now, today }: CommandContext,
  { personId, purpose, channels: asked }: { personId: Uuid; purpose: string; channels: readonly (typeof channels)[number][] },
  as: readonly string[],
) {
  const decision = await channelsOf(tx, personId, { purpose, bookedOn: today, meetingOn: localTime(now).date });
  const open = asked.filter((channel) => decision.channels.includes(channel));
  if (open.length === 0) throw meetingsProblem('channel-needs-reason', { rule: remoteFirst, params: { channel: asked[0]! } });
  const types = (await typesFor(tx, purpose, today)).filter(
    ({ bookedBy, seats, channels: held }) =>
      seats === 1 && bookedBy.some((one) => as.includes(one)) && held.some((one) => open.includes(one)),
  );
  if (types.length === 0) throw meetingsProblem('type-unknown', { params: { type: purpose } });
  return { typeCodes: types.map(({ code }) => code), channels: open };
}
