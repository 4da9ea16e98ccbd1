/** What makes the desk's pages an app that goes on without network: manifest, icons, worker, and the pages as they are then. */
import { createHash } from 'node:crypto';
import { h } from 'preact';
import sharp from 'sharp';
import { z } from 'zod';
import { visitor } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { addScripts, assetBody, assetUrl, renderPage, sendPage } from '../../../ui/index.ts';
import { shellViews } from '../device/shell.ts';
import { DeskDevice } from '../pages/shell.tsx';
import en from '../texts/staff-offline.en.json' with { type: 'json' };
import sv from '../texts/staff-offline.sv.json' with { type: 'json' };
import '../texts.ts';

addScripts(new URL('../browser/', import.meta.url));

const everyone = { kind: 'page', access: 'everyone', method: 'GET' } as const;
const iconSizes = ['192', '512'] as const;
/** The ground behind the icon: theme-color of every page. */
const ground = '#0c5568';

export function offlinePages(): Endpoint[] {
  return [
    endpoint({
      ...everyone,
      url: '/desk.webmanifest',
      summary: 'What the desk’s pages are called when they are installed',
      handle(request, reply) {
        void reply.type('application/manifest+json').header('cache-control', 'public, max-age=3600');
        return reply.send(manifest(request.language));
      },
    }),
    endpoint({
      ...everyone,
      url: '/desk-icon-:size.png',
      summary: 'The icon of the installed desk',
      params: z.object({ size: z.enum(iconSizes) }),
      async handle(request, reply) {
        const icon = await iconOf(Number(request.params.size));
        return reply.type('image/png').header('cache-control', 'public, max-age=86400').send(icon);
      },
    }),
    endpoint({
      ...everyone,
      url: '/desk-worker.js',
      summary: 'The worker that keeps the desk’s pages going without network',
      handle(_request, reply) {
        // At the root, since a worker serves only what lies below it.
        return reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(workerText());
      },
    }),
    endpoint({
      ...everyone,
      url: '/desk/shell/:view',
      summary: 'A page of the desk as it is without network: the same for everyone',
      params: z.object({ view: z.enum(shellViews) }),
      handle(request, reply) {
        // It is kept on devices: nothing of who asked may stand in it.
        request.actor = visitor;
        request.csrf = '';
        const { view } = request.params;
        const t = translator(request.language);
        const title = t(`desk:staffOffline.${view}.title`);
        const head = h(DeskDevice, { shell: view });
        const html = renderPage(request, { title, bare: true, children: null, head, scripts: ['desk-device.js'] });
        return sendPage(reply, html);
      },
    }),
  ];
}

function manifest(language: Language): string {
  const t = translator(language);
  const start = href(language, '/desk');
  return JSON.stringify({
    id: start,
    name: t('desk:staffOffline.app.name'),
    short_name: t('desk:staffOffline.app.short'),
    lang: language,
    start_url: start,
    scope: start,
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: ground,
    icons: iconSizes.map((size) => ({
      src: `/desk-icon-${size}.png`,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: 'any maskable',
    })),
  });
}

const icons = new Map<number, Promise<Buffer>>();

/** The favicon as a picture of so many pixels, with room around it for those who cut icons round (W3C manifest: 40 % from the middle). */
function iconOf(size: number): Promise<Buffer> {
  const known = icons.get(size);
  if (known !== undefined) return known;
  const inner = Math.round(size * 0.7);
  const before = Math.floor((size - inner) / 2);
  const after = size - inner - before;
  const made = sharp(assetBody('favicon.svg'), { density: 600 })
    .resize(inner, inner)
    .extend({ top: before, bottom: after, left: before, right: after, background: ground })
    .flatten({ background: ground })
    .png()
    .toBuffer();
  icons.set(size, made);
  return made;
}

let worker: string | undefined;

/** The worker with the names of what it keeps: another script, style or word makes another edition. */
function workerText(): string {
  if (worker !== undefined) return worker;
  const assets = ['site.css', 'app.js', 'desk-device.js', 'favicon.svg'].map(assetUrl);
  const code = assetBody('desk-worker.js').toString('utf8');
  const edition = createHash('sha256')
    .update(JSON.stringify([assets, sv, en]))
    .update(code)
    .digest('hex')
    .slice(0, 12);
  worker = `self.desk=${JSON.stringify({ edition, assets })};\n${code}`;
  return worker;
}
