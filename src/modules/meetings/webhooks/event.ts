/** What a partner's program is told of a meeting: a CloudEvents 1.0 event in structured JSON mode, without anything of a person. */
import type { Instant } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { MeetingState } from '../kinds.ts';
import type { Meeting } from '../store/meetings.ts';

/** What happened, in the last part but one of the event's type. */
export const webhookEvents = ['booked', 'changed', 'cancelled', 'displaced', 'left'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export interface Told {
  id: Uuid;
  what: WebhookEvent;
  meetingId: Uuid;
  occurredAt: Instant;
}

/** The place and the room as partners know them. */
export interface Where {
  placeCode: string | null;
  room: string | null;
}

/** How it went is not told: a partner's calendar needs no more than that the time is over. */
const shownState = (state: MeetingState): string => (['done', 'no-show', 'authority-failed'].includes(state) ? 'ended' : state);

/**
 * The event as JSON, from the meeting as it is now. `source`: the address of this service. `isTheirs`: the meeting is at one of the
 * webhook's places; when it is not, nothing but that is told. Of someone whose identity is protected exactly the same is told as of
 * anyone: what differed would point them out.
 */
export function cloudEvent(source: string, told: Told, meeting: Meeting, isTheirs: boolean, { placeCode, room }: Where): string {
  const { id, version, start, end, channel, placeId } = meeting;
  const known = { meetingId: id, version };
  const data = isTheirs
    ? { ...known, start, end, placeId, placeCode, room, channel, state: shownState(meeting.state) }
    : { ...known, state: 'left' };
  return JSON.stringify({
    specversion: '1.0',
    id: told.id,
    source,
    type: `se.narvaro.meetings.${isTheirs ? told.what : 'left'}.v1`,
    subject: id,
    time: told.occurredAt,
    datacontenttype: 'application/json',
    data,
  });
}
