/** How a person can be reached, for what is sent by itself and shown to nobody. */
import { isValidPhoneNumber } from 'libphonenumber-js/mobile';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { PreferredChannel } from './kinds.ts';
import { findPerson } from './store/persons.ts';
import { addressFor, whole } from './views.ts';

export interface Reach {
  name: string;
  isProtected: boolean;
  /** Lines on the envelope; a protected person's are the mediation address. Null when no letter may be sent by itself. */
  letterTo: readonly string[] | null;
  /** Always null for a protected person: nothing goes to them but by letter or by hand (JO 5254-2016). */
  email: string | null;
  /** E.164, of a kind that can take an SMS; null as above, and for a telephone on the wall. */
  mobile: string | null;
  writtenLanguage: string;
  preferredChannel: PreferredChannel;
}

/** Null for an id of no one. */
export async function reachOf(db: Database, personId: string): Promise<Reach | null> {
  const id = parseUuid(personId);
  const person = id === null ? null : await findPerson(db, id);
  if (person === null) return null;
  const isProtected = person.protection !== 'none';
  const { name, email, phone, writtenLanguage } = whole(person);
  return {
    name,
    isProtected,
    letterTo: addressFor(whole(person)),
    email: isProtected ? null : email,
    mobile: isProtected || phone === null || !isValidPhoneNumber(phone) ? null : phone,
    writtenLanguage,
    preferredChannel: person.preferredChannel,
  };
}
