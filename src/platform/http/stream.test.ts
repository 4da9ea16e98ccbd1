/** A line to a browser ends when the browser has gone, whenever that was. */
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import { afterAll, expect, it } from 'vitest';
import { openStream } from './stream.ts';

const server = fastify();
const ended: string[] = [];
const begun: string[] = [];
server.get('/:when', async (asked, reply) => {
  const { when } = asked.params as { when: string };
  begun.push(when);
  if (when === 'before') await sleep(200);
  const stream = openStream(asked, reply);
  if (when === 'after') stream.send('here', {});
  await stream.closed;
  ended.push(when);
  return reply;
});
await server.listen({ port: 0, host: '127.0.0.1' });
afterAll(() => server.close());

const { port } = server.server.address() as AddressInfo;

it.each(['before', 'after'])('the browser goes %s it begins', async (when) => {
  const asked = request({ port, host: '127.0.0.1', path: `/${when}` });
  asked.on('error', () => undefined);
  asked.end();
  await expect.poll(() => begun).toContain(when);
  await sleep(50);
  asked.destroy();
  await expect.poll(() => ended, { timeout: 2000 }).toContain(when);
});
