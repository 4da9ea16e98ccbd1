/** What contact tells the modules to its right. */
import type { Event } from '../../platform/outbox/index.ts';

export const eventTypes = { callAsked: 'contact.call-asked' } as const;

export const contactEvents = {
  /** Someone in a video room asks to be called instead; `about` is what the room is for, `holder` whose seat it is. */
  callAsked: (about: string, holder: string | null): Event => ({
    aggregate: `video:${about}`,
    type: eventTypes.callAsked,
    payload: { about, holder },
  }),
} as const;
