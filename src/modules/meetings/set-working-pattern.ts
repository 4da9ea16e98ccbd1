import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { weeklyHours } from '../network/index.ts';
import { lockForChange, officerChanged } from './change-officer-supply.ts';
import { meetingsEvents } from './events.ts';
import { joined, without } from './periods.ts';
import { replacePatterns, timetableOf } from './store/timetable.ts';
import { refuseOverlap, requireOrder, uuid, version } from './supply-input.ts';

/** Sets an officer's weekly hours from a day, until another or without end; what was said of other days stays. */
export const setWorkingPattern = command({
  name: 'meetings.set-working-pattern',
  roles: ['planner', 'administrator'],
  input: z.object({ officerId: uuid, version, from: day, to: day.nullable(), weekly: weeklyHours }),
  async run({ tx, now, actor, newId }, { officerId, version, from, to, weekly }) {
    requireOrder(from, to, 'to');
    const before = await lockForChange(tx, officerId, version);
    const { patterns } = await timetableOf(tx, officerId);
    const said = { officerId, id: newId(), validFrom: from, validTo: to, weekly };
    const all = joined([...without(patterns, { from, to }, newId), said], (one) => JSON.stringify(sorted(one.weekly)));
    await refuseOverlap(() => replacePatterns(tx, officerId, all));
    const result = await officerChanged({ tx, now, actor }, before, { from, to });
    const events = [meetingsEvents.supplyFreed({ what: 'officer', resourceId: officerId, first: from, last: to })];
    return { result, subject: `officer:${officerId}`, details: { from, to, weekly }, events };
  },
});

const sorted = (weekly: object): unknown => Object.entries(weekly).toSorted(([a], [b]) => a.localeCompare(b));
