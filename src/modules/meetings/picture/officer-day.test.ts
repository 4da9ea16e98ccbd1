import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate as day } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { officerDay, type OfficerTime } from './officer-day.ts';

const umea = 'umea' as Uuid;
const lycksele = 'lycksele' as Uuid;
const vilhelmina = 'vilhelmina' as Uuid;
const always = { validFrom: null, validTo: null };

const minutes: Record<string, number> = { 'umea lycksele': 95, 'lycksele vilhelmina': 80, 'umea vilhelmina': 170 };
const travel = (a: Uuid, b: Uuid): number | null => minutes[`${a} ${b}`] ?? minutes[`${b} ${a}`] ?? null;

const week = {
  mon: [['08:00', '16:30']],
  tue: [['08:00', '16:30']],
  wed: [
    ['08:00', '12:00'],
    ['13:00', '16:30'],
  ],
  thu: [['08:00', '16:30']],
} as OfficerTime['patterns'][number]['weekly'];

const officer: OfficerTime = {
  homePlaceId: umea,
  employed: { validFrom: day('2020-01-07'), validTo: null },
  patterns: [{ validFrom: day('2020-01-01'), validTo: null, weekly: week }],
  days: new Map([[day('2020-03-06'), [['09:00', '11:00']]]]),
  attendance: [{ ...always, weekday: 4, placeId: lycksele, from: 0, to: 1440 }],
};

const on = (date: string, of: OfficerTime = officer, isHoliday = false) => officerDay(of, day(date), isHoliday, travel);
const shown = (found: ReturnType<typeof on>): string => found.map((one) => `${one.placeId} ${one.from}-${one.to}`).join(', ');

describe('what an officer offers on a day', () => {
  it('is the hours of the pattern at the home place', () => {
    expect(shown(on('2020-03-02'))).toBe('umea 480-990');
    expect(shown(on('2020-03-04'))).toBe('umea 480-720, umea 780-990');
  });

  it('is nothing on a free weekday, a public holiday, and before the employment', () => {
    expect(on('2020-02-28')).toEqual([]);
    expect(on('2020-03-02', officer, true)).toEqual([]);
    expect(on('2020-01-06')).toEqual([]);
  });

  it('is the hours of a dated day instead, also on a public holiday', () => {
    expect(shown(on('2020-03-06'))).toBe('umea 540-660');
    expect(shown(on('2020-03-06', officer, true))).toBe('umea 540-660');
    expect(on('2020-03-05', { ...officer, days: new Map([[day('2020-03-05'), []]]) })).toEqual([]);
  });

  it('is at another place less the journey there and back', () => {
    expect(shown(on('2020-03-05'))).toBe('lycksele 575-895');
  });

  it('takes the journey from the time at home before and after, where there is some', () => {
    const half = { ...officer, attendance: [{ ...always, weekday: 4, placeId: lycksele, from: 600, to: 720 }] };
    expect(shown(on('2020-03-05', half))).toBe('umea 480-505, lycksele 600-720, umea 815-990');
    const early = { ...officer, attendance: [{ ...always, weekday: 4, placeId: lycksele, from: 540, to: 720 }] };
    // Home ends an hour before; the other 35 minutes are lost there.
    expect(shown(on('2020-03-05', early))).toBe('lycksele 575-720, umea 815-990');
  });

  it('takes the journey from one other place to the next from the later one', () => {
    const two = {
      ...officer,
      attendance: [
        { ...always, weekday: 4, placeId: lycksele, from: 0, to: 720 },
        { ...always, weekday: 4, placeId: vilhelmina, from: 720, to: 1440 },
      ],
    };
    expect(shown(on('2020-03-05', two))).toBe('lycksele 575-720, vilhelmina 800-820');
  });

  it('does not offer a place to which no journey is known', () => {
    expect(
      on('2020-03-05', { ...officer, attendance: [{ ...always, weekday: 4, placeId: 'x' as Uuid, from: 0, to: 1440 }] }),
    ).toEqual([]);
  });

  it('is only where the attendance is valid', () => {
    const ended = {
      ...officer,
      attendance: [{ validFrom: null, validTo: day('2020-03-11'), weekday: 4, placeId: lycksele, from: 0, to: 1440 }],
    };
    expect(shown(on('2020-03-05', ended))).toBe('lycksele 575-895');
    expect(shown(on('2020-03-12', ended))).toBe('umea 480-990');
  });

  it('has the same hours by the clock on the days when the clock is changed, on a leap day and at the turn of the year', () => {
    const daily = { mon: week.mon, tue: week.mon, wed: week.mon, thu: week.mon, fri: week.mon, sat: week.mon, sun: week.mon };
    const every = { ...officer, patterns: [{ ...always, weekly: daily as typeof week }], attendance: [] };
    for (const date of ['2020-03-29', '2020-10-25', '2020-02-29', '2020-12-31', '2021-01-01'])
      expect(shown(on(date, every))).toBe('umea 480-990');
  });
});

describe('whatever is said of an officer', () => {
  const place = fc.constantFrom(umea, lycksele, vilhelmina, 'unknown' as Uuid);
  const cut = fc.uniqueArray(fc.integer({ min: 1, max: 1439 }), { minLength: 1, maxLength: 3 });
  const attendance = fc.tuple(cut, fc.array(place, { minLength: 4, maxLength: 4 })).map(([cuts, places]) => {
    const edges = [0, ...cuts.toSorted((a, b) => a - b), 1440];
    return edges.slice(1).map((to, index) => ({ ...always, weekday: 4, placeId: places[index]!, from: edges[index]!, to }));
  });

  it('stretches follow on each other within the working hours, and between two places there is time for the journey', () => {
    fc.assert(
      fc.property(attendance, fc.integer({ min: 0, max: 60 }), (rows, weeks) => {
        const found = officerDay({ ...officer, attendance: rows }, addDays(day('2020-03-05'), weeks * 7), false, travel);
        let end = 480;
        let placeId = umea;
        for (const one of [...found, { placeId: umea, from: 990, to: 990 }]) {
          const journey = one.placeId === placeId ? 0 : travel(placeId, one.placeId!);
          expect(journey).not.toBeNull();
          expect(one.from).toBeGreaterThanOrEqual(end + (journey ?? 0));
          expect(one.to).toBeLessThanOrEqual(990);
          [end, placeId] = [one.to, one.placeId!];
        }
      }),
    );
  });
});
