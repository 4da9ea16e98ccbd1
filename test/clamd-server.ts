/** A small server that speaks the protocol of ClamAV's daemon (clamd(8), INSTREAM), for tests of whoever asks it. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What it finds: the test file that every virus checker knows, in two parts so that this file is none. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export interface ClamdServer {
  address: string;
  /** How many streams were checked. */
  checked: number;
  /** 'breaks' hangs up in the middle; 'too-large' says that the file is larger than it takes; 'error' is one of its own. */
  mode: 'answers' | 'breaks' | 'too-large' | 'error';
  /** Takes no file of more bytes, whatever the mode. */
  mostBytes: number;
  close(): Promise<void>;
}

export async function clamdServer(): Promise<ClamdServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => undefined);
    void answer(socket, clamd).catch(() => socket.destroy());
  });
  const clamd: ClamdServer = {
    address: '',
    checked: 0,
    mode: 'answers',
    mostBytes: Infinity,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  clamd.address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return clamd;
}

/** Reads `zINSTREAM\0` and its pieces, and says what was in them. */
async function answer(socket: Socket, clamd: ClamdServer): Promise<void> {
  let buffered = Buffer.alloc(0);
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const take = async (length: number): Promise<Buffer> => {
    while (buffered.length < length) {
      const next = await chunks.next();
      if (next.done === true) throw new Error('hung up');
      buffered = Buffer.concat([buffered, next.value]);
    }
    const taken = buffered.subarray(0, length);
    buffered = buffered.subarray(length);
    return taken;
  };
  if ((await take(6)).toString() === 'zPING\0') return void socket.end(clamd.mode === 'breaks' ? '' : 'PONG\0');
  if ((await take(4)).toString() !== 'EAM\0') return void socket.end('UNKNOWN COMMAND\0');
  const content: Buffer[] = [];
  let bytes = 0;
  for (let length = (await take(4)).readUInt32BE(); length > 0; length = (await take(4)).readUInt32BE()) {
    content.push(await take(length));
    bytes += length;
    if (clamd.mode === 'breaks') return void socket.destroy();
    if (clamd.mode === 'too-large' || bytes > clamd.mostBytes) return void socket.end('INSTREAM size limit exceeded. ERROR\0');
    if (clamd.mode === 'error') return void socket.end("Can't allocate memory ERROR\0");
  }
  clamd.checked += 1;
  socket.end(Buffer.concat(content).includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
}
