/** What a decision writes: each step is one command of network, or the notice by contact. Pure. */
import type { Change } from '../scenarios/change.ts';
import { isOwn, networkOn } from '../scenarios/planned.ts';
import type { Register } from '../../network/index.ts';
import type { PlainDate } from '../../../platform/clock/index.ts';

export const stepKinds = [
  'end-presence',
  'open-presence',
  'change-days',
  'close-office',
  'start-agreement',
  'start-notice',
] as const;
export type StepKind = (typeof stepKinds)[number];

export interface PlannedStep {
  kind: StepKind;
  /** Index of the scenario's change; null for what follows from all of them. */
  change: number | null;
}

/**
 * In the order in which they are carried out: what opens comes first, since an office is closed only when what replaces it is there;
 * agreements for the new cooperation places follow, and last the notice on the closures.
 */
export function stepsOf(register: Register, base: PlainDate, changes: readonly Change[]): PlannedStep[] {
  const { network } = networkOn(register.places, base);
  const steps = changes.flatMap((change, at): PlannedStep[] => {
    const kinds = [...(network.get(change.placeId) ?? [])];
    switch (change.kind) {
      case 'open':
        return [
          { kind: 'open-presence', change: at },
          ...(change.presence === 'cooperation_place' ? [{ kind: 'start-agreement', change: at } as const] : []),
        ];
      case 'change-kind':
        return [
          { kind: 'end-presence', change: at },
          { kind: 'open-presence', change: at },
        ];
      case 'change-days':
        return [{ kind: 'change-days', change: at }];
      default:
        return [{ kind: kinds.some(isOwn) ? 'close-office' : 'end-presence', change: at }];
    }
  });
  // What becomes another kind ends just before it opens; a cooperation place that closes does so with the offices.
  const turn = ({ kind, change }: PlannedStep): number => {
    if (kind === 'end-presence') return change !== null && changes[change]!.kind === 'close' ? 3 : 0;
    return { 'open-presence': 1, 'change-days': 2, 'close-office': 3, 'start-agreement': 4, 'start-notice': 5 }[kind];
  };
  const sorted = steps.toSorted((a, b) => turn(a) - turn(b));
  return sorted.some(({ kind }) => kind === 'close-office') ? [...sorted, { kind: 'start-notice', change: null }] : sorted;
}
