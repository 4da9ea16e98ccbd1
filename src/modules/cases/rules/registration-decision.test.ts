import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { proposeDecision, registrationDecision, type RegistrationFacts } from './registration-decision.ts';

const day = plainDate('2020-02-14');
const value = valueOn(registrationDecision, day);
const plain: RegistrationFacts = {
  firstDay: day,
  arrivedOn: day,
  channel: 'web',
  phoneGround: null,
  phoneRefusal: null,
  officeThatDay: null,
  identityProof: 'digital-id',
  mayWork: 'yes',
  isProtected: false,
};
const decide = (facts: Partial<RegistrationFacts>) => proposeDecision(value, { ...plain, ...facts });

describe(registrationDecision.id, () => {
  it('approves whoever has proved who they are and may work', () => {
    expect(decide({})).toEqual({ outcome: 'approve', question: null, reasons: ['requirements-met'] });
  });

  it.each([
    [{ isProtected: true }, 'protected-identity'],
    [{ identityProof: 'none' }, 'identity-not-proved'],
    [{ mayWork: 'dont-know' }, 'permit-unsure'],
    [{ mayWork: 'no' }, 'permit-none'],
  ] as const)('%j goes to an officer', (facts, question) => {
    expect(decide(facts)).toEqual({ outcome: 'to-officer', question, reasons: [question] });
  });

  it('rejects a phone call without a ground that holds, with the reason', () => {
    const phone = { channel: 'phone', phoneGround: 'outage', phoneRefusal: 'no-outage-that-day' } as const;
    expect(decide(phone)).toEqual({ outcome: 'reject', question: null, reasons: ['no-outage-that-day'] });
    expect(decide({ ...phone, phoneRefusal: null }).outcome).toBe('approve');
  });

  it('never decides about someone with protected identity, whatever else holds', () => {
    const facts = fc.record({
      identityProof: fc.constantFrom('none', 'digital-id', 'id-document'),
      mayWork: fc.constantFrom('yes', 'no', 'dont-know'),
      channel: fc.constantFrom('web', 'in-person', 'phone'),
      phoneRefusal: fc.constantFrom(null, 'no-telephone-ground', 'no-outage-that-day', 'no-earlier-registration'),
    });
    fc.assert(
      fc.property(facts, (some) => {
        expect(decide({ ...some, isProtected: true })).toMatchObject({ outcome: 'to-officer', question: 'protected-identity' });
      }),
    );
  });

  it('what the register knows of the office’s hours decides nothing alone', () => {
    const phone = { channel: 'phone', phoneGround: 'office-closed' } as const;
    for (const officeThatDay of ['open', 'closed', 'not-known'] as const)
      expect(decide({ ...phone, officeThatDay })).toEqual(decide({}));
  });
});
