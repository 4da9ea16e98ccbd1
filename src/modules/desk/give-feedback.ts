import { z } from 'zod';
import { command, roles } from '../../platform/auth/index.ts';
import { feedbacks } from './kinds.ts';
import { requireTicket } from './own-ticket.ts';
import { deskProblem } from './problems.ts';
import { writeVisit } from './store/visits.ts';
import { ticketKey, visitSubject } from './visit-act.ts';

/** How a visit was, with one tap and once. Throws ticket-unknown, visit-open and feedback-given. */
export const giveFeedback = command({
  name: 'desk.give-feedback',
  roles,
  input: z.object({ key: ticketKey, feedback: z.enum(feedbacks) }),
  async run(context, { key, feedback }) {
    const visit = await requireTicket(context, key);
    if (visit.state !== 'ended') throw deskProblem('visit-open');
    if (visit.feedback !== null) throw deskProblem('feedback-given');
    await writeVisit(context.tx, { ...visit, feedback });
    return { subject: visitSubject(visit), details: { feedback }, result: { feedback } };
  },
});
