import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { displaceMeetings } from './displace.ts';
import { planners, requireSpan, spanInput } from './disruption-input.ts';
import { meetingsProblem } from './problems.ts';
import { insertAbsence } from './store/absence.ts';
import { occupyRest } from './store/occupancy.ts';
import { findInterpreter } from './store/interpreters.ts';
import { uuid } from './supply-input.ts';

/** An interpreter cannot come; whoever was to speak through them is told, and is given a new time after. */
export const loseInterpreter = command({
  name: 'meetings.lose-interpreter',
  roles: planners,
  input: z.object({ interpreterId: uuid, ...spanInput }),
  async run(context, { interpreterId, ...said }) {
    const { tx, actor, now, newId } = context;
    if ((await findInterpreter(tx, interpreterId)) === null) throw meetingsProblem('interpreter-unknown');
    const span = requireSpan(said, now);
    const { meetingIds, events } = await displaceMeetings(context, 'interpreter-lost', {
      resources: [interpreterId],
      placeId: null,
      span,
    });
    const absenceId = newId();
    await insertAbsence(tx, { resourceId: interpreterId, id: absenceId, ...span, kind: 'other', at: now, by: actor.id });
    await occupyRest(tx, { resourceId: interpreterId, span, why: 'leave', of: absenceId }, now);
    return {
      result: { absenceId, meetingIds, resources: [interpreterId] },
      subject: `interpreter:${interpreterId}`,
      details: { absenceId, ...span, displaced: meetingIds.length },
      events,
    };
  },
});
