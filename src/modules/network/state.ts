/**
 * The securing of a place that lost its office as a table: from which state to which.
 * Code, tests, pages and help read this one. "Secured" in a published count means secured or restored.
 */
export const securingStates = ['decided', 'in_dialogue', 'agreed', 'secured', 'restored'] as const;
export type SecuringState = (typeof securingStates)[number];

export const securingSteps: Readonly<Record<SecuringState, readonly SecuringState[]>> = {
  decided: ['in_dialogue', 'restored'],
  in_dialogue: ['agreed', 'restored'],
  agreed: ['secured', 'restored'],
  secured: ['restored'],
  restored: [],
};

/** The states that count as secured in the reports of 2020 (S1: 99 of 132 on 2020-02-14). */
export const securedStates: readonly SecuringState[] = ['secured', 'restored'];

export function canStep(from: SecuringState, to: SecuringState): boolean {
  return securingSteps[from].includes(to);
}
