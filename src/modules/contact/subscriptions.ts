/** What contact does when people says that someone has changed. */
import { parseUuid } from '../../platform/ids/index.ts';
import type { Subscription } from '../../platform/outbox/index.ts';
import { eventTypes } from '../people/index.ts';
import { readdressLetters } from './store/letters.ts';
import { deleteMessages } from './store/messages.ts';

/** A letter that lies here is addressed to where letters went before: home, or a mediation address that is no more (JO 5254-2016). */
const readdress: Subscription = {
  name: 'contact.readdress-letters',
  types: [eventTypes.protectionChanged],
  async handle({ payload, occurredAt }, tx) {
    const personId = parseUuid(String(payload['personId']));
    if (personId !== null) await readdressLetters(tx, personId, occurredAt);
  },
};

const forget: Subscription = {
  name: 'contact.forget-person',
  types: [eventTypes.personErased],
  async handle({ payload }, tx) {
    const personId = parseUuid(String(payload['personId']));
    if (personId !== null) await deleteMessages(tx, personId);
  },
};

export const contactSubscriptions: readonly Subscription[] = [readdress, forget];
