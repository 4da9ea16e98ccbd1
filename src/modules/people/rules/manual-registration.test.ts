import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../platform/clock/index.ts';
import { manualRegistration, refuseManual } from './manual-registration.ts';

const today = plainDate('2020-02-14');

describe(manualRegistration.id, () => {
  it('without a number the day of birth is said, and is not to come', () => {
    expect(refuseManual({ hasNumber: false, bornOn: null }, today)).toBe('bornOn');
    expect(refuseManual({ hasNumber: true, bornOn: null }, today)).toBeNull();
    expect(refuseManual({ hasNumber: false, bornOn: today }, today)).toBeNull();
    expect(refuseManual({ hasNumber: false, bornOn: addDays(today, 1) }, today)).toBe('bornOn');
  });
});
