/** Every subscription to events, every source of messages, and every job by the clock. */
import { casesJobs } from '../modules/cases/index.ts';
import { casesSubscriptions } from '../modules/cases/index.ts';
import { contactHolding, contactJobs, contactSubscriptions, type MessageSource } from '../modules/contact/index.ts';
import {
  channelMessages,
  meetingMessages,
  type Meetings,
  meetingsHolding,
  meetingsJobs,
  meetingsSubscriptions,
  waitingMessages,
} from '../modules/meetings/index.ts';
import { type LiveRegister, routingFromEnvironment, travelSubscription } from '../modules/network/index.ts';
import { cubeJobs, remindOfReports, stateJobs } from '../modules/insight/index.ts';
import { documentJobs, endForgottenVisits, forgetRepeats, papersUnderWay } from '../modules/desk/index.ts';
import type { Holding } from '../modules/people/index.ts';
import type { Clock } from '../platform/clock/index.ts';
import { idMaker } from '../platform/ids/index.ts';
import type { Job } from '../platform/jobs/index.ts';
import type { Subscription } from '../platform/outbox/index.ts';

/** `m`: what the service keeps in memory; left out where there is none. */
export function subscriptions(
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
  m: Meetings | null = null,
): Subscription[] {
  const routing = routingFromEnvironment(env);
  return [
    ...(routing === null ? [] : [travelSubscription(routing, clock)]),
    ...contactSubscriptions,
    ...casesSubscriptions(idMaker(clock)),
    ...meetingsSubscriptions(idMaker(clock), m),
  ];
}

/** Who makes the words of messages to persons. `publicUrl`: the address that they know the site by. */
export function messageSources(need: { clock: Clock; register: LiveRegister; publicUrl(): string }): MessageSource[] {
  return [...meetingMessages(need), ...channelMessages(need), ...waitingMessages(need)];
}

/** What modules to the right of cases hold about persons: erased with their cases, and part of their own export. */
export const holdings: readonly Holding[] = [contactHolding, meetingsHolding];

/** Jobs in the order in which the command line lists them. */
export function jobs(env: Readonly<Record<string, string | undefined>>): Job[] {
  return [
    ...contactJobs,
    ...casesJobs(holdings, papersUnderWay),
    ...meetingsJobs,
    ...documentJobs(env),
    ...cubeJobs,
    ...stateJobs,
    forgetRepeats,
    endForgottenVisits,
    remindOfReports,
  ];
}
