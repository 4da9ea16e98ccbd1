/** Who can hold a meeting: officers with a language and a competence, all of them and by place; rooms and interpreters that suit. */
import type { Channel } from '../kinds.ts';
import type { Picture } from './picture.ts';

export interface Crew {
  /** Numbers of officers. */
  officers: Int32Array;
  /** By place: numbers of posts; none = an empty list. */
  posts: readonly Int32Array[];
  /** The places with posts. */
  places: Int32Array;
  /** What all of them are; null when they are not all the same. */
  role: string | null;
}

const none = new Int32Array(0);

/** Those who speak the language (null: any) and have the competence (null: any). */
export function crewOf(picture: Picture, language: string | null, competence: string | null): Crew {
  const key = `${language ?? ''}|${competence ?? ''}`;
  let crew = picture.crews.get(key);
  if (crew === undefined) picture.crews.set(key, (crew = makeCrew(picture, language, competence)));
  return crew;
}

function makeCrew(picture: Picture, language: string | null, competence: string | null): Crew {
  const { rows } = picture.officers;
  const suits = rows.map(
    (one) =>
      (language === null || one.languages.includes(language)) && (competence === null || one.competences.includes(competence)),
  );
  return crewWhere(picture, (officer) => suits[officer]!);
}

/** As the whole crew, with one officer in it. */
export function crewOfOne(picture: Picture, crew: Crew, officer: number): Crew | null {
  return crew.officers.includes(officer) ? crewWhere(picture, (other) => other === officer, [officer]) : null;
}

/** Those of a crew that a condition leaves. */
export function crewAmong(picture: Picture, crew: Crew, suits: (officer: Picture['officers']['rows'][number]) => boolean): Crew {
  return crewWhere(picture, (officer) => suits(picture.officers.rows[officer]!), [...crew.officers]);
}

function crewWhere(picture: Picture, suits: (officer: number) => boolean, among?: readonly number[]): Crew {
  const { officers, posts } = picture;
  const numbers = (among ?? officers.rows.map((_, number) => number)).filter(suits);
  const byPlace = new Map<number, number[]>();
  for (const officer of numbers) {
    for (const post of posts.byOfficer[officer]?.values() ?? []) {
      const place = posts.placeOf[post]!;
      const there = byPlace.get(place);
      if (there === undefined) byPlace.set(place, [post]);
      else there.push(post);
    }
  }
  const roles = new Set(numbers.map((officer) => officers.rows[officer]!.role));
  return {
    officers: Int32Array.from(numbers),
    posts: picture.places.ids.map((_, place) => Int32Array.from(byPlace.get(place) ?? none)),
    places: Int32Array.from(byPlace.keys()),
    role: roles.size === 1 ? [...roles][0]! : null,
  };
}

/** By place: the rooms with at least so many seats. */
export function roomsFor(picture: Picture, seats: number, stepFree: boolean): readonly Int32Array[] {
  return groupOf(picture, `rooms ${seats} ${stepFree}`, () => {
    const byPlace = picture.places.ids.map((): number[] => []);
    for (const [number, room] of picture.rooms.rows.entries()) {
      if (room.seats >= seats && (!stepFree || room.stepFree === 'yes'))
        byPlace[picture.places.numbers.get(room.placeId)!]!.push(number);
    }
    return byPlace;
  });
}

/** The interpreters of a language in a channel; on site by place: those for whom it is near enough. */
export function interpretersFor(
  picture: Picture,
  language: string,
  channel: Channel,
  minutes: (municipalityCode: string) => (place: number) => number | null,
): readonly Int32Array[] {
  return groupOf(picture, `interpreters ${language} ${channel}`, () => {
    const byPlace = picture.places.ids.map((): number[] => []);
    const everywhere: number[] = [];
    for (const [number, one] of picture.interpreters.rows.entries()) {
      if (!one.languages.includes(language) || !one.channels.includes(channel)) continue;
      everywhere.push(number);
      if (channel !== 'on-site') continue;
      const away = minutes(one.municipalityCode!);
      for (const place of byPlace.keys()) if ((away(place) ?? Infinity) <= one.withinMinutes!) byPlace[place]!.push(number);
    }
    return channel === 'on-site' ? byPlace : [everywhere];
  });
}

function groupOf(picture: Picture, key: string, make: () => number[][]): readonly Int32Array[] {
  let found = picture.groups.get(key);
  if (found === undefined) picture.groups.set(key, (found = make().map((numbers) => Int32Array.from(numbers))));
  return found;
}
