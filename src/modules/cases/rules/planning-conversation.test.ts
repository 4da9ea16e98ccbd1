import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { needsPlanning, planningConversation } from './planning-conversation.ts';

const firstDay = plainDate('2020-02-14');
const value = valueOn(planningConversation, firstDay);

describe(planningConversation.id, () => {
  it('is left out when a job or studies begin within three months, the last day included (AF, Register)', () => {
    expect(needsPlanning(value, { firstDay, leavesOn: plainDate('2020-05-14') })).toBe(false);
    expect(needsPlanning(value, { firstDay, leavesOn: plainDate('2020-05-15') })).toBe(true);
    expect(needsPlanning(value, { firstDay, leavesOn: null })).toBe(true);
  });
});
