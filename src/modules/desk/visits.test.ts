/** Visits and the queue: tickets, calls, what the agreement allows, and that two at once never get the same. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, type Command, execute, visitor } from '../../platform/auth/index.ts';
import { later } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { callNext } from './call-next.ts';
import { closeCounter } from './close-counter.ts';
import { endVisit } from './end-visit.ts';
import { agree, newDesk, type TestDesk } from './fixtures.ts';
import { endForgottenVisits, forgetRepeats } from './forget-visits.ts';
import { giveFeedback } from './give-feedback.ts';
import { notHelpedReasons } from './kinds.ts';
import { leaveQueue } from './leave-queue.ts';
import { noteArrival } from './note-arrival.ts';
import { noteNoShow } from './note-no-show.ts';
import { noteStep } from './note-step.ts';
import { openCounter } from './open-counter.ts';
import { parkVisit } from './park-visit.ts';
import { prioritiseVisit } from './prioritise-visit.ts';
import { putCounter } from './put-counter.ts';
import { putService } from './put-service.ts';
import { recallVisit } from './recall-visit.ts';
import { resumeVisit } from './resume-visit.ts';
import { serveVisit } from './serve-visit.ts';
import { visitActions, visitTable } from './state.ts';
import { findVisit, listSteps } from './store/visits.ts';
import { phoneKeyOf } from './ticket-key.ts';
import { transferVisit } from './transfer-visit.ts';
import { runJob } from '../../platform/jobs/index.ts';

const house = await testHouse('empty', '2026-03-02T09:00:00Z');

const arrive = (desk: TestDesk, more: object = {}) =>
  execute(house, desk.host, noteArrival, { placeId: desk.placeId, serviceId: desk.serviceId, topic: 'digital-help', ...more });

/** The officer sits at the first counter. */
async function staffed(more: Parameters<typeof newDesk>[1] = {}): Promise<TestDesk> {
  const desk = await newDesk(house, more);
  await execute(house, desk.officer, openCounter, { placeId: desk.placeId, counterId: desk.counterIds[0] });
  return desk;
}

const next = (desk: TestDesk, actor = desk.officer, counterId = desk.counterIds[0]) =>
  execute(house, actor, callNext, { placeId: desk.placeId, counterId });
const act = (desk: TestDesk, of: Command, visitId: Uuid, more: object = {}, actor: Actor = desk.officer) =>
  execute(house, actor, of, { placeId: desk.placeId, visitId, ...more });
const step = (desk: TestDesk, visitId: Uuid, what: string, details: object = {}) =>
  act(desk, noteStep, visitId, { stepId: house.newId(), what, details });
const tick = (seconds: number) => house.clock.set(later(house.clock.now(), seconds * 1000));
const refusal = (code: string) => expect.objectContaining({ code });

describe('tickets', () => {
  it('are numbered by service and day, each number once also when many come at once', async () => {
    const desk = await newDesk(house);
    const all = await Promise.all(Array.from({ length: 20 }, () => arrive(desk)));
    expect(all.map(({ ticket }) => ticket).toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))).toEqual(
      Array.from({ length: 20 }, (_, index) => `A${index + 1}`),
    );
  });

  it('are one when the same arrival is sent twice, at once or later, by its visit or by its request', async () => {
    const desk = await newDesk(house);
    const visitId = house.newId();
    const twice = await Promise.all([arrive(desk, { visitId }), arrive(desk, { visitId })]);
    expect(twice[0]).toEqual(twice[1]);
    const input = { placeId: desk.placeId, serviceId: desk.serviceId, topic: 'digital-help' };
    const key = house.newId();
    const first = await execute(house, desk.host, noteArrival, input, key);
    expect(await execute(house, desk.host, noteArrival, input, key)).toEqual(first);
    expect((await arrive(desk)).ticket).toBe('A3');
  });

  it('keep the label that a device without network gave, and the time at which it did', async () => {
    const desk = await newDesk(house);
    const at = later(house.clock.now(), -3_600_000);
    const input = { ticket: 'A·K2-7', visitId: house.newId(), noted: { at, deviceId: house.newId() } };
    expect((await arrive(desk, input)).ticket).toBe('A·K2-7');
    expect((await findVisit(house.db, desk.placeId, input.visitId))!.arrivedAt).toBe(at);
    await expect(arrive(desk, { ...input, visitId: house.newId() })).rejects.toEqual(refusal('ticket-taken'));
  });
});

describe('a call', () => {
  it('goes to one counter: twenty at once call twenty visitors, each once', async () => {
    const desk = await newDesk(house);
    const counters = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const own = { placeId: desk.placeId, id: null, version: null, name: `L${index}`, serviceIds: [desk.serviceId] };
        const { counterId } = await execute(house, desk.manager, putCounter, own);
        await sql`insert into desk.counter_open values (${desk.placeId}, ${counterId}, ${`account-${index}`}, ${house.clock.now()})`.execute(
          house.db,
        );
        return counterId;
      }),
    );
    await sql`
      insert into network.place_staff (place_id, id, account_id, position, valid, noted_at, noted_by)
      select ${desk.placeId}, gen_random_uuid(), 'account-' || n, 'counter', '[2026-01-01,)', now(), 'test' from generate_series(0, 19) n`.execute(
      house.db,
    );
    for (let index = 0; index < 20; index += 1) await arrive(desk);
    const called = await Promise.all(
      counters.map((counterId, index) => next(desk, { id: `account-${index}`, name: '', roles: ['desk-officer'] }, counterId)),
    );
    expect(new Set(called.map(({ visitId }) => visitId)).size).toBe(20);
    expect(called.every(({ visitId }) => visitId !== null)).toBe(true);
  });

  it('calls whoever is there already when it is pressed twice, and nobody while someone is served', async () => {
    const desk = await staffed();
    const [first] = [await arrive(desk), await arrive(desk)];
    const both = await Promise.all([next(desk), next(desk)]);
    expect(both.map(({ visitId }) => visitId)).toEqual([first.visitId, first.visitId]);
    await act(desk, serveVisit, first.visitId);
    await expect(next(desk)).rejects.toEqual(refusal('counter-busy'));
    await expect(
      execute(house, desk.officer, closeCounter, { placeId: desk.placeId, counterId: desk.counterIds[0] }),
    ).rejects.toEqual(refusal('counter-busy'));
  });

  it('needs someone who sits at the counter, today', async () => {
    const desk = await staffed();
    await arrive(desk);
    await expect(next(desk, desk.officer, desk.counterIds[1])).rejects.toEqual(refusal('counter-closed'));
    await expect(next(desk, desk.manager)).rejects.toEqual(refusal('counter-closed'));
    await expect(next(desk, desk.host)).rejects.toEqual(refusal('desk-position'));
    tick(86_400);
    await expect(next(desk)).rejects.toEqual(refusal('counter-closed'));
    tick(-86_400);
  });

  it('follows the queue’s order, and a counter calls only from its services', async () => {
    const desk = await staffed();
    const service = {
      placeId: desk.placeId,
      id: null,
      version: null,
      letter: 'B',
      names: { sv: 'B' },
      goal: null,
      topics: ['digital-help'],
    };
    const { serviceId } = await execute(house, desk.manager, putService, service);
    await arrive(desk, { serviceId });
    tick(1);
    const plain = await arrive(desk);
    tick(1);
    const booked = await arrive(desk, { bookedFor: later(house.clock.now(), -60_000) });
    tick(1);
    const last = await arrive(desk);
    await act(desk, prioritiseVisit, last.visitId, { priority: 'with-small-child' }, desk.host);
    const order = [];
    for (let index = 0; index < 4; index += 1) {
      const { visitId } = await next(desk);
      order.push(visitId);
      if (visitId !== null) await act(desk, noteNoShow, visitId);
    }
    expect(order).toEqual([last.visitId, booked.visitId, plain.visitId, null]);
  });
});

describe('a visit', () => {
  it('is parked and keeps its place; sent over after service it waits anew, from the wrong line it keeps its place', async () => {
    const desk = await staffed();
    const service = {
      placeId: desk.placeId,
      id: null,
      version: null,
      letter: 'B',
      names: { sv: 'B' },
      goal: null,
      topics: ['digital-help'],
    };
    const { serviceId: other } = await execute(house, desk.manager, putService, service);
    const { visitId } = await arrive(desk);
    const since = house.clock.now();
    tick(60);
    await act(desk, serveVisit, visitId);
    tick(30);
    await act(desk, parkVisit, visitId);
    tick(60);
    await act(desk, resumeVisit, visitId);
    expect(await findVisit(house.db, desk.placeId, visitId)).toMatchObject({
      state: 'waiting',
      waitingSince: since,
      servedSeconds: 30,
    });
    await act(desk, transferVisit, visitId, { serviceId: other });
    expect((await findVisit(house.db, desk.placeId, visitId))!.waitingSince).toBe(since);
    await act(desk, serveVisit, visitId);
    tick(10);
    await act(desk, transferVisit, visitId, { serviceId: desk.serviceId });
    expect(await findVisit(house.db, desk.placeId, visitId)).toMatchObject({
      waitingSince: house.clock.now(),
      servedSeconds: 40,
      counterId: null,
    });
  });

  it('is called again, and is a no-show only after a call', async () => {
    const desk = await staffed();
    const { visitId } = await arrive(desk);
    await expect(act(desk, noteNoShow, visitId)).rejects.toEqual(refusal('visit-state'));
    await next(desk);
    await act(desk, recallVisit, visitId);
    await expect(act(desk, endVisit, visitId, { outcome: 'solved' })).rejects.toEqual(refusal('outcome-refused'));
    await act(desk, noteNoShow, visitId);
    expect(await findVisit(house.db, desk.placeId, visitId)).toMatchObject({ state: 'ended', outcome: 'no-show', calls: 2 });
  });

  it('ends with a reason when the visitor could not be helped, and only then', async () => {
    const desk = await staffed();
    const { visitId } = await arrive(desk);
    await expect(act(desk, endVisit, visitId, { outcome: 'not-helped' })).rejects.toEqual(refusal('invalid-input'));
    await expect(act(desk, endVisit, visitId, { outcome: 'solved', reason: 'no-time' })).rejects.toEqual(
      refusal('invalid-input'),
    );
    await act(desk, endVisit, visitId, { outcome: 'not-helped', reason: 'language' });
    await expect(act(desk, endVisit, visitId, { outcome: 'solved' })).rejects.toEqual(refusal('visit-state'));
  });

  it('is not there for another day or another office', async () => {
    const [desk, other] = [await staffed(), await staffed()];
    const { visitId } = await arrive(desk);
    await expect(act(other, serveVisit, visitId)).rejects.toEqual(refusal('visit-unknown'));
    await expect(act(desk, serveVisit, visitId, {}, other.officer)).rejects.toEqual(refusal('desk-unknown'));
    tick(86_400);
    await expect(act(desk, serveVisit, visitId)).rejects.toEqual(refusal('visit-unknown'));
    tick(-86_400);
  });

  it('takes every action in its table and no other', async () => {
    for (const [state, row] of Object.entries(visitTable))
      expect(
        visitActions.filter((one) => one in row),
        state,
      ).toEqual(Object.keys(row).toSorted((a, b) => visitActions.indexOf(a as never) - visitActions.indexOf(b as never)));
  });
});

describe('steps', () => {
  it('are what the agreement allows; a refusal says what it does list, in its own words', async () => {
    const desk = await staffed({ tasks: ['general-information'] });
    const { visitId } = await arrive(desk);
    await act(desk, serveVisit, visitId);
    await step(desk, visitId, 'informed');
    await expect(step(desk, visitId, 'meeting-booked')).rejects.toMatchObject({
      code: 'not-in-agreement',
      details: { params: { task: 'book-meetings', words: 'Allmän information' } },
    });
    await step(desk, visitId, 'not-helped', { reason: 'not-in-agreement', task: 'book-meetings' });
    const steps = await listSteps(house.db, desk.placeId, visitId);
    expect(steps.map(({ what }) => what)).toEqual(['arrived', 'serving', 'informed', 'not-helped']);
  });

  it('say what was asked for when the agreement or a missing access stood in the way, and only then', async () => {
    const desk = await staffed();
    const { visitId } = await arrive(desk);
    await act(desk, serveVisit, visitId);
    for (const reason of notHelpedReasons) {
      const isAsked = reason === 'not-in-agreement' || reason === 'no-system-access';
      const asked = { reason, task: 'digital-guidance', service: 'e-identification' };
      const right = isAsked ? asked : { reason };
      await expect(step(desk, visitId, 'not-helped', isAsked ? { reason } : asked)).rejects.toEqual(
        refusal(isAsked ? 'asked-missing' : 'invalid-input'),
      );
      await step(desk, visitId, 'not-helped', right);
      const kept = (await listSteps(house.db, desk.placeId, visitId)).at(-1)!;
      expect(kept.details).toEqual({ task: null, service: null, ...right });
    }
    await expect(step(desk, visitId, 'not-helped', { reason: 'no-system-access', task: 'bread' })).rejects.toEqual(
      refusal('invalid-input'),
    );
    await step(desk, visitId, 'not-helped', { reason: 'no-system-access', task: 'other' });
  });

  it('follow the agreement of the topic’s authority', async () => {
    const desk = await staffed({ tasks: ['general-information', 'digital-guidance'] });
    await agree(house, { placeId: desk.placeId, agency: 'skatteverket', from: '2026-01-01' }, ['general-information']);
    const { services } = {
      services: {
        placeId: desk.placeId,
        id: null,
        version: null,
        letter: 'S',
        names: { sv: 'S' },
        goal: null,
        topics: ['skatteverket-matter'],
      },
    };
    const { serviceId } = await execute(house, desk.manager, putService, services);
    const { visitId } = await arrive(desk, { serviceId, topic: 'skatteverket-matter' });
    const guided = { service: 'another-agency', autonomy: 'together', seconds: 300 };
    await expect(step(desk, visitId, 'guided', guided)).rejects.toEqual(refusal('not-in-agreement'));
    await step(desk, visitId, 'informed');
  });

  it('are kept once when the same is sent again', async () => {
    const desk = await staffed();
    const { visitId } = await arrive(desk);
    const input = {
      stepId: house.newId(),
      what: 'guided',
      details: { service: 'registration', step: 'contact', autonomy: 'alone' },
    };
    await act(desk, noteStep, visitId, input);
    await act(desk, noteStep, visitId, input);
    expect(await listSteps(house.db, desk.placeId, visitId)).toHaveLength(2);
  });
});

describe('unnecessary demand', () => {
  const repeatKey = 'ab'.repeat(32);
  const known = async (desk: TestDesk, visitId: Uuid) => {
    const { rows } = await sql<{ is_repeat: boolean | null; repeat_key: Buffer | null }>`
      select is_repeat, repeat_key from desk.visit where place_id = ${desk.placeId} and id = ${visitId}`.execute(house.db);
    return { isRepeat: rows[0]!.is_repeat, isKept: rows[0]!.repeat_key !== null };
  };

  it('keeps nothing while no window is set; then counts it at any desk within the window, and forgets', async () => {
    const [desk, other] = [await newDesk(house), await newDesk(house)];
    expect(await known(desk, (await arrive(desk, { repeatKey })).visitId)).toEqual({ isRepeat: null, isKept: false });
    await sql`insert into desk.setting values ('repeat-days', '2026-01-01', '14', 'test', now(), 'test')`.execute(house.db);
    const first = await arrive(desk, { repeatKey });
    expect(await known(desk, first.visitId)).toEqual({ isRepeat: false, isKept: true });
    expect(await known(other, (await arrive(other, { repeatKey })).visitId)).toEqual({ isRepeat: true, isKept: true });
    expect(await known(other, (await arrive(other)).visitId)).toEqual({ isRepeat: null, isKept: false });
    tick(15 * 86_400);
    expect(await known(desk, (await arrive(desk, { repeatKey })).visitId)).toEqual({ isRepeat: false, isKept: true });
    expect(await runJob(house, forgetRepeats)).toBeDefined();
    expect(await known(desk, first.visitId)).toEqual({ isRepeat: false, isKept: false });
  });
});

describe('the visitor’s own ticket', () => {
  it('leaves the queue, and gives feedback once, when the visit has ended', async () => {
    const desk = await staffed();
    const { visitId } = await arrive(desk);
    const key = phoneKeyOf(house.keys, visitId);
    await expect(execute(house, visitor, giveFeedback, { key, feedback: 'good' })).rejects.toEqual(refusal('visit-open'));
    await execute(house, visitor, leaveQueue, { key });
    await execute(house, visitor, giveFeedback, { key, feedback: 'good' });
    await expect(execute(house, visitor, giveFeedback, { key, feedback: 'bad' })).rejects.toEqual(refusal('feedback-given'));
    await expect(execute(house, visitor, leaveQueue, { key: 'another' })).rejects.toEqual(refusal('ticket-unknown'));
    expect(await findVisit(house.db, desk.placeId, visitId)).toMatchObject({ outcome: 'left', feedback: 'good' });
  });

  it('does not leave while it is served', async () => {
    const desk = await staffed();
    const { visitId } = await arrive(desk);
    await act(desk, serveVisit, visitId);
    await expect(execute(house, visitor, leaveQueue, { key: phoneKeyOf(house.keys, visitId) })).rejects.toEqual(
      refusal('visit-state'),
    );
  });
});

it('ends what nobody ended, a week later', async () => {
  const desk = await staffed();
  const { visitId } = await arrive(desk);
  tick(9 * 86_400);
  await runJob(house, endForgottenVisits);
  expect(await findVisit(house.db, desk.placeId, visitId)).toMatchObject({ state: 'ended', outcome: 'left' });
});
