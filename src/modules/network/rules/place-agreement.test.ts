import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../platform/clock/index.ts';
import type { AgreementOffer, Service } from '../kinds.ts';
import { coveredStretches, placeAgreement } from './place-agreement.ts';

const value = placeAgreement.values['2019-01-01']!;
const place = {
  kind: 'cooperation_place' as const,
  validFrom: '2020-03-01',
  validTo: null as string | null,
  services: ['booked-meeting', 'in-depth-support'] as Service[],
};
const day = (number: number): string => addDays(plainDate('2020-01-01'), number);

describe(`${placeAgreement.id}: a place offers what an agreement in force covers, on the days when it does`, () => {
  it('meetings at a cooperation place begin and end with the agreement', () => {
    const coverage = [{ offers: ['meetings'] as const, from: '2020-05-01', to: '2020-08-31' }];
    expect(
      coveredStretches(place, coverage, value).map(({ validFrom, validTo, services }) => [validFrom, validTo, services]),
    ).toEqual([
      ['2020-03-01', '2020-04-30', ['in-depth-support']],
      ['2020-05-01', '2020-08-31', ['booked-meeting', 'in-depth-support']],
      ['2020-09-01', null, ['in-depth-support']],
    ]);
  });

  it('an agreement about a desk gives no meetings, and own offices need none', () => {
    expect(coveredStretches(place, [{ offers: ['desk'], from: '2020-01-01', to: null }], value)[0]!.withheld).toEqual([
      'booked-meeting',
    ]);
    const own = { ...place, kind: 'staffed_office' as const };
    expect(coveredStretches(own, [], value)).toEqual([{ ...own, withheld: [] }]);
    const desk = { ...place, kind: 'service_office' as const, services: ['drop-in', 'general-information'] as Service[] };
    expect(coveredStretches(desk, [], value)[0]!.withheld).toEqual(['drop-in', 'general-information']);
  });

  it('on every day the stretch of that day says what an agreement of that day covers, and the stretches are the presence', () => {
    const offers = fc.subarray<AgreementOffer>(['meetings', 'desk'], { minLength: 1 });
    const span = fc.tuple(offers, fc.nat(40), fc.option(fc.nat(40))).map(([what, from, length]) => ({
      offers: what,
      from: day(from),
      to: length === null ? null : day(from + length),
    }));
    const wanted = fc.subarray<Service>(['booked-meeting', 'drop-in', 'in-depth-support']);
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 5 }),
        wanted,
        fc.nat(30),
        fc.option(fc.nat(30)),
        (coverage, services, first, length) => {
          const presence = { ...place, services, validFrom: day(first), validTo: length === null ? null : day(first + length) };
          const stretches = coveredStretches(presence, coverage, value);
          expect([stretches[0]!.validFrom, stretches.at(-1)!.validTo]).toEqual([presence.validFrom, presence.validTo]);
          for (let number = first; number <= (length === null ? 90 : first + length); number += 1) {
            const on = day(number);
            const there = stretches.filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo));
            const covered = (offer: AgreementOffer) =>
              coverage.some((one) => one.offers.includes(offer) && one.from <= on && (one.to === null || on <= one.to));
            expect(there.map((one) => one.services)).toEqual([
              services.filter(
                (one) => (one !== 'booked-meeting' || covered('meetings')) && (one !== 'drop-in' || covered('desk')),
              ),
            ]);
          }
        },
      ),
    );
  });
});
