/** Who is in a meeting for several persons, as a viewer may see it: names at one's own meetings, and of those whose file is open. */
import { type Actor, hasRole, type House } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { namesFor, requireStanding } from '../people/index.ts';
import type { ShownSeat } from './pages/sessions/session-seats.tsx';
import { can, meetingStaff } from './state.ts';
import type { Meeting } from './store/meetings.ts';
import { officerOfAccount } from './store/officers.ts';
import { seatsOf, type Session } from './store/sessions.ts';

/**
 * Every seat that is or was sat in, in the order of seats. Whom the viewer may not know of is a taken seat and no more: a colleague's
 * participants (MEET-8), and to all but their named officers those with protected identity.
 */
export async function seatsShown({ db, clock }: House, viewer: Actor, session: Session): Promise<ShownSeat[]> {
  const now = clock.now();
  const seats = (await seatsOf(db, session.id)).filter(({ state }) => state !== 'cancelled' && state !== 'held');
  const meetsPeople = hasRole(viewer, meetingStaff);
  const officer = meetsPeople ? await officerOfAccount(db, viewer.id) : null;
  const isOwn = officer !== null && session.officerIds.includes(officer.id);
  const isOpen = async ({ personId }: Meeting): Promise<boolean> => {
    if (!meetsPeople) return false;
    try {
      return (await requireStanding(db, viewer, personId, 'meetings', now)).capacity === 'staff';
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  };
  const known = await Promise.all(seats.map(async (seat) => ({ seat, isOpen: await isOpen(seat) })));
  const asked = known.filter((one) => isOwn || one.isOpen).map(({ seat }) => seat.personId);
  const names = asked.length === 0 ? new Map<Uuid, { name: string; masked: boolean }>() : await namesFor(db, viewer, asked);
  return known.map(({ seat, isOpen: open }): ShownSeat => {
    const { personId, id: meetingId, state, version } = seat;
    const name = names.get(personId);
    const may = (action: 'record-outcome' | 'cancel'): boolean => open && can(viewer.roles, action, state);
    return {
      state,
      person: name === undefined || name.masked ? null : { id: personId, meetingId, name: name.name, version },
      mayRecord: seat.start <= now && may('record-outcome'),
      mayCancel: seat.start > now && may('cancel'),
    };
  });
}
