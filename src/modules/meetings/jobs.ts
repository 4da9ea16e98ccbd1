/** What meetings does by the clock; the app lists them in its schedule. */
import type { Job } from '../../platform/jobs/index.ts';
import { expireHolds } from './expire-holds.ts';
import { pruneChanges } from './prune-changes.ts';
import { pruneWebhookDeliveries } from './prune-webhook-deliveries.ts';
import { watchDisplaced } from './watch-displaced.ts';
import { watchFreeTimes } from './watch-free-times.ts';

export const meetingsJobs: readonly Job[] = [expireHolds, pruneChanges, pruneWebhookDeliveries, watchDisplaced, watchFreeTimes];
