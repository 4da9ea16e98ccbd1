/** What visitors do themselves, by the secret of the ticket on their telephone. */
import type { CommandContext } from '../../platform/auth/index.ts';
import { addDays } from '../../platform/clock/index.ts';
import { deskProblem } from './problems.ts';
import { lockVisit, type Visit, visitOfPhone } from './store/visits.ts';
import { hashOfKey } from './ticket-key.ts';

/** How many days after the visit its ticket still tells how it went and takes feedback. */
export const ticketDays = 1;

/** The visit of a ticket, locked. Throws ticket-unknown. */
export async function requireTicket({ tx, today }: CommandContext, key: string): Promise<Visit> {
  const found = await visitOfPhone(tx, hashOfKey(key), addDays(today, -ticketDays));
  const visit = found === null ? null : await lockVisit(tx, found.placeId, found.id);
  if (visit === null) throw deskProblem('ticket-unknown');
  return visit;
}
