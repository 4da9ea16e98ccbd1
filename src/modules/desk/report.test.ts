/** What the pilot yields, against an independent count of the same visits. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { testService } from '../../../test/service.ts';
import { withoutChance } from '../../../test/without-chance.ts';
import { execute, signInAs } from '../../platform/auth/index.ts';
import { addDays, instantAt, later, localTime, plainDate, type PlainDate, weekday } from '../../platform/clock/index.ts';
import { callNext } from './call-next.ts';
import { closeCounter } from './close-counter.ts';
import { endVisit } from './end-visit.ts';
import { newDesk, type TestDesk } from './fixtures.ts';
import { notHelpedReasons, outcomes } from './kinds.ts';
import { noteArrival } from './note-arrival.ts';
import { noteStep } from './note-step.ts';
import { openCounter } from './open-counter.ts';
import { addUp, deskFigures } from './report/figures.ts';
import { quantile, tallyOf } from './report/quantile.ts';
import { serveVisit } from './serve-visit.ts';
import { chanceOf } from './staffing/chance.ts';
import { countMinutes, countVisits, dimensions } from './store/report.ts';
import { listPastVisits, listShifts } from './store/week.ts';

const house = await testHouse('empty', '2020-03-20T11:00:00Z');
const { server } = await testService(house);
const from = plainDate('2020-02-03');
const to = plainDate('2020-02-28');

interface Made {
  day: PlainDate;
  topic: string;
  language: string | null;
  arrivedAt: string;
  bookedFor: string | null;
  calledAt: string | null;
  servedSeconds: number;
  endedAt: string;
  outcome: (typeof outcomes)[number];
  reason: string | null;
  isRepeat: boolean | null;
  feedback: string | null;
}

/** Made-up visits of some weeks, the same in every run. */
function madeUp(count: number, topics: readonly string[]): Made[] {
  const chance = chanceOf(5);
  const one = <Of>(of: readonly Of[]): Of => of[Math.floor(chance.even() * of.length)]!;
  return Array.from({ length: count }, () => {
    const day = addDays(from, Math.floor(chance.even() * 26));
    const arrivedAt = later(instantAt(day, '09:00')!, Math.floor(chance.even() * 7 * 3600) * 1000);
    const outcome = one(outcomes);
    const isServed = outcome !== 'left' && outcome !== 'no-show';
    const calledAt = isServed ? later(arrivedAt, Math.floor(chance.exponential() * 600) * 1000) : null;
    return {
      day,
      topic: one(topics),
      language: one(['sv', 'ar', null]),
      arrivedAt,
      bookedFor: chance.even() < 0.2 ? later(arrivedAt, Math.floor((chance.even() - 0.3) * 900) * 1000) : null,
      calledAt,
      servedSeconds: chance.even() < 0.1 ? 60 : 0,
      endedAt: later(calledAt ?? arrivedAt, Math.floor(chance.exponential() * 500) * 1000),
      outcome,
      reason: outcome === 'not-helped' ? one(notHelpedReasons) : null,
      isRepeat: one([true, false, false, null]),
      feedback: one(['good', 'bad', null]),
    };
  });
}

let desk: TestDesk;
let visits: Made[];
const filter = () => ({ placeId: desk.placeId, from, to });

beforeAll(async () => {
  desk = await newDesk(house);
  const { rows } = await sql<{ code: string }>`select code from desk.topic order by position limit 3`.execute(house.db);
  visits = madeUp(
    1200,
    rows.map(({ code }) => code),
  );
  const written = JSON.stringify(visits.map((one, at) => ({ id: house.newId(), ticket: `A${at}`, ...one })));
  await sql`
    insert into desk.visit (place_id, id, service_id, day, ticket, arrived_at, booked_for, topic, language, state, waiting_since, called_at,
                            serving_at, served_seconds, ended_at, outcome, reason, is_repeat, feedback)
    select ${desk.placeId}, id, ${desk.serviceId}, day, ticket, "arrivedAt", "bookedFor", topic, language, 'ended', "arrivedAt", "calledAt",
           "calledAt", "servedSeconds", "endedAt", outcome, reason, "isRepeat", feedback
    from jsonb_to_recordset(${written}::jsonb) as r (id uuid, ticket text, day date, "arrivedAt" timestamptz, "bookedFor" timestamptz,
      topic text, language text, "calledAt" timestamptz, "servedSeconds" int, "endedAt" timestamptz, outcome text, reason text,
      "isRepeat" boolean, feedback text)`.execute(house.db);
});

const ms = (at: string): number => Date.parse(at);
/** Whole minutes waited, counted otherwise than the database does. */
function waitedMinutes({ calledAt, arrivedAt, bookedFor, servedSeconds }: Made): number | null {
  if (calledAt === null) return null;
  const since = bookedFor === null ? ms(arrivedAt) : Math.max(ms(arrivedAt), ms(bookedFor));
  return Math.max(0, Math.floor((ms(calledAt) - since - servedSeconds * 1000) / 60_000));
}

const keys: Record<(typeof dimensions)[number], (one: Made) => string> = {
  week: ({ day }) => `2020-W${String(6 + Math.floor((ms(day) - ms(from)) / 86_400_000 / 7)).padStart(2, '0')}`,
  weekday: ({ day }) => String(weekday(day)),
  hour: ({ arrivedAt }) => localTime(later(arrivedAt as never, 0)).time.slice(0, 2),
  place: () => desk.placeId,
  topic: ({ topic }) => topic,
  language: ({ language }) => language ?? '-',
  way: ({ bookedFor }) => (bookedFor === null ? 'drop-in' : 'booked'),
  outcome: ({ outcome }) => outcome,
  reason: ({ reason }) => reason ?? '-',
};

describe('counted', () => {
  it.each(dimensions)('by %s as they are when they are counted one by one; the parts are the whole', async (by) => {
    const found = new Map(
      [...Map.groupBy(await countVisits(house.db, by, filter()), ({ key }) => key)].map(([key, of]) => [key, addUp(key, of)]),
    );
    const known = Map.groupBy(visits, keys[by]);
    expect([...found.keys()].toSorted()).toEqual([...known.keys()].toSorted());
    for (const [key, of] of known) {
      const waits = tallyOf(of.map((one) => ({ minutes: waitedMinutes(one), visits: 1 })));
      expect(found.get(key)).toMatchObject({
        visits: of.length,
        booked: of.filter(({ bookedFor }) => bookedFor !== null).length,
        notHelped: of.filter(({ outcome }) => outcome === 'not-helped').length,
        repeats: of.filter(({ isRepeat }) => isRepeat === true).length,
        repeatsKnown: of.filter(({ isRepeat }) => isRepeat !== null).length,
      });
      expect([...found.get(key)!.waited].toSorted(([a], [b]) => a - b)).toEqual([...waits].toSorted(([a], [b]) => a - b));
    }
    expect([...found.values()].reduce((sum, one) => sum + one.visits, 0)).toBe(visits.length);
  });

  it('for any days: the parts add up to the whole', async () => {
    const days = fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 25 }));
    await fc.assert(
      fc.asyncProperty(days, fc.constantFrom(...dimensions), async ([a, b], by) => {
        const some = { ...filter(), from: addDays(from, Math.min(a, b)), to: addDays(from, Math.max(a, b)) };
        const known = visits.filter(({ day }) => day >= some.from && day <= some.to);
        expect(addUp('all', await countVisits(house.db, by, some)).visits).toBe(known.length);
      }),
      { numRuns: 25 },
    );
  });

  it('times at the desk', async () => {
    const cells = await countMinutes(house.db, filter());
    const served = tallyOf(cells.map((cell) => ({ minutes: cell.served, visits: cell.visits })));
    const known = visits.flatMap(({ calledAt, endedAt, servedSeconds }) =>
      calledAt === null ? [] : [Math.floor(((ms(endedAt) - ms(calledAt)) / 1000 + servedSeconds) / 60)],
    );
    const sorted = known.toSorted((a, b) => a - b);
    for (const share of [0.5, 0.9]) expect(quantile(served, share)).toBe(sorted[Math.ceil(share * sorted.length) - 1]);
  });
});

describe('through the front door', () => {
  const asAnalyst = async (url: string) => {
    const { headers } = await signInAs(house, ['analyst'], 'analyst');
    return server.inject({ url, headers: { ...headers } });
  };
  const query = () => `from=${from}&to=${to}&place=${desk.placeId}`;

  it('small counts are hidden and the others rounded to five, in the answer and in the file', async () => {
    const answer = await asAnalyst(`/v1/desk/report?table=topic&${query()}`);
    expect(answer.statusCode).toBe(200);
    const body = answer.json<{
      all: number[];
      rows: { keys: string[]; figures: (number | null)[] }[];
      summary: { visits: number };
    }>();
    expect([body.all[0], body.summary.visits]).toEqual([1200, 1200]);
    for (const {
      keys: [topic],
      figures,
    } of body.rows)
      expect(Math.abs(figures[0]! - visits.filter((one) => one.topic === topic).length)).toBeLessThanOrEqual(2);
    const few = await asAnalyst(`/v1/desk/report?table=hour&from=${from}&to=${from}&place=${house.newId()}`);
    expect(few.json()).toMatchObject({ rows: [], summary: { visits: null, waitHalf: null } });
    const lines = (await asAnalyst(`/figures/desk.csv?table=topic&${query()}`)).body.trim().split('\n');
    expect(lines).toHaveLength(body.rows.length + 2);
    expect(lines.at(-1)).toMatch(/^all,1200,/);
  });

  it('every table has its page, its file and its answer', async () => {
    for (const table of [...dimensions, 'times', 'not-offered', 'guidance', 'documents', 'feedback']) {
      const page = await asAnalyst(`/figures/desk?table=${table}&${query()}`);
      expect(page.statusCode, table).toBe(200);
      expect(withoutChance(page.body)).not.toMatch(/desk:|staffFigures|undefined|NaN/);
      expect((await asAnalyst(`/figures/desk.csv?table=${table}&${query()}`)).statusCode).toBe(200);
      expect((await asAnalyst(`/v1/desk/report?table=${table}&${query()}`)).statusCode).toBe(200);
    }
  });

  it('days that are none, the wrong way round or to come: the page says so, the file and the answer refuse', async () => {
    for (const days of ['from=x&to=2020-02-03', 'from=2020-03-01&to=2020-02-01', 'to=2030-01-01', 'place=x', 'from=2000-01-01']) {
      expect((await asAnalyst(`/figures/desk?${days}`)).body).toContain('Välj dagar som finns');
      expect((await asAnalyst(`/figures/desk.csv?${days}`)).statusCode).toBe(422);
      expect((await asAnalyst(`/v1/desk/report?${days}`)).statusCode).toBe(422);
    }
  });
});

it('what officers note is what is counted: the wait, the service, the guidance and what was not offered', async () => {
  const other = await newDesk(house);
  const { placeId, serviceId } = other;
  const [counterId] = other.counterIds;
  const topic = visits[0]!.topic;
  house.clock.set('2020-03-20T10:00:00Z');
  const { visitId } = await execute(house, other.host, noteArrival, {
    placeId,
    serviceId,
    topic,
    language: 'ar',
    bookedFor: null,
    priority: null,
  });
  house.clock.set('2020-03-20T10:12:30Z');
  await execute(house, other.officer, openCounter, { placeId, counterId });
  await execute(house, other.officer, callNext, { placeId, counterId });
  await execute(house, other.officer, serveVisit, { placeId, visitId, counterId });
  const step = { placeId, visitId };
  await execute(house, other.officer, noteStep, {
    ...step,
    stepId: house.newId(),
    what: 'guided',
    details: { service: 'registration', autonomy: 'together', seconds: 300 },
  });
  await execute(house, other.officer, noteStep, {
    ...step,
    stepId: house.newId(),
    what: 'not-helped',
    details: { reason: 'no-system-access', task: 'case-information' },
  });
  house.clock.set('2020-03-20T10:20:00Z');
  await execute(house, other.officer, endVisit, { placeId, visitId, outcome: 'guided', reason: null });
  await execute(house, other.officer, closeCounter, { placeId, counterId });
  const today = { placeId, from: plainDate('2020-03-20'), to: plainDate('2020-03-20') };
  // The counter was staffed from 11:12:30 until 11:20 in Stockholm.
  expect(await listShifts(house.db, placeId, today.from, today.to)).toEqual([
    { day: today.from, counter: counterId, from: 672.5, to: 680 },
  ]);
  expect(await listPastVisits(house.db, placeId, today.from, today.to)).toMatchObject([
    { arrived: 660, waited: 12.5, took: 7.5, left: false, counter: counterId },
  ]);
  expect(await countVisits(house.db, 'language', today)).toMatchObject([{ key: 'ar', minutes: 12, visits: 1 }]);
  expect(await countMinutes(house.db, today)).toMatchObject([{ minutes: 12, served: 7, visits: 1 }]);
  expect(await deskFigures(house.db, 'guidance', today)).toMatchObject({ rows: [{ keys: ['registration'] }] });
  expect(await deskFigures(house.db, 'not-offered', today)).toMatchObject({
    rows: [{ keys: [topic, 'no-system-access', 'case-information'], figures: [null] }],
  });
});
