/**
 * Stylesheet, scripts and favicon: bundled once at start, compressed once, served under a name with a hash of the content,
 * so that a browser may keep them for ever.
 */
import { buildSync } from 'esbuild';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { problem } from '../platform/problem/index.ts';

interface Asset {
  /** `app.js` */
  plain: string;
  /** `app-1a2b3c4d.js` */
  file: string;
  type: string;
  body: Buffer;
  br: Buffer;
  gzip: Buffer;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

let built: ReadonlyMap<string, Asset> | undefined;
const folders = [new URL('./assets/', import.meta.url)];

/** Each file of a folder becomes a script too, as those in assets/ do. */
export function addScripts(folder: URL): void {
  folders.push(folder);
  // Names are by content: those of pages that have been made stay true.
  built = undefined;
}

/** Every asset by its plain name (`site.css`, `app.js`, `favicon.svg`); built at the first call. */
function allAssets(): ReadonlyMap<string, Asset> {
  built ??= new Map(
    [...bundled(), asset('favicon', 'svg', readFileSync(here('./assets/favicon.svg')))].map((one) => [one.plain, one]),
  );
  return built;
}

/** Address of an asset: `assetUrl('app.js')` is `/assets/app-1a2b3c4d.js`. Throws RangeError for one that is not there. */
export function assetUrl(name: string): string {
  const found = allAssets().get(name);
  if (found === undefined) throw new RangeError(`no asset ${name}; there are ${[...allAssets().keys()].join(', ')}`);
  return `/assets/${found.file}`;
}

/** What an asset holds, for a file that must have an address of its own. Throws RangeError for one that is not there. */
export function assetBody(name: string): Buffer {
  const found = allAssets().get(name);
  if (found === undefined) throw new RangeError(`no asset ${name}`);
  return found.body;
}

/** Serves the assets below /assets/. */
export async function registerAssets(server: FastifyInstance): Promise<void> {
  const byFile = new Map([...allAssets().values()].map((one) => [one.file, one]));
  server.get<{ Params: { file: string } }>('/assets/:file', { schema: { hide: true } }, (request, reply) => {
    const found = byFile.get(request.params.file);
    if (found === undefined) throw problem('not-found');
    const encoding = encodingFor(request);
    if (encoding !== null) void reply.header('content-encoding', encoding);
    return reply
      .type(found.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .send(encoding === null ? found.body : found[encoding === 'br' ? 'br' : 'gzip']);
  });
}

function encodingFor(request: FastifyRequest): 'br' | 'gzip' | null {
  const accepted = request.headers['accept-encoding'] ?? '';
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted) ? 'gzip' : null;
}

/** The stylesheet and the scripts, in one call of the compiler: each call starts a process. */
function bundled(): Asset[] {
  const scripts = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => /(?<!\.test)\.[tj]sx?$/.test(file))
      .map((file) => fileURLToPath(new URL(file, folder))),
  );
  const { outputFiles } = buildSync({
    entryPoints: [here('./styles/site.css'), ...scripts],
    entryNames: '[name]',
    outdir: here('.'),
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    legalComments: 'none',
    charset: 'utf8',
    target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
  });
  return outputFiles.map(({ path, contents }) => {
    const { name, ext } = parse(path);
    return asset(name, ext === '.css' ? 'css' : 'js', Buffer.from(contents));
  });
}

function asset(name: string, extension: keyof typeof types, body: Buffer): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return {
    plain: `${name}.${extension}`,
    file: `${name}-${hash}.${extension}`,
    type: types[extension],
    body,
    br: brotliCompressSync(body),
    gzip: gzipSync(body, { level: 9 }),
  };
}
