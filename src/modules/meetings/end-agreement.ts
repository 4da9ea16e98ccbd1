import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day, type PlainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { displaceMeetings, type Displaced, type DisplaceContext } from './displace.ts';
import { after, planners } from './disruption-input.ts';
import { writeChange } from './store/change.ts';
import { countUpSupply, endSupplyAt, officersAt, roomsAt } from './store/displace.ts';
import { requirePlace, uuid } from './supply-input.ts';

/** An agreement about a place ends with a day: nobody stays there after it, and who was to meet there is told and is given a new time. */
export const endAgreement = command({
  name: 'meetings.end-agreement',
  roles: planners,
  input: z.object({ placeId: uuid, lastDay: day }),
  async run(context, { placeId, lastDay }) {
    await requirePlace(context.tx, placeId);
    const { meetingIds, events, resources } = await leavePlace(context, 'agreement-ended', placeId, lastDay);
    return {
      result: { meetingIds, resources },
      subject: `place:${placeId}`,
      details: { lastDay, displaced: meetingIds.length },
      events,
    };
  },
});

/** Nothing is held at a place after its last day, by anyone. */
export async function leavePlace(
  context: DisplaceContext,
  cause: 'agreement-ended' | 'place-closed',
  placeId: Uuid,
  lastDay: PlainDate,
): Promise<Displaced & { resources: Uuid[] }> {
  const { tx, now } = context;
  const [rooms, officers] = [await roomsAt(tx, placeId), await officersAt(tx, placeId)];
  const displaced = await displaceMeetings(context, cause, { resources: rooms, placeId, span: after(lastDay, now) }, officers);
  await endSupplyAt(tx, placeId, lastDay);
  const resources = [...rooms, ...officers];
  await countUpSupply(tx, resources);
  await writeChange(tx, { kind: 'supply', resources, days: { first: null, last: null } }, now);
  return { ...displaced, resources };
}
