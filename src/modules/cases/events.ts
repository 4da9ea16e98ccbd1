/** What cases tells the modules to its right. Payloads hold internal ids, codes and days only. */
import type { Event } from '../../platform/outbox/index.ts';

export const eventTypes = {
  registrationDecided: 'cases.registration-decided',
  deregistered: 'cases.deregistered',
  planInForce: 'cases.plan-in-force',
  reportSubmitted: 'cases.report-submitted',
  reportReviewed: 'cases.report-reviewed',
  signalRaised: 'cases.signal-raised',
  signalWithdrawn: 'cases.signal-withdrawn',
  conversationRecorded: 'cases.conversation-recorded',
} as const;

const event =
  (type: string) =>
  (personId: string, payload: Event['payload']): Event => ({
    // The same aggregate as people's events: protection is obeyed before what comes after it.
    aggregate: `person:${personId}`,
    type,
    payload: { personId, ...payload },
  });

export const casesEvents = {
  /** A registration was sent in, or decided anew: payload registrationId, outcome, registeredOn. */
  registrationDecided: event(eventTypes.registrationDecided),
  /** Someone is registered no longer: payload registrationId, on, reason. */
  deregistered: event(eventTypes.deregistered),
  /** A plan took effect: payload planId, madeOn, renewBy. */
  planInForce: event(eventTypes.planInForce),
  /** A report arrived: payload reportId, month, channel, timely. A receipt is to be sent. */
  reportSubmitted: event(eventTypes.reportSubmitted),
  /** An officer has looked through a report: payload reportId, month. */
  reportReviewed: event(eventTypes.reportReviewed),
  /** Control is to look at something: payload signalId, code, receiver. No sanction follows from this alone. */
  signalRaised: event(eventTypes.signalRaised),
  /** What a signal rested on was not so: payload signalId, code. */
  signalWithdrawn: event(eventTypes.signalWithdrawn),
  /** How a planning conversation went: payload todoId, outcome. */
  conversationRecorded: event(eventTypes.conversationRecorded),
} as const;
