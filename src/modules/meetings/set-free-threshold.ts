import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { isOnSite } from './free-left.ts';
import { meetingsProblem } from './problems.ts';
import { endAlarms, openAlarms, putThreshold } from './store/free-alarm.ts';
import { typeOn } from './store/types.ts';
import { requirePlace, uuid } from './supply-input.ts';

/**
 * How many free times of a type there are to be within its window: at one place, or (place null) at each place of a type on site and in
 * the whole country for one at a distance. Null: no alarm any more. Until someone says it there is none.
 */
export const setFreeThreshold = command({
  name: 'meetings.set-free-threshold',
  roles: ['planner', 'administrator'],
  input: z.object({
    typeCode: z.string().min(1).max(20),
    placeId: uuid.nullable(),
    atLeast: z.number('a whole number').int().min(1).max(100_000).nullable(),
  }),
  async run({ tx, actor, now, today }, { typeCode, placeId, atLeast }) {
    const type = await typeOn(tx, typeCode, today);
    if (type === null) throw meetingsProblem('type-unknown');
    await requirePlace(tx, placeId);
    if (placeId !== null && !isOnSite(type)) throw meetingsProblem('channel-not-offered', { params: { type: typeCode } });
    await putThreshold(tx, { typeCode, placeId }, atLeast, now, actor.id);
    // What is still too little is counted, and told of, by the job.
    const over = (await openAlarms(tx)).filter(
      (one) => one.typeCode === typeCode && (placeId === null || one.placeId === placeId),
    );
    if (atLeast === null) {
      await endAlarms(
        tx,
        over.map(({ id }) => id),
        now,
      );
    }
    return { result: { typeCode }, subject: `meeting-type:${typeCode}`, details: { placeId, atLeast } };
  },
});
