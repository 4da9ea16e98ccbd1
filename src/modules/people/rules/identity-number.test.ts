import fc from 'fast-check';
import importedPersonnummer from 'personnummer';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../platform/clock/index.ts';
import { identityNumber, readIdentityNumber } from './identity-number.ts';

const personnummer = importedPersonnummer as unknown as typeof importedPersonnummer.default;
const today = plainDate('2020-02-14');
const read = (text: string) => readIdentityNumber(text, today);

describe(identityNumber.id, () => {
  it.each([
    ['199105142385', '199105142385', 'personal', '1991-05-14'],
    ['19910514-2385', '199105142385', 'personal', '1991-05-14'],
    [' 910514 2385 ', '199105142385', 'personal', '1991-05-14'],
    ['910514–2385', '199105142385', 'personal', '1991-05-14'],
    ['199108802399', '199108802399', 'coordination', '1991-08-20'],
    ['910880-2399', '199108802399', 'coordination', '1991-08-20'],
  ])('reads %j', (typed, number, kind, bornOn) => {
    expect(read(typed)).toEqual({ number, kind, bornOn });
  });

  it.each([
    ['', 'form'],
    ['abc', 'form'],
    ['9105142385123', 'form'],
    ['910514-0005', 'form'],
    ['910532-2385', 'birth-day'],
    ['19910230-2388', 'birth-day'],
    ['19911351-2388', 'birth-day'],
    ['20200215-2383', 'future-birth'],
    ['2020-02-15-2384', 'form'],
    ['199105142386', 'check-digit'],
    ['199108802390', 'check-digit'],
  ])('says what is wrong with %j: %s', (typed, fault) => {
    expect(read(typed)).toEqual({ fault });
  });

  it('takes the latest century in which the day has been; the plus sign is the one before', () => {
    expect(read('200214-2384')).toMatchObject({ bornOn: '2020-02-14' });
    expect(read('200215-2383')).toMatchObject({ bornOn: '1920-02-15' });
    expect(read('200215+2383')).toMatchObject({ bornOn: '1920-02-15' });
    expect(read('200214+2384')).toMatchObject({ bornOn: '1920-02-14' });
    // Before 1900: no one alive.
    expect(read('210214+2383')).toEqual({ fault: 'birth-day' });
  });

  it('takes a coordination number without month or day of birth', () => {
    for (const ten of ['910060', '910560', '910065']) {
      const found = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((last) => read(`19${ten}239${last}`)).filter((one) => !('fault' in one));
      expect(found).toEqual([expect.objectContaining({ kind: 'coordination', bornOn: null })]);
    }
    expect(read('199100142385')).toEqual({ fault: 'birth-day' });
  });

  it('gives the same for every way of writing a number, and no other check digit is right', () => {
    const parts = fc.record({
      // Born since 1980, with a birth number that nobody has: the kind of Skatteverket's test numbers.
      days: fc.integer({ min: 0, max: 14_600 }),
      coordination: fc.boolean(),
      serial: fc.constantFrom(238, 239),
    });
    fc.assert(
      fc.property(parts, ({ days, coordination, serial }) => {
        const bornOn = addDays(today, -days);
        const [year, month, day] = [bornOn.slice(0, 4), bornOn.slice(5, 7), Number(bornOn.slice(8)) + (coordination ? 60 : 0)];
        const start = `${year}${month}${String(day).padStart(2, '0')}`;
        const right = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
          .map((last) => `${start}${serial}${last}`)
          .filter((number) => !('fault' in read(number)));
        expect(right).toHaveLength(1);
        const number = right[0]!;
        expect(personnummer.valid(number)).toBe(true);
        const expected = { number, kind: coordination ? 'coordination' : 'personal', bornOn };
        const ten = number.slice(2);
        for (const typed of [number, `${number.slice(0, 8)}-${number.slice(8)}`, ten, `${ten.slice(0, 6)}-${ten.slice(6)}`]) {
          expect(read(typed)).toEqual(expected);
        }
      }),
    );
  });

  it('never throws and never makes a number of what is none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9+ -]{8,14}$/)), (text) => {
        const found = read(text);
        if ('fault' in found) return;
        expect(found.number).toMatch(/^\d{12}$/);
        if (found.bornOn !== null) expect(found.bornOn <= today).toBe(true);
      }),
    );
  });
});
