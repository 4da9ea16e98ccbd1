/**
 * Issue 5 proof: random arrivals, bookings, calls, parkings, transfers, no-shows, priorities and departures in several lines at several counters,
 * held against a simple model: each answer, each refusal, and where everyone is in the end.
 */
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { callNext } from '../src/modules/desk/call-next.ts';
import { callVisit } from '../src/modules/desk/call-visit.ts';
import { closeCounter } from '../src/modules/desk/close-counter.ts';
import { endVisit } from '../src/modules/desk/end-visit.ts';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { leaveQueue } from '../src/modules/desk/leave-queue.ts';
import { noteArrival } from '../src/modules/desk/note-arrival.ts';
import { noteNoShow } from '../src/modules/desk/note-no-show.ts';
import { openCounter } from '../src/modules/desk/open-counter.ts';
import { parkVisit } from '../src/modules/desk/park-visit.ts';
import { prioritiseVisit } from '../src/modules/desk/prioritise-visit.ts';
import { putCounter } from '../src/modules/desk/put-counter.ts';
import { putService } from '../src/modules/desk/put-service.ts';
import { recallVisit } from '../src/modules/desk/recall-visit.ts';
import { resumeVisit } from '../src/modules/desk/resume-visit.ts';
import { serveVisit } from '../src/modules/desk/serve-visit.ts';
import { phoneKeyOf } from '../src/modules/desk/ticket-key.ts';
import { transferVisit } from '../src/modules/desk/transfer-visit.ts';
import { type Actor, type Command, execute, visitor } from '../src/platform/auth/index.ts';
import { epochMilliseconds, instant, later } from '../src/platform/clock/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { Problem } from '../src/platform/problem/index.ts';
import { testHouse } from './database.ts';

const begin = instant('2026-03-02T09:00:00Z');
const house = await testHouse('empty', begin);

/** A visit as the model knows it; times in minutes since the beginning. */
interface Known {
  id: Uuid;
  ticket: string;
  service: number;
  state: 'waiting' | 'called' | 'serving' | 'parked' | 'ended';
  priority: boolean;
  booked: number | null;
  since: number;
  counter: number | null;
}

interface World {
  placeId: Uuid;
  officers: readonly Actor[];
  services: readonly Uuid[];
  counters: readonly Uuid[];
}

/** Which lines each counter calls from. */
const takes = [[0, 1], [1]] as const;

class Model {
  now = 0;
  readonly visits: Known[] = [];
  readonly numbers = [0, 0];
  readonly sits = [false, false];

  at(counter: number): Known | undefined {
    return this.visits.find((one) => one.counter === counter && (one.state === 'called' || one.state === 'serving'));
  }

  /** Nobody else would be called before them. */
  next(counter: number): Known | undefined {
    const rank = (one: Known): number[] => {
      if (one.priority) return [0, one.since];
      if (one.booked === null) return [2, one.since];
      return [one.booked <= this.now ? 1 : 3, one.booked, one.since];
    };
    const before = (a: Known, b: Known): boolean => {
      const [left, right] = [rank(a), rank(b)];
      const differs = left.findIndex((value, index) => value !== right[index]);
      return differs === -1 ? a.id < b.id : left[differs]! < (right[differs] ?? 0);
    };
    const waiting = this.visits.filter((one) => one.state === 'waiting' && takes[counter]!.includes(one.service as never));
    return waiting.find((one) => waiting.every((other) => other === one || before(one, other)));
  }
}

type Act =
  | { do: 'arrive'; service: number; priority: boolean; booked: number | null }
  | { do: 'tick'; minutes: number }
  | { do: 'open' | 'close' | 'next'; counter: number }
  | { do: 'call'; visit: number; counter: number }
  | { do: 'recall' | 'serve' | 'park' | 'resume' | 'transfer' | 'prioritise' | 'no-show' | 'solved' | 'leave'; visit: number };

const counter = fc.constantFrom(0, 1);
const visit = fc.nat({ max: 11 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('arrive' as const),
      service: fc.constantFrom(0, 1),
      priority: fc.nat({ max: 4 }).map((chance) => chance === 0),
      booked: fc.option(fc.integer({ min: -30, max: 10 }), { freq: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tick' as const), minutes: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('next' as const), counter }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('open' as const, 'close' as const), counter }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('call' as const), visit, counter }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'recall' as const,
        'serve' as const,
        'park' as const,
        'resume' as const,
        'transfer' as const,
        'prioritise' as const,
        'no-show' as const,
        'solved' as const,
        'leave' as const,
      ),
      visit,
    }),
  },
);

async function newWorld(): Promise<World> {
  const desk = await newDesk(house);
  const { placeId, manager, officer, serviceId } = desk;
  const second = { placeId, id: null, version: null, letter: 'B', names: { sv: 'B' }, goal: null, topics: ['register'] };
  const { serviceId: other } = await execute(house, manager, putService, second);
  const [services, counters] = [[serviceId, other], desk.counterIds];
  for (const [index, of] of takes.entries()) {
    const facts = { id: counters[index], version: 1, name: String(index + 1), serviceIds: of.map((one) => services[one]) };
    await execute(house, manager, putCounter, { placeId, ...facts });
  }
  return { placeId, officers: [officer, manager], services, counters };
}

/** What a command comes to: its result, or the code of its refusal. */
async function outcome(actor: Actor, of: Command, input: object): Promise<unknown> {
  try {
    return await execute(house, actor, of, input);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

/** Does it in the world and in the model, and holds one against the other. */
async function step(world: World, model: Model, one: Act): Promise<void> {
  const { placeId, officers, services, counters } = world;
  if (one.do === 'tick') {
    model.now += one.minutes;
    house.clock.set(later(begin, model.now * 60_000));
    return;
  }
  if (one.do === 'arrive') {
    const bookedFor = one.booked === null ? null : later(begin, (model.now + one.booked) * 60_000);
    const input = { placeId, serviceId: services[one.service], topic: 'register', bookedFor };
    const priority = one.priority ? 'deadline-today' : null;
    const arrived = await execute(house, officers[1]!, noteArrival, { ...input, priority });
    const ticket = `${'AB'[one.service]}${(model.numbers[one.service]! += 1)}`;
    expect(arrived).toEqual({ visitId: arrived.visitId, ticket });
    const booked = one.booked === null ? null : model.now + one.booked;
    const { service, priority: isFirst } = one;
    model.visits.push({
      id: arrived.visitId,
      ticket,
      service,
      state: 'waiting',
      priority: isFirst,
      booked,
      since: model.now,
      counter: null,
    });
    return;
  }
  if (!('visit' in one)) {
    const actor = officers[one.counter]!;
    const input = { placeId, counterId: counters[one.counter] };
    const there = model.at(one.counter);
    if (one.do === 'open') {
      expect(await outcome(actor, openCounter, input)).toEqual({ counterId: input.counterId });
      model.sits[one.counter] = true;
    } else if (one.do === 'close') {
      const busy = model.sits[one.counter]! && there !== undefined;
      expect(await outcome(actor, closeCounter, input)).toEqual(busy ? 'counter-busy' : { counterId: input.counterId });
      if (!busy) model.sits[one.counter] = false;
    } else {
      const found = await outcome(actor, callNext, input);
      if (!model.sits[one.counter]!) return expect(found).toBe('counter-closed');
      if (there?.state === 'serving') return expect(found).toBe('counter-busy');
      const called = there ?? model.next(one.counter);
      expect(found).toEqual(called === undefined ? { visitId: null } : { visitId: called.id, ticket: called.ticket });
      if (called !== undefined) Object.assign(called, { state: 'called', counter: one.counter });
    }
    return;
  }
  const known = model.visits[one.visit];
  if (known === undefined) return;
  await onVisit(world, model, one, known);
}

type OnVisit = Extract<Act, { visit: number }>;

async function onVisit(
  { placeId, officers, services, counters }: World,
  model: Model,
  one: OnVisit,
  known: Known,
): Promise<void> {
  const of = { placeId, visitId: known.id };
  const [officer] = officers as [Actor];
  const may: Readonly<Record<OnVisit['do'], readonly Known['state'][]>> = {
    call: ['waiting'],
    recall: ['called'],
    serve: ['waiting', 'called'],
    park: ['waiting', 'called', 'serving'],
    resume: ['parked'],
    transfer: ['waiting', 'called', 'serving'],
    prioritise: ['waiting'],
    'no-show': ['called'],
    solved: ['waiting', 'called', 'serving', 'parked'],
    leave: ['waiting', 'called', 'parked'],
  };
  const asked: Readonly<Record<OnVisit['do'], () => Promise<unknown>>> = {
    call: () =>
      outcome(officers[(one as { counter: number }).counter]!, callVisit, {
        ...of,
        counterId: counters[(one as { counter: number }).counter],
      }),
    recall: () => outcome(officer, recallVisit, of),
    serve: () => outcome(officer, serveVisit, of),
    park: () => outcome(officer, parkVisit, of),
    resume: () => outcome(officer, resumeVisit, of),
    transfer: () => outcome(officer, transferVisit, { ...of, serviceId: services[1 - known.service] }),
    prioritise: () => outcome(officer, prioritiseVisit, { ...of, priority: 'other' }),
    'no-show': () => outcome(officer, noteNoShow, of),
    solved: () => outcome(officer, endVisit, { ...of, outcome: 'solved' }),
    leave: () => outcome(visitor, leaveQueue, { key: phoneKeyOf(house.keys, known.id) }),
  };
  const found = await asked[one.do]();
  if (!may[one.do].includes(known.state)) return expect(found, one.do).toBe('visit-state');
  if (one.do === 'solved' && known.state === 'called') return expect(found).toBe('outcome-refused');
  if (one.do === 'call') {
    if (!model.sits[one.counter]!) return expect(found).toBe('counter-closed');
    if (model.at(one.counter) !== undefined) return expect(found).toBe('counter-busy');
    Object.assign(known, { state: 'called', counter: one.counter });
    return;
  }
  expect(typeof found, `${one.do} ${known.state} ${String(found)}`).toBe('object');
  const isServed = known.state === 'serving';
  const after: Readonly<Record<Exclude<OnVisit['do'], 'call'>, Partial<Known>>> = {
    recall: {},
    serve: { state: 'serving' },
    park: { state: 'parked', counter: null },
    resume: { state: 'waiting' },
    transfer: { state: 'waiting', service: 1 - known.service, counter: null, ...(isServed ? { since: model.now } : {}) },
    prioritise: { priority: true },
    'no-show': { state: 'ended' },
    solved: { state: 'ended' },
    leave: { state: 'ended' },
  };
  Object.assign(known, after[one.do]);
}

it('whatever happens in whatever order, the queue is as the model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 25, maxLength: 45, size: 'max' }), async (acts) => {
      house.clock.set(begin);
      const world = await newWorld();
      const model = new Model();
      for (const one of [{ do: 'open', counter: 0 }, ...acts] as Act[]) await step(world, model, one);
      const { rows } = await sql<{ id: Uuid; state: string; service: Uuid; since: string; counter: Uuid | null; steps: number }>`
        select v.id, v.state, v.service_id as service, v.waiting_since as since, v.counter_id as counter,
               (select count(*)::integer from desk.visit_step s where s.visit_id = v.id) as steps
        from desk.visit v where v.place_id = ${world.placeId}`.execute(house.db);
      const found = new Map(rows.map((row) => [row.id, row]));
      expect(found.size).toBe(model.visits.length);
      for (const one of model.visits) {
        const row = found.get(one.id)!;
        expect(row.state).toBe(one.state);
        expect(row.service).toBe(world.services[one.service]);
        if (one.state === 'waiting') {
          expect((epochMilliseconds(instant(row.since)) - epochMilliseconds(begin)) / 60_000).toBe(one.since);
        }
        if (one.state === 'called' || one.state === 'serving')
          expect(row.counter).toBe(one.counter === null ? null : world.counters[one.counter]);
        expect(row.steps).toBeGreaterThan(0);
      }
      // At no counter are two, and nobody is called who does not wait for it.
      const there = model.visits.filter(({ state, counter: at }) => at !== null && (state === 'called' || state === 'serving'));
      expect(new Set(there.map(({ counter: at }) => at)).size).toBe(there.length);
    }),
    { numRuns: 25 },
  );
});
