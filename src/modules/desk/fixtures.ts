/** For tests and measurements of desks: a service office with an agreement, its staff, a line and two counters. */
import { sql } from 'kysely';
import { type Actor, execute, type House, signInAs, type SignedIn } from '../../platform/auth/index.ts';
import { addDays, plainDate, today } from '../../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import {
  addPlace,
  type DeskPosition,
  type DeskTask,
  findPlaceByCode,
  openPresence,
  placeDeskStaff,
  endServiceAgreement,
  listAgreements,
  putServiceAgreement,
} from '../network/index.ts';
import { recogniseAccount } from '../people/index.ts';
import { putCounter } from './put-counter.ts';
import { putService } from './put-service.ts';

const administrator: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };

/** What the tests' agreements say of each task, as law 2019:212 wants it said. */
export const agreed = {
  'general-information': { category: 'general', words: 'Allmän information', access: null },
  'digital-guidance': { category: 'general', words: 'Hjälp i de digitala tjänsterna', access: null },
  'lend-computer': { category: 'general', words: 'Låna ut dator', access: null },
  'help-with-forms': { category: 'personal-data', words: 'Hjälp med blanketter', access: 'Det som besökaren visar' },
  'receive-documents': { category: 'personal-data', words: 'Ta emot handlingar', access: 'Handlingar som lämnas in' },
  'forward-documents': { category: 'personal-data', words: 'Skicka handlingar vidare', access: 'Handlingar som lämnas in' },
  'book-meetings': { category: 'personal-data', words: 'Hjälp att boka möte', access: 'Bokade möten' },
  'help-with-reports': { category: 'personal-data', words: 'Hjälp med aktivitetsrapport', access: 'Aktivitetsrapporter' },
  'case-information': { category: 'personal-data', words: 'Upplysning i ärende', access: 'Uppgifter i ärendet' },
  decide: { category: 'public-authority', words: 'Besluta i enkla ärenden', access: 'Uppgifter i ärendet' },
} as const satisfies Record<DeskTask, { category: string; words: string; access: string | null }>;

/** What the offices were given first (the six services of the pilot, and help with reports). */
export const pilotTasks = [
  'general-information',
  'digital-guidance',
  'receive-documents',
  'forward-documents',
  'book-meetings',
  'help-with-reports',
] as const satisfies readonly DeskTask[];

export interface TestDesk {
  placeId: Uuid;
  placeCode: string;
  manager: Actor;
  host: Actor;
  officer: Actor;
  /** Of each, for requests through the front door. */
  headers: Readonly<Record<'manager' | 'host' | 'officer', SignedIn['headers']>>;
  agreementId: string | null;
  /** Service A, with every topic of the agency and 'other'. */
  serviceId: Uuid;
  counterIds: readonly [Uuid, Uuid];
}

export interface DeskWanted {
  agency?: string;
  /** Null: there is no agreement. */
  tasks?: readonly DeskTask[] | null;
  arrivalCounts?: boolean | null;
  /** A place of the register; without one, a new service office in Dorotea. */
  placeCode?: string;
  /** The employer of its staff; null: none of their own. */
  organisation?: { number: string; name: string } | null;
}

/** An office that is employed elsewhere than at the authority; the number is public (statenssc.se). */
export const serviceCentre = { number: '2021006453', name: 'Statens servicecenter' };

/** A desk that is open today, from a month ago. */
export async function newDesk(house: House, wanted: DeskWanted = {}): Promise<TestDesk> {
  const { agency = 'arbetsformedlingen', tasks = pilotTasks, arrivalCounts = null, organisation = serviceCentre } = wanted;
  const from = addDays(today(house.clock), -31);
  const placeCode = wanted.placeCode ?? `sk-prov-${house.newId()}`;
  const placeId = wanted.placeCode === undefined ? await newPlace(house, placeCode, from) : await placeOf(house, placeCode);
  if (tasks === null) await endOthers(house, { placeId, agency, from });
  const agreementId = tasks === null ? null : await agree(house, { placeId, agency, from, arrivalCounts }, tasks);
  const staff = async (position: DeskPosition): Promise<SignedIn> => {
    const signedIn = await signInAs(house, ['desk-officer'], `${position} ${placeCode}`, {
      ...(organisation === null ? {} : { organisation }),
      onSignIn: async (tx, said) => void (await recogniseAccount(tx, said)),
    });
    await execute(house, administrator, placeDeskStaff, { placeId, accountId: signedIn.actor.id, position, from, to: null });
    return signedIn;
  };
  const [manager, host, officer] = [await staff('manager'), await staff('host'), await staff('counter')];
  const { rows } = await sql<{ code: string }>`
    select code from desk.topic where agency in (${agency}, 'other') order by position`.execute(house.db);
  const service = { placeId, id: null, version: null, letter: 'A', names: { sv: 'Arbetsförmedlingen' }, goal: null };
  const { serviceId } = await execute(house, manager.actor, putService, { ...service, topics: rows.map(({ code }) => code) });
  const counter = async (name: string): Promise<Uuid> =>
    (await execute(house, manager.actor, putCounter, { placeId, id: null, version: null, name, serviceIds: [serviceId] }))
      .counterId;
  return {
    placeId,
    placeCode,
    manager: manager.actor,
    host: host.actor,
    officer: officer.actor,
    headers: { manager: manager.headers, host: host.headers, officer: officer.headers },
    agreementId,
    serviceId,
    counterIds: [await counter('1'), await counter('2')],
  };
}

/** An agreement that lists these tasks, in the tests' words. */
export async function agree(
  house: House,
  at: { placeId: Uuid; agency: string; from: string; to?: string | null; arrivalCounts?: boolean | null },
  tasks: readonly DeskTask[],
): Promise<string> {
  await endOthers(house, at);
  const { agreementId } = await execute(house, administrator, putServiceAgreement, {
    to: null,
    arrivalCounts: null,
    ...at,
    reference: 'Prov 1',
    tasks: tasks.map((task) => ({ task, ...agreed[task] })),
  });
  return agreementId;
}

/** What the country's agreements give the desk ends the day before. */
async function endOthers(
  house: House,
  { placeId, agency, from }: { placeId: Uuid; agency: string; from: string },
): Promise<void> {
  for (const other of await listAgreements(house.db, { placeId, agency })) {
    const { id: agreementId, to } = other;
    const lastDay = addDays(plainDate(from), -1);
    if (other.from <= lastDay && (to === null || to > lastDay))
      await execute(house, administrator, endServiceAgreement, { placeId, agreementId, lastDay });
  }
}

async function placeOf({ db }: House, code: string): Promise<Uuid> {
  const found = await findPlaceByCode(db, code);
  const id = found === null ? null : parseUuid(found.id);
  if (id === null) throw new Error(`no place ${code}`);
  return id;
}

/** A service office in Dorotea, open on weekdays from ten to four. */
async function newPlace(house: House, code: string, from: string): Promise<Uuid> {
  await sql`insert into network.county (code, name) values ('24', 'Västerbottens län') on conflict do nothing`.execute(house.db);
  await sql`
    insert into network.municipality (code, name, county_code, seat, latitude, longitude, population, registered_unemployed, labour_market_area)
    values ('2425', 'Dorotea', '24', 'Dorotea', 64.26, 16.41, 2500, 80, 'Dorotea') on conflict do nothing`.execute(house.db);
  const { placeId } = await execute(house, administrator, addPlace, {
    code,
    name: 'Servicekontor på prov',
    municipalityCode: '2425',
    localityCode: null,
    street: null,
    postalCode: null,
    latitude: 64.26,
    longitude: 16.41,
    accessibility: {},
  });
  const open = [['10:00', '16:00']];
  await execute(house, administrator, openPresence, {
    placeId,
    kind: 'service_office',
    validFrom: from,
    validTo: null,
    services: ['drop-in', 'general-information'],
    languages: ['sv'],
    hours: { mon: open, tue: open, wed: open, thu: open, fri: open },
    exceptions: [],
  });
  return placeId;
}
