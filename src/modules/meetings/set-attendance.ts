import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { lockForChange, officerChanged } from './change-officer-supply.ts';
import { meetingsEvents } from './events.ts';
import { without } from './periods.ts';
import { attendancePlace } from './rules/attendance-place.ts';
import { replaceAttendance, timetableOf } from './store/timetable.ts';
import { refuseOverlap, requireBookable, requireOrder, uuid, version } from './supply-input.ts';

/** Minutes after midnight; 0 and 1440 = all day. */
const stay = z
  .object({ placeId: uuid, from: z.number().int().min(0).max(1439), to: z.number().int().min(1).max(1440) })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'the end after the beginning' });

/** Says where an officer is on a weekday during a period, all day or for some hours; at the home place otherwise. */
export const setAttendance = command({
  name: 'meetings.set-attendance',
  roles: ['planner', 'administrator'],
  input: z.object({
    officerId: uuid,
    version,
    from: day,
    to: day.nullable(),
    weekday: z.number('a weekday, 1 = Monday').int().min(1).max(7),
    stays: z.array(stay).max(6),
  }),
  async run({ tx, now, actor, newId }, { officerId, version, from, to, weekday, stays }) {
    requireOrder(from, to, 'to');
    const before = await lockForChange(tx, officerId, version);
    for (const placeId of new Set(stays.map((one) => one.placeId))) await requireBookable(tx, placeId, { from, to, on: weekday });
    const { attendance } = await timetableOf(tx, officerId);
    const sameDay = attendance.filter((one) => one.weekday === weekday);
    const all = [
      ...attendance.filter((one) => one.weekday !== weekday),
      ...without(sameDay, { from, to }, newId),
      ...stays.map((one) => ({ officerId, id: newId(), validFrom: from, validTo: to, weekday, ...one })),
    ];
    await refuseOverlap(() => replaceAttendance(tx, officerId, all));
    const result = await officerChanged({ tx, now, actor }, before, { from, to });
    const events = [meetingsEvents.supplyFreed({ what: 'officer', resourceId: officerId, first: from, last: to })];
    return {
      result,
      subject: `officer:${officerId}`,
      rules: [attendancePlace.id],
      details: { from, to, weekday, stays },
      events,
    };
  },
});
