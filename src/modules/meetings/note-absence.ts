import { z } from 'zod';
import { type Actor, command } from '../../platform/auth/index.ts';
import { addDays, day, daysBetween, instantAt, localTime } from '../../platform/clock/index.ts';
import { type Transaction, violatedConstraint } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { midnight, refuse } from './change-officer-supply.ts';
import { meetingsProblem } from './problems.ts';
import { insertAbsence } from './store/absence.ts';
import { findInterpreter } from './store/interpreters.ts';
import { occupy, takeTurn } from './store/occupancy.ts';
import { findOfficer } from './store/officers.ts';
import { findRoom } from './store/rooms.ts';
import { bookedWithin, clearExpiredHolds } from './store/taken.ts';
import { uuid } from './supply-input.ts';

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, HH:MM')
  .nullable();
/** Longer than this is no absence but the end of an employment, a room or a pattern. */
const longestDays = 400;

/**
 * Notes that an officer, an interpreter or a room is away: whole days, or from a time to a time. Refused while meetings are booked then
 * (meetings-in-the-way): illness, which re-books them, is another command. Caseworkers note their own.
 */
export const noteAbsence = command({
  name: 'meetings.note-absence',
  roles: ['planner', 'administrator', 'caseworker', 'protection-officer'],
  input: z
    .object({
      resourceId: uuid,
      kind: z.enum(['leave', 'training', 'other', 'closed']),
      from: day,
      fromTime: time,
      to: day,
      toTime: time,
    })
    .refine(({ from, to }) => from <= to && daysBetween(from, to) <= longestDays, {
      path: ['to'],
      message: 'a day after the first, within 400 days',
    }),
  async run({ tx, actor, now, newId }, { resourceId, kind, from, fromTime, to, toTime }) {
    const what = await requireResource(tx, actor, resourceId);
    const start = instantAt(from, fromTime ?? '00:00');
    const end = toTime === null ? midnight(addDays(to, 1)) : instantAt(to, toTime);
    if (start === null || end === null || end <= start) {
      throw problem('invalid-input', { fields: [{ field: 'toTime', expected: 'a time that exists, after the first' }] });
    }
    if (end <= now) throw meetingsProblem('time-past');
    const span = { start, end };
    // Everyone who would book a day of it waits, so that what stands in the way is all that does.
    const days = Array.from({ length: daysBetween(from, localTime(end).date) + 1 }, (_, index) => midnight(addDays(from, index)));
    await takeTurn(
      tx,
      [resourceId],
      days.map((at) => ({ start: at, end: instantAt(localTime(at).date, '00:01')! })),
    );
    await clearExpiredHolds(tx, resourceId, span, now);
    await refuse({ tx, actor }, await bookedWithin(tx, resourceId, span, now));
    const id = newId();
    await insertAbsence(tx, { resourceId, id, ...span, kind, at: now, by: actor.id });
    await notTwice(() => occupy(tx, { resources: [resourceId], span, why: kind === 'closed' ? 'closed' : 'leave', of: id }, now));
    return {
      result: { resources: [resourceId], absenceId: id },
      subject: `${what}:${resourceId}`,
      details: { absenceId: id, kind, start, end },
    };
  },
});

/** What a resource is. Throws resource-unknown; not-allowed when it is not the actor's own and the actor plans for no one. */
export async function requireResource(tx: Transaction, actor: Actor, id: Uuid): Promise<'officer' | 'room' | 'interpreter'> {
  const officer = await findOfficer(tx, id);
  const plans = actor.roles.some((role) => role === 'planner' || role === 'administrator');
  if (!plans && officer?.accountId !== actor.id) throw problem('not-allowed', { detail: 'one notes one’s own absence' });
  if (officer !== null) return 'officer';
  if ((await findRoom(tx, id)) !== null) return 'room';
  if ((await findInterpreter(tx, id)) !== null) return 'interpreter';
  throw meetingsProblem('resource-unknown');
}

async function notTwice(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (violatedConstraint(error) === 'occupancy_never_overlaps') throw meetingsProblem('supply-overlaps');
    throw error;
  }
}
