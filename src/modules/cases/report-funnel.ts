/** What the funnel is told of a report that is written, as of a registration: steps, never what was typed. */
import type { CommandContext } from '../../platform/auth/index.ts';
import type { Standing } from '../people/index.ts';
import { hasComeBack } from './registration/progress.ts';
import { type AttemptEvent, helpAttempt, insertAttempt, insertAttemptEvents } from './store/attempt.ts';
import type { Report } from './store/report.ts';

/** The steps of writing a report, in their order. */
export const reportSteps = ['activities', 'message', 'check'] as const;
export type ReportStep = (typeof reportSteps)[number];

/** A step was saved. `before`: the report as it was, null when this begins it. */
export async function followReport(
  { tx, now }: CommandContext,
  standing: Standing,
  { attemptId, language, before }: Pick<Report, 'attemptId' | 'language'> & { before: Report | null },
  step: Exclude<ReportStep, 'check'>,
): Promise<void> {
  if (attemptId === null) return;
  const { capacity, isProtected } = standing;
  const events: AttemptEvent[] = [
    ...(before === null ? [{ step: 'activities', kind: 'shown' } as const] : []),
    ...(before !== null && hasComeBack(before.changedAt, now) ? [{ step, kind: 'came-back' } as const] : []),
    { step, kind: 'finished' },
    ...(step === 'message' ? [{ step: 'check', kind: 'shown' } as const] : []),
  ];
  if (before === null) {
    await insertAttempt(tx, { attemptId, service: 'activity-report', language, capacity, protected: isProtected, at: now });
  } else if (capacity !== 'self') {
    await helpAttempt(tx, attemptId, capacity);
  }
  await insertAttemptEvents(tx, attemptId, events, now);
}
