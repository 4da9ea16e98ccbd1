/** Every subscription to events. Jobs by the clock come here too, when there is one. */
import { routingFromEnvironment, travelSubscription } from '../modules/network/index.ts';
import type { Clock } from '../platform/clock/index.ts';
import type { Subscription } from '../platform/outbox/index.ts';

export function subscriptions(env: Readonly<Record<string, string | undefined>>, clock: Clock): Subscription[] {
  const routing = routingFromEnvironment(env);
  return routing === null ? [] : [travelSubscription(routing, clock)];
}
