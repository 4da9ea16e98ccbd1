/** What the operator has set for webhooks. */
import { createHmac } from 'node:crypto';

export interface WebhookSettings {
  /** What each webhook's own secret is made from. */
  secret: string;
  /** Addresses within the house, and http on this machine, may be called: for trials. */
  allowsPrivate: boolean;
}

const shortest = 32;

/** WEBHOOK_SECRET and WEBHOOK_PRIVATE_ADDRESSES; null without a secret. Throws Error when one of them cannot be meant. */
export function webhookSettings(env: Readonly<Record<string, string | undefined>>): WebhookSettings | null {
  const secret = env['WEBHOOK_SECRET'] ?? '';
  const privately = env['WEBHOOK_PRIVATE_ADDRESSES'] ?? '';
  if (privately !== '' && privately !== 'allowed') throw new Error('WEBHOOK_PRIVATE_ADDRESSES can only be "allowed"');
  if (secret === '') return null;
  if (secret.length < shortest) throw new Error(`WEBHOOK_SECRET must have at least ${shortest} characters`);
  return { secret, allowsPrivate: privately !== '' };
}

/** The 32 bytes that a webhook's messages are signed with: made from the setting and its id, so that they are kept nowhere. */
function keyOf({ secret }: WebhookSettings, webhookId: string): Buffer {
  return createHmac('sha256', secret).update(webhookId).digest();
}

/** A webhook's secret as its receiver is told it (Standard Webhooks 1.0.0, Signature scheme). */
export function secretOf(settings: WebhookSettings, webhookId: string): string {
  return `whsec_${keyOf(settings, webhookId).toString('base64')}`;
}

/** The header `webhook-signature` of a message. `timestamp`: seconds since 1970, of the try. */
export function signatureOf(
  settings: WebhookSettings,
  webhookId: string,
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string {
  const signed = createHmac('sha256', keyOf(settings, webhookId)).update(`${id}.${timestamp}.${body}`);
  return `v1,${signed.digest('base64')}`;
}
