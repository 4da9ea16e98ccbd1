/**
 * The picture: every officer, room and interpreter by a number, and for each the quarter-hours that are offered and taken on each day
 * of the horizon. Days lie in a ring, so that at midnight a day makes room for another.
 */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Closure } from '../store/closures.ts';
import type { Interpreter } from '../store/interpreters.ts';
import type { Officer } from '../store/officers.ts';
import type { Room } from '../store/rooms.ts';
import type { MeetingType } from '../store/types.ts';
import { type Bitmap, grown, makeBitmap } from './bits.ts';
import type { Crew } from './crew.ts';
import type { Geography } from './geography.ts';

/** How many days the picture shows, today the first: the longest window of a type is 90 working days. */
export const horizonDays = 190;

export interface Resources<Row> {
  rows: Row[];
  numbers: Map<Uuid, number>;
  offered: Bitmap;
  taken: Bitmap;
  /** By day and row: 1 when leave or a closed day is among what is taken. */
  away: Uint8Array;
  /** The row's own number: what is taken of a row lies under it. */
  self: Int32Array;
}

export interface Picture {
  /** The number of the first day, today. */
  firstDay: number;
  officers: Resources<Officer>;
  rooms: Resources<Room>;
  interpreters: Resources<Interpreter>;
  /** Every row of every type of meeting; which is in force on a day is `typesIn`'s answer. */
  types: readonly MeetingType[];
  /** Places at which officers or rooms are, by number. */
  places: { ids: Uuid[]; numbers: Map<Uuid, number> };
  /** Places that are closed for a while, by place. */
  closures: ReadonlyMap<Uuid, readonly Closure[]>;
  /** An officer at a place is a post: when they can be met there. */
  posts: Posts;
  /** Holds by the instant (milliseconds) until which they stand. */
  holds: Map<string, { until: number; resource: Uuid; first: number; last: number }>;
  /** Worked out from the above when it is first asked for. */
  crews: Map<string, Crew>;
  groups: Map<string, readonly Int32Array[]>;
  geography: Geography | null;
  /** Counted up each time officers are chosen, so that those who are equal take turns. */
  turn: number;
}

export interface Posts {
  count: number;
  officerOf: Int32Array;
  placeOf: Int32Array;
  offered: Bitmap;
  /** By officer: the number of their post at each place. */
  byOfficer: Map<Uuid, number>[];
}

/** An empty picture of so many days from `firstDay` on. */
export function emptyPicture(firstDay: number, rows: { officers: number; rooms: number; interpreters: number }): Picture {
  return {
    firstDay,
    officers: emptyResources(rows.officers),
    rooms: emptyResources(rows.rooms),
    interpreters: emptyResources(rows.interpreters),
    types: [],
    places: { ids: [], numbers: new Map() },
    closures: new Map(),
    posts: {
      count: 0,
      officerOf: new Int32Array(rows.officers * 2),
      placeOf: new Int32Array(rows.officers * 2),
      offered: makeBitmap(horizonDays, rows.officers * 2),
      byOfficer: [],
    },
    holds: new Map(),
    crews: new Map(),
    groups: new Map(),
    geography: null,
    // Each process begins elsewhere: two that choose at once do not choose the same.
    turn: Math.floor(Math.random() * 1_000_000),
  };
}

const counting = (length: number): Int32Array => Int32Array.from({ length }, (_, index) => index);

function emptyResources<Row>(rows: number): Resources<Row> {
  return {
    rows: [],
    numbers: new Map(),
    offered: makeBitmap(horizonDays, rows),
    taken: makeBitmap(horizonDays, rows),
    away: new Uint8Array(horizonDays * rows),
    self: counting(rows),
  };
}

/** Where a day lies in the ring. */
export const slotOf = (day: number): number => day % horizonDays;

export const lastDayOf = (picture: Picture): number => picture.firstDay + horizonDays - 1;

/** Whether the picture shows a day. */
export const showsDay = (picture: Picture, day: number): boolean => day >= picture.firstDay && day <= lastDayOf(picture);

/** The types in force on a day. */
export const typesIn = ({ types }: Picture, on: PlainDate): MeetingType[] =>
  types.filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo));

/** The number of a resource, made when it is new. */
export function numberOf<Row>(of: Resources<Row>, id: Uuid, row: Row): number {
  const known = of.numbers.get(id);
  if (known !== undefined) {
    of.rows[known] = row;
    return known;
  }
  const number = of.rows.length;
  of.rows.push(row);
  of.numbers.set(id, number);
  if (number >= of.offered.rows) growResources(of);
  return number;
}

const moreThan = (rows: number): number => Math.ceil(rows * 1.25) + 16;

function growResources<Row>(of: Resources<Row>): void {
  const before = of.offered.rows;
  const rows = moreThan(before);
  of.offered = grown(of.offered, rows);
  of.taken = grown(of.taken, rows);
  of.self = counting(rows);
  const away = new Uint8Array(horizonDays * rows);
  for (let slot = 0; slot < horizonDays; slot += 1) away.set(of.away.subarray(slot * before, (slot + 1) * before), slot * rows);
  of.away = away;
}

export function placeNumber({ places }: Picture, id: Uuid): number {
  let number = places.numbers.get(id);
  if (number === undefined) {
    places.numbers.set(id, (number = places.ids.length));
    places.ids.push(id);
  }
  return number;
}

/** The number of an officer's post at a place, made when it is new. */
export function postNumber(picture: Picture, officer: number, placeId: Uuid): number {
  const { posts } = picture;
  const own = (posts.byOfficer[officer] ??= new Map());
  let number = own.get(placeId);
  if (number !== undefined) return number;
  number = posts.count;
  if (number >= posts.offered.rows) growPosts(posts);
  posts.count += 1;
  posts.officerOf[number] = officer;
  posts.placeOf[number] = placeNumber(picture, placeId);
  own.set(placeId, number);
  return number;
}

function growPosts(posts: Posts): void {
  const rows = moreThan(posts.offered.rows);
  posts.offered = grown(posts.offered, rows);
  for (const name of ['officerOf', 'placeOf'] as const) {
    const made = new Int32Array(rows);
    made.set(posts[name]);
    posts[name] = made;
  }
}
