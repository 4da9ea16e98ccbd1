import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { boundedBy, mayLie, meetingHours, meetingHoursOn, meetingSpans } from './meeting-hours.ts';

const hours = meetingHours.values['2019-01-01']!;

describe(meetingHours.id, () => {
  it('is from 09:00 to 16:00 without the hour from 11:00', () => {
    expect(meetingSpans(hours, null)).toEqual([
      { from: 540, to: 660 },
      { from: 720, to: 960 },
    ]);
  });

  it('is bounded by what is known of the opening hours, and by nothing when they are not known', () => {
    expect(meetingSpans(hours, [{ from: 600, to: 780 }])).toEqual([
      { from: 600, to: 660 },
      { from: 720, to: 780 },
    ]);
    expect(meetingSpans(hours, [{ from: 480, to: 1080 }])).toEqual(meetingSpans(hours, null));
    expect(meetingSpans(hours, [])).toEqual([]);
  });

  it('has its length in minutes, also across the hour (09:30 to 10:00 was -30 in 2020)', () => {
    expect(mayLie(hours, null, 570, 30)).toBe(true);
    expect(mayLie(hours, null, 570, 60)).toBe(true);
    expect(mayLie(hours, null, 630, 60)).toBe(false);
    expect(mayLie(hours, null, 930, 30)).toBe(true);
    expect(mayLie(hours, null, 930, 60)).toBe(false);
    expect(mayLie(hours, null, 540, 120)).toBe(true);
  });

  it('ends earlier before a public holiday only where the setting says when', () => {
    expect(meetingHoursOn(plainDate('2020-04-09'))).toEqual(hours);
    const early = { ...hours, toBeforeHoliday: 630 };
    expect(boundedBy(early, false)).toEqual(early);
    expect(meetingSpans(boundedBy(early, true), null)).toEqual([{ from: 540, to: 630 }]);
    const noon = boundedBy({ ...hours, toBeforeHoliday: 840 }, true);
    expect(mayLie(noon, null, 780, 60)).toBe(true);
    expect(mayLie(noon, null, 810, 60)).toBe(false);
    // What the register knows of the day bounds it further, and never widens it.
    expect(meetingSpans(noon, [{ from: 480, to: 1080 }])).toEqual(meetingSpans(noon, null));
    expect(meetingSpans(noon, [{ from: 600, to: 780 }])).toEqual([
      { from: 600, to: 660 },
      { from: 720, to: 780 },
    ]);
  });

  it('begins on the half hour', () => {
    expect(mayLie(hours, null, 555, 30)).toBe(false);
    expect(mayLie(hours, null, 600, 30)).toBe(true);
  });

  it('is not in the lunch hour nor before or after the day', () => {
    for (const from of [510, 660, 690, 960]) expect(mayLie(hours, null, from, 30)).toBe(false);
  });
});
