import { rule } from '../../../platform/rule/index.ts';

interface Patience {
  firstMinutes: number;
  longestMinutes: number;
  giveUpAfterHours: number;
}

export const messageRetry = rule<Patience>({
  id: 'message-retry',
  says: 'A message that could not be handed over is tried again, each time after twice as long; after that staff tell the person.',
  source:
    'setting: no source gives the times; RFC 5321 §4.5.4.1 asks mail servers to try for days, which is too late for a meeting',
  values: { '2019-01-01': { firstMinutes: 1, longestMinutes: 60, giveUpAfterHours: 12 } },
});

/** Minutes until the next try after so many; null when it is time to give up. */
export function nextTry(patience: Patience, attempts: number, hoursSinceDue: number): number | null {
  if (hoursSinceDue >= patience.giveUpAfterHours) return null;
  return Math.min(patience.firstMinutes * 2 ** (attempts - 1), patience.longestMinutes);
}
