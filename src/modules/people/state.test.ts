import { describe, expect, it } from 'vitest';
import { plainDate } from '../../platform/clock/index.ts';
import { can, mandateState, mandateStates } from './state.ts';

describe('the state of a mandate', () => {
  const period = { from: plainDate('2020-02-01'), to: plainDate('2020-02-29'), isRevoked: false };
  it.each([
    ['2020-01-31', false, 'to-come'],
    ['2020-02-01', false, 'in-force'],
    ['2020-02-29', false, 'in-force'],
    ['2020-03-01', false, 'ended'],
    ['2020-02-14', true, 'rests'],
    ['2020-01-31', true, 'rests'],
    ['2020-03-01', true, 'ended'],
  ])('on %s, protected %s: %s', (on, isProtected, state) => {
    expect(mandateState(period, plainDate(on), isProtected)).toBe(state);
    expect(mandateState({ ...period, isRevoked: true }, plainDate(on), isProtected)).toBe('revoked');
  });

  it('state × action × capacity: all that may be done', () => {
    const may = mandateStates.flatMap((state) =>
      (['act', 'revoke'] as const).flatMap((action) =>
        (['self', 'mandate', 'staff'] as const)
          .filter((who) => can(state, action, who))
          .map((who) => `${state} ${action} ${who}`),
      ),
    );
    expect(may).toEqual([
      'to-come revoke self',
      'to-come revoke staff',
      'in-force act mandate',
      'in-force revoke self',
      'in-force revoke staff',
      'rests revoke self',
      'rests revoke staff',
    ]);
  });
});
