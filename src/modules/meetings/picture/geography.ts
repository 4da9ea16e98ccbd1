/** The places of the picture as the register has them: when they take booked meetings, and how far they are. */
import { localTime, type PlainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { hoursOn, type KnownPlace, type Origin, type Register, type TravelSource } from '../../network/index.ts';
import { minutesOf, type Span, spansOf, without } from '../hours.ts';
import type { FreePlace } from '../free-times.ts';
import { attendancePlace } from '../rules/attendance-place.ts';
import { bookingWindow, isWorkingDay, windowOf } from '../rules/booking-window.ts';
import { isClosedDay } from '../rules/meeting-days.ts';
import { meetingHoursOn, meetingSpans } from '../rules/meeting-hours.ts';
import { bitsBetween, wordBits, wordsADay } from './bits.ts';
import { dateOf, dayNumber, quarterMinutes } from './days.ts';
import { horizonDays, lastDayOf, type Picture, slotOf } from './picture.ts';

/** A place that can be reached, by its number in the picture. */
export interface Reached {
  place: number;
  minutes: number;
  source: TravelSource;
  /** As it is told to the person. */
  shown: FreePlace;
}

/** When a type can be booked, in days and in numbers of days. */
export interface ShownWindow {
  first: PlainDate;
  last: PlainDate;
  firstDay: number;
  lastDay: number;
}

export interface Geography {
  register: Register;
  /** By number; undefined when the register does not know it. */
  places: readonly (KnownPlace | undefined)[];
  /**
   * By slot and place: three words of quarters in which a meeting may lie, and one of those at which it may begin. The last place
   * stands for no place: meetings at a distance.
   */
  words: Uint32Array;
  /** Of which day the words are. */
  daysOfWords: Int32Array;
  /** As the picture's. */
  closures: Picture['closures'];
  reach: Map<Origin, readonly Reached[]>;
  windows: Map<string, ShownWindow>;
}

/** Words of a place and day in `Geography.words`. */
const lineWords = wordsADay + 1;

/** Made anew when the register or the places have changed. */
export function geographyOf(picture: Picture, register: Register): Geography {
  const known = picture.geography;
  if (known !== null && known.register === register && known.places.length === picture.places.ids.length) return known;
  const byId = new Map(register.places.map((one) => [one.place.id, one]));
  const lines = picture.places.ids.length + 1;
  // On-site interpreters are chosen by the way they have.
  for (const key of picture.groups.keys()) if (key.startsWith('interpreters')) picture.groups.delete(key);
  return (picture.geography = {
    register,
    places: picture.places.ids.map((id) => byId.get(id)),
    words: new Uint32Array(horizonDays * lines * lineWords),
    daysOfWords: new Int32Array(horizonDays * lines).fill(-1),
    closures: picture.closures,
    reach: new Map(),
    windows: new Map(),
  });
}

/** Which places are closed: when they are open is worked out anew. */
export function setClosures(picture: Picture, closures: Picture['closures']): void {
  picture.closures = closures;
  if (picture.geography === null) return;
  picture.geography.closures = closures;
  picture.geography.daysOfWords.fill(-1);
}

/** When a place is closed on a day, in minutes after midnight. */
export function closedSpans(closures: Picture['closures'], placeId: string, date: PlainDate): Span[] {
  return (closures.get(placeId as Uuid) ?? []).flatMap(({ start, end }) => {
    const [from, to] = [localTime(start), localTime(end)];
    if (from.date > date || to.date < date) return [];
    return [{ from: from.date < date ? 0 : minutesOf(from.time), to: to.date > date ? 1440 : minutesOf(to.time) }];
  });
}

/** Where the words of a place and day begin; `place` null: of meetings at a distance. All empty: no meetings then. */
export function openWords(geography: Geography, place: number | null, day: number): number {
  const lines = geography.places.length + 1;
  const line = slotOf(day) * lines + (place ?? lines - 1);
  if (geography.daysOfWords[line] !== day) {
    geography.daysOfWords[line] = day;
    const spans = openSpans(geography, place, dateOf(day));
    for (let word = 0; word < wordsADay; word += 1) {
      let bits = 0;
      for (const { from, to } of spans) {
        bits |= bitsBetween(word, Math.ceil(from / quarterMinutes), Math.floor(to / quarterMinutes));
      }
      geography.words[line * lineWords + word] = bits;
    }
    geography.words[line * lineWords + wordsADay] = gridBits(meetingHoursOn(dateOf(day)).grid);
  }
  return line * lineWords;
}

/** Every quarter on the grid, in one word: a grid of 15, 30 or 60 minutes is the same in each. */
function gridBits(grid: number): number {
  let bits = 0;
  for (let quarter = 0; quarter < wordBits; quarter += grid / quarterMinutes) bits |= 1 << quarter;
  return bits;
}

function openSpans({ places, closures }: Geography, place: number | null, date: PlainDate) {
  if (!isWorkingDay(valueOn(bookingWindow, date), date, isClosedDay)) return [];
  const hours = meetingHoursOn(date);
  if (place === null) return meetingSpans(hours, null);
  const { service, notAt } = valueOn(attendancePlace, date);
  const known = places[place];
  if (known === undefined) return [];
  const open = known.presences
    .filter(({ kind, services, validFrom, validTo }) => {
      const isValid = validFrom <= date && (validTo === null || date <= validTo);
      return isValid && !notAt.includes(kind) && services.some((one) => one === service);
    })
    .flatMap((presence) => {
      const opening = hoursOn(date, presence.hours, presence.exceptions);
      return meetingSpans(hours, opening === null ? null : spansOf(opening));
    });
  return without(open, closedSpans(closures, known.place.id, date));
}

/** The places of the picture that can be reached from an origin, the nearest first. */
export function reachedFrom(picture: Picture, geography: Geography, origin: Origin): readonly Reached[] {
  let found = geography.reach.get(origin);
  if (found === undefined) {
    found = geography.register.journeysFrom(origin).flatMap(({ to, minutes, source }) => {
      const place = picture.places.numbers.get(to.place.id as Uuid);
      return place === undefined ? [] : [{ place, minutes, source, shown: shownPlace(to, minutes, source) }];
    });
    geography.reach.set(origin, found);
  }
  return found;
}

export function shownPlace({ place }: KnownPlace, minutes: number | null, source: TravelSource | null): FreePlace {
  const { id, code, name, municipalityCode, municipality } = place;
  return { id, code, name, municipalityCode, municipality, minutes, source };
}

/** The days on which a type can be booked from today on, as far as the picture shows them; `type` null: any day. */
export function windowIn(
  picture: Picture,
  geography: Geography,
  today: PlainDate,
  type: { windowFirst: number | null; windowLast: number | null } | null,
): ShownWindow {
  const key = `${today} ${picture.firstDay} ${type === null ? 'any' : `${type.windowFirst} ${type.windowLast}`}`;
  let found = geography.windows.get(key);
  if (found === undefined) {
    const shown = dateOf(lastDayOf(picture));
    const { first, last } =
      type === null ? { first: today, last: null } : windowOf(valueOn(bookingWindow, today), today, type, isClosedDay);
    const end = last === null || last > shown ? shown : last;
    found = { first, last: end, firstDay: dayNumber(first), lastDay: dayNumber(end) };
    geography.windows.set(key, found);
  }
  return found;
}

/** Minutes from a municipality's seat to a place by its number; null when there is no way. */
export function minutesFrom(picture: Picture, geography: Geography, municipalityCode: string): (place: number) => number | null {
  const origin = geography.register.findOrigin('municipality', municipalityCode);
  if (origin === undefined) return () => null;
  const minutes = new Map(reachedFrom(picture, geography, origin).map((one) => [one.place, one.minutes]));
  return (place) => minutes.get(place) ?? null;
}
