import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import { ownOfficeKinds, type PresenceKind } from '../kinds.ts';

export const closureReplacement = rule({
  id: 'closure-replacement',
  says:
    'What replaces an office that closes is another place, or another municipality, where the named kind of help is open on the ' +
    'day after the last day or opens later.',
  source: 'AF news 2019-09-27: for each address it is said where people turn instead and where booked meetings take place',
  values: {
    // As far back as the register goes: it takes older decisions too.
    '2019-01-01': {
      own: ownOfficeKinds,
      cooperation: ['cooperation_place'],
      neighbour: ownOfficeKinds,
    } satisfies Record<string, readonly PresenceKind[]>,
  },
});

/** Whether presences of a candidate make it a replacement; `after`: the day after the office's last. */
export function mayReplace(
  kinds: readonly PresenceKind[],
  candidate: readonly { kind: PresenceKind; validTo: string | null }[],
  after: PlainDate,
): boolean {
  return candidate.some((one) => kinds.includes(one.kind) && (one.validTo === null || one.validTo >= after));
}
