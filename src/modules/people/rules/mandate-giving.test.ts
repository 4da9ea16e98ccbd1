import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { mandateForms } from '../kinds.ts';
import { mandateGiving, type MandateGift, refuseMandate } from './mandate-giving.ts';

const today = plainDate('2020-02-14');
const gift: MandateGift = {
  capacity: 'self',
  how: 'online',
  from: today,
  to: plainDate('2020-06-30'),
  isProtected: false,
  isToSelf: false,
};

describe(mandateGiving.id, () => {
  it('capacity × form', () => {
    const allowed = (['self', 'mandate', 'staff'] as const).map((capacity) => [
      capacity,
      mandateForms.filter((how) => refuseMandate({ ...gift, capacity, how }, today) === null),
    ]);
    expect(allowed).toEqual([
      ['self', ['online']],
      ['mandate', []],
      ['staff', ['written', 'on-the-spot']],
    ]);
  });

  it('until a day that is neither past nor before the first', () => {
    expect(refuseMandate({ ...gift, to: today }, today)).toBeNull();
    expect(refuseMandate({ ...gift, from: plainDate('2020-02-01'), to: plainDate('2020-02-13') }, today)).toBe('to');
    expect(refuseMandate({ ...gift, from: plainDate('2020-07-01') }, today)).toBe('to');
  });

  it('not to oneself, and not while protected', () => {
    expect(refuseMandate({ ...gift, isToSelf: true }, today)).toBe('organisationNumber');
    expect(refuseMandate({ ...gift, isProtected: true }, today)).toBe('person-elsewhere');
  });
});
