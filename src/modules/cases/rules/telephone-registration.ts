import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

/** The four grounds, in the order of the regulation. */
export const phoneGrounds = ['outage', 'cannot-travel', 'office-closed', 're-registration'] as const;
export type PhoneGround = (typeof phoneGrounds)[number];

export const telephoneRegistration = rule({
  id: 'telephone-registration',
  says:
    'A registration by phone is taken when a data fault stops the website on the first day, when poor communications make the journey ' +
    'impossible, when the office where the person lives has limited hours and is closed that day, or when the person registers anew ' +
    'after a break. A data fault is proved by the log of outages, a break by the earlier registration. What the register knows of the ' +
    'office’s hours that day stands among the facts and decides nothing alone; that the journey is impossible is what the person says.',
  source: 'IAFFS 2017:2 §2 (in force 2017-08-01), changed by IAFFS 2019:1',
  values: { '2017-08-01': [...phoneGrounds] },
});

export interface PhoneFacts {
  /** The ground that is claimed; null when none was given. */
  ground: string | null;
  firstDay: PlainDate;
  /** Days in Sweden on which the website was away, the last one null while it still is. */
  outages: readonly { from: PlainDate; to: PlainDate | null }[];
  /** The last day of an earlier registration; null when there was none. */
  earlierEndedOn: PlainDate | null;
}

export type PhoneRefusal = 'no-telephone-ground' | 'no-outage-that-day' | 'no-earlier-registration';

/** Why the claimed ground does not hold; null when it does. */
export function refusePhone(grounds: readonly PhoneGround[], facts: PhoneFacts): PhoneRefusal | null {
  const ground = grounds.find((one) => one === facts.ground);
  if (ground === undefined) return 'no-telephone-ground';
  if (ground === 'outage') {
    const away = facts.outages.some(({ from, to }) => from <= facts.firstDay && (to === null || facts.firstDay <= to));
    return away ? null : 'no-outage-that-day';
  }
  if (ground === 're-registration') return facts.earlierEndedOn === null ? 'no-earlier-registration' : null;
  return null;
}
