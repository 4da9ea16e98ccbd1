/** What makes the desk's pages an app: the worker, the manifest, its icons, and pages that are kept on devices and so say nothing of anyone. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('empty');
const { server } = await testService(house);
const desk = await newDesk(house);

describe('a page that is kept', () => {
  it.each(['host', 'counter', 'start'])('says nothing of whoever asked for it (%s)', async (view) => {
    const own = await server.inject({ url: `/desk/shell/${view}`, headers: desk.headers.officer });
    const anyone = await server.inject(`/desk/shell/${view}`);
    expect(own.statusCode).toBe(200);
    expect(own.body).toBe(anyone.body);
    expect(own.body).not.toContain(desk.officer.name);
    expect(own.body).not.toContain('_csrf');
  });

  it('is in Swedish and English', async () => {
    expect((await server.inject('/desk/shell/host')).body).toContain('Ta emot besökare');
    expect((await server.inject('/en/desk/shell/host')).body).toContain('Receive visitors');
  });
});

describe('the worker', () => {
  it('stands at the root, is asked for anew each time, and names what it keeps', async () => {
    const { headers, body } = await server.inject('/desk-worker.js');
    expect(headers['content-type']).toContain('text/javascript');
    expect(headers['cache-control']).toBe('no-cache');
    const { edition, assets } = JSON.parse(/^self\.desk=(\{.*\});\n/.exec(body)![1]!) as { edition: string; assets: string[] };
    expect(edition).toMatch(/^[0-9a-f]{12}$/);
    for (const address of assets) expect([address, (await server.inject(address)).statusCode]).toEqual([address, 200]);
  });

  it('is allowed by the pages’ own policy, and nothing else is', async () => {
    const { headers } = await server.inject({ url: `/desk/${desk.placeId}/host`, headers: desk.headers.host });
    expect(headers['content-security-policy']).toContain("worker-src 'self'; manifest-src 'self'");
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});

describe('the manifest', () => {
  it.each([
    ['', '/desk'],
    ['/en', '/en/desk'],
  ])('begins and stays at the desk in its language (%s)', async (prefix, start) => {
    const answer = await server.inject(`${prefix}/desk.webmanifest`);
    expect(answer.headers['content-type']).toContain('application/manifest+json');
    const manifest = answer.json<{
      start_url: string;
      scope: string;
      display: string;
      icons: { src: string; sizes: string }[];
    }>();
    expect(manifest).toMatchObject({ start_url: start, scope: start, display: 'standalone' });
    for (const { src, sizes } of manifest.icons) {
      const icon = await server.inject(src);
      const { width, height, format } = await sharp(icon.rawPayload).metadata();
      expect([format, `${width}x${height}`]).toEqual(['png', sizes]);
    }
    expect((await server.inject('/desk-icon-100.png')).statusCode).toBe(404);
  });
});
