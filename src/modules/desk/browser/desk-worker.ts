/**
 * The service worker of the desk's pages: scripts and styles from their cache, pages from the network, and when that is silent the page that
 * goes on without. Notes and documents it never touches: they lie in IndexedDB, and a new edition of this file changes nothing there.
 */
import { assetCache, pageCache, shellAddress, shellViews, viewOf } from '../device/shell.ts';
import { silenceMs } from '../device/protocol.ts';

/** What the browser gives a worker; the types of pages do not have it. */
interface Worker {
  /** Set in front of this file by the service: the edition, and the addresses of what to keep. */
  desk: { edition: string; assets: string[] };
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: { waitUntil(until: Promise<unknown>): void }) => void): void;
  addEventListener(
    type: 'fetch',
    listener: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
}
const worker = self as unknown as Worker;
const { edition, assets } = worker.desk;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(fromCache(request));
  else if (request.mode === 'navigate') event.respondWith(fromNetwork(request, url.pathname));
});

/** Everything that the pages need, and the pages themselves, before this edition takes over: half an edition is none. */
async function install(): Promise<void> {
  const cache = await caches.open(assetCache(edition));
  const shells = ['', '/en'].flatMap((prefix) => shellViews.map((view) => shellAddress({ prefix, view })));
  await cache.addAll([...assets, ...shells.map((address) => new Request(address, { credentials: 'omit', cache: 'no-store' }))]);
  await worker.skipWaiting();
}

/** The pages that were opened become those of this edition, then older ones go. */
async function activate(): Promise<void> {
  const [own, pages] = await Promise.all([caches.open(assetCache(edition)), caches.open(pageCache)]);
  for (const { url } of await pages.keys()) {
    const view = viewOf(new URL(url).pathname);
    const shell = view === null ? undefined : await own.match(shellAddress(view));
    if (shell !== undefined) await pages.put(url, shell);
  }
  const old = (await caches.keys()).filter((name) => name.startsWith(assetCache('')) && name !== assetCache(edition));
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function fromCache(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** A page from the network; when that says nothing for a while, or that the service is away, the page that goes on without. */
async function fromNetwork(request: Request, path: string): Promise<Response> {
  const pages = await caches.open(pageCache);
  // Of a page that does not go on without network, the list of those that do.
  const start = path.startsWith('/en/') ? '/en/desk' : '/desk';
  const kept = (await pages.match(path, { ignoreVary: true })) ?? (await pages.match(start, { ignoreVary: true }));
  if (kept === undefined) return fetch(request);
  const asked = fetch(request).catch(() => null);
  const silence = new Promise<null>((resolve) => setTimeout(resolve, silenceMs, null));
  const answer = await Promise.race([asked, silence]);
  return answer === null || [502, 503, 504].includes(answer.status) ? kept : answer;
}
