/** Meetings as a list of staff's shows them: names where the viewer meets people, and never of someone protected. */
import type { FastifyRequest } from 'fastify';
import { type Actor, hasRole, type House } from '../../../platform/auth/index.ts';
import { localTime } from '../../../platform/clock/index.ts';
import { namesFor, protectedAmong } from '../../people/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Meetings } from '../meetings.ts';
import type { ListedMeeting } from '../pages/disruption/meeting-table.tsx';
import { meetingStaff } from '../state.ts';
import type { Meeting } from '../store/meetings.ts';
import { typesOn } from '../store/types.ts';

/** Whose meetings the viewer may know of: by person, the name, or null where the viewer meets nobody; others are left out. */
export async function namesShown({ db }: House, actor: Actor, personIds: readonly Uuid[]): Promise<Map<Uuid, string | null>> {
  // People knows of protection also while the mark is on its way here.
  if (!hasRole(actor, meetingStaff)) {
    const hidden = await protectedAmong(db, personIds);
    return new Map(personIds.filter((id) => !hidden.has(id)).map((id) => [id, null]));
  }
  const names = await namesFor(db, actor, personIds);
  return new Map([...names].flatMap(([id, { name, masked }]) => (masked ? [] : [[id, name] as const])));
}

/** Those whom the viewer may know of, in the order given. */
export async function listedMeetings(
  { house, register }: Meetings,
  { actor, language }: FastifyRequest,
  meetings: readonly Meeting[],
): Promise<ListedMeeting[]> {
  const { date } = localTime(house.clock.now());
  const types = new Map((await typesOn(house.db, date)).map((type) => [type.code, type.names]));
  const places = new Map(register.current().places.map(({ place }) => [place.id, place.name]));
  const names = await namesShown(
    house,
    actor,
    meetings.map(({ personId }) => personId),
  );
  return meetings.flatMap((one) => {
    const name = names.get(one.personId);
    if (name === undefined) return [];
    const own = types.get(one.typeCode);
    return [
      {
        ...one,
        type: own?.[language.slice(0, 2)] ?? own?.['sv'] ?? one.typeCode,
        place: one.placeId === null ? null : (places.get(one.placeId) ?? ''),
        name,
      },
    ];
  });
}
