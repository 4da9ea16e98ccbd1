/**
 * Issue 4 proof (a): random bookings, holds, confirmations, expiries, changes, cancellations, illness, closures and offers, several
 * clients at once through the front door, held against a simple model of what each was answered.
 */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { act, declineOffer, joinWaiting, takeOffer } from '../src/modules/meetings/index.ts';
import { newOfficer, newRoom, openMeetings, placeByCode } from '../src/modules/meetings/fixtures.ts';
import { expireHolds } from '../src/modules/meetings/expire-holds.ts';
import { minutesOf } from '../src/modules/meetings/hours.ts';
import { mayLie, meetingHoursOn } from '../src/modules/meetings/rules/meeting-hours.ts';
import { findWaiting } from '../src/modules/meetings/store/waiting.ts';
import { type Actor, signInAs } from '../src/platform/auth/index.ts';
import { addDays, type Instant, instantAt, later, localTime, type PlainDate, plainDate } from '../src/platform/clock/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { runJob } from '../src/platform/jobs/index.ts';
import { Problem } from '../src/platform/problem/index.ts';
import { bookingJobseeker as jobseeker } from './booked.ts';
import { testHouse } from './database.ts';
import { deliverAll } from './delivered.ts';
import { testService } from './service.ts';

const monday = plainDate('2020-03-02');
const house = await testHouse('country', `${monday}T08:00:00Z`);
const place = await placeByCode(house.db, '2481');
const officers = [await newOfficer(house, { homePlaceId: place }), await newOfficer(house, { homePlaceId: place })];
await newRoom(house, place);
const { server } = await testService(house);
const m = await openMeetings(house);
afterAll(() => m.close());
const plannersSession = await signInAs(house, ['planner'], 'Planerare');

interface Client {
  actor: Actor;
  personId: Uuid;
  headers: Record<string, string>;
  /** What the client has been told of its meeting. */
  told: { id: string; state: 'held' | 'booked'; start: Instant } | null;
}

const clients: Client[] = [];
for (let index = 0; index < 6; index += 1) {
  const { actor, personId, headers } = await jobseeker(house, `Modell ${index}`);
  clients.push({ actor, personId, headers: headers as Record<string, string>, told: null });
}

/** What may be answered besides yes. Anything else, above all an error of the database, is a failure. */
const refusals = [
  'time-taken',
  'already-booked',
  'person-busy',
  'hold-expired',
  'state-refuses',
  'meeting-unknown',
  'time-not-offered',
  'time-past',
  'time-outside-window',
  'waiting-unknown',
  'meeting-changed-meanwhile',
];

interface World {
  /** The Monday of this run. */
  day: PlainDate;
  /** Officers and the place by the spans in which they were lost. */
  lost: { by: 'officer' | 'place'; officer: Uuid | null; start: Instant; end: Instant }[];
}

type Op =
  | { do: 'book' | 'hold'; client: number; slot: number; onSite: boolean }
  | { do: 'change'; client: number; slot: number }
  | { do: 'confirm' | 'cancel' | 'join' | 'take' | 'decline'; client: number }
  | { do: 'ill'; officer: number; slot: number }
  | { do: 'close'; slot: number }
  | { do: 'rebook' | 'expire' | 'deliver' };

/** Six half hours of Thursday and six of Friday: few, so that clients meet. */
const startOf = ({ day }: World, slot: number): Instant =>
  instantAt(addDays(day, 3 + Math.floor(slot / 6)), ['09:00', '09:30', '10:00', '13:00', '13:30', '14:00'][slot % 6]!)!;

async function api(method: 'POST' | 'PATCH' | 'DELETE', url: string, client: Client, payload?: object) {
  const headers = { ...client.headers, accept: 'application/json' };
  const answer = await server.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  const body = answer.json<{ id: string; state: 'held' | 'booked'; start: Instant; code?: string }>();
  if (body.code !== undefined)
    expect([refusals.includes(body.code), body.code, answer.statusCode < 500]).toEqual([true, body.code, true]);
  return body.code === undefined ? body : null;
}

async function form(url: string, payload: Record<string, string>): Promise<void> {
  const { csrf, headers } = plannersSession;
  const sent = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await server.inject({
    method: 'POST',
    url,
    headers: sent,
    payload: new URLSearchParams({ ...payload, _csrf: csrf }).toString(),
  });
  expect([url, answer.statusCode]).toEqual([url, 303]);
}

const booking = (world: World, slot: number, onSite = false) => ({
  ...(onSite ? { typeCode: '32', channel: 'on-site', placeId: place } : { typeCode: '21', channel: 'video' }),
  start: startOf(world, slot),
});

async function perform(world: World, op: Op): Promise<void> {
  if ('client' in op) return performAs(world, clients[op.client]!, op);
  if (op.do === 'ill' || op.do === 'close') {
    const start = startOf(world, op.slot);
    const end = later(start, 90 * 60_000);
    const [from, to] = [localTime(start), localTime(end)];
    const when = { from: from.date, fromTime: from.time, to: to.date, toTime: to.time };
    const officer = op.do === 'ill' ? officers[op.officer]! : null;
    world.lost.push({ by: op.do === 'ill' ? 'officer' : 'place', officer, start, end });
    return form(officer === null ? `/disruptions/place/${place}` : `/disruptions/officer/${officer}`, when);
  }
  if (op.do === 'rebook') return form('/displaced', {});
  if (op.do === 'expire') {
    house.clock.set(later(house.clock.now(), 301_000));
    await runJob(house, expireHolds);
    return;
  }
  await deliverAll(house, m);
}

async function performAs(world: World, client: Client, op: Op & { client: number }): Promise<void> {
  const { told, personId } = client;
  if (op.do === 'book' || op.do === 'hold') {
    const { onSite } = op;
    if (told?.state === 'booked') return;
    const body = { ...booking(world, op.slot, onSite), hold: op.do === 'hold' };
    const made = await api('POST', '/v1/meetings', client, body);
    if (made !== null) client.told = made;
    return;
  }
  if (op.do === 'join') return tryAct(client, joinWaiting, { personId, purpose: 'first-planning', channels: ['video'] });
  if (op.do === 'take' || op.do === 'decline') {
    const waiting = await findWaiting(house.db, personId);
    if (waiting?.offeredId === undefined || waiting.offeredId === null) return;
    return tryAct(client, op.do === 'take' ? takeOffer : declineOffer, { personId, waitingId: waiting.id });
  }
  if (told === null) return;
  if (op.do === 'confirm') {
    const made = await api('POST', `/v1/meetings/${told.id}/confirmation`, client, {});
    client.told = made ?? (told.state === 'held' ? null : told);
  } else if (op.do === 'change' && told.state === 'booked') {
    const made = await api('PATCH', `/v1/meetings/${told.id}`, client, booking(world, op.slot));
    if (made !== null) client.told = made;
  } else if (op.do === 'cancel' && told.state === 'booked') {
    const made = await api('DELETE', `/v1/meetings/${told.id}?reason=work`, client);
    if (made !== null) client.told = null;
  }
}

async function tryAct(
  client: Client,
  of: typeof joinWaiting | typeof takeOffer | typeof declineOffer,
  input: object,
): Promise<void> {
  const refused = await act(m, client.actor, of as never, input).then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );
  if (refused !== null) expect(refusals).toContain(refused);
}

interface Row {
  id: Uuid;
  personId: Uuid;
  state: string;
  start: Instant;
  end: Instant;
  officers: Uuid[];
  placeId: Uuid | null;
  cameBy: string;
}

/** What must be true whatever happened, and what each client was told. */
async function check(world: World): Promise<void> {
  const overlaps = await sql`
    select a.resource_id from meetings.occupancy a join meetings.occupancy b
      on a.resource_id = b.resource_id and a.lane = b.lane and a.id < b.id and a.during && b.during`.execute(house.db);
  expect(overlaps.rows).toEqual([]);
  const { rows } = await sql<Row>`
    select id, person_id as "personId", state, lower(during) as start, upper(during) as "end", officer_ids::text[] as officers,
           place_id as "placeId", came_by as "cameBy"
    from meetings.meeting where lower(during) >= ${world.day}::date`.execute(house.db);
  const byId = new Map(rows.map((row) => [row.id as string, row]));
  for (const row of rows.filter(({ state }) => state === 'booked' || state === 'held')) {
    const [from, to] = [localTime(row.start), localTime(row.end)];
    const length = minutesOf(to.time) - minutesOf(from.time);
    expect(mayLie(meetingHoursOn(from.date), null, minutesOf(from.time), length)).toBe(true);
    // Nobody meets an officer who is ill, or at a place that is closed.
    const isLost = world.lost.some(
      ({ by, officer, start, end }) =>
        row.start < end && start < row.end && (by === 'place' ? row.placeId !== null : row.officers.includes(officer!)),
    );
    expect([row.state, isLost]).toEqual([row.state, false]);
  }
  for (const client of clients) {
    const { told } = client;
    if (told === null) continue;
    const row = byId.get(told.id);
    if (told.state === 'held') {
      if (row === undefined || row.state !== 'held') client.told = null;
      continue;
    }
    // A booking that was answered is there: as it was told, or moved or displaced by a loss that the model knows of.
    expect([told.id, row?.state]).toEqual([told.id, expect.stringMatching(/^(booked|displaced)$/)]);
    if (row!.state === 'displaced') expect(world.lost.length).toBeGreaterThan(0);
    else if (row!.start !== told.start) expect(['rebooking', 'waiting-list']).toContain(row!.cameBy);
    client.told = { ...told, start: row!.start };
  }
}

const client = fc.nat({ max: clients.length - 1 });
const slot = fc.nat({ max: 11 });
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('book' as const, 'hold' as const), client, slot, onSite: fc.constant(false) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), client, slot }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('confirm' as const, 'cancel' as const, 'join' as const, 'take' as const, 'decline' as const),
      client,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ill' as const), officer: fc.nat({ max: 1 }), slot }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), slot }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('rebook' as const, 'expire' as const, 'deliver' as const) }) },
);

/** What several do at once: of each client one thing. */
const step = fc.uniqueArray(op, {
  minLength: 1,
  maxLength: 6,
  selector: (one) => ('client' in one ? `client ${one.client}` : one.do),
});

let runs = 0;

it(
  'no overlap, no lost booking, nothing outside the hours, and no refusal that is not in words',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        // Each run has a week of its own.
        const world: World = { day: addDays(monday, 7 * runs), lost: [] };
        runs += 1;
        house.clock.set(`${world.day}T08:00:00Z`);
        await sql`update platform.session set seen_at = ${house.clock.now()}, expires_at = '2100-01-01'`.execute(house.db);
        for (const one of clients) one.told = null;
        await sql`update meetings.waiting set state = 'ended', offered_id = null where state in ('waiting', 'offered')`.execute(
          house.db,
        );
        // What lost its time in an earlier week is no one's any more.
        await sql`update meetings.meeting set state = 'authority-failed', displaced_by = null where state = 'displaced'`.execute(
          house.db,
        );
        for (const ops of steps) {
          await Promise.all(ops.map((one) => perform(world, one)));
          await check(world);
        }
      }),
      { numRuns: 12 },
    );
  },
);
