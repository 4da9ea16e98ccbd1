import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { meetingsProblem } from './problems.ts';
import { insertWebhook } from './store/webhook.ts';
import { requirePlace, uuid } from './supply-input.ts';
import { addressFault } from './webhooks/address.ts';
import type { WebhookSettings } from './webhooks/settings.ts';

/**
 * A partner's program is told of meetings at some places from now on. Its secret is made from the setting and the id: whoever adds it
 * sees it once. Throws webhooks-closed without the setting, and webhook-address-refused.
 */
export const addWebhook = command({
  name: 'meetings.add-webhook',
  roles: ['planner', 'administrator'],
  input: z.object({
    name: z.string().trim().min(1, 'a name').max(80),
    url: z.string().trim().min(1, 'an address').max(500),
    placeIds: z.array(uuid).min(1, 'at least one place').max(500),
    /** From the house, not from whoever asks; a function, so that nothing of the secret is kept with the request. */
    settings: z.custom<() => WebhookSettings | null>((given) => typeof given === 'function'),
  }),
  async run({ tx, newId, now, actor }, { name, url, placeIds, settings }) {
    const set = settings();
    if (set === null) throw meetingsProblem('webhooks-closed');
    const fault = addressFault(url, set.allowsPrivate);
    if (fault !== null) throw meetingsProblem('webhook-address-refused', { detail: fault, params: { fault } });
    const places = [...new Set(placeIds)];
    for (const placeId of places) await requirePlace(tx, placeId);
    const webhookId = newId();
    await insertWebhook(tx, { id: webhookId, name, url, placeIds: places, at: now, by: actor.id });
    // The address may hold a key of the partner's: of it only the host is kept here.
    const details = { host: new URL(url).host, placeIds: places };
    return { result: { webhookId }, subject: `webhook:${webhookId}`, details };
  },
});
