import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day, type Instant, localTime } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import { midnight } from './change-officer-supply.ts';
import { meetingsEvents } from './events.ts';
import { requireResource } from './note-absence.ts';
import { meetingsProblem } from './problems.ts';
import { type Absence, endAbsenceAt, listAbsences, lockAbsence } from './store/absence.ts';
import { writeChange } from './store/change.ts';
import { occupyRest } from './store/occupancy.ts';
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
    await endAbsenceOf(tx, absence, end, now);
    const [first, last] = [localTime(absence.start).date, localTime(absence.end).date];
    await writeChange(tx, { kind: 'occupancy', resources: [resourceId], days: { first, last } }, now);
    const from = backOn > first ? backOn : first;
    return {
      result: { resources: [resourceId] },
      subject: `${what}:${resourceId}`,
      details: { absenceId, backOn },
      events: [meetingsEvents.supplyFreed({ what, resourceId, first: from, last })],
    };
  },
});

/** Ends an absence that is locked. What another absence did not need to occupy, because this one did, is still away. */
export async function endAbsenceOf(tx: Transaction, absence: Absence, end: Instant, now: Instant): Promise<void> {
  const { resourceId } = absence;
  await endAbsenceAt(tx, absence, end, now);
  for (const other of await listAbsences(tx, resourceId, end)) {
    const { id, start, end: until, kind } = other;
    const span = { start: start > end ? start : end, end: until < absence.end ? until : absence.end };
    const why = kind === 'closed' ? 'closed' : 'leave';
    if (id !== absence.id && span.start < span.end) await occupyRest(tx, { resourceId, span, why, of: id }, now);
  }
}
