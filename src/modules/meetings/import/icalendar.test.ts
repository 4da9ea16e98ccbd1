/** iCalendar of a working week: what is read, and what is refused with its line. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '../../../platform/ids/index.ts';
import { readICalendar } from './icalendar.ts';

const officer = '01900000-0000-7000-8000-000000000001' as Uuid;
const calendar = (...events: string[][]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', 'UID:x', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const zone = ';TZID=Europe/Stockholm';
const times = (day: string, from = '080000', to = '163000') => [`DTSTART${zone}:${day}T${from}`, `DTEND${zone}:${day}T${to}`];
const read = (...events: string[][]) => readICalendar(calendar(...events), officer);
const said = (...events: string[][]) =>
  read(...events).rows.map(({ kind, from, to, weekday, hours, placeCode }) => [
    kind,
    from,
    to,
    weekday,
    hours.map((one) => one.join('-')).join(' '),
    placeCode,
  ]);
const faults = (...events: string[][]) => read(...events).faults.map(({ line, code }) => [line, code]);

describe('read from iCalendar', () => {
  it('a weekly time is hours of its weekdays, from its first day to its last', () => {
    expect(said([...times('20200302'), 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20200630'])).toEqual([
      ['hours', '2020-03-02', '2020-06-30', 'mon', '08:00-16:30', null],
      ['hours', '2020-03-02', '2020-06-30', 'tue', '08:00-16:30', null],
    ]);
    expect(said([...times('20200302'), 'RRULE:FREQ=WEEKLY;COUNT=3'])[0]!.slice(0, 4)).toEqual([
      'hours',
      '2020-03-02',
      '2020-03-16',
      'mon',
    ]);
    expect(said([...times('20200302'), 'RRULE:FREQ=WEEKLY'])[0]!.slice(1, 3)).toEqual(['2020-03-02', null]);
  });

  it('several weekly times make a week for each stretch of days in which the same hold', () => {
    const morning = [...times('20200302', '080000', '120000'), 'RRULE:FREQ=WEEKLY'];
    const afternoon = [...times('20200406', '130000', '163000'), 'RRULE:FREQ=WEEKLY'];
    expect(said(morning, afternoon)).toEqual([
      ['hours', '2020-03-02', '2020-04-05', 'mon', '08:00-12:00', null],
      ['hours', '2020-04-06', null, 'mon', '08:00-12:00 13:00-16:30', null],
    ]);
  });

  it('LOCATION is the place; a single time is a day of its own; EXDATE a free one', () => {
    const rows = said(
      [...times('20200305'), 'RRULE:FREQ=WEEKLY', 'LOCATION:af-2481-1', `EXDATE${zone}:20200409T080000`],
      times('20200318', '100000', '120000'),
    );
    expect(rows).toEqual([
      ['hours', '2020-03-05', null, 'thu', '08:00-16:30', null],
      ['place', '2020-03-05', null, 'thu', '08:00-16:30', 'af-2481-1'],
      ['day', '2020-03-18', '2020-03-18', null, '10:00-12:00', null],
      ['day', '2020-04-09', '2020-04-09', null, '', null],
    ]);
  });

  it('a time in UTC is the time in Sweden, in winter and in summer', () => {
    const utc = (day: string) => [`DTSTART:${day}T070000Z`, `DTEND:${day}T080000Z`];
    expect(said(utc('20200327'), utc('20200330')).map((row) => row[4])).toEqual(['08:00-09:00', '09:00-10:00']);
  });

  it('folded lines are one; alarms and time zones inside are passed over', () => {
    const folded = [
      `DTSTART;TZID=Europe/`,
      ` Stockholm:20200302T080000`,
      `DTEND${zone}:20200302T160000`,
      'BEGIN:VALARM',
      'DURATION:PT5M',
      'END:VALARM',
    ];
    expect(said(folded)).toHaveLength(1);
  });
});

describe('refused, with its line', () => {
  it('a time without a zone is never guessed', () => {
    expect(faults(['DTSTART:20200302T080000', 'DTEND:20200302T160000'])).toEqual([[5, 'time-without-zone']]);
  });

  it.each([
    [['DTSTART;TZID=Europe/Oslo:20200302T080000', 'DTEND;TZID=Europe/Oslo:20200302T160000'], 5, 'other-zone'],
    [['DTSTART;VALUE=DATE:20200302', 'DTEND;VALUE=DATE:20200303'], 5, 'whole-day'],
    [[`DTSTART${zone}:20200302T080000`], 3, 'no-times'],
    [[`DTSTART${zone}:20200302T080000`, 'DURATION:PT1H'], 6, 'not-read'],
    [[...times('20200302', '160000', '080000')], 6, 'not-one-day'],
    [['DTSTART:20200302T070000Z', 'DTEND:20200302T080000Z', 'RRULE:FREQ=WEEKLY'], 7, 'weekly-in-utc'],
    [[...times('20200302'), 'RRULE:FREQ=DAILY'], 7, 'not-read'],
    [[...times('20200302'), 'RRULE:FREQ=WEEKLY;INTERVAL=2'], 7, 'not-read'],
    [[...times('20200302'), 'RRULE:FREQ=WEEKLY;BYDAY=2MO'], 7, 'not-read'],
    [[`DTSTART${zone}:20200230T080000`, `DTEND${zone}:20200230T160000`], 5, 'not-a-time'],
  ])('%j', (lines, line, code) => expect(faults(lines)).toEqual([[line, code]]));

  it('what is no calendar', () => {
    expect(readICalendar('kind,from\nhours,2020-01-01', officer).faults).toEqual([{ line: 1, code: 'not-icalendar' }]);
  });

  it('anything: rows or faults, never an error', () => {
    const piece = fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'DTSTART:',
      ...times('20200302'),
      'RRULE:FREQ=WEEKLY;UNTIL=',
      'RRULE:',
      'EXDATE:x,y',
      ' x',
      'END:VCALENDAR',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 30 }))), (lines) => {
        const { rows, faults } = readICalendar(`BEGIN:VCALENDAR\n${lines.join('\n')}`, officer);
        return faults.length === 0 || rows.length === 0;
      }),
    );
  });
});
