import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { ofVisit, requireVisit, visitSubject, writeAct } from './visit-act.ts';

/** Called, and did not come. Throws visit-unknown and visit-state. */
export const noteNoShow = command({
  name: 'desk.note-no-show',
  roles: ['desk-officer'],
  input: z.object(ofVisit),
  async run(context, of) {
    const { visit, at } = await requireVisit(context, of, 'no-show');
    const { calls } = visit;
    await writeAct(
      context,
      { ...visit, state: 'ended', outcome: 'no-show', endedAt: at },
      { what: 'no-show', at, details: { calls } },
    );
    return { subject: visitSubject(visit), details: { calls }, result: { visitId: visit.id } };
  },
});
