/** What meetings does when people says that someone's identity is protected, or is no longer. */
import { parseUuid } from '../../platform/ids/index.ts';
import { type Subscription, writeEvent } from '../../platform/outbox/index.ts';
import { eventTypes as peopleEvents, factsFor } from '../people/index.ts';
import { freeOffer } from './answer-offer.ts';
import { meetingsEvents } from './events.ts';
import { deleteHolds, findHold, writeMeetingsProtected } from './store/meetings.ts';
import { freeTime, occupiedBy } from './store/occupancy.ts';
import { findWaiting, writeAnswered, writeWaitingProtected } from './store/waiting.ts';
import { timeOf } from './take-booking.ts';

/**
 * Protected identity reaches every row of the person in one transaction: what they held on the web is let go, their place in line ends,
 * and their meetings are a named officer's, who goes through what was booked before (cases opens that task; JO 5254-2016). The level is
 * asked of people, not of the event: an older one that comes late says nothing new.
 */
export const obeyProtection: Subscription = {
  name: 'meetings.obey-protection',
  types: [peopleEvents.protectionChanged],
  async handle({ payload, occurredAt: at }, tx) {
    const personId = parseUuid(String(payload['personId']));
    const person = personId === null ? null : await factsFor(tx, personId);
    if (personId === null || person === null) return;
    await writeMeetingsProtected(tx, personId, person.isProtected);
    await writeWaitingProtected(tx, personId, person.isProtected);
    if (!person.isProtected) return;
    const waiting = await findWaiting(tx, personId);
    const offered = waiting === null ? null : await freeOffer(tx, waiting, at);
    if (waiting !== null) await writeAnswered(tx, waiting, { state: 'ended', declined: waiting.declined });
    const hold = await findHold(tx, personId);
    if (hold !== null) {
      await deleteHolds(tx, [hold.id]);
      await freeTime(tx, [hold.id], occupiedBy([hold]), at);
    }
    // Of the offer the next in line are asked; nothing in the event leads to the person but its own order.
    if (offered !== null) {
      await writeEvent(tx, meetingsEvents.timeFreed(personId, { meetingId: offered.id, passed: [], ...timeOf(offered) }), at);
    }
  },
};
