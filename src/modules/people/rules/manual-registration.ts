import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const manualRegistration = rule({
  id: 'manual-registration',
  says:
    'Someone without personal identity number and coordination number is registered by hand by staff; identity that is not proved is ' +
    'noted as such. The day of birth is said, and has been.',
  source: 'AMSFS 2005:4; IAFFS 2017:2 §1 (proof of identity is needed)',
  // The regulations were read without the day on which they came into force; used from the first day that the system answers for.
  values: { '2019-01-01': true },
});

/** Why someone cannot be registered by hand; null when they can. */
export function refuseManual(person: { hasNumber: boolean; bornOn: PlainDate | null }, today: PlainDate): 'bornOn' | null {
  if (person.hasNumber) return null;
  return person.bornOn === null || person.bornOn > today ? 'bornOn' : null;
}
