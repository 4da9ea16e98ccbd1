import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { channelRequest, refuseRequestDecision } from './channel-request.ts';

const today = plainDate('2020-02-14');

describe(channelRequest.id, () => {
  it('a yes counts until a day, which has not been', () => {
    const grant = (until: string | null) =>
      refuseRequestDecision({ outcome: 'grant', until: until === null ? null : plainDate(until), reason: '', today });
    expect(grant(null)).toBe('until');
    expect(grant('2020-02-13')).toBe('until');
    expect(grant('2020-02-14')).toBeNull();
  });

  it('FvL §32: a no has its reasons in words', () => {
    const refuse = (reason: string) => refuseRequestDecision({ outcome: 'refuse', until: null, reason, today });
    expect(refuse('  ')).toBe('reason');
    expect(refuse('Mötet kan hållas på video.')).toBeNull();
  });
});
