/**
 * The virus check: ClamAV's daemon, by its own protocol (clamd(8), INSTREAM): `zINSTREAM\0`, then pieces with their length before them (four
 * bytes, big-endian), then a length of 0; it answers `stream: OK\0`, `stream: <name> FOUND\0` or `<what> ERROR\0`. `zPING\0` is answered
 * with `PONG\0`.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { VirusState } from '../kinds.ts';

export interface Verdict {
  state: VirusState;
  /** What was found, as the checker calls it. */
  name: string | null;
}

/** A check that goes on while a file comes. It never fails: what cannot be checked is said to be so. */
export interface Checking {
  write(chunk: Uint8Array): Promise<void>;
  verdict(): Promise<Verdict>;
}

export interface VirusCheck {
  /** Begins a check of one file. */
  begin(): Checking;
  /** Whether there is something to ask, and it answers at all. */
  answers(): Promise<boolean>;
}

/** How long the daemon may be silent. */
const silenceMs = 30_000;
const pieceBytes = 65_536;

/** `CLAMD_ADDRESS`: host:port, or the path of a socket; null when there is none. Throws Error when it is neither. */
export function clamdAddress(text: string | undefined): ClamdAddress | null {
  if (text === undefined || text === '') return null;
  if (text.startsWith('/')) return { path: text };
  const read = /^(?<host>\[[0-9a-f:]+\]|[^:\s]+):(?<port>\d{1,5})$/i.exec(text)?.groups;
  if (read === undefined) throw new Error('CLAMD_ADDRESS must be host:port, or the path of a socket that begins with /');
  return { host: read['host']!.replaceAll(/[[\]]/g, ''), port: Number(read['port']) };
}
type ClamdAddress = { path: string } | { host: string; port: number };

/** Without a daemon every file is said to be unchecked. */
export function virusCheckBy(address: ClamdAddress | null): VirusCheck {
  if (address === null) return unchecked;
  return {
    begin: () => checkBy(address),
    async answers() {
      const socket = connect(address);
      const answer = answerOf(socket);
      await send(socket, 'zPING\0');
      return (await answer) === 'PONG';
    },
  };
}

const unchecked: VirusCheck = {
  begin: () => ({ write: async () => {}, verdict: async () => ({ state: 'not-configured', name: null }) }),
  answers: async () => false,
};

function checkBy(address: ClamdAddress): Checking {
  const socket = connect(address);
  const answer = answerOf(socket);
  let sent = send(socket, 'zINSTREAM\0');
  return {
    async write(chunk) {
      for (let at = 0; at < chunk.length; at += pieceBytes) {
        const piece = chunk.subarray(at, at + pieceBytes);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(piece.length);
        sent = sent.then(() => send(socket, Buffer.concat([length, piece])));
        await sent;
      }
    },
    async verdict() {
      await sent.then(() => send(socket, Buffer.alloc(4)));
      return readVerdict(await answer);
    },
  };
}

/** Writes as fast as the daemon reads; what it does not take any more is not waited for. */
async function send(socket: Socket, bytes: Uint8Array | string): Promise<void> {
  if (socket.destroyed || socket.writableEnded || socket.write(bytes)) return;
  await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined);
}

/** All that it answers; null when it cannot be reached, falls silent or breaks off. */
function answerOf(socket: Socket): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  let text = '';
  socket.setTimeout(silenceMs, () => socket.destroy());
  socket.on('data', (data) => {
    text += data.toString();
    if (text.includes('\0')) socket.destroy();
  });
  socket.on('error', () => socket.destroy());
  socket.once('close', () => resolve(text.includes('\0') ? text.slice(0, text.indexOf('\0')) : null));
  return promise;
}

/** An error of its own is no verdict, and may pass; that the file is larger than it takes (its StreamMaxLength) does not. */
function readVerdict(answer: string | null): Verdict {
  if (answer === 'INSTREAM size limit exceeded. ERROR') return { state: 'too-large', name: null };
  if (answer === 'stream: OK') return { state: 'clean', name: null };
  const found = answer === null ? null : /^stream: (?<name>.{1,200}) FOUND$/.exec(answer)?.groups;
  return found == null ? { state: 'unreachable', name: null } : { state: 'infected', name: found['name']! };
}
