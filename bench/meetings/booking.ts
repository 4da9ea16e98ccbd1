/**
 * Booking with its audit row, event, history and message, beside pgbench that runs the same statements on the same server with as many
 * connections; then over HTTP, and a race for few times. Each booking is of another person with another officer, so that what is measured
 * is the work and not the wait for each other; the race measures that.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { sql } from 'kysely';
import pg from 'pg';
import { type Actor, execute, type House } from '../../src/platform/auth/index.ts';
import { type Instant, localTime, systemClock } from '../../src/platform/clock/index.ts';
import { connect, type Database } from '../../src/platform/db/index.ts';
import { idMaker } from '../../src/platform/ids/index.ts';
import { bookMeeting } from '../../src/modules/meetings/book-meeting.ts';
import { openMeetings } from '../../src/modules/meetings/fixtures.ts';
import { findFreeTimes } from '../../src/modules/meetings/free-times.ts';
import { typeOn } from '../../src/modules/meetings/store/types.ts';
import { withRegistration } from '../../src/modules/cases/fixtures.ts';
import { signIn } from '../../src/modules/people/fixtures.ts';
import { cookieOf, csrfOf, keyOf, numberOf, openSessions } from '../cases/data.ts';
import { inParallel } from '../cases/throughput.ts';
import { claim, median } from '../claims.ts';
import { pgbench, scriptOf, statementsOf } from '../same-statements.ts';
import { message } from './child.ts';

const widths = [1, 32, 64] as const;
const rounds = 3;
/** Bookings of one turn, by how many connections. */
const eachTurn = { 1: 400, 32: 3200, 64: 3200 } as const;
const turns = ['as-text', 'prepared', 'ours'] as const;
type Turn = (typeof turns)[number];

const overHttp = 3200;
const inProcess = widths.reduce((sum, width) => sum + 1 + eachTurn[width] * (turns.length * rounds + 1), 0);
const persons = inProcess + overHttp * (rounds + 1);

/** Officers who are there to be booked by number and offer nothing to the search. */
const officerPrefix = '00000000-0000-7000-8001-';
const officerOf = (n: number): string => `${officerPrefix}${numberOf(n)}`;
const jobseekerOf = (n: number): Actor => ({ id: keyOf(n), name: `Prov${n}`, roles: ['jobseeker'] });
const start = '2020-03-09T08:00:00.000Z';

export async function measureBooking(house: House, url: string, startsAt: string): Promise<void> {
  await fillPersons(house, url, startsAt);
  const { tps, from } = await measureCommand(house, url);
  await measureHttp(house, url, { startsAt, from, tps });
}

async function fillPersons(house: House, url: string, at: string): Promise<void> {
  const { personId } = await signIn(house, { name: 'Förlaga' });
  const registrationId = await withRegistration(house, personId!, at.slice(0, 10));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    const key = `('${keyOf(0).slice(0, -12)}' || (${numberOf(0)} + n))::uuid`;
    const numbers = `generate_series(1::bigint, ${persons}) as n`;
    await client.query(`insert into people.person
      select copy.* from people.person as model, ${numbers},
        jsonb_populate_record(model, jsonb_build_object('person_id', ${key}, 'family_name', 'Prov' || n)) as copy
      where model.person_id = '${personId!}'`);
    await client.query(
      `insert into platform.account select ${key}, 'bench', n::text, 'Prov' || n, '{jobseeker}', '${at}', '${at}' from ${numbers}`,
    );
    await client.query(`insert into cases.registration
      select copy.* from cases.registration as model, ${numbers},
        jsonb_populate_record(model, jsonb_build_object('person_id', ${key}, 'id', ${key}, 'receipt_number', 'PROV' || n)) as copy
      where model.id = '${registrationId}'`);
    await client.query(`insert into people.person_account select ${key}, ${key}, '${at}', '${at}' from ${numbers}`);
    await client.query(`insert into meetings.officer (id, name, role, languages, competences, employed, generated)
      select ('${officerPrefix}' || (${numberOf(0)} + n))::uuid, 'Mätning', 'planning-officer', '{sv}', '{}', '[2019-01-01,2019-01-02)', true
      from generate_series(1::bigint, ${inProcess}) as n`);
    await client.query(
      'vacuum analyze people.person, people.person_account, platform.account, cases.registration, meetings.officer',
    );
  } finally {
    await client.end();
  }
}

/** The command in this process; gives pgbench's rate with the most connections and the first person that is left. */
async function measureCommand(house: House, url: string): Promise<{ tps: number | null; from: number }> {
  let next = 1;
  let best: number | null = null;
  for (const width of widths) {
    const newId = idMaker(systemClock);
    const one = (db: Database, n: number): Promise<unknown> =>
      execute({ ...house, db, newId }, jobseekerOf(n), bookMeeting, inputOf(n), randomUUID());
    const statements = await statementsOf(() => one(house.db, next));
    const how = { alike: { [officerOf(next)]: officerPrefix } };
    const scripts = {
      'as-text': scriptOf(statements, keyOf(next), { prepared: false, ...how }),
      prepared: scriptOf(statements, keyOf(next), { prepared: true, ...how }),
    };
    next += 1;
    const count = eachTurn[width];
    const run = async (turn: Turn): Promise<number | null> => {
      const from = next;
      next += count;
      const load = { clients: width, each: count / width, base: numberOf(from) };
      if (turn !== 'ours') return (await pgbench(url, scripts[turn], load))?.tps ?? null;
      // Opened for the turn: pgbench has as many of its own, and the server only so many.
      const { db, close } = connect(url, { max: width });
      await Promise.all(Array.from({ length: width }, () => sql`select pg_sleep(0.2)`.execute(db)));
      const began = performance.now();
      await inParallel(width, count, (index) => one(db, from + index));
      const rate = (count / (performance.now() - began)) * 1000;
      await close();
      return rate;
    };
    await run('ours');
    const found: Record<Turn, number>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const perSecond = { 'as-text': 0, prepared: 0, ours: 0 };
      for (const turn of [...turns.slice(round % turns.length), ...turns.slice(0, round % turns.length)]) {
        await sql`checkpoint`.execute(house.db);
        const before = await booked(house);
        const measured = await run(turn);
        if (measured === null) return nothing(next);
        const more = (await booked(house)) - before;
        if (more !== count) throw new Error(`${turn}: ${more} of ${count} bookings`);
        perSecond[turn] = measured;
      }
      found.push(perSecond);
    }
    const rate = (turn: Turn): number => median(found.map((one) => one[turn]));
    const share = (turn: Turn): number => median(found.map((one) => one.ours / one[turn]));
    console.log(
      `booking, ${width} connections, ${statements.length} statements: pgbench ${rate('as-text').toFixed(0)}/s as text, ` +
        `${rate('prepared').toFixed(0)}/s prepared; the command ${rate('ours').toFixed(0)}/s, ${share('prepared').toFixed(2)} of prepared`,
    );
    claim(`meetings.booking-${width}.share-of-pgbench`, share('as-text'), { atLeast: 0.8 });
    best = rate('as-text');
  }
  return { tps: best, from: next };
}

function nothing(from: number): { tps: null; from: number } {
  console.log('pgbench is not installed; nothing to compare with');
  return { tps: null, from };
}

const inputOf = (n: number) => ({
  personId: keyOf(n),
  typeCode: '21',
  start,
  channel: 'video',
  cameBy: 'web',
  found: () => ({ officerIds: [officerOf(n)], roomId: null, interpreterId: null, versions: { [officerOf(n)]: 1 } }),
});

async function booked({ db }: House): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select least(
      (select count(*) from meetings.meeting where made_by <> 'generated'), (select count(*) from meetings.meeting_event),
      (select count(*) from platform.event where type = 'meetings.booked'),
      (select count(*) from contact.message)) as n`.execute(db);
  return rows[0]!.n;
}

/** The whole way: session, form token, search in the picture, booking; the service in a process of its own. */
async function measureHttp(
  house: House & { url?: string },
  url: string,
  { startsAt, from, tps }: { startsAt: string; from: number; tps: number | null },
): Promise<void> {
  const starts = await freeStarts(house, url);
  await openSessions(url, [from, from + overHttp * (rounds + 1) - 1], 0, startsAt);
  const child = fork(new URL('../cases/service.ts', import.meta.url), {
    env: { ...process.env, DATABASE_URL: url, STARTS_AT: startsAt },
  });
  try {
    const service = await message<{ url: string }>(child);
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const rates: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const first = from + round * overHttp;
      const began = performance.now();
      await inParallel(64, overHttp, (index) => bookByHttp(service.url, agent, first + index, starts[index % starts.length]!));
      if (round > 0) rates.push((overHttp / (performance.now() - began)) * 1000);
    }
    agent.destroy();
    console.log(`booking over HTTP, 64 connections: ${median(rates).toFixed(0)}/s, each with its session, search and answer`);
    if (tps !== null) claim('meetings.booking-http.share-of-pgbench', median(rates) / tps, { atLeast: 0.5 });
  } finally {
    await stopped(child);
  }
}

/** Free times by video in the type's days, as many different ones as there are. */
async function freeStarts(house: House, url: string): Promise<Instant[]> {
  const m = await openMeetings({ ...house, url });
  const now = house.clock.now();
  const { date: today } = localTime(now);
  const wanted = {
    type: (await typeOn(house.db, '21', today))!,
    today,
    now,
    from: null,
    until: null,
    channels: ['video' as const],
    origin: null,
    withinMinutes: null,
    placeId: null,
    language: 'sv',
    interpreter: false,
    prefer: 'soonest' as const,
    officerId: null,
    count: 500,
  };
  const { times } = findFreeTimes(m.picture.current(), m.register.current(), wanted);
  await m.close();
  return times.map((one) => one.start);
}

function bookByHttp(base: string, agent: Agent, n: number, at: Instant): Promise<void> {
  const body = JSON.stringify({ typeCode: '21', start: at, channel: 'video' });
  const headers = {
    cookie: cookieOf(n),
    'x-csrf-token': csrfOf(n),
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    accept: 'application/json',
    'idempotency-key': randomUUID(),
  };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${base}/v1/meetings`, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode} ${text.slice(0, 300)}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
