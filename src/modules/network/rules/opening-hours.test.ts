import { describe, expect, it } from 'vitest';
import { plainDate, type TimeOfDay } from '../../../platform/clock/index.ts';
import { hoursOn, officeStateOf, openAt, openingHours } from './opening-hours.ts';

const monday = plainDate('2020-02-17');
const saturday = plainDate('2020-02-22');
const christmasEve = plainDate('2020-12-24');
const at = (time: string) => time as TimeOfDay;

describe(openingHours.id, () => {
  it('reads the weekly pattern; a weekday left out is closed', () => {
    expect(hoursOn(monday, { mon: [['10:00', '16:00']] }, [])).toEqual([['10:00', '16:00']]);
    expect(hoursOn(saturday, { mon: [['10:00', '16:00']] }, [])).toEqual([]);
  });

  it('lets a dated exception stand before the pattern, also where the pattern is unknown', () => {
    expect(hoursOn(christmasEve, { thu: [['10:00', '16:00']] }, [{ date: '2020-12-24', hours: [] }])).toEqual([]);
    expect(hoursOn(christmasEve, null, [{ date: '2020-12-24', hours: [['10:00', '12:00']] }])).toEqual([['10:00', '12:00']]);
  });

  it('does not guess what is not known', () => {
    expect(hoursOn(monday, null, [])).toBeNull();
    expect(openAt(at('11:00'), null)).toEqual({ state: 'unknown' });
  });

  it('says open now, opens at, closed for today', () => {
    const split: [string, string][] = [
      ['09:00', '12:00'],
      ['13:00', '16:00'],
    ];
    expect(openAt(at('08:59'), split)).toEqual({ state: 'opens', at: '09:00' });
    expect(openAt(at('09:00'), split)).toEqual({ state: 'open', until: '12:00' });
    expect(openAt(at('12:00'), split)).toEqual({ state: 'opens', at: '13:00' });
    expect(openAt(at('15:59'), split)).toEqual({ state: 'open', until: '16:00' });
    expect(openAt(at('16:00'), split)).toEqual({ state: 'closed-for-today' });
    expect(openAt(at('12:00'), [])).toEqual({ state: 'closed' });
  });

  it('an office is open when one is, closed when all are, and otherwise not known', () => {
    const open: [string, string][] = [['10:00', '16:00']];
    expect(officeStateOf([open, []])).toBe('open');
    expect(officeStateOf([null, open])).toBe('open');
    expect(officeStateOf([[], []])).toBe('closed');
    expect(officeStateOf([[], null])).toBe('not-known');
    expect(officeStateOf([])).toBe('not-known');
  });
});
