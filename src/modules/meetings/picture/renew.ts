/** What changes in a picture that is there: changes that others committed, holds that ran out, a new day, new travel times. */
import { epochMilliseconds } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Register } from '../../network/index.ts';
import { type Changes, everythingTaken, takenOf } from '../store/picture.ts';
import { typesSince } from '../store/types.ts';
import { dateOf, dayNumber, forgetDaysBefore } from './days.ts';
import type { PictureSource } from './live.ts';
import {
  clearTaken,
  type DaySpan,
  instantsBetween,
  markTaken,
  putSupply,
  readClosures,
  readSupply,
  resourceOf,
  shownDays,
} from './load.ts';
import { horizonDays, lastDayOf, type Picture } from './picture.ts';

/** Reads anew what changed, and what was held until now. */
export async function readChanges(picture: Picture, source: PictureSource, changed: Changes['changed']): Promise<void> {
  const nowMs = epochMilliseconds(source.clock.now());
  const whole: DaySpan = { first: picture.firstDay, last: lastDayOf(picture) };
  const offering = [...new Set(changed.filter(({ kind }) => kind === 'supply').flatMap(({ resources }) => resources))];
  if (offering.length > 0) {
    await putSupply(picture, source.register.current(), await readSupply(source.db, offering, picture.firstDay), whole);
  }
  if (changed.some(({ kind }) => kind === 'supply')) await readClosures(picture, source.db);
  // A type of meeting is no resource: its change names none.
  if (changed.some(({ kind, resources }) => kind === 'supply' && resources.length === 0)) {
    picture.types = await typesSince(source.db, dateOf(picture.firstDay));
  }
  const looks = new Map<Uuid, DaySpan>();
  const look = (id: Uuid, days: DaySpan | null): void => {
    if (days === null || resourceOf(picture, id) === null) return;
    const known = looks.get(id) ?? days;
    looks.set(id, { first: Math.min(known.first, days.first), last: Math.max(known.last, days.last) });
  };
  for (const { resources, first, last } of changed) {
    const days = shownDays(picture, first === null ? null : dayNumber(first), last === null ? null : dayNumber(last));
    for (const id of resources) look(id, days);
  }
  for (const [key, hold] of picture.holds) {
    if (hold.until > nowMs) continue;
    picture.holds.delete(key);
    look(hold.resource, shownDays(picture, hold.first, hold.last));
  }
  await lookAt(picture, source, looks);
}

async function lookAt(picture: Picture, { db, clock }: PictureSource, looks: ReadonlyMap<Uuid, DaySpan>): Promise<void> {
  if (looks.size === 0) return;
  const asked = [...looks].map(([resourceId, { first, last }]) => {
    const [from, to] = instantsBetween(first, last);
    return { resourceId, from, to };
  });
  const taken = await takenOf(db, asked, clock.now());
  // Without waiting in between: nobody sees a day half read.
  for (const [id, days] of looks) clearTaken(picture, id, days);
  for (const one of taken) markTaken(picture, one, looks.get(one.resourceId)!);
}

/** Days that are over make room for as many at the far end. */
export async function rollTo(picture: Picture, { db, clock, register }: PictureSource, firstDay: number): Promise<void> {
  const first = lastDayOf(picture) + 1;
  const last = firstDay + horizonDays - 1;
  const supply = await readSupply(db, null, firstDay);
  const taken = await everythingTaken(db, ...instantsBetween(first, last), clock.now());
  // The slots that are written anew are those of days that are over: nobody asks for them meanwhile.
  for (const kind of [picture.officers, picture.rooms, picture.interpreters]) {
    for (const id of kind.numbers.keys()) clearTaken(picture, id, { first, last });
  }
  await putSupply(picture, register.current(), supply, { first, last });
  for (const one of taken) markTaken(picture, one, { first, last });
  picture.firstDay = firstDay;
  forgetDaysBefore(firstDay - 1);
}

/** Officers' days are worked out by the travel times of another register. */
export async function travelAnew(picture: Picture, { db }: PictureSource, register: Register): Promise<void> {
  const supply = await readSupply(db, null, picture.firstDay);
  await putSupply(
    picture,
    register,
    { ...supply, rooms: [], interpreters: [] },
    { first: picture.firstDay, last: lastDayOf(picture) },
  );
}
