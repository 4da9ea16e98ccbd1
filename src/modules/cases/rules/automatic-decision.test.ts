import { describe, expect, it } from 'vitest';
import { automaticDecision, isDrawn, underAutomation } from './automatic-decision.ts';

const started = { action: 'start', reviewShare: 0.1 } as const;
const approve = { outcome: 'approve', question: null, reasons: ['requirements-met'] } as {
  outcome: 'approve';
  question: null;
  reasons: string[];
};

describe(automaticDecision.id, () => {
  it('lets a rule decide only while it is started', () => {
    expect(underAutomation(approve, started)).toMatchObject({ outcome: 'approve', automatic: true });
    for (const automation of [null, { action: 'stop' }] as const) {
      expect(underAutomation(approve, automation)).toMatchObject({
        outcome: 'to-officer',
        question: 'not-automatic',
        reasons: ['requirements-met'],
        automatic: false,
      });
    }
  });

  it('a question to an officer is no automatic decision, started or not', () => {
    const asks = { outcome: 'to-officer', question: 'permit-unsure', reasons: ['permit-unsure'] } as const;
    for (const automation of [started, null]) {
      expect(underAutomation({ ...asks, reasons: [...asks.reasons] }, automation)).toMatchObject({ automatic: false });
    }
  });

  it('draws the share that was set, and nothing while stopped', () => {
    expect(isDrawn(started, 0.0999)).toBe(true);
    expect(isDrawn(started, 0.1)).toBe(false);
    expect(isDrawn({ action: 'start', reviewShare: 1 }, 0.999_999)).toBe(true);
    expect(isDrawn({ action: 'stop' }, 0)).toBe(false);
    expect(isDrawn(null, 0)).toBe(false);
  });
});
