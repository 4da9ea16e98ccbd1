import { describe, expect, it } from 'vitest';
import { roles } from '../../../platform/auth/index.ts';
import { canSee, whatIsSeen } from './what-is-seen.ts';

const nobody = { isProtected: false, isSelf: false, isNamed: false, mandateTasks: { organisation: null, relative: null } };
const staff = ['desk-officer', 'caseworker', 'protection-officer'];

describe(whatIsSeen.id, () => {
  it.each(roles)('%s', (role) => {
    const byRole = staff.includes(role) ? 'whole' : role === 'auditor' || role === 'administrator' ? 'name' : 'nothing';
    expect(canSee([role], nobody)).toBe(byRole);
    expect(canSee([role], { ...nobody, isSelf: true })).toBe('whole');
    for (const [tie, by] of [
      ['organisation', 'helper'],
      ['relative', 'jobseeker'],
    ] as const) {
      const seen = (tasks: string[]) => canSee([role], { ...nobody, mandateTasks: { ...nobody.mandateTasks, [tie]: tasks } });
      expect(seen(['plan'])).toBe(role === by ? 'name' : byRole);
      expect(seen(['plan', 'contact-details'])).toBe(role === by ? 'whole' : byRole);
    }
  });

  it.each(roles)('%s sees nothing of someone protected, whatever else holds, unless named', (role) => {
    const hidden = {
      ...nobody,
      isProtected: true,
      mandateTasks: { organisation: ['contact-details'], relative: ['contact-details'] },
    };
    expect(canSee([role], hidden)).toBe('nothing');
    expect(canSee([role], { ...hidden, isNamed: true })).toBe(role === 'protection-officer' ? 'whole' : 'nothing');
    expect(canSee([role], { ...hidden, isSelf: true })).toBe('whole');
  });
});
