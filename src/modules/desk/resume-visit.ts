import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { notedInput } from './noted.ts';
import { ofVisit, requireVisit, visitSubject, writeAct } from './visit-act.ts';

/** Whoever was parked is back and waits again, in their old place (rule queue-order). Throws visit-unknown and visit-state. */
export const resumeVisit = command({
  name: 'desk.resume-visit',
  roles: ['desk-officer'],
  input: z.object({ ...ofVisit, noted: notedInput }),
  async run(context, of) {
    const { visit, at } = await requireVisit(context, of, 'resume');
    await writeAct(context, { ...visit, state: 'waiting' }, { what: 'resumed', at });
    return { subject: visitSubject(visit), result: { visitId: visit.id } };
  },
});
