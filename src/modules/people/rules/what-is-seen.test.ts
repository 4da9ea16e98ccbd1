import { describe, expect, it } from 'vitest';
import { roles } from '../../../platform/auth/index.ts';
import { canSee, whatIsSeen } from './what-is-seen.ts';

const nobody = { isProtected: false, isSelf: false, isNamed: false, mandateTasks: null };
const staff = ['desk-officer', 'caseworker', 'protection-officer'];

describe(whatIsSeen.id, () => {
  it.each(roles)('%s', (role) => {
    const byRole = staff.includes(role) ? 'whole' : role === 'auditor' || role === 'administrator' ? 'name' : 'nothing';
    expect(canSee([role], nobody)).toBe(byRole);
    expect(canSee([role], { ...nobody, isSelf: true })).toBe('whole');
    expect(canSee([role], { ...nobody, mandateTasks: ['plan'] })).toBe(staff.includes(role) ? 'whole' : 'name');
    expect(canSee([role], { ...nobody, mandateTasks: ['plan', 'contact-details'] })).toBe('whole');
  });

  it.each(roles)('%s sees nothing of someone protected, whatever else holds, unless named', (role) => {
    const hidden = { ...nobody, isProtected: true, mandateTasks: ['contact-details'] };
    expect(canSee([role], hidden)).toBe('nothing');
    expect(canSee([role], { ...hidden, isNamed: true })).toBe(staff.includes(role) ? 'whole' : 'nothing');
    expect(canSee([role], { ...hidden, isSelf: true })).toBe('whole');
  });
});
