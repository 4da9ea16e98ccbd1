/** Booking through the commands, with everyone who could hold the meeting found in memory and the last word in the database. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { deliverAll } from '../../../test/delivered.ts';
import { type Actor, execute } from '../../platform/auth/index.ts';
import { instant, later } from '../../platform/clock/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { registeredJobseeker as jobseeker, staff } from '../cases/fixtures.ts';
import { listSignals } from '../cases/store/signal.ts';
import { insertTodo } from '../cases/store/todo.ts';
import { opened, protect, signIn } from '../people/fixtures.ts';
import { takeOffer } from './answer-offer.ts';
import { act, type BookingAsked, bookTime, changeTo, holdTime, withSomeone } from './book.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { confirmMeeting } from './confirm-meeting.ts';
import { joinWaiting } from './join-waiting.ts';
import { newInterpreter, newOfficer, newRoom, openMeetings, placeByCode } from './fixtures.ts';
import type { Meetings } from './meetings.ts';
import { recordOutcome } from './record-outcome.ts';
import { releaseHold } from './release-hold.ts';
import { findMeeting, listComing, listMeetingEvents } from './store/meetings.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
let m: Meetings;
let close: () => Promise<void>;
const lycksele = await placeByCode(house.db, '2481');
const officerIds: Uuid[] = [];

beforeAll(async () => {
  for (let index = 0; index < 3; index += 1) officerIds.push(await newOfficer(house, { homePlaceId: lycksele }));
  await newRoom(house, lycksele);
  await newInterpreter(house);
  const opened = await openMeetings(house);
  m = opened;
  close = opened.close;
});
afterAll(() => close());

/** Nine in the morning of the first day that can be booked, which is 5 March. */
const first = '2020-03-05T09:00:00+01:00';
const wish = (personId: Uuid, over: Partial<BookingAsked> = {}): BookingAsked => ({
  personId,
  typeCode: '21',
  start: first,
  channel: 'video',
  cameBy: 'web',
  heldBy: null,
  ...over,
});
const refusal = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof Problem)) throw new Error(`not refused: ${String(error)} ${JSON.stringify(error)}`);
  return error;
};
const book = (who: { actor: Actor; personId: Uuid }, over: Partial<BookingAsked> = {}, key: string | null = null) =>
  bookTime(m, who.actor, wish(who.personId, over), key);
const meetingOf = async ({ personId }: { personId: Uuid }, id: Uuid) => (await findMeeting(house.db, personId, id))!;
const busy = async (id: Uuid): Promise<number> =>
  (await sql`select from meetings.occupancy where of = ${id}`.execute(house.db)).rows.length;

/** So that each test has its own hour. */
let nth = 0;
const nextStart = (): string => {
  nth += 1;
  const [day, half] = [Math.floor(nth / 8), nth % 8];
  return later(
    instant(['2020-03-06', '2020-03-09', '2020-03-10', '2020-03-11', '2020-03-12', '2020-03-13'][day]! + 'T12:00:00+01:00'),
    half * 1_800_000,
  );
};

describe('held, then confirmed', () => {
  it('a time is the person’s for 300 seconds, and a meeting when they say so', async () => {
    const who = await jobseeker(house, 'Håller');
    const start = nextStart();
    const { meetingId, holdUntil } = await holdTime(m, who.actor, wish(who.personId, { start }), null);
    expect(holdUntil).toBe('2020-03-02T08:05:00.000Z');
    expect(await meetingOf(who, meetingId)).toMatchObject({ state: 'held', channelBy: 'rule', language: 'sv' });
    await act(m, who.actor, confirmMeeting, { personId: who.personId, meetingId });
    expect(await meetingOf(who, meetingId)).toMatchObject({ state: 'booked', holdUntil: null });
    // Sent twice: the same answer, one meeting.
    expect(await act(m, who.actor, confirmMeeting, { personId: who.personId, meetingId })).toEqual({ meetingId });
    expect((await listMeetingEvents(house.db, { personId: who.personId, meetingId })).map(({ what }) => what)).toEqual([
      'booked',
    ]);
  });

  it('a hold that is over is not confirmed, also when nobody has taken the time', async () => {
    const who = await jobseeker(house, 'För sent');
    const { meetingId } = await holdTime(m, who.actor, wish(who.personId, { start: nextStart() }), null);
    house.clock.set('2020-03-02T08:05:00Z');
    const confirm = (id: Uuid) => refusal(act(m, who.actor, confirmMeeting, { personId: who.personId, meetingId: id }));
    expect((await confirm(meetingId)).code).toBe('hold-expired');
    // Also when nothing is left of it; what was never held, or by another, is unknown.
    await sql`delete from meetings.occupancy where of = ${meetingId}`.execute(house.db);
    await sql`delete from meetings.meeting where id = ${meetingId}`.execute(house.db);
    expect((await confirm(meetingId)).code).toBe('hold-expired');
    expect((await confirm(house.newId())).code).toBe('meeting-unknown');
    const other = await jobseeker(house, 'Annan');
    const theirs = act(m, other.actor, confirmMeeting, { personId: other.personId, meetingId });
    expect((await refusal(theirs)).code).toBe('meeting-unknown');
    house.clock.set('2020-03-02T08:00:00Z');
  });

  it('what is let go is free at once', async () => {
    const [one, other] = [await jobseeker(house, 'Släpper'), await jobseeker(house, 'Tar')];
    const start = nextStart();
    for (let index = 0; index < 2; index += 1) await book(await jobseeker(house, 'Fyller'), { start });
    const { meetingId } = await holdTime(m, one.actor, wish(one.personId, { start }), null);
    expect((await refusal(book(other, { start }))).code).toBe('time-taken');
    await act(m, one.actor, releaseHold, { personId: one.personId, meetingId });
    await m.picture.refresh();
    await book(other, { start });
  });
});

it('an expired hold is taken by another', async () => {
  const start = nextStart();
  for (let index = 0; index < 3; index += 1) {
    const who = await jobseeker(house, 'Lämnar');
    await holdTime(m, who.actor, wish(who.personId, { start }), null);
  }
  const late = await jobseeker(house, 'Kommer sedan');
  expect((await refusal(book(late, { start }))).code).toBe('time-taken');
  house.clock.set('2020-03-02T08:05:00Z');
  await m.picture.refresh();
  await book(late, { start });
  house.clock.set('2020-03-02T08:00:00Z');
});

it('a loser gets the nearest other times, and never an error of the database', async () => {
  const start = nextStart();
  const many = await Promise.all(Array.from({ length: 8 }, () => jobseeker(house, 'Många')));
  const results = await Promise.allSettled(many.map((who) => book(who, { start })));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    expect(result.reason).toMatchObject({ code: 'time-taken' });
    const { alternatives } = (result.reason as Problem).details;
    expect(alternatives).toHaveLength(6);
    expect(alternatives!.every((one) => one['start'] !== instant(start) && one['channel'] === 'video')).toBe(true);
  }
});

describe('the same request', () => {
  it('twice with one key is one meeting, also when the picture would choose another officer', async () => {
    const who = await jobseeker(house, 'Dubbelklick');
    const [start, key] = [nextStart(), house.newId()];
    const results = await Promise.all([book(who, { start }, key), book(who, { start }, key)]);
    expect(results[0]).toEqual(results[1]);
    expect(await book(who, { start }, key)).toEqual(results[0]);
    expect((await refusal(book(who, { start: nextStart() }, key))).code).toBe('request-repeated');
  });

  it('twice without a key: the meeting there is, and of another kind that they are busy then', async () => {
    const who = await jobseeker(house, 'Två gånger');
    const start = nextStart();
    const { meetingId } = await book(who, { start });
    const again = await refusal(book(who, { start }));
    expect(again).toMatchObject({ code: 'already-booked', details: { params: { meetingId }, rule: { id: 'own-booking' } } });
    expect((await refusal(book(who, { start, typeCode: '22' }))).code).toBe('person-busy');
  });
});

describe('what is refused, each by its own', () => {
  it.each([
    ['time-past', { start: '2020-02-28T09:00:00+01:00' }],
    ['time-outside-window', { start: '2020-03-04T09:00:00+01:00' }],
    ['time-outside-window', { start: '2020-03-24T09:00:00+01:00' }],
    ['type-unknown', { typeCode: '99' }],
    ['booking-not-allowed', { typeCode: '24' }],
    ['channel-not-offered', { channel: 'on-site' }],
    ['place-not-wanted', { placeId: 'place' }],
    ['place-missing', { typeCode: '31', channel: 'on-site' }],
    ['time-without-zone', { start: '2020-03-05T09:00' }],
    ['invalid-input', { start: 'i morgon' }],
    ['time-not-offered', { start: '2020-03-05T11:00:00+01:00' }],
    ['time-not-offered', { start: '2020-03-05T09:10:00+01:00' }],
    ['time-not-offered', { start: '2020-03-07T09:00:00+01:00' }],
    ['channel-needs-reason', { typeCode: '31', channel: 'on-site', placeId: 'place' }],
  ] as const)('%s %o', async (code, { ...over }) => {
    const who = await jobseeker(house, 'Nekas');
    const placeId = 'placeId' in over ? lycksele : null;
    const refused = await refusal(book(who, { ...over, placeId }));
    expect(refused.code).toBe(code);
    if (!['type-unknown', 'time-without-zone', 'invalid-input'].includes(code)) expect(refused.details.rule).toBeDefined();
  });

  it('another’s meeting is one that does not exist', async () => {
    const [mine, other] = [await jobseeker(house, 'Min'), await jobseeker(house, 'Annans')];
    const { meetingId } = await book(mine, { start: nextStart() });
    const cancel = { meetingId, reason: 'work' };
    expect((await refusal(act(m, other.actor, cancelMeeting, { ...cancel, personId: other.personId }))).code).toBe(
      'meeting-unknown',
    );
    expect((await refusal(act(m, other.actor, cancelMeeting, { ...cancel, personId: mine.personId }))).code).toBe(
      'person-unknown',
    );
  });

  it('a place that takes no booked meetings then', async () => {
    const who = await jobseeker(house, 'Stängt');
    const officer = await staff(house, 'caseworker', who.personId);
    const asked = {
      typeCode: '31',
      channel: 'on-site',
      placeId: house.newId(),
      exceptionGround: 'officers-assessment',
      start: nextStart(),
    } as const;
    const refused = await refusal(bookTime(m, officer, wish(who.personId, { ...asked, cameBy: 'officer' }), null));
    expect(refused).toMatchObject({ code: 'place-not-open' });
  });
});

describe('on site', () => {
  it('takes the officer, the room and the person; an officer’s ground is kept', async () => {
    const who = await jobseeker(house, 'På plats');
    const officer = await staff(house, 'caseworker', who.personId);
    const over = { typeCode: '32', channel: 'on-site', placeId: lycksele, cameBy: 'officer' } as const;
    const asked = wish(who.personId, { ...over, start: nextStart(), exceptionGround: 'officers-assessment' });
    const { meetingId } = await bookTime(m, officer, asked, null);
    expect(await meetingOf(who, meetingId)).toMatchObject({
      channelBy: 'exception',
      exceptionGround: 'officers-assessment',
      placeId: lycksele,
    });
    expect(await busy(meetingId)).toBe(3);
    const other = await jobseeker(house, 'Samma rum');
    await opened(house, officer, other.personId);
    expect((await refusal(bookTime(m, officer, { ...asked, personId: other.personId }, null))).code).toBe('time-taken');
  });

  it('with an interpreter, who is in one meeting at a time', async () => {
    const [one, other] = [await jobseeker(house, 'Tolkas'), await jobseeker(house, 'Väntar')];
    const start = nextStart();
    const { meetingId } = await book(one, { start, language: 'ar', interpreter: true });
    expect(await busy(meetingId)).toBe(3);
    expect((await refusal(book(other, { start, language: 'ar', interpreter: true }))).code).toBe('time-taken');
    await book(other, { start });
  });
});

describe('another time', () => {
  it('the old one is let go and the new one taken; the meeting is the same', async () => {
    const who = await jobseeker(house, 'Byter');
    const [start, then] = [nextStart(), nextStart()];
    const { meetingId } = await book(who, { start });
    const { personId } = who;
    await changeTo(m, who.actor, { personId, meetingId, typeCode: '21', start: then, channel: 'phone', cameBy: 'web' }, null);
    expect(await meetingOf(who, meetingId)).toMatchObject({
      state: 'booked',
      start: instant(then),
      channel: 'phone',
      version: 2,
    });
    expect(await busy(meetingId)).toBe(2);
    const freed = sql`select from platform.event where type = 'meetings.time-freed' and payload->>'meetingId' = ${meetingId}`;
    expect((await freed.execute(house.db)).rows).toHaveLength(1);
  });

  it('if it is taken, the old one stays', async () => {
    const who = await jobseeker(house, 'Stannar');
    const [start, full] = [nextStart(), nextStart()];
    const { meetingId } = await book(who, { start });
    for (let index = 0; index < 3; index += 1) await book(await jobseeker(house, 'Före'), { start: full });
    const { personId } = who;
    const asked = { personId, meetingId, typeCode: '21', start: full, channel: 'video', cameBy: 'web' } as const;
    expect((await refusal(changeTo(m, who.actor, asked, null))).code).toBe('time-taken');
    expect(await meetingOf(who, meetingId)).toMatchObject({ state: 'booked', start: instant(start), version: 1 });
    expect(await busy(meetingId)).toBe(2);
    expect((await refusal(changeTo(m, who.actor, { ...asked, version: 7 }, null))).code).toBe('meeting-changed-meanwhile');
  });

  it('to a half hour that overlaps the old one', async () => {
    const who = await jobseeker(house, 'Lite senare');
    const start = '2020-03-16T13:00:00+01:00';
    const { meetingId } = await book(who, { typeCode: '22', start });
    const asked = {
      personId: who.personId,
      meetingId,
      typeCode: '22',
      start: '2020-03-16T13:30:00+01:00',
      channel: 'video',
      cameBy: 'web',
    } as const;
    await changeTo(m, who.actor, asked, null);
    expect(await meetingOf(who, meetingId)).toMatchObject({ start: '2020-03-16T12:30:00.000Z', end: '2020-03-16T13:30:00.000Z' });
  });
});

describe('cancelled', () => {
  it('with a reason of MEET-3; the time is free, and who presses twice has cancelled once', async () => {
    const who = await jobseeker(house, 'Avbokar');
    const { meetingId } = await book(who, { start: nextStart() });
    const input = { personId: who.personId, meetingId, reason: 'impediment' };
    await act(m, who.actor, cancelMeeting, input);
    await act(m, who.actor, cancelMeeting, input);
    expect(await meetingOf(who, meetingId)).toMatchObject({ state: 'cancelled', cancelReason: 'impediment' });
    expect(await busy(meetingId)).toBe(0);
    expect((await listMeetingEvents(house.db, { personId: who.personId, meetingId })).map(({ what }) => what)).toEqual([
      'booked',
      'cancelled',
    ]);
  });

  it('on the authority’s initiative by staff alone', async () => {
    const who = await jobseeker(house, 'Inte myndighet');
    const { meetingId } = await book(who, { start: nextStart() });
    const input = { personId: who.personId, meetingId, reason: 'authority' };
    expect((await refusal(act(m, who.actor, cancelMeeting, input))).code).toBe('invalid-input');
    await act(m, await staff(house, 'desk-officer', who.personId), cancelMeeting, input);
  });
});

it('someone with protected identity books nothing on the web; their named officer does', async () => {
  const who = await jobseeker(house, 'Skyddas');
  await protect(house, who.number);
  expect((await refusal(book(who, { start: nextStart() }))).code).toBe('person-elsewhere');
  const any = await staff(house, 'caseworker');
  expect((await refusal(bookTime(m, any, wish(who.personId), null))).code).toBe('person-unknown');
});

describe('how it went', () => {
  async function held(over: { account?: Actor } = {}) {
    const who = await jobseeker(house, 'Var där');
    const { meetingId } = await book(who, { start: nextStart() });
    const meeting = await meetingOf(who, meetingId);
    if (over.account !== undefined) {
      await sql`update meetings.officer set account_id = null where account_id = ${over.account.id}`.execute(house.db);
      await sql`update meetings.officer set account_id = ${over.account.id} where id = ${meeting.officerIds[0]}`.execute(
        house.db,
      );
    }
    return { ...who, meetingId, meeting };
  }
  /** Someone of that name, not whoever signs in as 'caseworker' elsewhere. */
  const colleagueOf = async (name: string, personId?: Uuid): Promise<Actor> => {
    const { actor } = await signIn(house, { name, roles: ['caseworker'] });
    if (personId !== undefined) await opened(house, actor, personId);
    return actor;
  };
  afterEach(() => house.clock.set('2020-03-02T08:00:00Z'));
  const record = (actor: Actor, { personId, meetingId }: { personId: Uuid; meetingId: Uuid }, outcome: string) =>
    execute(house, actor, recordOutcome, { personId, meetingId, outcome });

  it('is said when it has begun', async () => {
    const one = await held();
    const officer = await staff(house, 'caseworker', one.personId);
    expect((await refusal(record(officer, one, 'done'))).code).toBe('meeting-to-come');
  });

  it('JO 5700-2015: that someone did not come is said by another than the officer of the meeting', async () => {
    const officer = await staff(house, 'caseworker');
    const one = await held({ account: officer });
    house.clock.set(one.meeting.end);
    await opened(house, officer, one.personId);
    const refused = await refusal(record(officer, one, 'no-show'));
    expect(refused).toMatchObject({ code: 'outcome-by-another', details: { rule: { id: 'signal-attendance' } } });
    const desk = await staff(house, 'desk-officer', one.personId);
    await record(desk, one, 'no-show');
    // Put right by the officer themselves: the authority failed, and nothing can follow from it.
    await record(officer, one, 'authority-failed');
    expect(await meetingOf(one, one.meetingId)).toMatchObject({ state: 'authority-failed' });
    house.clock.set('2020-03-02T08:00:00Z');
  });

  it('JO 5700-2015: while it is not known who the officer is, only another officer says that someone did not come', async () => {
    const one = await held();
    house.clock.set(one.meeting.end);
    const desk = await staff(house, 'desk-officer', one.personId);
    const colleague = await colleagueOf('Kollega', one.personId);
    expect(await refusal(record(desk, one, 'no-show'))).toMatchObject({
      code: 'officer-not-known',
      details: { rule: { id: 'known-officer' } },
    });
    await newOfficer(house, { accountId: colleague.id });
    await record(colleague, one, 'no-show');
    house.clock.set('2020-03-02T08:00:00Z');
    // What harms no one is said by anyone with the file open.
    const other = await held();
    house.clock.set(other.meeting.end);
    await opened(house, desk, other.personId);
    await record(desk, other, 'done');
    house.clock.set('2020-03-02T08:00:00Z');
  });

  it('JO 5700-2015: the officer’s account was changed or taken away since: they are known by it all the same', async () => {
    const [before, after] = [await colleagueOf('Förut'), await colleagueOf('Efteråt')];
    const one = await held({ account: before });
    const account = async (id: string | null) =>
      sql`update meetings.officer set account_id = ${id} where id = ${one.meeting.officerIds[0]}`.execute(house.db);
    house.clock.set(one.meeting.end);
    for (const actor of [before, after]) await opened(house, actor, one.personId);
    await account(after.id);
    for (const actor of [before, after]) expect((await refusal(record(actor, one, 'no-show'))).code).toBe('outcome-by-another');
    await account(null);
    for (const actor of [before, after]) expect((await refusal(record(actor, one, 'no-show'))).code).toBe('outcome-by-another');
    await record(await staff(house, 'desk-officer', one.personId), one, 'no-show');
    house.clock.set('2020-03-02T08:00:00Z');
  });

  it('JO 5700-2015: that the authority failed never leads to a signal, and takes back the one that a no-show led to', async () => {
    const signals = async ({ personId }: { personId: Uuid }) => (await listSignals(house.db, personId)).map(({ state }) => state);
    const officer = await colleagueOf('Håller mötet');
    const outcomes = [
      ['authority-failed', 'withheld'],
      ['no-show', 'raised'],
    ] as const;
    for (const [outcome, follows] of outcomes) {
      const one = await held({ account: officer });
      const { id: registrationId } = (
        await sql<{ id: Uuid }>`select id from cases.registration where person_id = ${one.personId}`.execute(house.db)
      ).rows[0]!;
      const todo = { personId: one.personId, id: house.newId(), registrationId, protected: false, at: house.clock.now() };
      await house.db.transaction().execute((tx) => insertTodo(tx, { ...todo, kind: 'book-planning-conversation' }));
      house.clock.set(one.meeting.end);
      const desk = await staff(house, 'desk-officer', one.personId);
      await record(desk, one, outcome);
      expect(await signals(one)).toEqual([follows]);
      if (outcome === 'no-show') {
        await record(desk, one, 'authority-failed');
        expect(await signals(one)).toEqual(['withdrawn']);
      }
      house.clock.set('2020-03-02T08:00:00Z');
    }
  });
});

it('a type that was changed between the search and the booking: who is found can hold the meeting as it is now', async () => {
  const who = await jobseeker(house, 'Längre');
  const minutes = (count: number) => sql`update meetings.meeting_type set minutes = ${count} where code = '21'`.execute(house.db);
  const asked = wish(who.personId, { start: '2020-03-16T10:30:00+01:00' });
  const booked = withSomeone(m, asked, async (found) => {
    await minutes(60);
    return execute(house, who.actor, bookMeeting, { ...asked, found });
  });
  // An hour from half past ten would go into the hour of lunch.
  expect(['time-taken', 'time-not-offered']).toContain((await refusal(booked)).code);
  await minutes(30);
  const { meetingId } = await withSomeone(m, { ...asked, start: '2020-03-16T10:00:00+01:00' }, async (found) => {
    await minutes(60);
    return execute(house, who.actor, bookMeeting, { ...asked, start: '2020-03-16T10:00:00+01:00', found });
  });
  expect(await meetingOf(who, meetingId)).toMatchObject({ start: '2020-03-16T09:00:00.000Z', end: '2020-03-16T10:00:00.000Z' });
  await minutes(30);
});

describe('who stands in line and books meanwhile', () => {
  const deliver = () => deliverAll(house, m);
  /** Someone in line for whatever falls free, who books a time; then another time is let go of, and offered to them. */
  async function offered(mine: string, freed: string) {
    // What fell free before is not for them.
    await deliver();
    const [who, before] = [await jobseeker(house, 'I kö'), await jobseeker(house, 'Lämnar tiden')];
    const other = await book(before, { start: freed });
    const joining = { personId: who.personId, purpose: 'first-planning', channels: ['video'] };
    const { waitingId } = await act(m, who.actor, joinWaiting, joining);
    const { meetingId } = await book(who, { start: mine });
    await act(m, before.actor, cancelMeeting, { personId: before.personId, meetingId: other.meetingId, reason: 'work' });
    await deliver();
    const take = act(m, who.actor, takeOffer, { personId: who.personId, waitingId });
    return { who, meetingId, take };
  }

  it('gets the sooner time in place of the one that they have', async () => {
    const { who, meetingId, take } = await offered('2020-03-17T13:00:00+01:00', '2020-03-16T13:00:00+01:00');
    expect(await take).toEqual({ meetingId });
    expect(await meetingOf(who, meetingId)).toMatchObject({ state: 'booked', start: '2020-03-16T12:00:00.000Z' });
    expect(await listComing(house.db, who.personId, house.clock.now())).toHaveLength(1);
  });

  it('does not get a later one beside it', async () => {
    const { who, meetingId, take } = await offered('2020-03-17T14:00:00+01:00', '2020-03-18T13:00:00+01:00');
    expect(await refusal(take)).toMatchObject({ code: 'already-booked', details: { params: { meetingId } } });
    expect(await listComing(house.db, who.personId, house.clock.now())).toHaveLength(1);
  });
});
