/** What someone asks for, made ready to be looked for: days and quarters by number, and each way in which the meeting could be held. */
import { epochMilliseconds } from '../../../platform/clock/index.ts';
import type { Register } from '../../network/index.ts';
import type { FreePlace, Wanted } from '../free-times.ts';
import type { Channel } from '../kinds.ts';
import { bitsBetween, runs, wordsADay } from '../picture/bits.ts';
import { type Crew, crewAmong, crewOf, interpretersFor, roomsFor } from '../picture/crew.ts';
import { dayNumber, quarterMinutes, quartersADay, whenIs } from '../picture/days.ts';
import {
  type Geography,
  geographyOf,
  minutesFrom,
  openWords,
  reachedFrom,
  shownPlace,
  type ShownWindow,
  windowIn,
} from '../picture/geography.ts';
import { type Picture, slotOf } from '../picture/picture.ts';
import { narrow, type Need, type Quarters } from './starts.ts';

/** One way in which the meeting could be held: a channel, and on site a place. */
export interface Option {
  channel: Channel;
  /** Its number in the picture; null at a distance. */
  place: number | null;
  /** By whose hours the meeting is bounded: the place's, or null by the hours of meetings alone. */
  opening: number | null;
  shown: FreePlace | null;
  officers: Need;
  /** Of whom at least one is among the officers; null when anyone will do. */
  must: Need | null;
  room: Need | null;
  interpreter: Need | null;
}

export interface Plan {
  picture: Picture;
  geography: Geography;
  wanted: Wanted;
  crew: Crew;
  /** Quarters that the meeting takes. */
  length: number;
  /** First and last day that are looked at. */
  first: number;
  last: number;
  /** On the day `earliest.day` no start before the quarter. */
  earliest: { day: number; quarter: number };
  window: ShownWindow;
  options: readonly Option[];
}

/** What of a wish is let go, to see whether that is why there is no time. */
export interface Relaxed {
  rooms?: boolean;
  opening?: boolean;
  /** As if nothing were booked. */
  taken?: boolean;
  /** Only so many places, the nearest. */
  places?: number;
}

export function planOf(
  picture: Picture,
  register: Register,
  wanted: Wanted,
  crew: Crew = crewFor(picture, wanted),
  relaxed: Relaxed = {},
): Plan {
  const geography = geographyOf(picture, register);
  const window = windowIn(picture, geography, wanted.today, wanted.ignoreWindow === true ? null : wanted.type);
  const { day, minute } = whenIs(epochMilliseconds(wanted.from !== null && wanted.from > wanted.now ? wanted.from : wanted.now));
  const until = wanted.until === null ? window.lastDay : Math.min(dayNumber(wanted.until), window.lastDay);
  return {
    picture,
    geography,
    wanted,
    crew,
    length: wanted.type.minutes / quarterMinutes,
    first: Math.max(window.firstDay, day, picture.firstDay),
    last: until,
    earliest: { day, quarter: Math.ceil(minute / quarterMinutes) },
    window,
    options: optionsOf({ picture, geography, wanted, crew, mustCrew: mustCrewOf(picture, wanted, crew), relaxed }),
  };
}

/** With an interpreter any officer will do. */
export const crewFor = (picture: Picture, { language, interpreter, type }: Wanted): Crew =>
  crewOf(picture, interpreter ? null : language, type.competence);

/** Of the crew those of whom one is to take part; null when anyone may. */
function mustCrewOf(picture: Picture, { must = null }: Wanted, crew: Crew): Crew | null {
  if (must === null) return null;
  return crewAmong(picture, crew, ({ id, competences }) =>
    'officerId' in must ? id === must.officerId : competences.includes(must.competence),
  );
}

interface Wish {
  picture: Picture;
  geography: Geography;
  wanted: Wanted;
  crew: Crew;
  mustCrew: Crew | null;
  relaxed: Relaxed;
}

function optionsOf(wish: Wish): Option[] {
  const { channels, type } = wish.wanted;
  const options: Option[] = [];
  for (const channel of channels) {
    if (!type.channels.includes(channel)) continue;
    if (channel === 'on-site') addPlaces(wish, options);
    else options.push(atDistance(wish, channel));
  }
  return options;
}

function atDistance(wish: Wish, channel: Channel): Option {
  const { picture, wanted, crew, mustCrew, relaxed } = wish;
  const { interpreters } = suitableAt(wish, channel);
  return {
    channel,
    place: null,
    opening: null,
    shown: null,
    officers: needOf(picture.officers, crew.officers, wanted.type.officers, relaxed),
    must: mustCrew === null ? null : needOf(picture.officers, mustCrew.officers, 1, relaxed),
    room: null,
    interpreter: interpreters === null ? null : needOf(picture.interpreters, interpreters[0] ?? nobody, 1, relaxed),
  };
}

function addPlaces(wish: Wish, options: Option[]): void {
  const { picture, geography, wanted, crew, relaxed } = wish;
  const suitable = suitableAt(wish);
  const reached = wanted.origin === null ? [] : reachedFrom(picture, geography, wanted.origin);
  if (wanted.placeId !== null) {
    const place = picture.places.numbers.get(wanted.placeId);
    const known = place === undefined ? undefined : geography.places[place];
    if (place === undefined || known === undefined || !hasPosts(crew, place)) return;
    const near = reached.find((one) => one.place === place);
    options.push(onSite(wish, suitable, place, near?.shown ?? shownPlace(known, null, null)));
    return;
  }
  const limit = wanted.withinMinutes ?? Infinity;
  for (const one of reached) {
    if (one.minutes > limit) break;
    if (!hasPosts(crew, one.place)) continue;
    options.push(onSite(wish, suitable, one.place, one.shown));
    if (options.length === relaxed.places) break;
  }
}

const nobody = new Int32Array(0);

const hasPosts = (crew: Crew, place: number): boolean => (crew.posts[place]?.length ?? 0) > 0;

/** By place: the rooms and the interpreters that suit; null where none is needed. */
interface Suitable {
  rooms: readonly Int32Array[] | null;
  interpreters: readonly Int32Array[] | null;
}

function suitableAt({ picture, geography, wanted, relaxed }: Wish, channel: Channel = 'on-site'): Suitable {
  const { type, stepFree = false, interpreter, language, roomId = null } = wanted;
  const needsRoom = (type.needsRoom || roomId !== null) && channel === 'on-site' && relaxed.rooms !== true;
  const rooms = needsRoom ? roomsFor(picture, type.seats, stepFree) : null;
  const isAsked = (number: number): boolean => picture.rooms.rows[number]!.id === roomId;
  return {
    rooms: rooms === null || roomId === null ? rooms : rooms.map((there) => there.filter(isAsked)),
    interpreters: interpreter
      ? interpretersFor(picture, language, channel, (code) => minutesFrom(picture, geography, code))
      : null,
  };
}

function onSite(wish: Wish, { rooms, interpreters }: Suitable, place: number, shown: FreePlace): Option {
  const { picture, wanted, crew, mustCrew, relaxed } = wish;
  const { posts, officers } = picture;
  const here = { offered: posts.offered, taken: officers.taken, takenRow: posts.officerOf, counted: countedIn(relaxed) };
  return {
    channel: 'on-site',
    place,
    opening: relaxed.opening === true ? null : place,
    shown,
    officers: { ...here, rows: crew.posts[place] ?? nobody, count: wanted.type.officers },
    must: mustCrew === null ? null : { ...here, rows: mustCrew.posts[place] ?? nobody, count: 1 },
    room: rooms === null ? null : needOf(picture.rooms, rooms[place] ?? nobody, 1, relaxed),
    interpreter: interpreters === null ? null : needOf(picture.interpreters, interpreters[place] ?? nobody, 1, relaxed),
  };
}

function needOf(
  { offered, taken, self }: Pick<Picture['rooms'], 'offered' | 'taken' | 'self'>,
  rows: Int32Array,
  count: number,
  relaxed: Relaxed,
): Need {
  return { offered, taken, rows, takenRow: self, count, counted: countedIn(relaxed) };
}

const countedIn = ({ taken = false }: Relaxed): number => (taken ? 0 : -1);

/** When the meeting can begin in one way on a day: three words of quarters, written to `found`. False when it cannot. */
export function startsOn(plan: Plan, option: Option, day: number, found: Quarters): boolean {
  const { geography, length, earliest } = plan;
  const open = geography.words;
  const from = openWords(geography, option.opening, day);
  const grid = open[from + wordsADay]!;
  let some = 0;
  for (let word = 0; word < wordsADay; word += 1) {
    const next = word + 1 < wordsADay ? open[from + word + 1]! : 0;
    let possible = runs(open[from + word]!, next, length) & grid;
    if (day === earliest.day) possible &= bitsBetween(word, earliest.quarter, quartersADay);
    some |= found[word] = possible;
  }
  if (some === 0) return false;
  const slot = slotOf(day);
  return (
    narrow(found, option.officers, slot, open, from, length) &&
    (option.must === null || narrow(found, option.must, slot, open, from, length)) &&
    (option.room === null || narrow(found, option.room, slot, open, from, length)) &&
    (option.interpreter === null || narrow(found, option.interpreter, slot, open, from, length))
  );
}
