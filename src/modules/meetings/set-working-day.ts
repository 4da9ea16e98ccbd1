import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { daysHours } from '../network/index.ts';
import { lockForChange, officerChanged } from './change-officer-supply.ts';
import { meetingsEvents } from './events.ts';
import { putWorkingDay, removeWorkingDay } from './store/timetable.ts';
import { uuid, version } from './supply-input.ts';

/** Sets a day that differs from the officer's pattern: other hours, none ([]), or as the pattern says again (null). */
export const setWorkingDay = command({
  name: 'meetings.set-working-day',
  roles: ['planner', 'administrator'],
  input: z.object({ officerId: uuid, version, on: day, hours: daysHours.nullable(), note: z.string().trim().max(200) }),
  async run({ tx, now, actor }, { officerId, version, on, hours, note }) {
    const before = await lockForChange(tx, officerId, version);
    if (hours === null) await removeWorkingDay(tx, officerId, on);
    else await putWorkingDay(tx, { officerId, on, hours, note });
    const result = await officerChanged({ tx, now, actor }, before, { from: on, to: on });
    const events = [meetingsEvents.supplyFreed({ what: 'officer', resourceId: officerId, first: on, last: on })];
    return { result, subject: `officer:${officerId}`, details: { on, hours }, events };
  },
});
