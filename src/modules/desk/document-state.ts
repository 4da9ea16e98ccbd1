/** What may be done with a document in which state, as a table; and what it then is. */
import type { DocumentState } from './kinds.ts';

const actions = {
  forward: { from: ['received', 'returned'], to: 'forwarded' },
  acknowledge: { from: ['forwarded'], to: 'acknowledged' },
  return: { from: ['forwarded'], to: 'returned' },
} as const satisfies Record<string, { from: readonly DocumentState[]; to: DocumentState }>;

export type DocumentAction = keyof typeof actions;

export function canWithDocument(action: DocumentAction, state: DocumentState): boolean {
  const { from }: { from: readonly DocumentState[] } = actions[action];
  return from.includes(state);
}

/** The state that it has afterwards. */
export function afterAction(action: DocumentAction): DocumentState {
  return actions[action].to;
}
