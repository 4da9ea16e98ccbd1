import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { tell } from '../contact/index.ts';
import { recordAct } from '../people/index.ts';
import { meetingsEvents } from './events.ts';
import { meetingsProblem } from './problems.ts';
import { channelRequest, refuseRequestDecision } from './rules/channel-request.ts';
import { requireOfficer } from './standing-of.ts';
import { canRequest } from './state.ts';
import { lockRequest, writeRequestState } from './store/channel-request.ts';

/** The message of a decision; its words are made by channel-messages.ts. */
export const channelDecidedMessage = 'meetings.channel-decided';

const input = z.object({
  personId: z.uuid(),
  requestId: z.uuid(),
  outcome: z.enum(['grant', 'refuse']),
  /** The last day on which a granted request counts: meetings booked until then. */
  until: day.nullable(),
  /** To the person; a refusal says why (FvL §32). */
  reason: z.string().trim().max(2000),
});

/** An officer grants a request for another channel until a day, or refuses it and says why. The person is told. */
export const decideChannelRequest = command({
  name: 'meetings.decide-channel-request',
  roles: ['caseworker', 'protection-officer'],
  input,
  async run(context, { personId: id, requestId, outcome, until, reason }) {
    const { tx, actor, now, today, newId } = context;
    const standing = await requireOfficer(context, id);
    const { personId } = standing;
    const request = await lockRequest(tx, personId, requestId);
    if (request === null) throw meetingsProblem('request-unknown');
    if (!canRequest('decide', request.state)) throw meetingsProblem('state-refuses', { params: { state: request.state } });
    const wrong = refuseRequestDecision({ outcome, until, reason, today });
    if (wrong !== null) {
      const expected = wrong === 'until' ? `the last day on which it counts, ${today} or later` : 'why it is refused';
      throw problem('invalid-input', { rule: channelRequest, fields: [{ field: wrong, expected }] });
    }
    const state = outcome === 'grant' ? 'granted' : 'refused';
    const counts = outcome === 'grant' ? until : null;
    await writeRequestState(tx, request, { state, at: now, by: actor.id, reason, until: counts });
    if (!standing.isProtected) {
      await tell(tx, { personId, source: channelDecidedMessage, about: request.id, dueAt: now, newId, now });
    }
    await recordAct(tx, context, standing, 'channel-request-decided', { requestId, outcome });
    return {
      result: { requestId, state },
      subject: `person:${personId}`,
      rules: [channelRequest.id],
      details: { requestId, outcome, wanted: request.wanted, ground: request.ground, until: counts },
      events: [meetingsEvents.channelDecided(personId, { requestId, state, wanted: request.wanted, until: counts })],
    };
  },
});
