import { describe, expect, it } from 'vitest';
import { instant, plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { deletedBefore, messageRetention } from './message-retention.ts';

const now = instant('2020-02-14T08:00:00Z');

describe(messageRetention.id, () => {
  it('has no value of its own: everything is kept until its person is erased', () => {
    expect(deletedBefore(valueOn(messageRetention, plainDate('2020-02-14')), now)).toBeNull();
  });

  it('with a number of days deletes what ended before them', () => {
    expect(deletedBefore({ keptDays: 30 }, now)).toBe('2020-01-15T08:00:00.000Z');
  });
});
