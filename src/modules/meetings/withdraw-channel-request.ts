import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { recordAct } from '../people/index.ts';
import { meetingsProblem } from './problems.ts';
import { requireOwnWay } from './standing-of.ts';
import { canRequest } from './state.ts';
import { lockRequest, writeRequestState } from './store/channel-request.ts';

/** Takes back a request that no one has decided. */
export const withdrawChannelRequest = command({
  name: 'meetings.withdraw-channel-request',
  roles: ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({ personId: z.uuid(), requestId: z.uuid() }),
  async run(context, { personId: id, requestId }) {
    const { tx } = context;
    const standing = await requireOwnWay(context, id);
    const request = await lockRequest(tx, standing.personId, requestId);
    if (request === null) throw meetingsProblem('request-unknown');
    if (!canRequest('withdraw', request.state)) throw meetingsProblem('state-refuses', { params: { state: request.state } });
    await writeRequestState(tx, request, { state: 'withdrawn', at: null, by: null, reason: null, until: null });
    await recordAct(tx, context, standing, 'channel-request-withdrawn', { requestId });
    return { result: { requestId }, subject: `person:${standing.personId}`, details: { requestId } };
  },
});
