import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import { ownOfficeKinds, type PresenceKind } from '../kinds.ts';

export const closureDecision = rule({
  id: 'closure-decision',
  says: 'An own office is closed by a decision of its own, with an end date, the reason, and where people turn instead.',
  source:
    'AF news 2019-09-27: formal end dates for 132 addresses; for each a risk analysis, a decision of its own and where to turn instead',
  values: { '2019-09-27': true },
});

export type ClosureRefusal = 'closure-needs-own-office' | 'closure-end-outside-presence' | 'period-reversed' | 'presence-ended';

/**
 * Why a presence cannot be closed on a date; null when it can. `validTo` and `endDate` are last days (both count);
 * `validTo` is null while the presence has no end.
 */
export function refuseClosure(
  presence: { kind: PresenceKind; validFrom: PlainDate; validTo: PlainDate | null },
  decision: { decidedOn: PlainDate; endDate: PlainDate },
): ClosureRefusal | null {
  if (!(ownOfficeKinds as readonly string[]).includes(presence.kind)) return 'closure-needs-own-office';
  if (decision.endDate < decision.decidedOn) return 'period-reversed';
  if (presence.validTo !== null && presence.validTo < decision.decidedOn) return 'presence-ended';
  const inside = presence.validFrom <= decision.endDate && (presence.validTo === null || decision.endDate <= presence.validTo);
  return inside ? null : 'closure-end-outside-presence';
}
