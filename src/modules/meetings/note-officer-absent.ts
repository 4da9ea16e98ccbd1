import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { displaceMeetings } from './displace.ts';
import { requireSpan, spanInput } from './disruption-input.ts';
import { requireResource } from './note-absence.ts';
import { meetingsProblem } from './problems.ts';
import { insertAbsence } from './store/absence.ts';
import { occupyRest } from './store/occupancy.ts';
import { findOfficer } from './store/officers.ts';
import { uuid } from './supply-input.ts';

/** An officer falls ill, or is away without notice: everyone whom they were to meet is told, and is given a new time after. */
export const noteOfficerAbsent = command({
  name: 'meetings.note-officer-absent',
  roles: ['planner', 'administrator', 'caseworker', 'protection-officer'],
  input: z.object({ officerId: uuid, kind: z.enum(['ill', 'other']), ...spanInput }),
  async run(context, { officerId, kind, ...said }) {
    const { tx, actor, now, newId } = context;
    if ((await findOfficer(tx, officerId)) === null) throw meetingsProblem('officer-unknown');
    await requireResource(tx, actor, officerId);
    const span = requireSpan(said, now);
    const { meetingIds, events } = await displaceMeetings(context, 'officer-absent', {
      resources: [officerId],
      placeId: null,
      span,
    });
    const absenceId = newId();
    await insertAbsence(tx, { resourceId: officerId, id: absenceId, ...span, kind, at: now, by: actor.id });
    await occupyRest(tx, { resourceId: officerId, span, why: 'leave', of: absenceId }, now);
    return {
      result: { absenceId, meetingIds, resources: [officerId] },
      subject: `officer:${officerId}`,
      details: { absenceId, ...span, displaced: meetingIds.length },
      events,
    };
  },
});
