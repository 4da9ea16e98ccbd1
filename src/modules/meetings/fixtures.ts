/** For tests of supply. */
import { plainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { listPresence } from '../network/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';

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
