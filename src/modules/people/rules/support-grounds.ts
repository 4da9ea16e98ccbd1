import { rule } from '../../../platform/rule/index.ts';
import { type Ground, grounds } from '../kinds.ts';

export const supportGrounds = rule({
  id: 'support-grounds',
  says:
    'A need of support has a ground; the person states any but an officer’s own assessment, and only staff write the code for ' +
    'disability, with the ground disability. No mandate covers it: who acts under one neither sees nor writes it.',
  source:
    'SFS 2022:811 §24 p. 1 (those who need physical meetings get them); 2002:546 §14 (code for disability); FvL 2017:900 §14 (an agent acts in what the power covers)',
  values: { '2022-12-01': { staffOnly: ['officers-assessment'] as readonly Ground[], all: grounds } },
});

/** The field that may not be written like that; null when it may. */
export function refuseSupportNeed(
  capacity: 'self' | 'mandate' | 'staff',
  need: { ground: Ground; disabilityCode: string | null },
): 'ground' | 'disabilityCode' | null {
  const { staffOnly } = supportGrounds.values['2022-12-01']!;
  if (capacity !== 'staff' && staffOnly.includes(need.ground)) return 'ground';
  const codeAllowed = capacity === 'staff' && need.ground === 'disability';
  return need.disabilityCode !== null && !codeAllowed ? 'disabilityCode' : null;
}
