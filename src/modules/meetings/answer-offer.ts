/** What becomes of a time that was offered to someone in line. */
import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import type { Instant } from '../../platform/clock/index.ts';
import type { Database, Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Event } from '../../platform/outbox/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { tell } from '../contact/index.ts';
import { recordAct, type Standing } from '../people/index.ts';
import { key } from './booking-input.ts';
import { freedBy } from './change-meeting.ts';
import { keepHold } from './confirm-meeting.ts';
import { requireOwnStill } from './decide-booking.ts';
import { meetingsEvents } from './events.ts';
import { meetingsProblem } from './problems.ts';
import { afterDeclining, offerTime } from './rules/offer-time.ts';
import { ownBooking } from './rules/own-booking.ts';
import { requireOwnWay } from './standing-of.ts';
import { bookingParties } from './state.ts';
import { leftLineMessage } from './waiting-messages.ts';
import { moveMeeting } from './store/booking.ts';
import { comingOf, deleteHolds, lockMeeting, type Meeting, writeState } from './store/meetings.ts';
import { freeTime, occupiedBy } from './store/occupancy.ts';
import { findWaiting, type Waiting, writeAnswered } from './store/waiting.ts';
import { noteEvent, timeOf } from './take-booking.ts';
import { tellNews } from './tell-news.ts';

/** The offer is theirs: the time that was held is booked, and a later meeting that it replaces is let go in the same transaction. */
export const takeOffer = command({
  name: 'meetings.take-offer',
  roles: bookingParties,
  input: z.object({ personId: key, waitingId: key }),
  async run(context, { personId, waitingId }) {
    const { tx } = context;
    const { standing, waiting, hold } = await lockOffer(context, personId, waitingId);
    if (hold === null) throw meetingsProblem('hold-expired', { rule: offerTime });
    const replaces = await replacedBy(tx, waiting, hold, context.now);
    const before = replaces === null ? null : await lockMeeting(tx, personId, replaces);
    const replaced = before?.state === 'booked' || before?.state === 'displaced' ? before : null;
    await requireOwnStill(context, standing, hold, replaced);
    const meetingId = replaced?.id ?? hold.id;
    const events = await (replaced === null ? bookHeld(context, hold) : moveToHeld(context, replaced, hold));
    await writeAnswered(tx, waiting, { state: 'taken', declined: waiting.declined });
    await recordAct(tx, context, standing, 'meeting-booked', { meetingId });
    return {
      result: { meetingId },
      subject: `person:${personId}`,
      rules: [offerTime.id, ownBooking.id],
      details: { meetingId, waitingId },
      events,
    };
  },
});

/** The meeting that an offered time replaces: the one that they stand in line with, else a later one of that kind booked since. */
export async function replacedBy(
  db: Database,
  { personId, meetingId }: Pick<Waiting, 'personId' | 'meetingId'>,
  offered: Pick<Meeting, 'purpose' | 'start'>,
  now: Instant,
): Promise<Uuid | null> {
  if (meetingId !== null) return meetingId;
  const booked = await comingOf(db, personId, offered.purpose, now);
  return booked !== null && (booked.state === 'displaced' || booked.start > offered.start) ? booked.id : null;
}

async function bookHeld(context: CommandContext, hold: Meeting): Promise<Event[]> {
  const { tx, now, newId } = context;
  const { personId, id, purpose } = hold;
  await keepHold(context, hold);
  await writeState(tx, hold, { state: 'booked' });
  await noteEvent(context, hold, 'booked', timeOf(hold));
  await tell(tx, { personId, source: 'meetings.booked', about: id, dueAt: now, newId, now });
  return [meetingsEvents.booked(personId, { meetingId: id, purpose, ...timeOf(hold) })];
}

async function moveToHeld(context: CommandContext, meeting: Meeting, hold: Meeting): Promise<Event[]> {
  const { tx, now } = context;
  const { personId, id } = meeting;
  if (hold.holdUntil === null || hold.holdUntil <= now) throw meetingsProblem('hold-expired', { rule: offerTime });
  await moveMeeting(tx, meeting, hold, { versions: null, from: hold, at: now });
  await deleteHolds(tx, [hold.id]);
  await noteEvent(context, meeting, 'changed', { before: timeOf(meeting), ...timeOf(hold) });
  await tellNews(context, meeting, 'meetings.changed');
  return [
    meetingsEvents.changed(personId, { meetingId: id, purpose: hold.purpose, ...timeOf(hold) }),
    ...freedBy(meeting, context),
  ];
}

/** Not this time: it is the next one's, and the person stays in line unless they have let several go. */
export const declineOffer = command({
  name: 'meetings.decline-offer',
  roles: bookingParties,
  input: z.object({ personId: key, waitingId: key }),
  async run(context, { personId, waitingId }) {
    const { standing, waiting, hold } = await lockOffer(context, personId, waitingId);
    const { state, events } = await passOn(context, waiting, hold);
    await recordAct(context.tx, context, standing, 'meeting-offer-declined', { waitingId });
    return { result: { state }, subject: `person:${personId}`, rules: [offerTime.id], details: { waitingId, state }, events };
  },
});

/** Out of the line; a time that was offered is the next one's. */
export const leaveWaiting = command({
  name: 'meetings.leave-waiting',
  roles: bookingParties,
  input: z.object({ personId: key }),
  async run(context, { personId }) {
    const { tx } = context;
    const standing = await requireOwnWay(context, personId);
    const waiting = await findWaiting(tx, personId);
    if (waiting === null) throw meetingsProblem('waiting-unknown');
    const events = await endWaiting(context, waiting);
    await recordAct(tx, context, standing, 'meeting-waiting-left', { waitingId: waiting.id });
    return { result: { waitingId: waiting.id }, subject: `person:${personId}`, details: { waitingId: waiting.id }, events };
  },
});

/** Whoever waits for something sooner than a meeting that will not be held waits no longer. */
export async function endWaitingFor(context: CommandContext, { personId, id }: Meeting): Promise<Event[]> {
  const waiting = await findWaiting(context.tx, personId);
  return waiting === null || waiting.meetingId !== id ? [] : endWaiting(context, waiting);
}

/** Out of the line; what was offered is the next one's. */
export async function endWaiting({ tx, now }: CommandContext, waiting: Waiting): Promise<Event[]> {
  const hold = await freeOffer(tx, waiting, now);
  await writeAnswered(tx, waiting, { state: 'ended', declined: waiting.declined });
  return hold === null ? [] : [freedOf(hold, [waiting.id])];
}

/** The person's place in line and the time that is held for them; `hold` null: it is no longer. Throws waiting-unknown. */
async function lockOffer(
  context: CommandContext,
  personId: Waiting['personId'],
  waitingId: string,
): Promise<{ standing: Standing; waiting: Waiting; hold: Meeting | null }> {
  const { tx } = context;
  const standing = await requireOwnWay(context, personId);
  const waiting = await findWaiting(tx, personId);
  if (waiting === null || waiting.id !== waitingId) throw meetingsProblem('waiting-unknown');
  if (waiting.offeredId === null) throw meetingsProblem('hold-expired', { rule: offerTime });
  return { standing, waiting, hold: await lockMeeting(tx, personId, waiting.offeredId) };
}

/** An offer that was let go, or was over: the time is offered to the next in line. */
export async function passOn(
  { tx, now, today, newId }: Pick<CommandContext, 'tx' | 'now' | 'today' | 'newId'>,
  waiting: Waiting,
  hold: Meeting | null,
): Promise<{ state: 'waiting' | 'ended'; events: Event[] }> {
  await freeOffer(tx, waiting, now);
  const to = afterDeclining(valueOn(offerTime, today), waiting.declined);
  await writeAnswered(tx, waiting, to);
  const { personId, id: about } = waiting;
  if (to.state === 'ended') await tell(tx, { personId, source: leftLineMessage, about, dueAt: now, newId, now });
  return { state: to.state, events: hold === null || hold.start <= now ? [] : [freedOf(hold, [waiting.id])] };
}

/** Lets go of the time that was held for someone in line; gives it. */
export async function freeOffer(tx: Transaction, { personId, offeredId }: Waiting, now: Instant): Promise<Meeting | null> {
  const hold = offeredId === null ? null : await lockMeeting(tx, personId, offeredId);
  if (hold === null || hold.state !== 'held') return null;
  await deleteHolds(tx, [hold.id]);
  await freeTime(tx, [hold.id], occupiedBy([hold]), now);
  return hold;
}

/** `passed`: places in line to which the time has been offered already. */
function freedOf(hold: Meeting, passed: readonly string[]): Event {
  return meetingsEvents.timeFreed(hold.personId, { meetingId: hold.id, passed, ...timeOf(hold) });
}
