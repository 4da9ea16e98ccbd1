/** What meetings does on its own events, and on others'. */
import { instantAt, localTime } from '../../platform/clock/index.ts';
import { type NewId, parseUuid } from '../../platform/ids/index.ts';
import type { Subscription } from '../../platform/outbox/index.ts';
import { tell, untell } from '../contact/index.ts';
import { eventTypes as peopleEvents } from '../people/index.ts';
import { eventTypes } from './events.ts';
import { followRegister } from './follow-register.ts';
import type { Meetings } from './meetings.ts';
import { offerFreed } from './offer-freed.ts';
import { offerSupply } from './offer-supply.ts';
import { obeyProtection } from './protect-meetings.ts';
import { followingMeetings } from './follow-meeting.ts';
import { reminderOf } from './rules/reminder-time.ts';
import { deleteFeedsOf, endFeedOf } from './store/feed.ts';
import { findMeeting } from './store/meetings.ts';
import { videoRoomSubscriptions } from './video-room.ts';
import { queueWebhooks } from './webhooks/queue.ts';

/** The reminder follows the meeting's time as it is when the event comes, not as the event says: the latest one is right. */
const remind = (newId: NewId): Subscription => ({
  name: 'meetings.queue-reminder',
  types: [eventTypes.booked, eventTypes.changed, eventTypes.cancelled, eventTypes.displaced, eventTypes.ended],
  async handle({ payload, occurredAt: now }, tx) {
    const [personId, about] = [parseUuid(String(payload['personId'])), parseUuid(String(payload['meetingId']))];
    if (personId === null || about === null) return;
    const source = 'meetings.reminder';
    await untell(tx, personId, source, about);
    const meeting = await findMeeting(tx, personId, about);
    if (meeting?.state !== 'booked') return;
    const { date, time } = reminderOf(localTime(meeting.start).date);
    const dueAt = instantAt(date, time);
    if (dueAt !== null && dueAt > now) await tell(tx, { personId, source, about, dueAt, newId, now });
  },
});

/** The address of someone's calendar leads nowhere once they are protected, and none is kept of someone who is erased. */
const endFeeds: Subscription = {
  name: 'meetings.end-feeds',
  types: [peopleEvents.protectionChanged, peopleEvents.personErased],
  async handle({ type, payload, occurredAt }, tx) {
    const id = parseUuid(String(payload['personId']));
    if (id === null) return;
    if (type === peopleEvents.personErased) await deleteFeedsOf(tx, id);
    else await endFeedOf(tx, { kind: 'person', id }, occurredAt);
  },
};

/** `m`: what is kept in memory, by which times that fall free are offered; null where none is kept, and none is offered. */
export function meetingsSubscriptions(newId: NewId, m: Meetings | null): Subscription[] {
  const offering = m === null ? [] : [offerFreed(m), offerSupply(m)];
  return [
    remind(newId),
    endFeeds,
    ...followingMeetings(newId, m?.register ?? null),
    ...videoRoomSubscriptions(newId),
    queueWebhooks(newId),
    obeyProtection,
    followRegister(newId),
    ...offering,
  ];
}
