/** Events in tests, delivered to their end: what a service that runs beside the test has in hand is waited for. */
import { sql } from 'kysely';
import { subscriptions } from '../src/app/schedule.ts';
import type { Meetings } from '../src/modules/meetings/index.ts';
import type { House } from '../src/platform/auth/index.ts';
import { deliverDue } from '../src/platform/outbox/index.ts';
import { until } from './until.ts';

export async function deliverAll({ db, clock }: Pick<House, 'db' | 'clock'>, m: Meetings | null = null): Promise<void> {
  await until(async () => {
    while ((await deliverDue(db, subscriptions({}, clock, m), clock)) > 0);
    const left = sql`select from platform.delivery where delivered_at is null union all select from platform.event where not fanned_out`;
    return (await left.execute(db)).rows.length === 0;
  });
}
