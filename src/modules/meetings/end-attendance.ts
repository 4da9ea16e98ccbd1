import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { addDays, day } from '../../platform/clock/index.ts';
import { lockForChange, officerChanged } from './change-officer-supply.ts';
import { meetingsEvents } from './events.ts';
import { without } from './periods.ts';
import { meetingsProblem } from './problems.ts';
import { replaceAttendance, timetableOf } from './store/timetable.ts';
import { uuid, version } from './supply-input.ts';

/** Ends a stay after its last day; with a last day before it began, the stay is taken away. */
export const endAttendance = command({
  name: 'meetings.end-attendance',
  roles: ['planner', 'administrator'],
  input: z.object({ officerId: uuid, version, attendanceId: uuid, lastDay: day }),
  async run({ tx, now, actor, newId }, { officerId, version, attendanceId, lastDay }) {
    const before = await lockForChange(tx, officerId, version);
    const { attendance } = await timetableOf(tx, officerId);
    const ended = attendance.filter(({ id }) => id === attendanceId);
    if (ended.length === 0) throw meetingsProblem('resource-unknown');
    const period = { from: addDays(lastDay, 1), to: null };
    const others = attendance.filter(({ id }) => id !== attendanceId);
    await replaceAttendance(tx, officerId, [...others, ...without(ended, period, newId)]);
    const result = await officerChanged({ tx, now, actor }, before, period);
    const events = [meetingsEvents.supplyFreed({ what: 'officer', resourceId: officerId, first: period.from, last: null })];
    return { result, subject: `officer:${officerId}`, details: { attendanceId, lastDay }, events };
  },
});
