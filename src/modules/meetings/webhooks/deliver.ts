/**
 * Sends what is due to partners' programs: each webhook by itself, so that one that does not answer holds up no other. What is said is
 * made at the moment of sending. A process that is killed with a delivery in hand leaves it to the next, which sends it again with
 * the same id.
 */
import type { House } from '../../../platform/auth/index.ts';
import { epochMilliseconds, later, localTime } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { keepDoing, type Repeating } from '../../../platform/repeat/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { findPlace } from '../../network/index.ts';
import { nextWait, webhookRetry } from '../rules/webhook-retry.ts';
import { findMeetingById } from '../store/meetings.ts';
import { findRoom } from '../store/rooms.ts';
import { claimDelivery, type ClaimedDelivery, dropDelivery, noteTried, webhooksDue } from '../store/webhook.ts';
import { cloudEvent } from './event.ts';
import { post, type Tried } from './post.ts';
import { signatureOf, type WebhookSettings } from './settings.ts';

export interface WebhookSending {
  house: House;
  settings: WebhookSettings;
  /** The address that this service is known by: the events' source. */
  publicUrl(): string;
  /** Is told what went wrong here, and for which webhook; what a partner answers is no error. */
  onError: (error: unknown, at: { webhook: string }) => void;
  /** How long an answer is waited for, milliseconds; 15 s when left out. */
  patienceMs?: number;
}

/** Sends what is due now and gives how many deliveries were tried; of a webhook that does not take one, no more than that one. */
export async function deliverWebhooks(sending: WebhookSending): Promise<number> {
  const due = await webhooksDue(sending.house.db, sending.house.clock.now());
  const counts = await Promise.all(due.map((id) => deliverTo(sending, id)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function deliverTo(sending: WebhookSending, webhookId: Uuid, signal?: AbortSignal): Promise<number> {
  const { db, clock } = sending.house;
  let count = 0;
  for (let isTaken = true; isTaken && signal?.aborted !== true;) {
    const delivery = await claimDelivery(db, webhookId, clock.now());
    if (delivery === null) break;
    isTaken = await deliverOne(sending, delivery);
    count += 1;
  }
  return count;
}

/** False when it was not taken. */
async function deliverOne(sending: WebhookSending, delivery: ClaimedDelivery): Promise<boolean> {
  const { house, settings, publicUrl, patienceMs } = sending;
  const body = await bodyOf(house, publicUrl(), delivery);
  if (body === null) {
    await dropDelivery(house.db, delivery);
    return true;
  }
  const { id, webhookId, url } = delivery;
  const timestamp = Math.floor(epochMilliseconds(house.clock.now()) / 1000);
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'Narvaro',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf(settings, webhookId, { id, timestamp, body }),
  };
  const { allowsPrivate } = settings;
  const tried = await post(url, { headers, body }, { allowsPrivate, ...(patienceMs === undefined ? {} : { patienceMs }) });
  return note(house, delivery, tried);
}

/** Null when there is nothing to say any more. */
async function bodyOf({ db }: House, source: string, delivery: ClaimedDelivery): Promise<string | null> {
  const meeting = await findMeetingById(db, delivery.meetingId);
  if (meeting === null) return null;
  const { placeId, roomId } = meeting;
  const isTheirs = placeId !== null && delivery.placeIds.includes(placeId);
  const where = {
    placeCode: isTheirs ? ((await findPlace(db, placeId))?.code ?? null) : null,
    room: isTheirs && roomId !== null ? ((await findRoom(db, roomId))?.name ?? null) : null,
  };
  return cloudEvent(source, delivery, meeting, isTheirs, where);
}

/** 2xx: taken. 410: never again. Anything else, a redirect too, is tried again for a day. */
async function note({ db, clock }: House, delivery: ClaimedDelivery, tried: Tried): Promise<boolean> {
  const at = clock.now();
  const status = 'status' in tried ? String(tried.status) : tried.error;
  if ('status' in tried && tried.status >= 200 && tried.status < 300) {
    await noteTried(db, delivery, { is: 'delivered', status, at });
    return true;
  }
  const isGone = 'status' in tried && tried.status === 410;
  const wait = isGone ? null : nextWait(valueOn(webhookRetry, localTime(at).date), delivery.attempts);
  const what = wait === null ? { is: 'failed' as const, at } : { is: 'later' as const, next: later(at, wait * 1000) };
  await noteTried(db, delivery, { ...what, status });
  return false;
}

/** Sends for as long as the process lives. `stop` waits for what is in hand. */
export function startWebhooks(sending: WebhookSending, everyMs = 1000): Repeating {
  const busy = new Map<Uuid, Promise<void>>();
  const begin = async (webhookId: Uuid, signal: AbortSignal): Promise<void> => {
    try {
      await deliverTo(sending, webhookId, signal);
    } catch (error) {
      sending.onError(error, { webhook: webhookId });
    } finally {
      busy.delete(webhookId);
    }
  };
  const work = async (signal: AbortSignal): Promise<void> => {
    const due = await webhooksDue(sending.house.db, sending.house.clock.now());
    for (const id of due) if (!busy.has(id)) busy.set(id, begin(id, signal));
  };
  const repeating = keepDoing(work, { pauseMs: everyMs, onError: (error) => sending.onError(error, { webhook: '' }) });
  return {
    async stop() {
      await repeating.stop();
      await Promise.all(busy.values());
    },
  };
}
