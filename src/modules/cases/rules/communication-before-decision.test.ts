import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { communicationBeforeDecision, refuseDecision } from './communication-before-decision.ts';
import { officerQuestions } from './registration-decision.ts';

const today = plainDate('2020-02-14');
const value = valueOn(communicationBeforeDecision, today);
const told = {
  question: 'permit-none',
  outcome: 'reject',
  reasons: ['permit-none'],
  reasonText: 'Du får inte arbeta i Sverige enligt beslutet som du visade.',
  communicatedOn: plainDate('2020-02-03'),
  answerBy: plainDate('2020-02-13'),
  answered: false,
  today,
} as const;
const refuse = (over: object) => refuseDecision(value, { ...told, ...over });

describe(communicationBeforeDecision.id, () => {
  it('§12.5 an empty reason blocks a decision against the person', () => {
    expect(refuse({})).toBeNull();
    expect(refuse({ reasonText: ' \n' })).toBe('reason-required');
    expect(refuse({ reasons: [] })).toBe('reason-required');
  });

  it('the person is told first and has until the day that was set, or has answered (FvL §25)', () => {
    expect(refuse({ communicatedOn: null })).toBe('not-communicated');
    expect(refuse({ communicatedOn: plainDate('2020-02-15') })).toBe('not-communicated');
    expect(refuse({ answerBy: today })).toBe('not-communicated');
    expect(refuse({ answerBy: null })).toBe('not-communicated');
    expect(refuse({ answerBy: plainDate('2020-02-01') })).toBe('not-communicated');
    expect(refuse({ answerBy: null, answered: true })).toBeNull();
  });

  it('§12.5 a decision in favour needs words where there is a question, and nothing else', () => {
    const approve = { outcome: 'approve', reasons: [], communicatedOn: null };
    expect(refuse(approve)).toBeNull();
    for (const question of officerQuestions.filter((one) => one !== 'not-automatic')) {
      expect(refuse({ ...approve, question, reasonText: ' ' })).toBe('reason-required');
    }
    expect(refuse({ ...approve, question: 'not-automatic', reasonText: '' })).toBeNull();
  });
});
