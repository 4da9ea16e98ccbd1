/**
 * Officers, rooms and interpreters that are made up, for practice and measurement: the same for the same seed. They are spread over the
 * register's places with booked meetings by registered unemployed; nothing is said of how the authority's own staff are spread.
 */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type Register, type WeeklyHours, weekdays } from '../../network/index.ts';
import { type Channel, channels, type OfficerRole } from '../kinds.ts';
import type { InterpreterFacts } from '../store/interpreters.ts';
import type { OfficerFacts } from '../store/officers.ts';
import type { RoomFacts } from '../store/rooms.ts';
import type { Attendance, WorkingPattern } from '../store/timetable.ts';
import { type Chance, chanceOf, shareOut } from './chance.ts';
import { type Open, openPlaces, servedFrom, visitsTo } from './places.ts';

export interface Sizes {
  officers: number;
  rooms: number;
  interpreters: number;
  /** From which day all of it holds; decides which places are open. */
  from: PlainDate;
  /** Officers with a name of their own besides, who work in Umeå and on Thursdays in Lycksele. */
  named?: readonly { name: string; role: OfficerRole }[];
}

export interface GeneratedSupply {
  officers: (OfficerFacts & { id: Uuid })[];
  patterns: WorkingPattern[];
  attendance: Attendance[];
  rooms: (RoomFacts & { id: Uuid })[];
  interpreters: (InterpreterFacts & { id: Uuid })[];
}

/** Made up: the share of officers that speak each language besides Swedish. No source tells the authority's. */
export const languageShares: Readonly<Record<string, number>> = {
  en: 0.6,
  ar: 0.06,
  fi: 0.03,
  so: 0.025,
  fa: 0.02,
  uk: 0.015,
  ti: 0.015,
  ru: 0.02,
  pl: 0.015,
  tr: 0.015,
  es: 0.02,
  swl: 0.005,
  se: 0.002,
};
/** Made up as well: how interpreters' languages are shared out. */
const interpreted = [
  'ar',
  'ar',
  'ar',
  'so',
  'so',
  'fa',
  'fa',
  'ti',
  'ti',
  'uk',
  'uk',
  'ru',
  'ckb',
  'kmr',
  'tr',
  'pl',
  'es',
  'am',
  'th',
  'swl',
];
const competences: readonly (readonly [string, number])[] = [
  ['in-depth', 0.25],
  ['career-guidance', 0.1],
];

const umea = '2480';
const lycksele = '2481';

export function generateSupply(seed: number, register: Register, sizes: Sizes): GeneratedSupply {
  const chance = chanceOf(seed);
  const places = openPlaces(register, sizes.from);
  const supply: GeneratedSupply = { officers: [], patterns: [], attendance: [], rooms: [], interpreters: [] };
  addOfficers(supply, chance, register, places, sizes);
  addRooms(supply, chance, places, sizes.rooms, sizes.from);
  addInterpreters(supply, chance, places, sizes);
  return supply;
}

function addOfficers(supply: GeneratedSupply, chance: Chance, register: Register, places: readonly Open[], sizes: Sizes): void {
  const staffed = places.filter((one) => one.staffed);
  const served = servedFrom(register, places);
  // An office's officers also look after the places that they travel to.
  const weights = staffed.map((one) => one.weight + (served.get(one.id) ?? []).reduce((sum, other) => sum + other.weight, 0));
  const numbers = shareOut(sizes.officers, weights, 1);
  for (const [index, home] of staffed.entries()) {
    const visits = (served.get(home.id) ?? []).flatMap((place) => visitsTo(place));
    const count = numbers[index]!;
    for (let n = 0; n < count; n++) {
      const officer = { ...anyOfficer(chance), name: `Handläggare ${supply.officers.length + 1}`, homePlaceId: home.id };
      add(supply, chance, officer, { weekly: anyWeek(chance), from: sizes.from });
      // Those who travel are the office's first, a place and weekday each in turn.
      for (const visit of visits.filter((_, at) => at % count === n)) stay(supply, chance, visit, sizes.from);
    }
  }
  const [home, away] = [umea, lycksele].map((code) => places.find((one) => one.municipalityCode === code));
  for (const { name, role } of home === undefined ? [] : (sizes.named ?? [])) {
    add(
      supply,
      chance,
      { ...anyOfficer(chance), name, role, languages: ['sv', 'en'], homePlaceId: home!.id },
      { weekly: fullWeek, from: sizes.from },
    );
    if (away !== undefined) stay(supply, chance, { place: away, weekday: 4 }, sizes.from);
  }
  if (home !== undefined && away !== undefined && sizes.officers > 0) {
    const traveller = { ...anyOfficer(chance), name: `Handläggare ${sizes.officers + 1}`, homePlaceId: home.id };
    add(supply, chance, traveller, { weekly: fullWeek, from: sizes.from });
    stay(supply, chance, { place: away, weekday: 4 }, sizes.from);
  }
}

function anyOfficer(chance: Chance): OfficerFacts {
  const share = chance.next();
  const role: OfficerRole = share < 0.8 ? 'planning-officer' : share < 0.92 ? 'in-depth-officer' : 'career-guide';
  return {
    accountId: null,
    name: '',
    role,
    homePlaceId: null,
    languages: ['sv', ...Object.entries(languageShares).flatMap(([code, part]) => (chance.next() < part ? [code] : []))],
    competences: competences
      .flatMap(([code, part]) => (chance.next() < part || code === role.replace('-officer', '') ? [code] : []))
      .toSorted(),
    employedFrom: null,
    employedTo: null,
  };
}

const fullDay: [string, string][] = [['08:00', '16:30']];
const fullWeek: WeeklyHours = Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, fullDay]));

/** Seven of eight work all five days; the others have a day off or shorter days. */
function anyWeek(chance: Chance): WeeklyHours {
  const kind = chance.below(16);
  if (kind === 0) return Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, [['08:00', '14:00']]]));
  if (kind > 1) return fullWeek;
  const off = chance.pick(weekdays.slice(0, 5));
  return Object.fromEntries(Object.entries(fullWeek).filter(([day]) => day !== off));
}

function add(
  supply: GeneratedSupply,
  chance: Chance,
  facts: OfficerFacts,
  { weekly, from }: { weekly: WeeklyHours; from: PlainDate },
): void {
  const id = chance.id();
  supply.officers.push({ id, ...facts });
  supply.patterns.push({ officerId: id, id: chance.id(), validFrom: from, validTo: null, weekly });
}

/** The officer added last is at a place on a weekday, or another that is free, all day, as long as the register opens it. */
function stay(
  supply: GeneratedSupply,
  chance: Chance,
  { place, weekday }: { place: Open; weekday: number },
  from: PlainDate,
): void {
  const officerId = supply.officers.at(-1)!.id;
  const away = supply.attendance.filter((one) => one.officerId === officerId).map((one) => one.weekday);
  const on = [weekday, 3, 5, 1, 2, 4].find((one) => !away.includes(one));
  if (on === undefined) return;
  const row = { officerId, id: chance.id(), placeId: place.id, validFrom: from, validTo: place.until, weekday: on };
  supply.attendance.push({ ...row, from: 0, to: 1440 });
}

function addRooms(supply: GeneratedSupply, chance: Chance, places: readonly Open[], total: number, from: PlainDate): void {
  const numbers = shareOut(
    total,
    places.map((one) => (one.staffed ? one.weight : one.weight / 4)),
    Math.min(1, Math.floor(total / places.length)),
  );
  for (const [index, place] of places.entries()) {
    for (let n = 1; n <= numbers[index]!; n++) {
      supply.rooms.push({
        id: chance.id(),
        placeId: place.id,
        name: `Rum ${n}`,
        seats: n % 8 === 0 ? 12 : 2 + chance.below(4),
        stepFree: chance.next() < 0.75 ? 'yes' : chance.next() < 0.6 ? 'unknown' : 'no',
        validFrom: from,
        validTo: place.until,
      });
    }
  }
}

/** The first speaks Arabic and travels from Umeå; every fourth of the others travels too. */
function addInterpreters(supply: GeneratedSupply, chance: Chance, places: readonly Open[], { interpreters, from }: Sizes): void {
  const remote: Channel[] = channels.filter((one) => one !== 'on-site');
  for (let n = 1; n <= interpreters; n++) {
    const travels = n === 1 || n % 4 === 0;
    const near = n === 1 ? umea : chance.pick(places).municipalityCode;
    supply.interpreters.push({
      id: chance.id(),
      name: `Tolk ${n}`,
      languages: [n === 1 ? 'ar' : chance.pick(interpreted)],
      channels: travels ? [...channels] : remote,
      weekly: fullWeek,
      municipalityCode: travels ? near : null,
      withinMinutes: travels ? (n === 1 ? 150 : 60) : null,
      validFrom: from,
      validTo: null,
    });
  }
}
