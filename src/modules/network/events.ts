/** What network tells the modules to its right. */
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Event } from '../../platform/outbox/index.ts';

const event =
  (type: string) =>
  (placeId: string, payload: Event['payload'] = {}): Event => ({
    aggregate: `place:${placeId}`,
    type,
    payload: { placeId, ...payload },
  });

export const networkEvents = {
  /** A place is new, or its point has moved: travel times to it are to be computed. */
  placeLocated: event('network.place-located'),
  /** A presence was opened, changed or corrected. */
  presenceChanged: event('network.presence-changed'),
  /** An office is to close: payload endDate; meetings after it must move. */
  closureDecided: event('network.closure-decided'),
  securingStepped: event('network.securing-stepped'),
  /** An agreement ends, or some of its places leave it, with a last day: what is booked there after it must move, unless another covers it. */
  agreementEnding: (agreementId: string, placeIds: readonly string[], lastDay: PlainDate): Event => ({
    aggregate: `agreement:${agreementId}`,
    type: 'network.agreement-ending',
    payload: { agreementId, placeIds: [...placeIds], lastDay },
  }),
  /** An agreement is in force from a day on: its places offer what it covers. */
  agreementInForce: (agreementId: string, placeIds: readonly string[], from: PlainDate): Event => ({
    aggregate: `agreement:${agreementId}`,
    type: 'network.agreement-in-force',
    payload: { agreementId, placeIds: [...placeIds], from },
  }),
} as const;

export const eventTypes = {
  placeLocated: 'network.place-located',
  presenceChanged: 'network.presence-changed',
  closureDecided: 'network.closure-decided',
  securingStepped: 'network.securing-stepped',
  agreementEnding: 'network.agreement-ending',
  agreementInForce: 'network.agreement-in-force',
} as const;
