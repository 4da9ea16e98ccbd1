import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import { agreementPeriod, leftOut, periodFault } from './agreement-period.ts';

const period = (from: string, to: string | null = null) => ({ from: plainDate(from), to: to === null ? null : plainDate(to) });
const first = plainDate('2020-01-01');
const days = fc.integer({ min: 0, max: 60 }).map((number) => addDays(first, number));
const periods = fc.tuple(days, fc.option(days)).map(([from, to]) => ({ from, to }));
const covers = ({ from, to }: { from: PlainDate; to: PlainDate | null }, day: PlainDate) =>
  from <= day && (to === null || day <= to);
const allDays = Array.from({ length: 140 }, (_, number) => addDays(first, number));

describe(`${agreementPeriod.id}: an agreement follows another without days between`, () => {
  it('names the days that nothing would cover, unless they are accepted with a reason', () => {
    const replaced = period('2019-01-01', '2020-06-30');
    expect(periodFault(period('2020-09-01'), { replaced })).toEqual({ fault: 'gap', from: '2020-07-01', to: '2020-08-31' });
    expect(periodFault(period('2020-09-01'), { replaced, gapReason: 'Lokalen byggs om' })).toBeNull();
    expect(periodFault(period('2020-07-01'), { replaced })).toBeNull();
    expect(periodFault(period('2020-03-01'), { replaced })).toBeNull();
    expect(periodFault(period('2019-01-01'), { replaced })).toEqual({ fault: 'not-after' });
    expect(periodFault(period('2020-09-01', '2020-08-31'), {})).toEqual({ fault: 'reversed' });
  });

  it('a gap is said exactly where a day lies uncovered between the two', () => {
    fc.assert(
      fc.property(periods, periods, (replaced, next) => {
        fc.pre(
          (replaced.to ?? replaced.from) >= replaced.from && (next.to ?? next.from) >= next.from && next.from > replaced.from,
        );
        const uncovered = allDays.filter((day) => day > replaced.from && day < next.from && !covers(replaced, day));
        const fault = periodFault(next, { replaced });
        expect(fault).toEqual(uncovered.length === 0 ? null : { fault: 'gap', from: uncovered[0], to: uncovered.at(-1) });
      }),
    );
  });

  it('a place that it leaves out is named with what it loses, unless another covers it', () => {
    const replaced = [
      { placeId: 'a', offers: ['meetings'] },
      { placeId: 'b', offers: ['meetings', 'desk'] },
    ] as const;
    expect(leftOut(replaced, [{ placeId: 'a', offers: ['meetings'] }])).toEqual([replaced[1]]);
    const others = [
      { placeId: 'a', offers: ['meetings', 'desk'] },
      { placeId: 'b', offers: ['meetings'] },
    ] as const;
    expect(leftOut(replaced, others)).toEqual([{ placeId: 'b', offers: ['desk'] }]);
    expect(leftOut(replaced, [...others, { placeId: 'b', offers: ['desk'] }])).toEqual([]);
  });

  it('two never cover the same day', () => {
    fc.assert(
      fc.property(periods, periods, (one, other) => {
        fc.pre((one.to ?? one.from) >= one.from && (other.to ?? other.from) >= other.from);
        const shared = allDays.some((day) => covers(one, day) && covers(other, day));
        const fault = periodFault(one, { others: [{ ...other, id: 'x' }] });
        expect(fault).toEqual(shared ? { fault: 'overlap', id: 'x' } : null);
      }),
    );
  });
});
