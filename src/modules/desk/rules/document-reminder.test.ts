/** When a unit is reminded of a document, and when its superiors are told. */
import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { documentReminder, reminderFor, workingDays } from './document-reminder.ts';

/** Midsummer Eve 2024 is a Friday. */
const isClosed = (date: string): boolean => date === '2024-06-21';
const waiting = {
  forwardedOn: day('2024-06-19'),
  remindAfterDays: 2,
  escalateAfterDays: 3,
  isReminded: false,
  isEscalated: false,
};
const on = (date: string, more: Partial<typeof waiting> = {}) => reminderFor({ ...waiting, ...more, today: day(date) }, isClosed);

describe(documentReminder.id, () => {
  it('counts working days: neither weekends nor closed days, nor the day on which it was forwarded', () => {
    expect(workingDays(day('2024-06-19'), day('2024-06-19'), isClosed)).toBe(0);
    expect(workingDays(day('2024-06-19'), day('2024-06-24'), isClosed)).toBe(2);
  });

  it('reminds when the agreed days have passed without an answer, and tells further when more have', () => {
    expect(on('2024-06-24')).toBeNull();
    expect(on('2024-06-25')).toBe('remind');
    expect(on('2024-06-26')).toBe('escalate');
  });

  it('says each once', () => {
    expect(on('2024-06-25', { isReminded: true })).toBeNull();
    expect(on('2024-06-26', { isReminded: true })).toBe('escalate');
    expect(on('2024-07-26', { isEscalated: true })).toBeNull();
  });

  it('says nothing where nothing is agreed', () => {
    const none = { ...waiting, today: day('2025-06-19'), remindAfterDays: null, escalateAfterDays: null };
    expect(reminderFor(none, isClosed)).toBeNull();
  });
});
