/** Meetings in tests, booked by the command, each with an officer of its own who is found at once. */
import { type Actor, execute, type House } from '../src/platform/auth/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { jobseeker, withRegistration } from '../src/modules/cases/fixtures.ts';
import { registeredSince } from '../src/modules/cases/index.ts';
import { jobseeker as signedIn } from '../src/modules/people/fixtures.ts';
import { bookMeeting } from '../src/modules/meetings/book-meeting.ts';
import { officerFacts } from '../src/modules/meetings/fixtures.ts';
import { addOfficer, type Channel } from '../src/modules/meetings/index.ts';
import { updateContact } from '../src/modules/people/index.ts';

const planner: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };

/** Someone who has been registered for a year, and how they can be reached. */
export async function registered(house: House, contact: object, name = 'Maja') {
  const person = await jobseeker(house, name);
  await withRegistration(house, person.personId, '2019-02-03');
  const known = { email: 'maja@example.org', phone: '+46701740605', preferredChannel: 'web', ...contact };
  await house.db.transaction().execute((tx) => updateContact(tx, person.personId, known, house.clock.now()));
  return person;
}

/** Someone who is signed in and registered since a day, and so may book planning conversations. */
export async function bookingJobseeker(house: House, name: string, number?: string, since = '2020-02-20') {
  const person = await signedIn(house, name, number);
  // The same name is the same person again.
  if ((await registeredSince(house.db, person.personId)) === null) await withRegistration(house, person.personId, since);
  return person;
}

export interface BookedTime {
  /** With its offset from UTC. */
  start: string;
  typeCode?: string;
  channel?: Channel;
  placeId?: Uuid | null;
  language?: string;
  interpreterId?: Uuid | null;
  officerId?: Uuid;
}

export async function newOfficer(house: House, facts: object = {}): Promise<Uuid> {
  return (await execute(house, planner, addOfficer, { ...officerFacts, ...facts })).officerId;
}

/** The input of a command that takes a time: by telephone, follow-up, unless said otherwise. */
export async function timeInput(house: House, { interpreterId = null, officerId, ...time }: BookedTime) {
  const officer = officerId ?? (await newOfficer(house));
  const versions = { [officer]: 1, ...(interpreterId === null ? {} : { [interpreterId]: 1 }) };
  const found = { officerIds: [officer], roomId: null, interpreterId, versions };
  return { typeCode: '22', channel: 'phone', cameBy: 'web', ...time, found: () => found };
}

export async function booked(house: House, actor: Actor, personId: Uuid, time: BookedTime): Promise<Uuid> {
  return (await execute(house, actor, bookMeeting, { personId, ...(await timeInput(house, time)) })).meetingId;
}
