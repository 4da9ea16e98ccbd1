/** What the picture in memory knows of supply as choices: where officers are, and what they can. */
import type { Uuid } from '../../platform/ids/index.ts';
import { byName } from '../../platform/text/index.ts';
import type { Meetings } from './meetings.ts';
import { crewOf } from './picture/crew.ts';

/** Places at which an officer meets people, by name. */
export function placesWithOfficers({ picture, register }: Meetings): { id: Uuid; name: string }[] {
  const current = picture.current();
  const { places } = crewOf(current, null, null);
  const there = new Set([...places].map((number) => current.places.ids[number]!));
  return register
    .current()
    .places.filter(({ place }) => there.has(place.id as Uuid))
    .map(({ place }) => ({ id: place.id as Uuid, name: place.name }))
    .toSorted((a, b) => byName(a, b));
}

/** What officers can, by name. */
export function competencesOf({ picture }: Meetings): string[] {
  return [...new Set(picture.current().officers.rows.flatMap(({ competences }) => competences))].toSorted();
}
