/** Looks each hour where there are fewer free times than planners want, and says so once. */
import { writeAudit } from '../../platform/audit/index.ts';
import type { House } from '../../platform/auth/index.ts';
import { localTime } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { writeEvent } from '../../platform/outbox/index.ts';
import { registerNow } from '../network/index.ts';
import { meetingsEvents } from './events.ts';
import { freeByPlace, type Memory, sumOf, thresholdOf } from './free-left.ts';
import { dayNumber } from './picture/days.ts';
import { loadPicture } from './picture/load.ts';
import { type Alarm, endAlarms, listThresholds, openAlarms, raiseAlarm, renewAlarm, type Threshold } from './store/free-alarm.ts';
import { typesOn } from './store/types.ts';

const everywhere = { countyCode: null, placeId: null };

/** An alarm stands until there are enough again; while it stands nothing is said anew. */
export const watchFreeTimes: Job = {
  name: 'meetings.watch-free-times',
  cron: '10 * * * *',
  async run(house) {
    const thresholds = await listThresholds(house.db);
    if (thresholds.length === 0 && (await openAlarms(house.db)).length === 0) return { low: 0, raised: 0, ended: 0 };
    const low = await countLow(house, thresholds);
    return house.db.transaction().execute(async (tx) => {
      const now = house.clock.now();
      const before = new Map((await openAlarms(tx)).map((one) => [keyOf(one), one]));
      let raised = 0;
      for (const one of low) {
        const known = before.get(keyOf(one));
        before.delete(keyOf(one));
        if (known !== undefined) {
          await renewAlarm(tx, { ...one, id: known.id });
          continue;
        }
        raised += 1;
        const { typeCode, placeId, free, atLeast } = one;
        const id = house.newId();
        await raiseAlarm(tx, { ...one, id, raisedAt: now });
        await writeEvent(tx, meetingsEvents.freeTimesLow({ typeCode, placeId, free, atLeast }), now);
        await writeAudit(tx, {
          id: house.newId(),
          at: now,
          actor: 'system',
          command: watchFreeTimes.name,
          subject: `free-alarm:${id}`,
          rules: [],
          details: { typeCode, placeId, free, atLeast },
          request: null,
          result: null,
        });
      }
      const over = [...before.values()].map(({ id }) => id);
      await endAlarms(tx, over, now);
      return { low: low.length, raised, ended: over.length };
    });
  },
};

type Low = Omit<Alarm, 'id' | 'raisedAt'>;
const keyOf = ({ typeCode, placeId }: { typeCode: string; placeId: Uuid | null }): string => `${typeCode} ${placeId ?? ''}`;

/** Counted from the database: the job runs also where no picture is kept. */
async function countLow({ db, clock }: House, thresholds: readonly Threshold[]): Promise<Low[]> {
  const now = clock.now();
  const { date: today } = localTime(now);
  const register = await registerNow(db, clock);
  const memory: Memory = { picture: await loadPicture(db, register, dayNumber(today), now), register, today, now };
  const watched = new Set(thresholds.map(({ typeCode }) => typeCode));
  const types = (await typesOn(db, today)).filter(({ code }) => watched.has(code));
  const low: Low[] = [];
  for (const type of types) {
    for (const [placeId, one] of await freeByPlace(memory, type, everywhere)) {
      const [free, atLeast] = [sumOf(one), thresholdOf(thresholds, type.code, placeId)];
      if (atLeast !== null && free < atLeast) low.push({ typeCode: type.code, placeId, free, atLeast });
    }
  }
  return low;
}
