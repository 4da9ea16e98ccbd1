import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { meetingsProblem } from './problems.ts';
import { endWebhook as end, findWebhook } from './store/webhook.ts';
import { uuid } from './supply-input.ts';

/** A partner's program is told no more; what waits is not sent. Ended already: the same answer. Throws webhook-unknown. */
export const endWebhook = command({
  name: 'meetings.end-webhook',
  roles: ['planner', 'administrator'],
  input: z.object({ webhookId: uuid }),
  async run({ tx, now }, { webhookId }) {
    if ((await findWebhook(tx, webhookId)) === null) throw meetingsProblem('webhook-unknown');
    const ended = await end(tx, webhookId, now);
    return { result: { ended }, subject: `webhook:${webhookId}`, details: { ended } };
  },
});
