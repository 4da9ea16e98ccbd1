/** What meetings does on its own events, and on others'. */
import { instantAt, localTime } from '../../platform/clock/index.ts';
import { type NewId, parseUuid } from '../../platform/ids/index.ts';
import type { Subscription } from '../../platform/outbox/index.ts';
import { tell, untell } from '../contact/index.ts';
import { eventTypes } from './events.ts';
import { followingMeetings } from './follow-meeting.ts';
import { reminderOf } from './rules/reminder-time.ts';
import { findMeeting } from './store/meetings.ts';

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

export function meetingsSubscriptions(newId: NewId): Subscription[] {
  return [remind(newId), ...followingMeetings(newId)];
}
