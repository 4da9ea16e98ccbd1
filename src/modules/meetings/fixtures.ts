/** For tests and measurements of supply and of booking. */
import { type RawBuilder, sql } from 'kysely';
import { type Actor, execute, type House } from '../../platform/auth/index.ts';
import { plainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { listPresence, openRegister } from '../network/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';

import { addInterpreter } from './add-interpreter.ts';
import { addOfficer } from './add-officer.ts';
import { addRoom } from './add-room.ts';
import type { Meetings } from './meetings.ts';
import { openPicture } from './picture/index.ts';
import { setWorkingPattern } from './set-working-pattern.ts';
import { writeChange } from './store/change.ts';

/** The day of the tests' clock. */
export const plannerDay = plainDate('2020-02-14');

export const officerFacts = {
  name: 'Handläggare på prov',
  role: 'planning-officer',
  accountId: null,
  homePlaceId: null,
  languages: ['sv'],
  competences: [],
  employedFrom: null,
  employedTo: null,
};

/** A place of a municipality where booked meetings are offered without end; throws when there is none. */
export async function placeByCode(db: Database, municipalityCode: string): Promise<Uuid> {
  const there = await listPresence(db, { municipalityCode, on: plannerDay });
  const open = there.find(({ services, validTo }) => services.includes('booked-meeting') && validTo === null);
  if (open === undefined) throw new Error(`no place with booked meetings in ${municipalityCode}`);
  return parseUuid(open.placeId)!;
}

export const planner: Actor = { id: '00000000-0000-7000-8000-0000000000aa', name: 'Planerare', roles: ['planner'] };

const wholeWeek = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '16:30']]]));

/** An officer who works whole weeks, or the hours of `weekly`. */
export async function newOfficer(house: House, facts: object = {}, weekly: object = wholeWeek): Promise<Uuid> {
  const { officerId } = await execute(house, planner, addOfficer, { ...officerFacts, ...facts });
  await execute(house, planner, setWorkingPattern, { officerId, version: 1, from: '2020-01-01', to: null, weekly });
  return officerId;
}

export async function newRoom(house: House, placeId: Uuid, name = 'Rum'): Promise<Uuid> {
  const facts = { name: `${name} ${house.newId()}`, seats: 6, stepFree: 'yes', validFrom: null, validTo: null };
  return (await execute(house, planner, addRoom, { placeId, ...facts })).roomId;
}

/** One who interprets by video and phone the whole week. */
export async function newInterpreter(house: House, languages: readonly string[] = ['ar']): Promise<Uuid> {
  const facts = {
    name: 'Tolk',
    languages,
    channels: ['video', 'phone'],
    weekly: wholeWeek,
    municipalityCode: null,
    withinMinutes: null,
  };
  return (await execute(house, planner, addInterpreter, { ...facts, validFrom: null, validTo: null })).interpreterId;
}

/** What the service keeps in memory, read anew; to be closed. */
export async function openMeetings(house: House & { url: string }): Promise<Meetings & { close(): Promise<void> }> {
  const source = { db: house.db, url: house.url, clock: house.clock };
  const register = await openRegister(source, () => undefined);
  const picture = await openPicture({ ...source, register }, () => undefined);
  return {
    house,
    register,
    picture,
    async close() {
      await picture.close();
      await register.close();
    },
  };
}

/** A type of meeting as it is not seeded, from now on; the picture shows it. */
export async function alterType({ house, picture }: Meetings, code: string, set: RawBuilder<unknown>): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    await sql`update meetings.meeting_type set ${set} where code = ${code}`.execute(tx);
    await writeChange(tx, { kind: 'supply', resources: [], days: { first: null, last: null } }, house.clock.now());
  });
  await picture.refresh();
}
