/** Files with a form: PDF, PNG and JPEG by content, within limits, in the person's own name; a huge one costs no memory. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { registerAuth, signInAs } from '../src/platform/auth/index.ts';
import { createServer, endpoint } from '../src/platform/http/index.ts';
import { problemPage } from '../src/ui/index.ts';
import { testHouse } from './database.ts';

const house = await testHouse('empty');
const upload = { maxBytes: 10_485_760, maxFiles: 5 };
/** Of the file that is read while it comes: 160 MB. */
const streamedMax = 167_772_160;
const answer = (body: unknown, uploads: readonly { field: string; name: string; mediaType: string; bytes: Buffer }[]) => ({
  body,
  files: uploads.map(({ field, name, mediaType, bytes }) => ({ field, name, mediaType, length: bytes.length })),
});

const server = await createServer({
  api: { title: 'Files', version: '1', description: '' },
  logLevel: 'silent',
  problemPage,
  endpoints: [
    endpoint({
      method: 'POST',
      url: '/form',
      kind: 'page',
      access: ['jobseeker'],
      summary: 'A form with files',
      upload,
      handle: (request) => answer(request.body, request.uploads),
    }),
    endpoint({
      method: 'POST',
      url: '/streamed',
      kind: 'page',
      access: ['jobseeker'],
      summary: 'A form with one file, read while it comes',
      upload: { maxBytes: streamedMax, maxFiles: 1, streamed: true },
      async handle(request) {
        const { upload: file, body } = request;
        if (file === null) return { body, file: null };
        let bytes = 0;
        for await (const chunk of file.content) bytes += chunk.length;
        return { body, file: { field: file.field, mediaType: file.mediaType, bytes } };
      },
    }),
    endpoint({
      method: 'POST',
      url: '/plain',
      kind: 'page',
      access: 'everyone',
      summary: 'A form without',
      handle: (request) => answer(request.body, []),
    }),
  ],
  async extend(extended) {
    extended.decorate('site', { name: 'Prov', navigation: () => [] });
    registerAuth(extended, { house, issuer: () => never(), publicUrl: () => url, signedOutPage: () => '' });
  },
});
const never = () => {
  throw new Error('no one signs in here');
};
let url = 'http://localhost';
await server.listen({ port: 0, host: '127.0.0.1' });
const address = server.server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
url = `http://127.0.0.1:${port}`;
afterAll(() => server.close());

const signedIn = await signInAs(house, ['jobseeker']);
const pdf = (length: number): Blob => new Blob(['%PDF-1.7\n', Buffer.alloc(length - 9)]);
const png = new Blob([Buffer.from('89504e470d0a1a0a0000', 'hex')]);

function formOf(entries: readonly (readonly [string, string | Blob, string?])[], csrf = signedIn.csrf): FormData {
  const form = new FormData();
  form.append('_csrf', csrf);
  for (const [name, value, file] of entries) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, file);
  }
  return form;
}

const headers = { cookie: signedIn.headers.cookie, accept: 'text/html' };
const send = (body: FormData, path = '/form', more: Record<string, string> = headers): Promise<Response> =>
  fetch(`${url}${path}`, { method: 'POST', body, headers: more });

describe('a form with files', () => {
  it('reaches the handler as fields and files, the type by content and the name clean', async () => {
    const body = formOf([
      ['text', 'åäö'],
      ['many', 'a'],
      ['many', 'b'],
      ['proof', pdf(2000), '../Läkarintyg.JPG'],
      ['picture', png, 'bild'],
      ['nothing chosen', new Blob([]), ''],
    ]);
    expect(await (await send(body)).json()).toEqual({
      body: { text: 'åäö', many: ['a', 'b'] },
      files: [
        { field: 'proof', name: 'Läkarintyg.pdf', mediaType: 'application/pdf', length: 2000 },
        { field: 'picture', name: 'bild.png', mediaType: 'image/png', length: 10 },
      ],
    });
  });

  it('also comes without files, as any form', async () => {
    const body = new URLSearchParams({ _csrf: signedIn.csrf, text: 'x' });
    expect(await (await fetch(`${url}/form`, { method: 'POST', body, headers })).json()).toEqual({
      body: { text: 'x' },
      files: [],
    });
  });

  it('is taken in the name of the person alone: the token is a field of it', async () => {
    const refused = await send(formOf([['proof', pdf(100), 'a.pdf']], 'another'));
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('Formuläret gäller inte längre')]);
    expect((await send(formOf([['proof', pdf(100), 'a.pdf']]), '/form', { accept: 'text/html' })).status).toBe(401);
    const planner = await signInAs(house, ['planner']);
    expect((await send(formOf([], planner.csrf), '/form', { ...headers, cookie: planner.headers.cookie })).status).toBe(403);
  });

  it('is refused where no files are taken', async () => {
    expect((await send(formOf([]), '/plain')).status).toBe(415);
  });
});

describe('what is refused, with a text that helps', () => {
  const html = async (body: FormData): Promise<[number, string]> => {
    const refused = await send(body);
    return [refused.status, await refused.text()];
  };

  it.each([
    ['a program called a PDF', 'intyg.pdf', 'MZ\u0090\u0000'],
    ['a page with script', 'bild.png', '<svg onload=alert(1)>'],
    ['an empty file with a name', 'tom.pdf', ''],
  ])('%s', async (_what, name, content) => {
    const [status, page] = await html(formOf([['proof', new Blob([content], { type: 'application/pdf' }), name]]));
    expect(status).toBe(415);
    expect(page).toContain('PDF eller som bild');
  });

  it('a file of more than ten megabytes; one of exactly ten is taken', async () => {
    const [status, page] = await html(formOf([['proof', pdf(upload.maxBytes + 1), 'a.pdf']]));
    expect(status).toBe(413);
    expect(page).toContain('högst 10 MB');
    expect((await send(formOf([['proof', pdf(upload.maxBytes), 'a.pdf']]))).status).toBe(200);
  });

  it('six files; five are taken', async () => {
    const six = Array.from({ length: 6 }, (_, at) => ['proof', pdf(50), `${at}.pdf`] as const);
    const [status, page] = await html(formOf(six));
    expect(status).toBe(413);
    expect(page).toContain('högst 5 filer');
    expect((await send(formOf(six.slice(1)))).status).toBe(200);
  });

  it('fields without end, and bytes that are no form', async () => {
    const long = Array.from({ length: 30 }, (_, at) => [`f${at}`, 'x'.repeat(50_000)] as const);
    expect((await html(formOf(long)))[0]).toBe(413);
    const broken = { ...headers, 'content-type': 'multipart/form-data; boundary=x', 'x-csrf-token': signedIn.csrf };
    const sent = await fetch(`${url}/form`, { method: 'POST', body: '--x\r\nnonsense', headers: broken });
    expect(sent.status).toBe(400);
  });
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are held on to: what could be let go of is let go of first, or it would say more of the collector than of the server. */
function held(): number {
  // Buffers are let go of by the collection after the one that finds them.
  for (let twice = 0; twice < 2; twice += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Sends a form with one file of so many bytes, all of it, as a browser does that looks for an answer afterwards. */
async function sendHuge(bytes: number, declared: boolean, path = '/form'): Promise<{ answer: string; peak: number }> {
  const head =
    `--x\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${signedIn.csrf}\r\n` +
    '--x\r\ncontent-disposition: form-data; name="proof"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7\n';
  const tail = '\r\n--x--\r\n';
  const piece = Buffer.alloc(1_048_576);
  const chunked = (content: Buffer | string): Buffer =>
    Buffer.concat([Buffer.from(`${Buffer.byteLength(content).toString(16)}\r\n`), Buffer.from(content), Buffer.from('\r\n')]);
  const framed = declared ? (content: Buffer | string) => content : chunked;
  const length = declared ? `content-length: ${head.length + bytes + tail.length}` : 'transfer-encoding: chunked';
  const socket = connect(port, '127.0.0.1');
  let peak = 0;
  const write = async (content: Buffer | string): Promise<void> => {
    if (!socket.write(content)) await once(socket, 'drain');
  };
  let answer = '';
  socket.on('data', (text) => (answer += text.toString()));
  await once(socket, 'connect');
  const start = [`POST ${path} HTTP/1.1`, `host: 127.0.0.1:${port}`, `cookie: ${headers.cookie}`, 'accept: text/html', length];
  await write([...start, 'content-type: multipart/form-data; boundary=x', '', ''].join('\r\n'));
  await write(framed(head));
  for (let sent = 0; sent < bytes; sent += piece.length) {
    await write(framed(piece));
    if (sent % (10 * piece.length) === 0) peak = Math.max(peak, held());
  }
  await write(framed(tail));
  if (!declared) await write('0\r\n\r\n');
  // The same connection takes the next request: it was not cut.
  await write(`GET /nowhere HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\n\r\n`);
  await once(socket, 'close');
  return { answer, peak };
}

describe('a file of 200 MB', () => {
  it.each([true, false])(
    'is answered, all of it may be sent, and it is not held in memory (length declared: %s)',
    async (declared) => {
      await sendHuge(20_971_520, declared);
      const before = held();
      const { answer: page, peak } = await sendHuge(209_715_200, declared);
      expect(page).toMatch(/^HTTP\/1.1 413 [\s\S]*högst 10 MB[\s\S]*HTTP\/1.1 404 /);
      // As much as a file may be, and what is on its way.
      expect((peak - before) / 1_048_576).toBeLessThan(20);
      // The server is as well as before.
      expect((await send(formOf([['proof', pdf(100), 'a.pdf']]))).status).toBe(200);
    },
  );
});

describe('a file that is read while it comes', () => {
  it('is handed on with the fields before it, its type by its first bytes', async () => {
    const body = formOf([
      ['text', 'åäö'],
      ['proof', pdf(300_000), 'a.jpg'],
    ]);
    const answered: unknown = await (await send(body, '/streamed')).json();
    expect(answered).toEqual({ body: { text: 'åäö' }, file: { field: 'proof', mediaType: 'application/pdf', bytes: 300_000 } });
    const none = await send(formOf([['proof', new Blob([]), '']]), '/streamed');
    expect(await none.json()).toEqual({ body: {}, file: null });
  });

  it.each([
    ['what is no file of ours', formOf([['proof', new Blob(['MZ and so on and so on']), 'a.pdf']]), 415],
    ['what is not sent in the person’s name', formOf([['proof', pdf(200_000), 'a.pdf']], 'another'), 403],
    ['what is too large', formOf([['proof', pdf(streamedMax + 1), 'a.pdf']]), 413],
  ])('is refused: %s', async (_what, body, status) => {
    expect((await send(body, '/streamed')).status).toBe(status);
  });

  it('of 150 MB costs no memory', async () => {
    await sendHuge(20_971_520, false, '/streamed');
    const before = held();
    const { answer: taken, peak } = await sendHuge(157_286_400, false, '/streamed');
    expect(taken).toContain('"bytes":157286409');
    expect((peak - before) / 1_048_576).toBeLessThan(30);
  });
});
