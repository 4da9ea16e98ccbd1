/** A mail server for tests: the exchange of RFC 5321 over a socket, which keeps what it is given. */
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Header fields by name in lower case, unfolded. */
  headers: Map<string, string>;
  /** The whole message as it came. */
  raw: string;
}

export interface MailServer {
  url: string;
  received: ReceivedMail[];
  /** Answers RCPT with this line instead of 250, until told null. */
  refuseRecipients(line: string | null): void;
  /** Keeps the answer to the end of data back until the promise is there; null answers at once again. */
  holdAnswers(until: Promise<void> | null): void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const how: { refusal: string | null; hold: Promise<void> | null } = { refusal: null, hold: null };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    converse(socket, received, how);
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    refuseRecipients: (line) => void (how.refusal = line),
    holdAnswers: (until) => void (how.hold = until),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => void server.close(done));
    },
  };
}

function converse(socket: Socket, received: ReceivedMail[], how: { refusal: string | null; hold: Promise<void> | null }): void {
  const say = (line: string): void => void (socket.destroyed || socket.write(`${line}\r\n`));
  let buffered = '';
  let inData = false;
  let mail = { from: '', to: [] as string[] };
  const command = (line: string): void => {
    const [verb = ''] = line.toUpperCase().split(/[ :]/);
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (verb === 'EHLO') say('250-test\r\n250-8BITMIME\r\n250 SMTPUTF8');
    else if (verb === 'MAIL') {
      mail = { from: address, to: [] };
      say('250 OK');
    } else if (verb === 'RCPT') {
      if (how.refusal === null) mail.to.push(address);
      say(how.refusal ?? '250 OK');
    } else if (verb === 'DATA') {
      inData = true;
      say('354 go on');
    } else if (verb === 'QUIT') {
      say('221 bye');
      socket.end();
    } else say(['RSET', 'NOOP', 'HELO'].includes(verb) ? '250 OK' : '502 not here');
  };
  socket.setEncoding('utf8').on('data', (text) => {
    buffered += String(text);
    for (;;) {
      const end = inData ? buffered.indexOf('\r\n.\r\n') : buffered.indexOf('\r\n');
      if (end < 0) return;
      const part = buffered.slice(0, end);
      buffered = buffered.slice(end + (inData ? 5 : 2));
      if (!inData) {
        command(part);
        continue;
      }
      inData = false;
      const raw = part.replaceAll('\r\n..', '\r\n.');
      received.push({ ...mail, headers: headersOf(raw), raw });
      void Promise.resolve(how.hold).then(() => say('250 kept'));
    }
  });
  say('220 test');
}

function headersOf(raw: string): Map<string, string> {
  const lines = raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), said(line.slice(line.indexOf(':') + 1).trim())]),
  );
}

/** Bytes of a text in which =C3 stands for one. */
function quotedBytes(text: string): Buffer {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

/** A header's text: encoded words (RFC 2047) as what they stand for; a letter may be parted between two of them. */
function said(text: string): string {
  const word = /=\?UTF-8\?([QB])\?([^?]*)\?=/g;
  return text.replaceAll(/=\?UTF-8\?[QB]\?[^?]*\?=(?: =\?UTF-8\?[QB]\?[^?]*\?=)*/g, (words) => {
    const parts = [...words.matchAll(word)].map(([, how, what = '']) =>
      how === 'B' ? Buffer.from(what, 'base64') : quotedBytes(what.replaceAll('_', ' ')),
    );
    return Buffer.concat(parts).toString('utf8');
  });
}

/** The parts of a message by media type, decoded. */
export function partsOf(mail: ReceivedMail): Map<string, string> {
  const found = new Map<string, string>();
  const read = (text: string): void => {
    const cut = text.indexOf('\r\n\r\n');
    const headers = headersOf(text);
    const body = text.slice(cut + 4);
    const type = headers.get('content-type') ?? 'text/plain';
    const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
    if (boundary === undefined) {
      found.set(type.split(';')[0]!, decoded(body, headers.get('content-transfer-encoding') ?? '7bit'));
      return;
    }
    for (const part of body.split(`--${boundary}`).slice(1, -1)) read(part.replace(/^\r\n/, ''));
  };
  read(mail.raw);
  return found;
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  return quotedBytes(body.replaceAll(/=\r\n/g, '')).toString('utf8');
}
