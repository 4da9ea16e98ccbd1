import { expect, it } from 'vitest';
import { tasks } from '../kinds.ts';
import { deskOfAnother, isBound, mayAtDesk } from './desk-of-another.ts';

const listed = (task: string) => [{ task, category: 'personal-data' as const }];

it('binds desk officers, and no one who also works for the authority itself', () => {
  expect(deskOfAnother.id).toBe('desk-of-another');
  expect(isBound(['desk-officer'])).toBe(true);
  expect(isBound(['desk-officer', 'helper'])).toBe(true);
  expect(isBound(['desk-officer', 'caseworker'])).toBe(false);
  expect(isBound(['helper'])).toBe(false);
});

it('SSC-1: a file takes a task with personal data, and each part of it its own', () => {
  const general = [{ task: 'general-information', category: 'general' as const }];
  expect(mayAtDesk(general, 'file')).toBe(false);
  expect(mayAtDesk([], 'file')).toBe(false);
  expect(mayAtDesk(listed('receive-documents'), 'file')).toBe(true);
  expect(mayAtDesk(listed('receive-documents'), 'activity-report')).toBe(true);
  expect(mayAtDesk(listed('receive-documents'), 'plan')).toBe(false);
  expect(mayAtDesk(listed('book-meetings'), 'meetings')).toBe(true);
  expect(mayAtDesk(listed('book-meetings'), 'activity-report')).toBe(false);
  // Listed as a general task it gives no personal data.
  expect(mayAtDesk([{ task: 'book-meetings', category: 'general' }], 'meetings')).toBe(false);
});

it('case information gives every part, and the rule knows them all', () => {
  expect(Object.keys(deskOfAnother.values['2019-06-01']!.takes).toSorted()).toEqual([...tasks].toSorted());
  for (const task of tasks) expect(mayAtDesk(listed('case-information'), task)).toBe(true);
});
