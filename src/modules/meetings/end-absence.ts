import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day, localTime } from '../../platform/clock/index.ts';
import { midnight } from './change-officer-supply.ts';
import { requireResource } from './note-absence.ts';
import { meetingsProblem } from './problems.ts';
import { endAbsenceAt, lockAbsence } from './store/absence.ts';
import { writeChange } from './store/change.ts';
import { uuid } from './supply-input.ts';

/** Ends an absence: `backOn` is the first day without it. On or before the day it begins, it is taken away. */
export const endAbsence = command({
  name: 'meetings.end-absence',
  roles: ['planner', 'administrator', 'caseworker', 'protection-officer'],
  input: z.object({ resourceId: uuid, absenceId: uuid, backOn: day }),
  async run({ tx, actor, now }, { resourceId, absenceId, backOn }) {
    const what = await requireResource(tx, actor, resourceId);
    const absence = await lockAbsence(tx, resourceId, absenceId);
    if (absence === null) throw meetingsProblem('absence-unknown');
    const end = midnight(backOn);
    if (end >= absence.end) throw meetingsProblem('absence-over');
    await endAbsenceAt(tx, absence, end, now);
    const [first, last] = [localTime(absence.start).date, localTime(absence.end).date];
    await writeChange(tx, { kind: 'occupancy', resources: [resourceId], days: { first, last } }, now);
    return { result: { resources: [resourceId] }, subject: `${what}:${resourceId}`, details: { absenceId, backOn } };
  },
});
