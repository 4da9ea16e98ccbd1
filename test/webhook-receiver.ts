/** A partner's program for tests: a whole HTTP server that checks each message as docs/webhooks.md says. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedMessage {
  id: string;
  type: string;
  timestamp: number;
  isGenuine: boolean;
  /** As it came. */
  body: string;
  event: { specversion: string; id: string; type: string; source: string; subject: string; time: string } & {
    datacontenttype: string;
    data: Record<string, unknown>;
  };
}

export interface Receiver {
  url: string;
  /** Every message that came, also those that were answered otherwise than with 204. */
  received: ReceivedMessage[];
  /** Forgets what came and what was to be answered. */
  clear(): void;
  /** Answers the next ones so: a status, 'hang' for no answer at all, 'die' for a connection that breaks. */
  answerNext(...answers: (number | 'hang' | 'die')[]): void;
  /** The secret as the planner was shown it. */
  know(secret: string): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedMessage[] = [];
  const next: (number | 'hang' | 'die')[] = [];
  let key = Buffer.alloc(0);
  const answer = (response: ServerResponse, how: number | 'hang' | 'die'): void => {
    if (how === 'die') response.destroy();
    else if (how !== 'hang') response.writeHead(how, how >= 300 && how < 400 ? { location: '/elsewhere' } : {}).end();
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const id = String(request.headers['webhook-id']);
    const timestamp = String(request.headers['webhook-timestamp']);
    const expected = Buffer.from(createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64'));
    const given = Buffer.from(String(request.headers['webhook-signature']).replace(/^v1,/, ''));
    received.push({
      id,
      type: String(request.headers['content-type']),
      timestamp: Number(timestamp),
      isGenuine: given.length === expected.length && timingSafeEqual(given, expected),
      body,
      event: JSON.parse(body) as ReceivedMessage['event'],
    });
    answer(response, request.url === '/elsewhere' ? 204 : (next.shift() ?? 204));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/calendar?key=theirs`,
    received,
    clear() {
      received.length = 0;
      next.length = 0;
    },
    answerNext: (...answers) => void next.push(...answers),
    know: (secret) => void (key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
