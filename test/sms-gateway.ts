/** An SMS gateway for tests, as docs/sms-gateway.md says: it takes each id once. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedSms {
  id: string;
  to: string;
  text: string;
  from: string;
}

export interface SmsServer {
  url: string;
  token: string;
  /** What was taken: never two with one id. */
  taken: ReceivedSms[];
  /** How many requests came. */
  asked(): number;
  /** Answers with these before it answers as it should. */
  answerFirst(...statuses: number[]): void;
  close(): Promise<void>;
}

export async function startSmsServer(): Promise<SmsServer> {
  const token = 'a-token-of-the-test';
  const taken: ReceivedSms[] = [];
  const first: number[] = [];
  let asked = 0;
  const server = createServer(async (request, response) => {
    asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = (status: number, body: object = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const forced = first.shift();
    if (forced !== undefined) return answer(forced);
    if (request.headers.authorization !== `Bearer ${token}`) return answer(401);
    const sms = JSON.parse(Buffer.concat(chunks).toString('utf8')) as ReceivedSms;
    if (taken.some(({ id }) => id === sms.id)) return answer(409, { receipt: `r-${sms.id}` });
    taken.push(sms);
    return answer(202, { receipt: `r-${sms.id}` });
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`,
    token,
    taken,
    asked: () => asked,
    answerFirst: (...statuses) => void first.push(...statuses),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
