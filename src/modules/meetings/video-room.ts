/** The video room of a meeting follows the meeting; and whoever asks in it to be called instead is seen by the meeting's officers. */
import { type NewId, parseUuid } from '../../platform/ids/index.ts';
import type { Subscription } from '../../platform/outbox/index.ts';
import { closeVideoRoom, contactEventTypes, leaveVideoRooms, moveVideoRoom } from '../contact/index.ts';
import { eventTypes } from './events.ts';
import { hasRoom, roomOf } from './joining.ts';
import { tellCalendars } from './store/change.ts';
import { findMeeting, findMeetingById, insertMeetingEvent } from './store/meetings.ts';
import { findSession } from './store/sessions.ts';

/** By what the meeting is when the event comes, not by what the event says: its latest time is right. */
const followMeeting: Subscription = {
  name: 'meetings.follow-video-room',
  types: [eventTypes.changed, eventTypes.cancelled, eventTypes.displaced],
  async handle({ payload, occurredAt }, tx) {
    const [personId, meetingId] = [parseUuid(String(payload['personId'])), parseUuid(String(payload['meetingId']))];
    if (personId === null || meetingId === null) return;
    const meeting = await findMeeting(tx, personId, meetingId);
    const stands = meeting?.state === 'booked' && hasRoom(meeting) ? meeting : null;
    if (stands?.sessionId === null) await moveVideoRoom(tx, meetingId, stands, occurredAt);
    else await closeVideoRoom(tx, meetingId, occurredAt);
    // The room of a session stays for the others while there is the session.
    await leaveVideoRooms(tx, meetingId, stands === null ? null : roomOf(stands), occurredAt);
    const session = meeting?.sessionId == null ? null : await findSession(tx, meeting.sessionId);
    if (session !== null && session.cancelledAt !== null) await closeVideoRoom(tx, session.id, occurredAt);
  },
};

const noteCallAsked = (newId: NewId): Subscription => ({
  name: 'meetings.note-call-asked',
  types: [contactEventTypes.callAsked],
  async handle({ payload, occurredAt }, tx) {
    // Of several in one room it is the one who asked.
    const about = parseUuid(String(payload['holder'] ?? payload['about']));
    const meeting = about === null ? null : await findMeetingById(tx, about);
    if (meeting === null) return;
    const { personId, id: meetingId } = meeting;
    await insertMeetingEvent(tx, {
      personId,
      meetingId,
      id: newId(),
      at: occurredAt,
      by: 'system',
      what: 'call-asked',
      details: {},
    });
    await tellCalendars(tx, meeting, occurredAt);
  },
});

export const videoRoomSubscriptions = (newId: NewId): Subscription[] => [followMeeting, noteCallAsked(newId)];
