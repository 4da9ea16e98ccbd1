/** What a device needs to know of a place to go on without network. Nothing about persons: tickets and topics only. */
import type { Actor } from '../../../platform/auth/index.ts';
import { instantAt, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { agreementsInForce, deskDecision, type DeskTask, deskTasks, findPlace, ownAgency } from '../../network/index.ts';
import type { PlaceFacts } from '../device/place-facts.ts';
import { listSittings } from '../store/queue.ts';
import { listCounters, listServices } from '../store/services.ts';
import { listTopics } from '../store/topics.ts';
import { openVisits } from '../store/visits.ts';

/** The place's services, topics and counters, what its agreements list, and the visits that the actor serves right now. */
export async function placeFacts(db: Database, actor: Actor, placeId: Uuid, today: PlainDate): Promise<PlaceFacts> {
  const [place, services, topics, counters, agreed, visits, sittings] = await Promise.all([
    findPlace(db, placeId),
    listServices(db, placeId),
    listTopics(db, today),
    listCounters(db, placeId),
    agreedTasks(db, placeId, today),
    openVisits(db, placeId, today),
    listSittings(db, placeId, instantAt(today, '00:00')!),
  ]);
  const mine = new Set(sittings.filter(({ accountId }) => accountId === actor.id).map(({ counterId }) => counterId));
  const inHand = visits.filter(
    ({ servedBy, counterId, state }) =>
      state !== 'waiting' && (servedBy === actor.id || (counterId !== null && mine.has(counterId))),
  );
  return {
    placeName: place?.name ?? '',
    services: services.map(({ id, letter, names, topics: codes }) => ({ id, letter, names, topics: codes })),
    topics: topics.map(({ code, agency, names }) => ({ code, agency, names })),
    counters: counters.map(({ id, name }) => ({ id, name })),
    agreed,
    inHand: inHand.map(({ id, ticket, topic, state, counterId }) => ({ visitId: id, ticket, topic, state, counterId })),
  };
}

/** By agency: the tasks that may be done at the place, and the agreement's own words. */
async function agreedTasks(db: Database, placeId: Uuid, on: PlainDate): Promise<PlaceFacts['agreed']> {
  const own = await deskDecision(db, { placeId, agency: ownAgency, on }, 'general-information');
  const listed = (await agreementsInForce(db, placeId, on)).map(({ agency, tasks }) => [
    agency,
    { tasks: tasks.map(({ task }): DeskTask => task), words: tasks.map(({ words }) => words).join('; ') },
  ]);
  const ownOffice = own.allowed && own.category === null ? [[ownAgency, { tasks: [...deskTasks], words: '' }]] : [];
  return Object.fromEntries([...listed, ...ownOffice]) as PlaceFacts['agreed'];
}
