/** Whether someone may book a time of this kind, before anyone looks who is free. */
import type { Actor, CommandContext } from '../../platform/auth/index.ts';
import { epochMilliseconds, type Instant, later, localTime, type PlainDate } from '../../platform/clock/index.ts';
import { together } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { registeredSince } from '../cases/index.ts';
import { factsFor, isOwnCase, ownCase, type Standing } from '../people/index.ts';
import { readStart } from './booking-input.ts';
import type { Booker, Channel, ChannelBy } from './kinds.ts';
import { meetingsProblem } from './problems.ts';
import { bookable, refuseBooking } from './rules/bookable.ts';
import { bookingWindow, windowOf } from './rules/booking-window.ts';
import { isClosedDay } from './rules/meeting-days.ts';
import { type OwnBooking, ownBooking, refuseOwnBooking } from './rules/own-booking.ts';
import { channelGround, decideChannel, type ExceptionGround, remoteFirst } from './rules/remote-first.ts';
import { requireOwnWay } from './standing-of.ts';
import { grantedRequest } from './store/channel-request.ts';
import { listComing, type Meeting } from './store/meetings.ts';
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
  /** Two officers at once, which staff decide. */
  together?: string | null;
}

/** What else is decided by: the meeting that is given another time, and whether it is a seat among several that is asked for. */
export interface AskedAbout {
  moves?: Pick<Meeting, 'id' | 'purpose'> | null;
  asSeat?: boolean;
}

export interface DecidedBooking extends Span {
  standing: Standing;
  type: MeetingType;
  by: ChannelBy;
  ground: ExceptionGround | null;
}

/** The rules by which a booking is decided. */
export const bookingRules = [bookable.id, bookingWindow.id, ownBooking.id, remoteFirst.id];

/**
 * Who books for whom, what, when and in which channel; the type is the one in force in this transaction. Throws type-unknown,
 * seat-required, booking-not-allowed, channel-not-offered, place-missing, place-not-wanted, time-past, time-without-zone,
 * time-outside-window, registration-required, already-booked, channel-needs-reason, and what `requireOwnWay` throws.
 */
export async function decideBooking(
  context: CommandContext,
  asked: Asked,
  { moves = null, asSeat = false }: AskedAbout = {},
): Promise<DecidedBooking> {
  const { tx, actor, now, today } = context;
  const { personId } = asked;
  // In one go: none needs the answer to another, and without standing none is told. Standing comes first: it holds the person until the
  // transaction ends, so that of two who book for them at once the later sees what the first has booked.
  const [standing, type, facts, registeredOn, granted, coming] = await together(tx, (at) => [
    requireOwnWay({ ...context, tx: at }, personId),
    typeOn(at, asked.typeCode, today),
    factsFor(at, personId),
    registeredSince(at, personId),
    grantedRequest(at, personId, today),
    listComing(at, personId, now),
  ]);
  if (standing.capacity === 'staff' && (await isOwnCase(tx, actor, personId, now)))
    throw meetingsProblem('own-case', { rule: ownCase });
  if (type === null) throw meetingsProblem('type-unknown', { params: { type: asked.typeCode } });
  if (type.seats > 1 && !asSeat) throw meetingsProblem('seat-required', { rule: bookable, params: { type: type.code } });
  const span = spanOf(readStart(asked.start), type);
  const as = bookersOf(actor, standing);
  const refusal = refuseBooking(type, { ...asked, ...span, now, as, atPlace: asked.placeId !== null });
  if (refusal !== null) throw meetingsProblem(refusal, { rule: bookable, params: { type: type.code, channel: asked.channel } });
  // How many officers it takes is staff's to say.
  if ((asked.together ?? null) !== null && standing.capacity !== 'staff') {
    throw meetingsProblem('booking-not-allowed', { rule: bookable, params: { type: type.code } });
  }
  const meetingOn = localTime(span.start).date;
  requireWindow(type, { today, meetingOn, free: asked.ignoreWindow && mayIgnoreWindow(as, today) });
  requireOwn({ as, purpose: type.purpose, isRegistered: registeredOn !== null, coming, moves }, today);
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

/** Throws registration-required, and already-booked with the id of that meeting, to someone who books for themselves. */
export function requireOwn(facts: OwnBooking, today: PlainDate): void {
  const refusal = refuseOwnBooking(valueOn(ownBooking, today), facts);
  if (refusal === null) return;
  const { code, ...params } = refusal;
  throw meetingsProblem(code, { rule: ownBooking, params });
}

/** What was held becomes a meeting: throws as `requireOwn` when they have booked another meanwhile. `moves`: the one that is replaced. */
export async function requireOwnStill(
  { tx, actor, now, today }: CommandContext,
  standing: Standing,
  { personId, purpose }: Pick<Meeting, 'personId' | 'purpose'>,
  moves: AskedAbout['moves'] = null,
): Promise<void> {
  const [registeredOn, coming] = await together(tx, (at) => [registeredSince(at, personId), listComing(at, personId, now)]);
  requireOwn({ as: bookersOf(actor, standing), purpose, isRegistered: registeredOn !== null, coming, moves }, today);
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
  const { first, last } = windowOf(valueOn(bookingWindow, today), today, type, isClosedDay);
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
