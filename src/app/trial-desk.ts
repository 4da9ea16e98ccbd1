/**
 * A trial has a service office to try: a real one of the register, with made-up agreements that say so, staffed by the personas of
 * another organisation. Loaded once; a start that was killed half-way is completed by the next.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  addDevice,
  addUnitMember,
  type GeneratedDays,
  loadGeneratedVisits,
  listCounters,
  listDevices,
  listServices,
  listUnits,
  putCounter,
  putService,
  putUnit,
} from '../modules/desk/index.ts';
import {
  type DeskPosition,
  type DeskTask,
  endServiceAgreement,
  listAgreements,
  listPlaceStaff,
  listPresence,
  ownAgency,
  placeNewStaff,
  type Presence,
  putServiceAgreement,
} from '../modules/network/index.ts';
import { execute, type House, operator, type OnSignIn } from '../platform/auth/index.ts';
import { addDays, day, localTime, today } from '../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../platform/ids/index.ts';

const reference = 'Påhittat avtal för prov';

interface Agreed {
  task: DeskTask;
  category: 'general' | 'personal-data';
  words: string;
  access: string | null;
}

const general: readonly Agreed[] = [
  { task: 'general-information', category: 'general', words: 'Lämna allmän information', access: null },
  { task: 'digital-guidance', category: 'general', words: 'Vägleda i de digitala tjänsterna', access: null },
];
const documents: readonly Agreed[] = [
  { task: 'receive-documents', category: 'personal-data', words: 'Ta emot handlingar', access: 'De handlingar som lämnas in' },
  {
    task: 'forward-documents',
    category: 'personal-data',
    words: 'Skicka handlingar vidare',
    access: 'De handlingar som lämnas in',
  },
];
const ownTasks: readonly Agreed[] = [
  ...general,
  ...documents,
  {
    task: 'book-meetings',
    category: 'personal-data',
    words: 'Hjälpa till att boka möten',
    access: 'Namn, nummer och bokade möten',
  },
  {
    task: 'help-with-reports',
    category: 'personal-data',
    words: 'Hjälpa till med aktivitetsrapporter',
    access: 'Namn, nummer och månadens aktivitetsrapport',
  },
];
const agreements: Readonly<Record<string, readonly Agreed[]>> = {
  [ownAgency]: ownTasks,
  forsakringskassan: general,
  pensionsmyndigheten: general,
  skatteverket: [...general, ...documents],
};

/** Persona's name → position at the desk. */
const positions: Readonly<Record<string, DeskPosition>> = { Sonja: 'counter', Olle: 'host', Maryam: 'manager' };
const units = [
  { name: 'Aktivitetsrapporter (prov)', takes: ['activity-report'], remindAfterDays: 1, escalateAfterDays: 3 },
  {
    name: 'Handlingar (prov)',
    takes: ['registration', 'certificate', 'application', 'letter', 'other'],
    remindAfterDays: 2,
    escalateAfterDays: 5,
  },
];

/** Makes what is missing of the trial's desk; nothing where the register has no service office. */
export async function loadTrialDesk(house: House, say: (line: string) => void): Promise<void> {
  const office = await trialOffice(house);
  const made = await listUnits(house.db, { ended: true });
  if (office === null || made.some(({ name }) => name === units.at(-1)!.name)) return;
  const placeId = parseUuid(office.placeId)!;
  await putAgreements(house, placeId, office);
  await putLines(house, placeId);
  await putDevices(house, placeId, say);
  const visits = await loadGeneratedVisits(house, placeId, lastWeeks(house, office));
  for (const unit of units.filter(({ name }) => !made.some((one) => one.name === name))) {
    const facts = { ...unit, id: null, version: null, agency: ownAgency, email: null, members: [] };
    await execute(house, operator, putUnit, facts);
  }
  say(
    `For the trial: made-up service agreements at ${office.placeName}, for Sonja, Olle and Maryam; ${visits} made-up visits of the last six weeks.`,
  );
}

/** The manager has weeks to read, and enough of them that the need of the coming one is worked out: made-up visits, up to yesterday, on the office's hours of a Monday or as offices often have them. */
function lastWeeks({ clock }: House, { hours }: Presence): GeneratedDays {
  const day = today(clock);
  return { from: addDays(day, -42), to: addDays(day, -1), perDay: 50, hours: hours?.mon?.[0] ?? ['10:00', '16:00'] };
}

/** The first service office by code that is open today; when none is, the last one that was. */
async function trialOffice({ db, clock }: House): Promise<Presence | null> {
  const all = await listPresence(db, { kind: 'service_office' });
  const on = today(clock);
  const isOpen = ({ validFrom, validTo }: Presence) => validFrom <= on && (validTo === null || validTo >= on);
  const latest = all.toSorted((a, b) => (b.validTo ?? '').localeCompare(a.validTo ?? ''));
  return all.find(isOpen) ?? latest[0] ?? null;
}

async function putAgreements(house: House, placeId: Uuid, { validFrom }: Presence): Promise<void> {
  const before = addDays(today(house.clock), -90);
  const from = validFrom > before ? validFrom : before;
  const known = await listAgreements(house.db, { placeId });
  for (const [agency, tasks] of Object.entries(agreements)) {
    const there = known.filter((one) => one.agency === agency);
    if (there.some((one) => one.reference === reference)) continue;
    // The office leaves the register's agreement, which gives its desk less than there is to try.
    for (const { id: agreementId } of there.filter((one) => one.from < from && (one.to === null || one.to >= from)))
      await execute(house, operator, endServiceAgreement, { placeId, agreementId, lastDay: addDays(day.parse(from), -1) });
    const arrivalCounts = agency === ownAgency ? true : null;
    await execute(house, operator, putServiceAgreement, { placeId, agency, from, to: null, reference, arrivalCounts, tasks });
  }
}

/** Made up for the trial, as the agreements are: so that the week says how many counters are needed. */
const goal = { percent: 80, seconds: 600 };

const lines = [
  {
    letter: 'A',
    names: { sv: 'Arbete', en: 'Work', 'sv-easy': 'Arbete', ar: 'العمل' },
    topics: ['register', 'activity-report', 'meeting', 'digital-help', 'document', 'employer', 'af-other'],
  },
  {
    letter: 'B',
    names: {
      sv: 'Skatt, pension och försäkring',
      en: 'Tax, pension and insurance',
      'sv-easy': 'Skatt, pension, försäkring',
      ar: 'الضرائب والمعاش والتأمين',
    },
    topics: ['skatteverket-matter', 'pensionsmyndigheten-matter', 'forsakringskassan-matter', 'other'],
  },
];

async function putLines(house: House, placeId: Uuid): Promise<void> {
  const fresh = { placeId, id: null, version: null };
  const services = await listServices(house.db, placeId, { ended: true });
  for (const line of lines.filter(({ letter }) => !services.some((one) => one.letter === letter))) {
    await execute(house, operator, putService, { ...fresh, ...line, goal });
  }
  const [work, others] = (await listServices(house.db, placeId)).map(({ id }) => id);
  const counters = await listCounters(house.db, placeId, { ended: true });
  for (const name of ['1', '2', '3'].filter((one) => !counters.some((counter) => counter.name === one))) {
    const serviceIds = (name === '3' ? [others, work] : [work, others]).filter((id) => id !== undefined);
    await execute(house, operator, putCounter, { ...fresh, name, serviceIds });
  }
}

async function putDevices(house: House, placeId: Uuid, say: (line: string) => void): Promise<void> {
  const known = await listDevices(house.db, placeId, { ended: true });
  const isNew = (code: string) => !known.some((one) => one.code === code);
  if (isNew('S1')) await execute(house, operator, addDevice, { placeId, kind: 'staff', code: 'S1', keyHash: null });
  if (!isNew('K1')) return;
  const key = randomBytes(24).toString('base64url');
  const keyHash = createHash('sha256').update(key).digest('base64url');
  await execute(house, operator, addDevice, { placeId, kind: 'kiosk', code: 'K1', keyHash });
  say(`For the trial: the office's kiosk is at /kiosk/${key} (shown this once; its manager makes another).`);
}

/** Whoever signs in as one of the personas stands at the trial's desk, or belongs to its units. */
export const claimTrialDesk: OnSignIn = async (tx, { accountId, name, roles, newId, now }) => {
  const [first = ''] = name.split(',');
  const position = roles.includes('desk-officer') ? positions[first] : undefined;
  if (position !== undefined) {
    const agreement = (await listAgreements(tx, { agency: ownAgency })).find((one) => one.reference === reference);
    const isPlaced = (await listPlaceStaff(tx, { accountId })).length > 0;
    if (agreement === undefined || isPlaced) return;
    const from = agreement.from < localTime(now).date ? agreement.from : localTime(now).date;
    await placeNewStaff(tx, {
      placeId: agreement.placeId,
      id: newId(),
      accountId,
      position,
      from,
      to: null,
      at: now,
      by: 'operator',
    });
  }
  if (roles.includes('caseworker')) {
    const trial = (await listUnits(tx)).filter(
      (unit) => unit.members.length === 0 && units.some((one) => one.name === unit.name),
    );
    for (const { id } of trial) await addUnitMember(tx, id, accountId);
  }
};
