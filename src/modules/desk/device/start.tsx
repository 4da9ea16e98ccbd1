/** /desk without network: the places that were opened on this device, with how much of each is not sent. */
import { useEffect, useState } from 'preact/hooks';
import { deviceStore, type KeptPlace, type Unsent, unsentOf, waitingAt } from './store.ts';
import { pageCache } from './shell.ts';
import { Notice } from './fields.tsx';
import type { Say } from './words.ts';

interface Kept {
  place: KeptPlace;
  unsent: Unsent;
}

export function Start({ say, prefix, isElsewhere }: { say: Say; prefix: string; isElsewhere: boolean }) {
  const [kept, setKept] = useState<readonly Kept[]>([]);
  useEffect(() => void keptPlaces(prefix).then(setKept), [prefix]);
  return (
    <>
      <h1>{say('start.title')}</h1>
      {isElsewhere && <Notice tone="warning" title={say('bar.needsNetwork')} />}
      {kept.length === 0 && <p>{say('start.none')}</p>}
      <ul class="card-list" role="list">
        {kept.map(({ place: { placeId, facts }, unsent }) => (
          <li class="card" key={placeId}>
            <p>
              <a href={`${prefix}/desk/${placeId}/host`}>{say('start.hostAt', { place: facts.placeName })}</a>
            </p>
            <p>
              <a href={`${prefix}/desk/${placeId}/counter`}>{say('start.counterAt', { place: facts.placeName })}</a>
            </p>
            <p>{unsent.count === 0 ? say('bar.sent') : say('bar.unsent', { count: unsent.count })}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

async function keptPlaces(prefix: string): Promise<Kept[]> {
  const [db, pages] = await Promise.all([deviceStore(), caches.open(pageCache)]);
  const kept: Kept[] = [];
  for (const place of await db.getAll('places')) {
    const opens = await pages.match(`${prefix}/desk/${place.placeId}/host`);
    if (opens !== undefined) kept.push({ place, unsent: unsentOf(await waitingAt(place.placeId)) });
  }
  return kept;
}
