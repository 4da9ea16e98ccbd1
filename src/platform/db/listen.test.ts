/** Notices keep coming when the way to the server is cut without a word (a half-open connection). */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { listen } from './index.ts';

const house = await testHouse('empty');

/** Passes everything on to the server until `cut()`: then what is open stays open and nothing gets through. */
async function wayTo(url: URL) {
  const open: [Socket, Socket][] = [];
  let said = '';
  const proxy = createServer((near) => {
    const far = connect({ port: Number(url.port), host: url.hostname });
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.pipe(far);
    far.pipe(near);
    far.on('data', (bytes: Buffer) => (said += bytes.toString('latin1')));
    open.push([near, far]);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((proxy.address() as AddressInfo).port);
  return {
    url: String(through),
    connections: () => open.length,
    /** Whatever the server has answered. */
    said: () => said,
    cut() {
      for (const [near, far] of open) {
        near.unpipe(far);
        far.unpipe(near);
      }
    },
    close() {
      for (const socket of open.flat()) socket.destroy();
      proxy.close();
    },
  };
}

it('makes a connection anew that no longer answers, and looks for itself then', async () => {
  const way = await wayTo(new URL(house.url));
  let notices = 0;
  const listener = listen(way.url, 'test_channel', () => (notices += 1), { everyMs: 50, answerMs: 200 });
  try {
    await expect.poll(() => notices, { timeout: 5000 }).toBe(1);
    way.cut();
    await expect.poll(() => [way.connections() > 1, notices], { timeout: 5000 }).toEqual([true, 2]);
    await sql`select pg_notify('test_channel', '')`.execute(house.db);
    await expect.poll(() => notices, { timeout: 5000 }).toBe(3);
  } finally {
    await listener.close();
    way.close();
  }
});

it('is closed while it connects, and the server has nothing to complain of', async () => {
  const way = await wayTo(new URL(house.url));
  for (const wait of [0, 1, 2, 3, 4, 5, 7, 10, 15]) {
    const listener = listen(way.url, 'test_channel', () => undefined);
    await new Promise((resolve) => setTimeout(resolve, wait));
    await listener.close();
  }
  expect(way.said()).not.toContain('FATAL');
  way.close();
});
