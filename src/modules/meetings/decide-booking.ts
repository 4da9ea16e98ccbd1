/** Whether someone may book a time of this kind, before anyone looks who is free. */
import type { Actor, CommandContext } from '../../platform/auth/index.ts';
import { epochMilliseconds, type Instant, later, localTime, type PlainDate } from '../../platform/clock/index.ts';
import { together } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { isPublicHoliday, registeredSince } from '../cases/index.ts';
import { factsFor, isOwnCase, ownCase, type Standing } from '../people/index.ts';
import { readStart } from './booking-input.ts';
import type { Booker, Channel, ChannelBy } from './kinds.ts';
import { meetingsProblem } from './problems.ts';
import { bookable, refuseBooking } from './rules/bookable.ts';
import { bookingWindow, windowOf } from './rules/booking-window.ts';
import { channelGround, decideChannel, type ExceptionGround, remoteFirst } from './rules/remote-first.ts';
import { requireOwnWay } from './standing-of.ts';
import { grantedRequest } from './store/channel-request.ts';
import type { Span } from './store/occupancy.ts';
import { type MeetingType, typeOn } from './store/types.ts';

export interface Asked {
  personId: Uuid;
  typeCode: string;
  start: string;
  channel: Channel;
  placeId: Uuid | null;
  exceptionGround: ExceptionGround | null;
  ignoreWindow: boolean;
}

export interface DecidedBooking extends Span {
  standing: Standing;
  type: MeetingType;
  by: ChannelBy;
  ground: ExceptionGround | null;
}

/** The rules by which a booking is decided. */
export const bookingRules = [bookable.id, bookingWindow.id, remoteFirst.id];

/**
 * Who books for whom, what, when and in which channel. Throws type-unknown, booking-not-allowed, channel-not-offered, time-past,
 * time-without-zone, time-outside-window, channel-needs-reason, and what `requireOwnWay` throws.
 */
export async function decideBooking(context: CommandContext, asked: Asked): Promise<DecidedBooking> {
  const { tx, actor, now, today } = context;
  const { personId } = asked;
  // In one go: none needs the answer to another, and without standing none is told.
  const [standing, type, facts, registeredOn, granted] = await together(tx, (at) => [
    requireOwnWay({ ...context, tx: at }, personId),
    typeOn(at, asked.typeCode, today),
    factsFor(at, personId),
    registeredSince(at, personId),
    grantedRequest(at, personId, today),
  ]);
  if (standing.capacity === 'staff' && (await isOwnCase(tx, actor, personId, now)))
    throw meetingsProblem('own-case', { rule: ownCase });
  if (type === null) throw meetingsProblem('type-unknown', { params: { type: asked.typeCode } });
  const span = spanOf(readStart(asked.start), type);
  const as = bookersOf(actor, standing);
  const refusal = refuseBooking(type, { ...asked, ...span, now, as, atPlace: asked.placeId !== null });
  if (refusal !== null) throw meetingsProblem(refusal, { rule: bookable, params: { type: type.code, channel: asked.channel } });
  const meetingOn = localTime(span.start).date;
  requireWindow(type, { today, meetingOn, free: asked.ignoreWindow && mayIgnoreWindow(as, today) });
  const decision = decideChannel({
    bookedOn: today,
    meetingOn,
    registeredOn,
    grounds: facts?.grounds ?? [],
    purpose: type.purpose,
    granted: granted === null || granted.until === null ? null : { ...granted, until: granted.until },
  });
  if (decision.channels.includes(asked.channel)) return { standing, type, ...span, ...channelGround(decision, asked.channel) };
  // An officer who says why decides; the choice is never only the rule's.
  if (asked.exceptionGround !== null && as.includes('officer')) {
    return { standing, type, ...span, by: 'exception', ground: asked.exceptionGround };
  }
  throw meetingsProblem('channel-needs-reason', { rule: remoteFirst, params: { channel: asked.channel } });
}

/** From a start, for as many minutes as the type takes. */
export function spanOf(start: Instant, { minutes }: Pick<MeetingType, 'minutes'>): Span {
  return { start, end: later(start, minutes * 60_000) };
}

/** Throws time-outside-window with the first and the last day. `free`: an officer books for them. */
export function requireWindow(
  type: MeetingType,
  { today, meetingOn, free }: { today: PlainDate; meetingOn: PlainDate; free: boolean },
): void {
  if (free) return;
  const { first, last } = windowOf(valueOn(bookingWindow, today), today, type, isPublicHoliday);
  if (meetingOn >= first && (last === null || meetingOn <= last)) return;
  throw meetingsProblem('time-outside-window', { rule: bookingWindow, params: { type: type.code, first, last: last ?? '' } });
}

/** As what someone books: the person, a helper, or staff by their roles. */
export function bookersOf({ roles }: Actor, { capacity }: Pick<Standing, 'capacity'>): Booker[] {
  if (capacity !== 'staff') return [capacity === 'self' ? 'person' : 'helper'];
  const isOfficer = roles.includes('caseworker') || roles.includes('protection-officer');
  return [...(isOfficer ? (['officer'] as const) : []), ...(roles.includes('desk-officer') ? (['desk'] as const) : [])];
}

function mayIgnoreWindow(as: readonly Booker[], today: PlainDate): boolean {
  const { outsideWindow } = valueOn(bookable, today);
  return as.some((one) => outsideWindow.includes(one));
}

/** Throws meeting-to-come before a meeting begins. */
export function requireBegun(start: Instant, now: Instant): void {
  if (epochMilliseconds(start) > epochMilliseconds(now)) throw meetingsProblem('meeting-to-come', { rule: bookable });
}
