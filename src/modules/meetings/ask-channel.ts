import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { recordAct } from '../people/index.ts';
import { channelsOf } from './channel-of.ts';
import { channels } from './kinds.ts';
import { meetingsProblem } from './problems.ts';
import { askedGrounds, remoteFirst } from './rules/remote-first.ts';
import { requireOwnWay } from './standing-of.ts';
import { insertRequest, listRequests } from './store/channel-request.ts';

/** Longest that someone writes about why they ask, in characters. */
export const longestWords = 1000;

/** Asks to meet in a channel that the rule does not open; an officer decides. One request at a time. */
export const askChannel = command({
  name: 'meetings.ask-channel',
  roles: ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({
    personId: z.uuid(),
    wanted: z.enum(channels),
    ground: z.enum(askedGrounds),
    words: z.string().trim().max(longestWords),
  }),
  async run(context, { personId: id, wanted, ground, words }) {
    const { tx, now, today, newId } = context;
    const standing = await requireOwnWay(context, id);
    const { personId } = standing;
    const open = (await channelsOf(tx, personId, { purpose: '', bookedOn: today, meetingOn: today })).channels;
    if (open.includes(wanted)) throw meetingsProblem('channel-already-open', { rule: remoteFirst, params: { channel: wanted } });
    if ((await listRequests(tx, personId)).some(({ state }) => state === 'asked')) throw meetingsProblem('channel-request-open');
    const requestId = newId();
    await insertRequest(tx, { personId, id: requestId, at: now, wanted, ground, words });
    await recordAct(tx, context, standing, 'channel-asked', { requestId, wanted, ground });
    return {
      result: { requestId },
      subject: `person:${personId}`,
      rules: [remoteFirst.id],
      details: { requestId, wanted, ground },
    };
  },
});
