/** A way to the database that can be cut and mended: what runs over it sees a server that is gone, and then back. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll } from 'vitest';

export interface Way {
  /** The database's address over this way. */
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function wayTo(url: string): Promise<Way> {
  const to = new URL(url);
  const sockets = new Set<Socket>();
  let server: Server;
  const open = async (port: number): Promise<number> => {
    server = createServer((from) => {
      const on = connect(Number(to.port), to.hostname);
      for (const [one, other] of [[from, on] as const, [on, from] as const]) {
        sockets.add(one);
        one.on('error', () => other.destroy()).on('close', () => sockets.delete(one) && other.destroy());
        one.pipe(other);
      }
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await open(0);
  const cut = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const one of sockets) one.destroy();
    await closed;
  };
  afterAll(() => cut().catch(() => undefined));
  const over = new URL(url);
  over.hostname = '127.0.0.1';
  over.port = String(port);
  return { url: over.toString(), cut, mend: async () => void (await open(port)) };
}
