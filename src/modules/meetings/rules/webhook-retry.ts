import { rule } from '../../../platform/rule/index.ts';

interface Patience {
  /** Seconds from each try that failed to the next; after the last the delivery has failed. */
  waits: readonly number[];
  /** How long what was delivered or failed is shown. */
  keptDays: number;
}

export const webhookRetry = rule<Patience>({
  id: 'webhook-retry',
  says:
    'What a partner’s program did not take is sent again after 5 seconds, 5 and 30 minutes, 2, 5, 10 and 6 hours: for a day. After that ' +
    'it has failed, and is shown as such.',
  source:
    'Standard Webhooks 1.0.0, Deliverability and reliability (the example schedule), ended within a day: a meeting’s time is not worth more',
  values: { '2019-01-01': { waits: [5, 300, 1800, 7200, 18_000, 36_000, 22_000], keptDays: 30 } },
});

/** Seconds until the next try after so many; null when it has failed. */
export function nextWait({ waits }: Patience, attempts: number): number | null {
  return waits[attempts - 1] ?? null;
}
