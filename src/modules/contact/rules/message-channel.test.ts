import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { chooseChannel, messageChannel, type Reachable } from './message-channel.ts';

const ways = valueOn(messageChannel, plainDate('2020-02-14'));
const all = { email: true, sms: true, letter: true };
const someone: Reachable = { isProtected: false, prefers: 'web', has: all, refused: [], hoursLeft: null };

describe(messageChannel.id, () => {
  it('is the one that the person rather is reached by', () => {
    expect(chooseChannel(ways, someone)).toBe('email');
    expect(chooseChannel(ways, { ...someone, prefers: 'phone' })).toBe('sms');
    expect(chooseChannel(ways, { ...someone, prefers: 'letter' })).toBe('letter');
  });

  it('is the next one where the first is not there', () => {
    expect(chooseChannel(ways, { ...someone, has: { ...all, email: false } })).toBe('sms');
    expect(chooseChannel(ways, { ...someone, has: { ...all, email: false, sms: false } })).toBe('letter');
    expect(chooseChannel(ways, { ...someone, has: { email: false, sms: false, letter: false } })).toBeNull();
  });

  it('is the next one where one has refused it for good, staff when all that are there have', () => {
    expect(chooseChannel(ways, { ...someone, refused: ['email'] })).toBe('sms');
    expect(chooseChannel(ways, { ...someone, refused: ['email', 'sms'] })).toBe('letter');
    expect(chooseChannel(ways, { ...someone, refused: ['email', 'sms'], hoursLeft: 24 })).toBeNull();
    expect(chooseChannel(ways, { ...someone, prefers: 'phone', refused: ['sms'] })).toBe('email');
  });

  it('is no letter that would come too late', () => {
    expect(chooseChannel(ways, { ...someone, prefers: 'letter', hoursLeft: 24 })).toBe('sms');
    expect(chooseChannel(ways, { ...someone, has: { ...all, email: false, sms: false }, hoursLeft: 24 })).toBeNull();
    expect(chooseChannel(ways, { ...someone, prefers: 'letter', hoursLeft: 120 })).toBe('letter');
  });

  it('§12.4 is never e-mail or SMS to someone with protected identity, whatever they prefer and have', () => {
    const reachable = fc.record({
      isProtected: fc.constant(true),
      prefers: fc.constantFrom('web', 'phone', 'video', 'letter', 'in-person'),
      has: fc.record({ email: fc.boolean(), sms: fc.boolean(), letter: fc.boolean() }),
      refused: fc.subarray(['email', 'sms'] as const),
      hoursLeft: fc.option(fc.integer({ min: -100, max: 1000 })),
    });
    fc.assert(fc.property(reachable, (one) => ['letter', null].includes(chooseChannel(ways, one as Reachable))));
  });
});
