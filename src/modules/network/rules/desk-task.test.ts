import { describe, expect, it } from 'vitest';
import { type AgreedTask, decideDeskTask, deskTask } from './desk-task.ts';

const listed: AgreedTask[] = [
  { task: 'general-information', category: 'general', words: 'Allmän information', access: null },
  { task: 'receive-documents', category: 'personal-data', words: 'Ta emot handlingar', access: 'handlingen' },
];

describe(deskTask.id, () => {
  it('allows what the agreement lists, and says in which category', () => {
    const facts = { isOwnOffice: false, agreed: listed };
    expect(decideDeskTask(facts, 'general-information')).toEqual({ allowed: true, category: 'general' });
    expect(decideDeskTask(facts, 'receive-documents')).toEqual({ allowed: true, category: 'personal-data' });
  });

  it('refuses what is not listed, and everything without an agreement', () => {
    expect(decideDeskTask({ isOwnOffice: false, agreed: listed }, 'decide')).toEqual({ allowed: false, why: 'not-listed' });
    expect(decideDeskTask({ isOwnOffice: false, agreed: null }, 'general-information')).toEqual({
      allowed: false,
      why: 'no-agreement',
    });
  });

  it('asks for no agreement in an office of the authority’s own', () => {
    expect(decideDeskTask({ isOwnOffice: true, agreed: null }, 'decide')).toEqual({ allowed: true, category: null });
  });
});
