/** Which pages open on this device without network: those of each place that someone signed in opened here. */
import { pageCache, shellAddress, type ShellView } from './shell.ts';

/** The worker serves the pages in their language; without workers, pages simply need a network. */
export async function registerWorker(prefix: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker
    .register('/desk-worker.js', { scope: `${prefix}/desk`, updateViaCache: 'none' })
    .catch(() => undefined);
}

/** Keeps both pages of the place, and the one that lists the places. */
export async function keepPages({ prefix, place }: { prefix: string; place: string | null }): Promise<void> {
  if (place === null || !('caches' in window)) return;
  const cache = await caches.open(pageCache);
  const keep = async (path: string, view: ShellView): Promise<void> => {
    const answer = await fetch(shellAddress({ prefix, view }), { credentials: 'omit' });
    if (answer.ok) await cache.put(path, answer);
  };
  const at = `${prefix}/desk/${place}`;
  await Promise.all([keep(`${at}/host`, 'host'), keep(`${at}/counter`, 'counter'), keep(`${prefix}/desk`, 'start')]).catch(
    () => undefined,
  );
  // What lies in IndexedDB is asked to stay, also when the device has little room left.
  await navigator.storage?.persist?.();
}
