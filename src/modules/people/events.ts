/** What people tells the modules to its right. Payloads hold internal ids and codes only. */
import type { Event } from '../../platform/outbox/index.ts';
import type { Protection } from './kinds.ts';

const event = (type: string, personId: string, payload: Event['payload'] = {}): Event => ({
  aggregate: `person:${personId}`,
  type,
  payload: { personId, ...payload },
});

export const eventTypes = {
  protectionChanged: 'people.protection-changed',
  numberReplaced: 'people.number-replaced',
  numberConflict: 'people.number-conflict',
  personErased: 'people.person-erased',
} as const;

export const peopleEvents = {
  /** Protected identity began, ended or has another level: every module must obey it before it does anything else. */
  protectionChanged: (personId: string, level: Protection) =>
    event(eventTypes.protectionChanged, personId, { level, isProtected: level !== 'none' }),
  /** A personal identity number took the place of a coordination number. */
  numberReplaced: (personId: string) => event(eventTypes.numberReplaced, personId),
  /** Two persons hold numbers that the issuer says are one person's; `otherPersonId` is not the one signed in as. */
  numberConflict: (personId: string, otherPersonId: string) => event(eventTypes.numberConflict, personId, { otherPersonId }),
  /** Everything that people held about someone is gone. */
  personErased: (personId: string) => event(eventTypes.personErased, personId),
} as const;
