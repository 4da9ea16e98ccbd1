import { rule } from '../../../platform/rule/index.ts';
import type { MessageChannel } from '../kinds.ts';

/** How people rather be reached: people's `preferredChannels`. */
type Prefers = 'web' | 'phone' | 'video' | 'letter' | 'in-person';

interface Ways {
  order: Readonly<Record<Prefers, readonly MessageChannel[]>>;
  letterHours: number;
}

export const messageChannel = rule<Ways>({
  id: 'message-channel',
  says:
    'A message goes the way the person rather is reached, if it is there in time by it; otherwise by the next way that is. One to ' +
    'someone with protected identity goes by letter to the mediation address or is told by hand, never by e-mail or SMS. A way that has ' +
    'refused the message for good is not tried again: it goes the next way, at last by hand. One of which it is not known whether it ' +
    'took the message is no reason to try another.',
  source:
    'FvL 2017:900 §7 (contacts are to be smooth and easy); JO 5254-2016 (protected identity); order and the days of a letter: settings, no source gives them',
  values: {
    '2019-01-01': {
      order: {
        web: ['email', 'sms', 'letter'],
        video: ['email', 'sms', 'letter'],
        phone: ['sms', 'email', 'letter'],
        letter: ['letter', 'sms', 'email'],
        'in-person': ['letter', 'sms', 'email'],
      },
      letterHours: 5 * 24,
    },
  },
});

export interface Reachable {
  isProtected: boolean;
  prefers: Prefers;
  has: Readonly<Record<MessageChannel, boolean>>;
  /** The ways that have refused this message for good: by them it surely did not reach the person. */
  refused: readonly MessageChannel[];
  /** Hours until it must have reached the person; null when it may take its time. */
  hoursLeft: number | null;
}

/** The way that a message goes; null when staff are to tell it. */
export function chooseChannel(ways: Ways, { isProtected, prefers, has, refused, hoursLeft }: Reachable): MessageChannel | null {
  const open = (one: MessageChannel): boolean =>
    has[one] && !refused.includes(one) && (one === 'letter' ? hoursLeft === null || hoursLeft >= ways.letterHours : !isProtected);
  return ways.order[prefers].find(open) ?? null;
}
