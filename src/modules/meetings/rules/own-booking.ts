import { rule } from '../../../platform/rule/index.ts';
import type { Booker } from '../kinds.ts';

export const ownBooking = rule({
  id: 'own-booking',
  says:
    'A person, or who acts for them, books planning conversations when the person is registered or their registration is with an ' +
    'officer, and one meeting of each kind at a time: one that is to come, or lost its time, is given another time instead. Officers ' +
    'and the desk decide for themselves.',
  source:
    'arbetsformedlingen.se, Skriv in dig: the planning conversation is booked as the last step of the registration. One at a time is not ' +
    'told there: in March 2020 there were about half as many times as Arbetsförmedlingen’s own forecast asked for (calendar_af), and what ' +
    'one person holds twice another goes without',
  values: {
    '2019-01-01': {
      of: ['person', 'helper'] as readonly Booker[],
      // Also those of a programme: first-planning-krom, …
      whenRegistered: ['first-planning', 'follow-up', 'in-depth'] as readonly string[],
    },
  },
});

/** What is known of someone who books for themselves, or has someone do it. */
export interface OwnBooking {
  as: readonly Booker[];
  purpose: string;
  isRegistered: boolean;
  /** Their meetings that are to come or have lost their time. */
  coming: readonly { id: string; purpose: string }[];
  /** The meeting that is given another time; null for one more. */
  moves: { id: string; purpose: string } | null;
}

export type NotOwn = { code: 'registration-required' } | { code: 'already-booked'; meetingId: string };

/** Why someone does not book for themselves; null when they may, or are staff. What is booked may always be moved. */
export function refuseOwnBooking(
  value: { of: readonly Booker[]; whenRegistered: readonly string[] },
  { as, purpose, isRegistered, coming, moves }: OwnBooking,
): NotOwn | null {
  if (!as.every((one) => value.of.includes(one))) return null;
  const needs = value.whenRegistered.some((one) => purpose === one || purpose.startsWith(`${one}-`));
  if (needs && !isRegistered && moves?.purpose !== purpose) return { code: 'registration-required' };
  const other = coming.find((one) => one.purpose === purpose && one.id !== moves?.id);
  return other === undefined ? null : { code: 'already-booked', meetingId: other.id };
}
