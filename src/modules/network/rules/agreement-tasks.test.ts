import { expect, it } from 'vitest';
import { agreementTasks, faultInTasks } from './agreement-tasks.ts';

const general = { task: 'general-information', category: 'general', access: null } as const;
const personal = { task: 'receive-documents', category: 'personal-data', access: 'The documents handed in' } as const;

it('SSC-1: an agreement states its tasks, and with those that need personal data the access', () => {
  expect(agreementTasks.id).toBe('agreement-tasks');
  expect(agreementTasks.source).toContain('2019:212');
  expect(faultInTasks([general, personal])).toBeNull();
  expect(faultInTasks([])).toBe('none');
  expect(faultInTasks([general, { ...personal, access: null }])).toEqual({ index: 1, fault: 'access-missing' });
  const deciding = { task: 'decide', category: 'public-authority', access: null } as const;
  expect(faultInTasks([deciding])).toEqual({ index: 0, fault: 'access-missing' });
});

it('a general task has no access to personal data, and no task stands there twice', () => {
  expect(faultInTasks([{ ...general, access: 'Everything' }])).toEqual({ index: 0, fault: 'access-without-need' });
  expect(faultInTasks([general, personal, general])).toEqual({ index: 2, fault: 'twice' });
});
