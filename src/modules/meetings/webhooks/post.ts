/** One try to hand a message to a partner's program, over HTTP. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { addressFault, lookupPublic, PrivateAddress } from './address.ts';

/** Standard Webhooks 1.0.0 recommends 15 to 30 seconds. */
const timeoutMs = 15_000;

/** What came of a try: the status that was answered, or why there was none. Says nothing of what was answered. */
export type Tried = { status: number } | { error: 'timeout' | 'unreachable' | 'private' };

/** Redirects are not followed: the address is what someone here has entered. The answer's body is not read. */
export function post(
  url: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: string },
  { allowsPrivate, patienceMs = timeoutMs }: { allowsPrivate: boolean; patienceMs?: number },
): Promise<Tried> {
  // The address was looked at when it was entered; the setting may have changed since.
  if (addressFault(url, allowsPrivate) !== null) return Promise.resolve({ error: 'private' });
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const signal = AbortSignal.timeout(patienceMs);
  return new Promise((resolve) => {
    const sent = send(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      signal,
      ...(allowsPrivate ? {} : { lookup: lookupPublic }),
    });
    sent.once('response', (answer) => {
      resolve({ status: answer.statusCode ?? 0 });
      answer.destroy();
    });
    sent.on('error', (error) => {
      if (error instanceof PrivateAddress) resolve({ error: 'private' });
      else resolve({ error: signal.aborted ? 'timeout' : 'unreachable' });
    });
    sent.end(body);
  });
}
