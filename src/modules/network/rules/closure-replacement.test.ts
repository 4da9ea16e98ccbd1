import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { closureReplacement, mayReplace } from './closure-replacement.ts';

const kinds = valueOn(closureReplacement, plainDate('2020-06-15'));
const after = plainDate('2020-07-01');

describe(closureReplacement.id, () => {
  it('takes an office that is open on the day after, or later', () => {
    expect(mayReplace(kinds.own, [{ kind: 'visiting_office', validTo: null }], after)).toBe(true);
    expect(mayReplace(kinds.own, [{ kind: 'staffed_office', validTo: '2020-07-01' }], after)).toBe(true);
    expect(mayReplace(kinds.own, [{ kind: 'staffed_office', validTo: '2020-06-30' }], after)).toBe(false);
  });

  it('does not take another kind than the one named, nor a service office', () => {
    expect(mayReplace(kinds.cooperation, [{ kind: 'staffed_office', validTo: null }], after)).toBe(false);
    expect(mayReplace(kinds.own, [{ kind: 'cooperation_place', validTo: null }], after)).toBe(false);
    expect(mayReplace(kinds.neighbour, [{ kind: 'service_office', validTo: null }], after)).toBe(false);
    expect(mayReplace(kinds.own, [], after)).toBe(false);
  });
});
