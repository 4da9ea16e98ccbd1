import type { Instant } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import type { Booker, Channel } from '../kinds.ts';

export const bookable = rule({
  id: 'bookable',
  says:
    'A meeting is booked before it begins, in a channel in which its type is held, by someone whom the type names; on site at a place, and ' +
    'in no other channel at one. Only an officer books for someone outside the days of the type.',
  source:
    'Arbetsförmedlingen’s own program, 2020-2021 (github vertelab/odoo-af, calendar_af): types, channels and windows. Who may book a type ' +
    'is not told there: it is said of each type, as data',
  values: { '2019-01-01': { outsideWindow: ['officer'] as readonly Booker[] } },
});

/** What is known of someone who books. */
export interface Booking {
  start: Instant;
  now: Instant;
  channel: Channel;
  atPlace: boolean;
  /** As what they may book: more than one for staff with several roles. */
  as: readonly Booker[];
}

export type NotBookable = 'time-past' | 'channel-not-offered' | 'place-missing' | 'place-not-wanted' | 'booking-not-allowed';

/** Why a booking is refused whatever is free; null when it is not. */
export function refuseBooking(
  type: { channels: readonly Channel[]; bookedBy: readonly Booker[] },
  { start, now, channel, atPlace, as }: Booking,
): NotBookable | null {
  if (!type.bookedBy.some((one) => as.includes(one))) return 'booking-not-allowed';
  if (!type.channels.includes(channel)) return 'channel-not-offered';
  if (channel === 'on-site' && !atPlace) return 'place-missing';
  if (channel !== 'on-site' && atPlace) return 'place-not-wanted';
  return start <= now ? 'time-past' : null;
}
