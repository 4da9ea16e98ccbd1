import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversationOutcomes } from './signal-attendance.ts';
import { receiverOf, type SignalFacts, signalGrounds, withhold } from './signal-grounds.ts';

const anyone = {
  isProtected: fc.boolean(),
  receiver: fc.constantFrom('fund', 'authority', null),
  authorityFailed: fc.boolean(),
} as const;
const anyFacts: fc.Arbitrary<SignalFacts> = fc.oneof(
  fc.record({
    ...anyone,
    about: fc.constant('report' as const),
    owed: fc.constantFrom('owed', 'not-owed', 'unknown'),
    windowClosed: fc.boolean(),
    report: fc.constantFrom('none', 'on-its-way', 'in-time', 'late', 'undecided'),
  }),
  fc.record({
    ...anyone,
    about: fc.constant('conversation' as const),
    outcome: fc.constantFrom(...conversationOutcomes),
    told: fc.boolean(),
  }),
);
const missing: SignalFacts = {
  about: 'report',
  isProtected: false,
  receiver: 'fund',
  authorityFailed: false,
  owed: 'owed',
  windowClosed: true,
  report: 'none',
};

describe(signalGrounds.id, () => {
  it('goes for a report that is missing or late after the last day', () => {
    expect(withhold(missing)).toBeNull();
    expect(withhold({ ...missing, report: 'late' })).toBeNull();
    expect(withhold({ ...missing, windowClosed: false })).toBe('window-open');
  });

  it('§12.1 not while a paper report is on its way or undecided', () => {
    expect(withhold({ ...missing, report: 'on-its-way' })).toBe('on-its-way');
    expect(withhold({ ...missing, report: 'undecided' })).toBe('undecided');
  });

  it('§12.2 officer absent: no signal, whatever else is true', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(withhold({ ...facts, authorityFailed: true })).toBe('authority-failed');
      }),
    );
    fc.assert(
      fc.property(fc.record(anyone), (one) => {
        expect(withhold({ ...one, about: 'conversation', outcome: 'authority-failed', told: true })).toBe('authority-failed');
      }),
    );
  });

  it('never by itself about a person with protected identity, whatever else is true', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(withhold({ ...facts, isProtected: true })).not.toBeNull();
      }),
    );
  });

  it('goes for a conversation that a person who was told of it did not come to', () => {
    const absent = { about: 'conversation', isProtected: false, receiver: 'fund', authorityFailed: false, told: true } as const;
    expect(conversationOutcomes.map((outcome) => withhold({ ...absent, outcome }))).toEqual([
      'not-absent',
      null,
      'authority-failed',
      'not-absent',
    ]);
    expect(withhold({ ...absent, outcome: 'person-absent', told: false })).toBe('not-told');
  });

  it('never without someone to tell, nor for what is not surely owed', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(withhold({ ...facts, receiver: null })).not.toBeNull();
      }),
    );
    expect(withhold({ ...missing, owed: 'unknown' })).toBe('owed-unknown');
    expect(withhold({ ...missing, owed: 'not-owed' })).toBe('not-owed');
  });

  it('tells the authority itself of programme participants, the fund of those who claim benefit', () => {
    expect(receiverOf({ claimsBenefit: true, inProgramme: true })).toBe('authority');
    expect(receiverOf({ claimsBenefit: true, inProgramme: false })).toBe('fund');
    expect(receiverOf({ claimsBenefit: false, inProgramme: false })).toBeNull();
  });
});
