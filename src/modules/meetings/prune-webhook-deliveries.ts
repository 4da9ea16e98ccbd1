/** Takes away old deliveries to partners' programs. */
import { later, localTime } from '../../platform/clock/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { webhookRetry } from './rules/webhook-retry.ts';
import { pruneDeliveries } from './store/webhook.ts';

const dayMs = 86_400_000;

export const pruneWebhookDeliveries: Job = {
  name: 'meetings.prune-webhook-deliveries',
  cron: '20 3 * * *',
  async run({ db, clock }) {
    const now = clock.now();
    const { keptDays } = valueOn(webhookRetry, localTime(now).date);
    return { pruned: await pruneDeliveries(db, later(now, -keptDays * dayMs)) };
  },
};
