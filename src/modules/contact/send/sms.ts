/** SMS by an HTTP gateway; what is asked and answered is our own contract, docs/sms-gateway.md. */
import { z } from 'zod';
import type { Handed, SmsGateway } from './gateways.ts';

const timeoutMs = 15_000;

const taken = z.object({ receipt: z.string().max(200) });

export function smsGateway({ url, token, from }: { url: string; token: string; from: string }): SmsGateway {
  if (!/^https?:\/\//.test(url)) throw new Error('SMS_GATEWAY_URL must begin with https:// or http://');
  return {
    async hand({ id, to, text }) {
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ id, to, text, from }),
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        });
        const body: unknown = await answer.json().catch(() => null);
        return handed(answer.status, body);
      } catch {
        return { kind: 'later', error: 'sms-unreachable' };
      }
    },
  };
}

/** 202 taken; 409 taken before with the same id; 408, 425, 429, 401, 403 and 5xx later; other 4xx never. */
function handed(status: number, body: unknown): Handed {
  if (status === 202 || status === 409) return { kind: 'taken', receipt: taken.safeParse(body).data?.receipt ?? null };
  const error = `sms-${status}`;
  // A token that is refused is ours to mend, not the person's.
  const never = status >= 400 && status < 500 && ![401, 403, 408, 425, 429].includes(status);
  return { kind: never ? 'refused' : 'later', error };
}
