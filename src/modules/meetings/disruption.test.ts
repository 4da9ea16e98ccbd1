/** Illness, closed places, lost rooms and interpreters, ended agreements: nobody is lost, everybody is told. And those in line. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { deliverAll } from '../../../test/delivered.ts';
import { type Actor, execute } from '../../platform/auth/index.ts';
import { instantAt, plainDate } from '../../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { runJob } from '../../platform/jobs/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { registeredJobseeker as jobseeker, staff } from '../cases/fixtures.ts';
import { closeOffice, listCoverage, listPresence, stepAgreement } from '../network/index.ts';
import { protect } from '../people/fixtures.ts';
import { declineOffer, leaveWaiting, takeOffer } from './answer-offer.ts';
import { act, bookTime, holdTime, openSessionAt } from './book.ts';
import { bookSeat } from './book-seat.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { closePlace } from './close-place.ts';
import { endAgreement } from './end-agreement.ts';
import { endAbsence } from './end-absence.ts';
import { expireHolds } from './expire-holds.ts';
import { alterType, newInterpreter, newOfficer, newRoom, openMeetings, placeByCode, planner } from './fixtures.ts';
import { joinWaiting } from './join-waiting.ts';
import { loseInterpreter } from './lose-interpreter.ts';
import { loseRoom } from './lose-room.ts';
import type { Meetings } from './meetings.ts';
import { noteOfficerAbsent } from './note-officer-absent.ts';
import { overbook } from './overbook.ts';
import { rebook } from './rebook.ts';
import { rebookAll } from './rebookings.ts';
import { findMeeting, listMeetings } from './store/meetings.ts';
import { findWaiting } from './store/waiting.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
let m: Meetings;
let close: () => Promise<void>;
const lycksele = await placeByCode(house.db, '2481');
const umea = await placeByCode(house.db, '2480');
let officers: Uuid[];

beforeAll(async () => {
  officers = [await newOfficer(house, { homePlaceId: lycksele }), await newOfficer(house, { homePlaceId: lycksele })];
  const opened = await openMeetings(house);
  m = opened;
  close = opened.close;
});
afterAll(() => close());

const deliver = () => deliverAll(house, m);
const at = (date: string, time: string) => instantAt(plainDate(date), time)!;
const wish = (personId: Uuid, start: string, over: object = {}) =>
  ({ personId, typeCode: '21', start, channel: 'video', cameBy: 'web', ...over }) as const;

async function booked(start: string, over: object = {}) {
  const who = await jobseeker(house, 'Bokad');
  const { meetingId } = await bookTime(m, who.actor, wish(who.personId, start, over), null);
  return { ...who, meetingId };
}
const meetingOf = async ({ personId, meetingId }: { personId: Uuid; meetingId: Uuid }) =>
  (await findMeeting(house.db, personId, meetingId))!;
const stateOf = async (one: { personId: Uuid; meetingId: Uuid }) => (await meetingOf(one)).state;
const told = async (meetingId: Uuid): Promise<string[]> =>
  (
    await sql<{
      source: string;
    }>`select source from contact.message where about = ${meetingId} and state = 'waiting' order by made_at, source`.execute(
      house.db,
    )
  ).rows.map(({ source }) => source);
/** On site by an officer's word. */
async function onSite(start: string, placeId: Uuid, over: object = {}) {
  const who = await jobseeker(house, 'På plats');
  const officer = await staff(house, 'caseworker', who.personId);
  const asked = {
    typeCode: '32',
    channel: 'on-site',
    placeId,
    cameBy: 'officer',
    exceptionGround: 'officers-assessment',
    ...over,
  };
  const { meetingId } = await bookTime(m, officer, wish(who.personId, start, asked), null);
  return { ...who, meetingId };
}
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );

it('an officer falls ill: each of her meetings loses its time, is told, and gets one as good with another officer', async () => {
  const all = [];
  for (const time of ['09:00', '09:30', '10:00']) {
    all.push(await booked(at('2020-03-12', time)), await booked(at('2020-03-12', time)));
  }
  const hers = [];
  for (const one of all) if ((await meetingOf(one)).officerIds[0] === officers[0]) hers.push(one);
  expect(hers).toHaveLength(3);
  const result = await act(m, planner, noteOfficerAbsent, {
    officerId: officers[0],
    kind: 'ill',
    from: at('2020-03-12', '00:00'),
    to: at('2020-03-13', '00:00'),
  });
  expect(result.meetingIds.toSorted()).toEqual(hers.map(({ meetingId }) => meetingId).toSorted());
  for (const one of hers) {
    expect(await meetingOf(one)).toMatchObject({ state: 'displaced', displacedBy: 'officer-absent' });
    expect(await told(one.meetingId)).toContain('meetings.displaced');
  }
  await m.picture.refresh();
  const done = await rebookAll(m, planner, { by: 'officer-absent', placeId: null, typeCode: null });
  expect(done).toEqual({ moved: 3, asked: 0 });
  const starts = await Promise.all(hers.map(async (one) => (await meetingOf(one)).start));
  for (const start of starts) expect(start >= at('2020-03-09', '09:00') && start < at('2020-03-20', '00:00')).toBe(true);
  for (const one of hers) expect(await told(one.meetingId)).toContain('meetings.moved');
  // She is back a day early: what was hers to work is free again.
  await act(m, planner, endAbsence, { resourceId: officers[0], absenceId: result.absenceId, backOn: '2020-03-12' });
});

it('nothing as good: the person is asked and the meeting stays in the list', async () => {
  const tolk = await newInterpreter(house, ['so']);
  await m.picture.refresh();
  const who = await booked(at('2020-03-13', '09:00'), { language: 'so', interpreter: true });
  await act(m, planner, loseInterpreter, { interpreterId: tolk, from: at('2020-03-02', '12:00'), to: at('2020-04-30', '00:00') });
  await m.picture.refresh();
  expect(await meetingOf(who)).toMatchObject({ state: 'displaced', displacedBy: 'interpreter-lost' });
  expect(await rebook(m, planner, await meetingOf(who))).toMatchObject({ is: 'asked', why: 'nobody-free' });
  expect(await stateOf(who)).toBe('displaced');
});

it('a room is lost: its meetings go, and the next room is found for them', async () => {
  const room = await newRoom(house, lycksele);
  await m.picture.refresh();
  const who = await onSite(at('2020-03-16', '13:00'), lycksele);
  expect(await meetingOf(who)).toMatchObject({ roomId: room });
  const lost = { roomId: room, from: at('2020-03-16', '00:00'), to: at('2020-03-17', '00:00') };
  expect((await act(m, planner, loseRoom, lost)).meetingIds).toEqual([who.meetingId]);
  const other = await newRoom(house, lycksele);
  await m.picture.refresh();
  expect(await rebook(m, planner, await meetingOf(who))).toEqual({ is: 'moved' });
  expect(await meetingOf(who)).toMatchObject({ roomId: other, start: at('2020-03-16', '13:00'), placeId: lycksele });
});

it('a place closes for a day: those on site there lose their time, those by video with its officers keep theirs', async () => {
  const remote = await booked(at('2020-03-17', '14:00'));
  const there = await onSite(at('2020-03-17', '14:00'), lycksele);
  const closed = { placeId: lycksele, from: at('2020-03-17', '08:00'), to: at('2020-03-17', '17:00') };
  expect((await act(m, planner, closePlace, closed)).meetingIds).toEqual([there.meetingId]);
  expect([await stateOf(remote), await stateOf(there)]).toEqual(['booked', 'displaced']);
  await m.picture.refresh();
  expect(await refusal(onSite(at('2020-03-17', '09:00'), lycksele))).toBe('place-not-open');
});

it('an agreement ends: after its last day nobody is met there, and nobody is found there', async () => {
  await newRoom(house, umea);
  await newOfficer(house, { homePlaceId: umea });
  await m.picture.refresh();
  const [before, after] = [await onSite(at('2020-03-18', '13:00'), umea), await onSite(at('2020-03-20', '13:00'), umea)];
  expect((await act(m, planner, endAgreement, { placeId: umea, lastDay: '2020-03-18' })).meetingIds).toEqual([after.meetingId]);
  expect([await stateOf(before), await stateOf(after)]).toEqual(['booked', 'displaced']);
  await m.picture.refresh();
  expect(await refusal(onSite(at('2020-03-20', '13:00'), umea))).toBe('time-taken');
});

it('the register says that a place closes: meetings after its last day lose their time, those before keep it', async () => {
  const all = await listPresence(house.db, { on: plainDate('2020-03-19') });
  const office = all.find(
    ({ kind, validTo, services }) => kind === 'visiting_office' && validTo === null && services.includes('booked-meeting'),
  )!;
  const placeId = parseUuid(office.placeId)!;
  await newRoom(house, placeId);
  await newOfficer(house, { homePlaceId: placeId });
  await m.picture.refresh();
  const [before, after] = [await onSite(at('2020-03-17', '13:00'), placeId), await onSite(at('2020-03-19', '13:00'), placeId)];
  await execute(house, planner, closeOffice, {
    presenceId: office.presenceId,
    version: office.id,
    decidedOn: '2020-03-02',
    endDate: '2020-03-17',
    reason: 'prov',
    replacedByKind: 'neighbour',
    replacedBy: '2480',
  });
  await deliver();
  expect([await stateOf(before), await stateOf(after)]).toEqual(['booked', 'displaced']);
  expect(await meetingOf(after)).toMatchObject({ displacedBy: 'place-closed' });
  expect(await told(after.meetingId)).toContain('meetings.displaced');
});

it('an agreement ends: its place offers nothing afterwards, what was booked there loses its time, and an agreement after it gives it back', async () => {
  const there = await listPresence(house.db, { on: plainDate('2020-03-19'), kind: 'cooperation_place' });
  const covered = await listCoverage(house.db, { agency: 'arbetsformedlingen' });
  const inForce = covered.find(({ placeId, from }) => from <= '2020-03-02' && there.some((one) => one.placeId === placeId))!;
  const { placeId, agreementId } = inForce;
  await newRoom(house, placeId);
  await newOfficer(house, { homePlaceId: placeId });
  await m.picture.refresh();
  const [before, after] = [await onSite(at('2020-03-17', '13:00'), placeId), await onSite(at('2020-03-19', '13:00'), placeId)];
  const end = { agreementId, state: 'ended', since: '2020-03-18', note: '', reason: 'prov' };
  await execute(house, planner, stepAgreement, end);
  await deliver();
  expect([await stateOf(before), await stateOf(after)]).toEqual(['booked', 'displaced']);
  expect(await meetingOf(after)).toMatchObject({ displacedBy: 'agreement-ended' });
  await m.register.refresh();
  await m.picture.refresh();
  const refused = await onSite(at('2020-03-19', '14:00'), placeId).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'place-not-open', details: { rule: { id: 'place-agreement' } } });
  await execute(house, planner, stepAgreement, { ...end, state: 'in-force', since: '2020-03-02', reason: null });
  await deliver();
  await m.register.refresh();
  await m.picture.refresh();
  await expect(onSite(at('2020-03-19', '14:00'), placeId)).resolves.toBeDefined();
});

describe('a meeting for several persons', () => {
  it('has as many seats as it has, whoever asks at once; and its officer’s illness reaches everyone in it', async () => {
    await alterType(m, '203', sql`seats = 4, booked_by = '{person,officer}'`);
    const asked = { typeCode: '203', start: at('2020-03-11', '13:00'), channel: 'phone', seats: 4 } as const;
    const { sessionId } = await openSessionAt(m, planner, asked, null);
    const many = await Promise.all(Array.from({ length: 9 }, () => jobseeker(house, 'Grupp')));
    const results = await Promise.all(
      many.map(({ actor, personId }) => refusal(act(m, actor, bookSeat, { personId, sessionId, cameBy: 'web' }))),
    );
    expect(results.filter((one) => one === 'done')).toHaveLength(4);
    expect(results.filter((one) => one === 'seats-taken')).toHaveLength(5);
    const rows = await sql<{
      officer: Uuid;
    }>`select officer_ids[1] as officer from meetings.session where id = ${sessionId}`.execute(house.db);
    const ill = { officerId: rows.rows[0]!.officer, kind: 'ill', from: at('2020-03-11', '12:00'), to: at('2020-03-11', '17:00') };
    expect((await act(m, planner, noteOfficerAbsent, ill)).meetingIds).toHaveLength(4);
  });
});

describe('in line', () => {
  /** Both officers are booked at a time, by these two. */
  async function full(start: string) {
    const taken = [];
    for (;;) {
      const who = await jobseeker(house, 'Upptagen');
      const result = await bookTime(m, who.actor, wish(who.personId, start), null).catch(() => null);
      if (result === null) return taken;
      taken.push({ ...who, meetingId: result.meetingId });
    }
  }
  const join = async (over: object = {}) => {
    const who = await jobseeker(house, 'I kö');
    const { waitingId } = await act(m, who.actor, joinWaiting, {
      personId: who.personId,
      purpose: 'first-planning',
      channels: ['video'],
      ...over,
    });
    return { ...who, waitingId };
  };
  const cancel = ({ actor, personId, meetingId }: { actor: Actor; personId: Uuid; meetingId: Uuid }) =>
    act(m, actor, cancelMeeting, { personId, meetingId, reason: 'work' });

  it('a time that falls free is held for the first, then the next, and told; taken, it replaces the later meeting', async () => {
    const start = at('2020-03-10', '10:00');
    const [one] = await full(start);
    const [first, second] = [await join(), await join()];
    await cancel(one!);
    await deliver();
    const waiting = (await findWaiting(house.db, first.personId))!;
    expect(waiting).toMatchObject({ state: 'offered' });
    expect(await told(waiting.offeredId!)).toEqual(['meetings.offered']);
    expect(await findWaiting(house.db, second.personId)).toMatchObject({ state: 'waiting' });
    // Nobody else gets it meanwhile.
    await m.picture.refresh();
    const other = await jobseeker(house, 'Utifrån');
    expect(await refusal(bookTime(m, other.actor, wish(other.personId, start), null))).toBe('time-taken');
    expect(await act(m, first.actor, declineOffer, { personId: first.personId, waitingId: first.waitingId })).toEqual({
      state: 'waiting',
    });
    await deliver();
    expect(await findWaiting(house.db, first.personId)).toMatchObject({ state: 'waiting', declined: 1 });
    expect(await findWaiting(house.db, second.personId)).toMatchObject({ state: 'offered' });
    const { meetingId } = await act(m, second.actor, takeOffer, { personId: second.personId, waitingId: second.waitingId });
    expect(await meetingOf({ personId: second.personId, meetingId })).toMatchObject({
      state: 'booked',
      start,
      cameBy: 'waiting-list',
    });
    expect(await findWaiting(house.db, second.personId)).toBeNull();
    await act(m, first.actor, leaveWaiting, { personId: first.personId });
  });

  it('an offer that nobody answers goes to the next; of a later meeting only the time is changed', async () => {
    const start = at('2020-03-10', '09:00');
    const [one] = await full(start);
    const later = await booked(at('2020-03-20', '14:00'));
    const waiting = { personId: later.personId, purpose: 'first-planning', channels: ['video'], meetingId: later.meetingId };
    const silent = await join();
    const { waitingId } = await act(m, later.actor, joinWaiting, waiting);
    await cancel(one!);
    await deliver();
    expect(await findWaiting(house.db, silent.personId)).toMatchObject({ state: 'offered' });
    house.clock.set('2020-03-02T12:00:00Z');
    await runJob(house, expireHolds);
    await deliver();
    expect(await findWaiting(house.db, silent.personId)).toMatchObject({ state: 'waiting', declined: 1 });
    expect(await act(m, later.actor, takeOffer, { personId: later.personId, waitingId })).toEqual({ meetingId: later.meetingId });
    expect(await meetingOf(later)).toMatchObject({ state: 'booked', start });
    expect(await listMeetings(house.db, later.personId)).toHaveLength(1);
    await act(m, silent.actor, leaveWaiting, { personId: silent.personId });
    house.clock.set('2020-03-02T08:00:00Z');
  });

  it('protected identity: what was held and offered is let go, and the place in line ends', async () => {
    const start = at('2020-03-10', '13:00');
    const [one] = await full(start);
    const who = await join();
    await cancel(one!);
    await deliver();
    await holdTime(m, who.actor, wish(who.personId, at('2020-03-18', '10:00')), null);
    const meeting = await booked(at('2020-03-19', '10:00'));
    await protect(house, who.number);
    await protect(house, meeting.number);
    await deliver();
    expect(await findWaiting(house.db, who.personId)).toBeNull();
    const left = await sql`select from meetings.occupancy where resource_id = ${who.personId}`.execute(house.db);
    expect(left.rows).toEqual([]);
    expect(await meetingOf(meeting)).toMatchObject({ state: 'booked', isProtected: true });
    expect(
      await refusal(act(m, who.actor, joinWaiting, { personId: who.personId, purpose: 'first-planning', channels: ['video'] })),
    ).toBe('person-elsewhere');
  });
});

describe('overbooking', () => {
  it('is for when nothing is free, is placed by the rule, and stands beside what is there', async () => {
    const who = await jobseeker(house, 'Extra');
    const officer = await staff(house, 'caseworker', who.personId);
    const asked = {
      personId: who.personId,
      typeCode: '21',
      channel: 'video',
      cameBy: 'officer',
      on: plainDate('2020-03-12'),
      reason: 'needs-soon',
    } as const;
    expect(await refusal(overbook(m, officer, asked, null))).toBe('free-times-left');
    await alterType(m, '21', sql`window_first = 3, window_last = 3`);
    for (let hour = 0; hour < 12; hour += 1) {
      const minutes = [540, 570, 600, 630, 720, 750, 780, 810, 840, 870, 900, 930][hour]!;
      const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      for (;;) {
        const other = await jobseeker(house, 'Fyller');
        if ((await refusal(bookTime(m, other.actor, wish(other.personId, at('2020-03-05', time)), null))) !== 'done') break;
      }
    }
    await m.picture.refresh();
    const on = { ...asked, on: plainDate('2020-03-05') };
    const { meetingId, start } = await overbook(m, officer, on, null);
    expect(start.slice(0, 10)).toBe('2020-03-05');
    expect(await meetingOf({ personId: who.personId, meetingId })).toMatchObject({ overbooked: true, state: 'booked' });
    expect(await refusal(overbook(m, officer, { ...on, typeCode: '22' }, null))).toBe('overbooking-not-allowed');
  });
});

it('nobody is lost: every meeting that was made has a state, and only those with a time occupy', async () => {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from meetings.meeting m
    where (state = 'booked') <> exists (select from meetings.occupancy o where o.of = m.id and o.resource_id = m.person_id)
      and state in ('booked', 'displaced', 'cancelled')`.execute(house.db);
  expect(rows[0]!.n).toBe(0);
  const { rows: silent } = await sql<{ n: number }>`
    select count(*) as n from meetings.meeting m
    where state = 'displaced' and not exists (
      select from contact.message c where c.person_id = m.person_id and c.about = m.id and c.source = 'meetings.displaced')`.execute(
    house.db,
  );
  expect(silent[0]!.n).toBe(0);
});
