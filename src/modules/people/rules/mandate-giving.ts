import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const mandateGiving = rule<Readonly<Record<'self' | 'mandate' | 'staff', readonly string[]>>>({
  id: 'mandate-giving',
  says:
    'A mandate is given by the person: online, or in writing or on the spot before staff; for named tasks, to an organisation, until a ' +
    'day that is said. Nobody gives one under a mandate, to themselves, or while their identity is protected.',
  source:
    'FvL 2017:900 §§14–15 (agent and power of attorney); OSL 28:11 (a power of attorney is checked); JO 5254-2016 (protected persons)',
  values: {
    '2018-07-01': { self: ['online'], mandate: [], staff: ['written', 'on-the-spot'] },
  },
});

export interface MandateGift {
  capacity: 'self' | 'mandate' | 'staff';
  how: string;
  from: PlainDate;
  to: PlainDate;
  isProtected: boolean;
  /** To the person's own identity number. */
  isToSelf: boolean;
}

/** The field that is wrong, or the refusal as a whole; null when the mandate may be given. */
export function refuseMandate(
  gift: MandateGift,
  today: PlainDate,
): 'person-elsewhere' | 'givenHow' | 'to' | 'organisationNumber' | null {
  if (gift.isProtected) return 'person-elsewhere';
  if (!mandateGiving.values['2018-07-01']![gift.capacity].includes(gift.how)) return 'givenHow';
  if (gift.to < gift.from || gift.to < today) return 'to';
  return gift.isToSelf ? 'organisationNumber' : null;
}
