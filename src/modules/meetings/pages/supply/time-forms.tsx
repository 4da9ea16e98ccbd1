/** The forms of an officer's time: weekly hours, days that differ, and where the officer is. */
import { Select, useText, valueOf } from '../../../../ui/index.ts';
import { weekdays } from '../../../network/index.ts';
import { endAttendance } from '../../end-attendance.ts';
import { minutesOf } from '../../hours.ts';
import { meetingsProblem } from '../../problems.ts';
import { setAttendance } from '../../set-attendance.ts';
import { setWorkingDay } from '../../set-working-day.ts';
import { setWorkingPattern } from '../../set-working-pattern.ts';
import type { Attendance } from '../../store/timetable.ts';
import { supplyForm, Version, versionOf } from './form.tsx';
import { officerCrumbs, type OfficerSubject, officerSubject, toOfficer } from './officer-form.tsx';
import { spansAsTyped, typedOrNull, typedSpans, typedWeek, weekAsTyped } from './typed.ts';
import { placeNames, PlaceSelect, TextField, usePlaceName, WeekFields } from './words.tsx';

export const patternForm = supplyForm<OfficerSubject>({
  url: '/supply/officers/:id/pattern',
  command: setWorkingPattern,
  summary: 'Set an officer’s weekly hours',
  name: 'setPattern',
  subject: officerSubject,
  begin({ officer, timetable }, { today }) {
    const now = timetable.patterns.findLast(({ validFrom }) => validFrom <= today) ?? timetable.patterns[0];
    return { version: [String(officer.version)], from: [today], ...weekAsTyped(now?.weekly ?? {}) };
  },
  input: (values, { id: officerId }) => ({
    officerId,
    version: versionOf(values),
    from: valueOf(values, 'from').trim(),
    to: typedOrNull(values, 'to'),
    weekly: typedWeek(values),
  }),
  next: toOfficer,
  crumbs: officerCrumbs,
  Fields: ({ subject, form }) => (
    <>
      <Version form={form} now={subject.officer.version} />
      <TextField form={form} name="from" type="date" />
      <TextField form={form} name="to" type="date" hint optional />
      <WeekFields form={form} />
    </>
  ),
});

export const dayForm = supplyForm<OfficerSubject>({
  url: '/supply/officers/:id/day',
  command: setWorkingDay,
  summary: 'Set a day that differs from the pattern',
  name: 'setDay',
  subject: officerSubject,
  begin({ officer, timetable }, { query }) {
    const on = valueOf(query, 'on');
    const known = timetable.days.find((one) => one.on === on);
    return {
      version: [String(officer.version)],
      on: [on],
      what: [known === undefined ? 'hours' : known.hours.length === 0 ? 'free' : 'hours'],
      hours: [known === undefined ? '' : spansAsTyped(known.hours)],
      note: [known?.note ?? ''],
    };
  },
  input(values, { id: officerId }) {
    const what = valueOf(values, 'what');
    const hours = what === 'pattern' ? null : what === 'free' ? [] : typedSpans(valueOf(values, 'hours'));
    // Nothing typed is no hours: who means a free day says so.
    const said = what === 'hours' && Array.isArray(hours) && hours.length === 0 ? 'none' : hours;
    return {
      officerId,
      version: versionOf(values),
      on: valueOf(values, 'on').trim(),
      hours: said,
      note: valueOf(values, 'note'),
    };
  },
  next: toOfficer,
  crumbs: officerCrumbs,
  Fields({ subject, form }) {
    const t = useText();
    return (
      <>
        <Version form={form} now={subject.officer.version} />
        <TextField form={form} name="on" type="date" />
        <Select
          name="what"
          label={t('meetings:staffSupply.field.what')}
          value={valueOf(form.values, 'what')}
          options={['hours', 'free', 'pattern'].map((one) => ({ value: one, text: t(`meetings:staffSupply.what.${one}`) }))}
        />
        <TextField form={form} name="hours" hint optional />
        <TextField form={form} name="note" hint optional />
      </>
    );
  },
});

export const attendanceForm = supplyForm<OfficerSubject>({
  url: '/supply/officers/:id/attendance',
  command: setAttendance,
  summary: 'Say where an officer is on a weekday',
  name: 'setAttendance',
  subject: officerSubject,
  begin: ({ officer }, { today, query }) => ({
    version: [String(officer.version)],
    weekday: [valueOf(query, 'weekday') || '1'],
    from: [today],
  }),
  input(values, { id: officerId }) {
    const placeId = typedOrNull(values, 'placeId');
    const hours = typedOrNull(values, 'hours');
    const spans = hours === null ? [['00:00', '24:00']] : typedSpans(hours);
    const stays = spans.map(([from = '', to = '']) => ({ placeId, from: minutesOf(from), to: minutesOf(to) }));
    const base = { officerId, version: versionOf(values), weekday: Number(valueOf(values, 'weekday')) };
    return { ...base, from: valueOf(values, 'from').trim(), to: typedOrNull(values, 'to'), stays: placeId === null ? [] : stays };
  },
  next: toOfficer,
  crumbs: officerCrumbs,
  Fields({ subject, form, asked }) {
    const t = useText();
    const places = placeNames(asked.meetings.register.current(), asked.today).filter(({ bookable }) => bookable);
    return (
      <>
        <Version form={form} now={subject.officer.version} />
        <Select
          name="weekday"
          label={t('meetings:staffSupply.field.weekday')}
          value={valueOf(form.values, 'weekday')}
          options={weekdays.map((day, index) => ({ value: String(index + 1), text: t(`meetings:staffSupply.weekday.${day}`) }))}
        />
        <PlaceSelect form={form} name="placeId" places={places} none={t('meetings:staffSupply.atHome')} />
        <TextField form={form} name="hours" hint optional />
        <TextField form={form} name="from" type="date" />
        <TextField form={form} name="to" type="date" hint optional />
      </>
    );
  },
});

interface Stay extends OfficerSubject {
  attendance: Attendance;
}

export const endAttendanceForm = supplyForm<Stay>({
  url: '/supply/officers/:id/attendance/:attendance/end',
  command: endAttendance,
  summary: 'End an officer’s stay at a place',
  name: 'endAttendance',
  async subject(asked) {
    const found = await officerSubject(asked);
    const attendance = found.timetable.attendance.find((one) => one.id === asked.params['attendance']);
    if (attendance === undefined) throw meetingsProblem('resource-unknown');
    return { ...found, attendance };
  },
  begin: ({ officer }, { today }) => ({
    version: [String(officer.version)],
    lastDay: [today],
  }),
  input: (values, { id: officerId }, { attendance }) => ({
    officerId,
    version: versionOf(values),
    attendanceId: attendance.id,
    lastDay: valueOf(values, 'lastDay').trim(),
  }),
  next: toOfficer,
  crumbs: officerCrumbs,
  Fields({ subject, form, asked }) {
    const t = useText();
    const placeName = usePlaceName(asked.meetings.register.current());
    const day = weekdays[subject.attendance.weekday - 1]!;
    return (
      <>
        <Version form={form} now={subject.officer.version} />
        <p>
          {t(`meetings:staffSupply.weekday.${day}`)}: {placeName(subject.attendance.placeId)}
        </p>
        <TextField form={form} name="lastDay" type="date" hint />
      </>
    );
  },
});
