import { z } from 'zod';
import { command, roles } from '../../platform/auth/index.ts';
import { requireTicket } from './own-ticket.ts';
import { requireState, ticketKey, visitSubject, writeAct } from './visit-act.ts';

/** A visitor leaves the queue by the ticket on their telephone. Throws ticket-unknown, and visit-state when they are being served. */
export const leaveQueue = command({
  name: 'desk.leave-queue',
  roles,
  input: z.object({ key: ticketKey }),
  async run(context, { key }) {
    const visit = await requireTicket(context, key);
    const { now: at } = context;
    requireState('visitor', 'leave', visit);
    await writeAct(
      context,
      { ...visit, state: 'ended', outcome: 'left', endedAt: at },
      { what: 'ended', at, details: { outcome: 'left' } },
    );
    return { subject: visitSubject(visit), details: { outcome: 'left' }, result: { left: true } };
  },
});
