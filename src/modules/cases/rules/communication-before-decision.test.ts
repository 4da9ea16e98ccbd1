import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { communicationBeforeDecision, refuseDecision } from './communication-before-decision.ts';

const today = plainDate('2020-02-14');
const value = valueOn(communicationBeforeDecision, today);
const told = {
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

  it('a decision in favour needs none of it', () => {
    expect(refuse({ outcome: 'approve', reasons: [], reasonText: '', communicatedOn: null })).toBeNull();
  });
});
