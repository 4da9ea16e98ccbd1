import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { ofVisit, requireVisit, visitSubject, writeAct } from './visit-act.ts';

/** Calls once more whoever was called: the display and the sound again. Throws visit-unknown and visit-state. */
export const recallVisit = command({
  name: 'desk.recall-visit',
  roles: ['desk-officer'],
  input: z.object(ofVisit),
  async run(context, of) {
    const { visit, at } = await requireVisit(context, of, 'recall');
    const calls = visit.calls + 1;
    await writeAct(context, { ...visit, calls, calledAt: at }, { what: 'recalled', at, details: { calls } });
    return { subject: visitSubject(visit), details: { calls }, result: { visitId: visit.id, calls } };
  },
});
