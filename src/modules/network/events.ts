/** What network tells the modules to its right. */
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
} as const;

export const eventTypes = {
  placeLocated: 'network.place-located',
  presenceChanged: 'network.presence-changed',
  closureDecided: 'network.closure-decided',
  securingStepped: 'network.securing-stepped',
} as const;
