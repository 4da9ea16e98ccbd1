/** Meetings as a list of staff's shows them: names where the viewer meets people, and never of someone protected. */
import type { FastifyRequest } from 'fastify';
import { hasRole } from '../../../platform/auth/index.ts';
import { localTime } from '../../../platform/clock/index.ts';
import { namesFor, protectedAmong } from '../../people/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Meetings } from '../meetings.ts';
import type { ListedMeeting } from '../pages/disruption/meeting-table.tsx';
import { meetingStaff } from '../state.ts';
import type { Meeting } from '../store/meetings.ts';
import { typesOn } from '../store/types.ts';

/** Those whom the viewer may know of, in the order given. */
export async function listedMeetings(
  { house, register }: Meetings,
  { actor, language }: FastifyRequest,
  meetings: readonly Meeting[],
): Promise<ListedMeeting[]> {
  const { date } = localTime(house.clock.now());
  const types = new Map((await typesOn(house.db, date)).map((type) => [type.code, type.names]));
  const places = new Map(register.current().places.map(({ place }) => [place.id, place.name]));
  const ids = meetings.map(({ personId }) => personId);
  const meetsPeople = hasRole(actor, meetingStaff);
  const names = meetsPeople ? await namesFor(house.db, actor, ids) : new Map<Uuid, { name: string; masked: boolean }>();
  const hidden = meetsPeople ? new Set<Uuid>() : await protectedAmong(house.db, ids);
  return meetings.flatMap((one) => {
    const known = names.get(one.personId);
    // People knows of protection also while the mark is on its way here.
    if (meetsPeople ? known === undefined || known.masked : hidden.has(one.personId)) return [];
    const own = types.get(one.typeCode);
    return [
      {
        ...one,
        type: own?.[language.slice(0, 2)] ?? own?.['sv'] ?? one.typeCode,
        place: one.placeId === null ? null : (places.get(one.placeId) ?? ''),
        name: known?.name ?? null,
      },
    ];
  });
}
