/** What can happen to supply without notice: each with what it is about, the meetings that it hits, and the command that notes it. */
import { type Actor, type Command, hasRole } from '../../platform/auth/index.ts';
import { addDays, type Instant, instantAt, parsePlainDate, type PlainDate } from '../../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { closePlace } from './close-place.ts';
import { after, requireSpan } from './disruption-input.ts';
import { endAgreement } from './end-agreement.ts';
import type { Displacement } from './kinds.ts';
import { loseInterpreter } from './lose-interpreter.ts';
import { loseRoom } from './lose-room.ts';
import type { Meetings } from './meetings.ts';
import { noteOfficerAbsent } from './note-officer-absent.ts';
import { meetingsProblem } from './problems.ts';
import { type Lost, meetingsHit, roomsAt, sessionsHit } from './store/displace.ts';
import { findInterpreter, listInterpreters } from './store/interpreters.ts';
import type { Meeting } from './store/meetings.ts';
import { findOfficer, listOfficers } from './store/officers.ts';
import { findRoom, listRooms } from './store/rooms.ts';

export const disruptionKinds = ['officer', 'place', 'room', 'interpreter', 'agreement'] as const;
export type DisruptionKind = (typeof disruptionKinds)[number];

export interface Thing {
  id: Uuid;
  name: string;
}

/** How it is asked for: 'span' from an instant to another, 'lastDay' for good. */
export const disruptions: Readonly<Record<DisruptionKind, { command: Command; by: Displacement; when: 'span' | 'lastDay' }>> = {
  officer: { command: noteOfficerAbsent, by: 'officer-absent', when: 'span' },
  place: { command: closePlace, by: 'place-closed', when: 'span' },
  room: { command: loseRoom, by: 'room-lost', when: 'span' },
  interpreter: { command: loseInterpreter, by: 'interpreter-lost', when: 'span' },
  agreement: { command: endAgreement, by: 'agreement-ended', when: 'lastDay' },
};

/** As many as a page shows; a longer text finds fewer. */
const mostFound = 30;

/** Things of a kind whose name has a text in it. */
export async function findThings(
  { house, register }: Meetings,
  kind: DisruptionKind,
  text: string,
  on: PlainDate,
): Promise<Thing[]> {
  const { db } = house;
  const part = { limit: mostFound };
  if (kind === 'officer') return listOfficers(db, { on, text }, part);
  if (kind === 'interpreter') return listInterpreters(db, { on, text }, part);
  const places = register
    .current()
    .places.filter(({ place }) =>
      [place.name, place.municipality].some((name) => name.toLowerCase().includes(text.toLowerCase())),
    )
    .map(({ place }) => ({ id: parseUuid(place.id)!, name: `${place.name}, ${place.municipality}` }));
  if (kind !== 'room') return places.slice(0, mostFound);
  const names = new Map<string, string>(places.map(({ id, name }) => [id, name]));
  const rooms = await listRooms(db, { on, placeIds: places.map(({ id }) => id) }, part);
  return rooms.map(({ id, name, placeId }) => ({ id, name: `${name}, ${names.get(placeId) ?? ''}` }));
}

/** What an id is, for someone who may say that something has happened to it; an officer says so of themselves. Throws resource-unknown. */
export async function requireThing({ house, register }: Meetings, actor: Actor, kind: DisruptionKind, id: Uuid): Promise<Thing> {
  const { db } = house;
  const plans = hasRole(actor, ['planner', 'administrator']);
  const officer = kind === 'officer' ? await findOfficer(db, id) : null;
  const place =
    kind === 'place' || kind === 'agreement' ? register.current().places.find((one) => one.place.id === id)?.place : null;
  const other = kind === 'room' ? await findRoom(db, id) : kind === 'interpreter' ? await findInterpreter(db, id) : null;
  const found = officer ?? place ?? other;
  if (found === null || found === undefined || (!plans && officer?.accountId !== actor.id))
    throw meetingsProblem('resource-unknown');
  return { id, name: found.name };
}

export interface TypedWhen {
  from: string;
  fromTime: string;
  to: string;
  toTime: string;
  lastDay: string;
}

/** What a form says of when. Without a time of day whole days are meant. Throws invalid-input, and what the commands throw of a span. */
export function readWhen(kind: DisruptionKind, typed: TypedWhen): { from: Instant; to: Instant } | { lastDay: PlainDate } {
  const dayOf = (field: 'from' | 'to' | 'lastDay'): PlainDate => {
    const day = parsePlainDate(typed[field]);
    if (day === null) throw problem('invalid-input', { fields: [{ field, expected: 'a day, YYYY-MM-DD' }] });
    return day;
  };
  if (disruptions[kind].when === 'lastDay') return { lastDay: dayOf('lastDay') };
  const at = (field: 'fromTime' | 'toTime', day: PlainDate, time: string): Instant => {
    const found = instantAt(day, time);
    if (found === null) throw problem('invalid-input', { fields: [{ field, expected: 'a time of day, HH:MM' }] });
    return found;
  };
  const from = at('fromTime', dayOf('from'), typed.fromTime === '' ? '00:00' : typed.fromTime);
  const last = dayOf('to');
  const to = typed.toTime === '' ? at('toTime', addDays(last, 1), '00:00') : at('toTime', last, typed.toTime);
  return { from, to };
}

/** The meetings that would lose their time, the earliest first, holds aside. Of protected persons nothing is told, not even how many. */
export async function previewOf(
  { house }: Meetings,
  kind: DisruptionKind,
  id: Uuid,
  when: ReturnType<typeof readWhen>,
): Promise<Meeting[]> {
  const { db, clock } = house;
  const now = clock.now();
  const span = 'lastDay' in when ? after(when.lastDay, now) : requireSpan(when, now);
  const isPlace = kind === 'place' || kind === 'agreement';
  const lost: Lost = { resources: isPlace ? await roomsAt(db, id) : [id], placeId: isPlace ? id : null, span };
  const hit = await meetingsHit(db, lost, await sessionsHit(db, lost, now), now);
  const shown = hit.filter(({ state, isProtected }) => state === 'booked' && !isProtected);
  return shown.toSorted((a, b) => a.start.localeCompare(b.start));
}

/** The command's input. */
export function inputOf(kind: DisruptionKind, id: Uuid, when: ReturnType<typeof readWhen>): object {
  const what = { officer: { officerId: id, kind: 'ill' }, room: { roomId: id }, interpreter: { interpreterId: id } };
  return { ...(kind === 'place' || kind === 'agreement' ? { placeId: id } : what[kind]), ...when };
}
