/** Notes, in the transaction that handles a meeting's event, which partners' programs are to be told of it. */
import { type NewId, parseUuid } from '../../../platform/ids/index.ts';
import type { Subscription } from '../../../platform/outbox/index.ts';
import { eventTypes } from '../events.ts';
import { findMeeting } from '../store/meetings.ts';
import { insertDelivery, webhooksTold } from '../store/webhook.ts';
import type { WebhookEvent } from './event.ts';

/** Which event of ours is what in theirs. That a meeting ended is not told. */
const told: Readonly<Record<string, WebhookEvent>> = {
  [eventTypes.booked]: 'booked',
  [eventTypes.changed]: 'changed',
  [eventTypes.cancelled]: 'cancelled',
  [eventTypes.displaced]: 'displaced',
};

/** Those whose place the meeting is at; and those who were told of it before, when it is elsewhere by now. */
export const queueWebhooks = (newId: NewId): Subscription => ({
  name: 'meetings.queue-webhooks',
  types: Object.keys(told),
  async handle({ type, payload, occurredAt }, tx) {
    const [personId, meetingId] = [parseUuid(String(payload['personId'])), parseUuid(String(payload['meetingId']))];
    const meeting = personId === null || meetingId === null ? null : await findMeeting(tx, personId, meetingId);
    if (meeting === null) return;
    for (const { webhookId, isTheirs, last } of await webhooksTold(tx, meeting.id, meeting.placeId)) {
      if (!isTheirs && last === 'left') continue;
      const what = isTheirs ? told[type]! : 'left';
      await insertDelivery(tx, { webhookId, id: newId(), meetingId: meeting.id, what, occurredAt });
    }
  },
});
