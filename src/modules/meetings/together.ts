/** What of a type is asked for otherwise than it says: two officers at once, the seats of a session, one officer and no other. */
import type { Uuid } from '../../platform/ids/index.ts';
import type { Must, Wanted } from './free-times.ts';
import type { MeetingType } from './store/types.ts';

/** Two officers together, whoever the second is. */
export const anySecond = 'any';

export interface AskedOfficers {
  /** Two officers: 'any', or the competence that one of them is to have. Null: as the type says. */
  together?: string | null;
  /** One of its officers, and no other. */
  officerId?: string | null;
  roomId?: string | null;
  /** Of a session. */
  seats?: number | null;
}

/** The type with as many officers and seats as are asked for. */
export function typeAsked(type: MeetingType, { together = null, seats = null }: AskedOfficers): MeetingType {
  return { ...type, officers: together === null ? type.officers : 2, seats: seats ?? type.seats };
}

export function mustOf({ together = null, officerId = null }: AskedOfficers): Must | null {
  if (officerId !== null) return { officerId: officerId as Uuid };
  return together === null || together === anySecond ? null : { competence: together };
}

/** What the search looks for, of what is asked otherwise than the type says. */
export function wantedOfficers(type: MeetingType, asked: AskedOfficers): Pick<Wanted, 'type' | 'must' | 'roomId'> {
  return { type: typeAsked(type, asked), must: mustOf(asked), roomId: (asked.roomId ?? null) as Uuid | null };
}
