import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { notedInput } from './noted.ts';
import { ofVisit, requireVisit, unserved, visitSubject, writeAct } from './visit-act.ts';

/** The visitor fetches or fills in something and comes back; the place in line is kept. Throws visit-unknown and visit-state. */
export const parkVisit = command({
  name: 'desk.park-visit',
  roles: ['desk-officer'],
  input: z.object({ ...ofVisit, noted: notedInput }),
  async run(context, of) {
    const { visit, at } = await requireVisit(context, of, 'park');
    const parked = { ...unserved(visit, at), state: 'parked' as const, counterId: null, servingAt: null, calledAt: null };
    await writeAct(context, parked, { what: 'parked', at });
    return { subject: visitSubject(visit), result: { visitId: visit.id } };
  },
});
