/** A month's activity reports, handed in by the command as the days go by: the model of a fourteen-day window with a rush at its end. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { execute, type House } from '../../src/platform/auth/index.ts';
import { addDays, fixedClock, type Instant, instantAt, later, plainDate } from '../../src/platform/clock/index.ts';
import { deliverDue } from '../../src/platform/outbox/index.ts';
import { subscriptions } from '../../src/app/schedule.ts';
import { submitReport } from '../../src/modules/cases/submit-report.ts';
import { keyOf } from './data.ts';
import { month } from './model.ts';
import { inParallel, jobseekerOf } from './throughput.ts';

const firstDay = plainDate('2020-04-01');
const days = 14;
/** Of all, on the last day. */
const lastDayShare = 0.25;
const fromHour = 6;
const toHour = 20;
const clients = 16;

/** When the rush begins that comes through the front door: the evening of the last day. */
export const rushAt = instantAt(addDays(firstDay, days - 1), `${toHour}:00`)!;

/** Reports 1 … count are handed in one after another, in the order of their instants; gives how many each second. */
export async function handInMonth({ db, newId, keys }: House, count: number, total: number, version: number): Promise<void> {
  const began = performance.now();
  const took: number[] = [];
  const onLastDay = count - Math.round(total * (1 - lastDayShare));
  await inParallel(clients, count, async (index) => {
    const at =
      index < count - onLastDay
        ? instantOf(index, count - onLastDay, 0, days - 1)
        : instantOf(index - count + onLastDay, onLastDay, days - 1, 1);
    const started = performance.now();
    const input = { personId: keyOf(index + 1), month, version };
    await execute({ db, newId, keys, clock: fixedClock(at) }, jobseekerOf(index + 1), submitReport, input, randomUUID());
    took.push(performance.now() - started);
  });
  const seconds = (performance.now() - began) / 1000;
  const sorted = took.toSorted((a, b) => a - b);
  console.log(
    `${count} reports handed in by the command, ${onLastDay} of them dated the last day: ${(count / seconds).toFixed(0)} each second, ` +
      `as fast as it goes with ${clients} at a time; 99 % within ${sorted[Math.floor(sorted.length * 0.99)]!.toFixed(0)} ms`,
  );
}

/** The index-th of so many instants, evenly over the open hours of some days. */
function instantOf(index: number, of: number, fromDay: number, overDays: number): Instant {
  const at = (index / of) * overDays;
  const open = instantAt(addDays(firstDay, fromDay + Math.floor(at)), `0${fromHour}:00`)!;
  return later(open, Math.floor((at % 1) * (toHour - fromHour) * 3_600_000));
}

/** Delivers what waits in the outbox, as the worker beside the service does. */
export async function deliverEvents({ db, clock }: House): Promise<void> {
  const waiting = async (): Promise<number> =>
    (await sql<{ n: number }>`select count(*) as n from platform.event where not fanned_out`.execute(db)).rows[0]!.n;
  const events = await waiting();
  const began = performance.now();
  while ((await waiting()) > 0) await deliverDue(db, subscriptions({}, clock), clock);
  console.log(`${events} events noted for their subscribers in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

/** Throws unless so many reports of the month are in, each in time, with a receipt, one audit row and one event. */
export async function requireAll({ db }: House, count: number, first: number): Promise<void> {
  const { rows } = await sql<{ reports: number; events: number; audits: number }>`
    select (select count(*) from cases.report
            where month = ${month} and state = 'submitted' and timely = 'in-time' and receipt_number is not null
              and person_id between ${keyOf(first)} and ${keyOf(first + count - 1)}) as reports,
           (select count(distinct aggregate) from platform.event
            where type = 'cases.report-submitted'
              and aggregate between ${`person:${keyOf(first)}`} and ${`person:${keyOf(first + count - 1)}`}) as events,
           (select count(*) from platform.audit
            where command = 'cases.submit-report'
              and subject between ${`person:${keyOf(first)}`} and ${`person:${keyOf(first + count - 1)}`}) as audits`.execute(db);
  const { reports, events, audits } = rows[0]!;
  if (reports !== count || events !== count || audits !== count) {
    throw new Error(`${reports} reports, ${events} events and ${audits} audit rows of ${count}`);
  }
}
