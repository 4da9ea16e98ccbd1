/** Supply: who offers what, said in periods, kept with what is booked, and told to the pictures. */
import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { testHouse } from '../../../test/database.ts';
import { type Command, execute } from '../../platform/auth/index.ts';
import { plannerDay, officerFacts, placeByCode } from './fixtures.ts';
import { Problem } from '../../platform/problem/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import {
  addInterpreter,
  addOfficer,
  addRoom,
  changeInterpreter,
  changeOfficer,
  changeRoom,
  endAbsence,
  endAttendance,
  noteAbsence,
  putMeetingType,
  setAttendance,
  setWorkingDay,
  setWorkingPattern,
} from './index.ts';
import { listAbsences } from './store/absence.ts';
import { findOfficer, listOfficers } from './store/officers.ts';
import { timetableOf } from './store/timetable.ts';
import { typeHistory, typeOn, typesFor } from './store/types.ts';

const house = await testHouse('country');
const planner = { id: house.newId() as string, name: 'David, planerare', roles: ['planner'] as const };
const run = (
  of: Command,
  input: unknown,
  actor: { id: string; name: string; roles: readonly never[] } | typeof planner = planner,
) => execute(house, actor, of, input) as Promise<Record<string, Uuid & Uuid[]> & { version: number }>;
const refusal = async (of: Command, input: unknown, actor: Parameters<typeof run>[2] = planner): Promise<Problem> => {
  const error = await run(of, input, actor).catch((thrown: unknown) => thrown);
  if (!(error instanceof Problem)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error;
};
const lycksele = await placeByCode(house.db, '2481');
const umea = await placeByCode(house.db, '2480');
const weekdays = { mon: [['08:00', '16:30']], tue: [['08:00', '16:30']], wed: [['08:00', '16:30']], thu: [['08:00', '16:30']] };

async function newOfficer(more: object = {}) {
  const { officerId } = await run(addOfficer, { ...officerFacts, homePlaceId: umea, ...more });
  const id = officerId!;
  const { version } = await run(setWorkingPattern, { officerId: id, version: 1, from: '2020-01-01', to: null, weekly: weekdays });
  return { id, version };
}

/** What a booking writes of an officer, as far as supply is concerned. */
async function book(resourceId: Uuid, start: string, end: string, placeId: string | null = null, spoken = 'sv') {
  const [person, id] = [house.newId(), house.newId()];
  await sql`
    insert into meetings.meeting (person_id, id, state, type_code, purpose, channel, during, officer_ids, place_id, language,
                                  channel_by, came_by, made_at, made_by)
    values (${person}, ${id}, 'booked', '31', 'first-planning', ${placeId === null ? 'video' : 'on-site'},
            tstzrange(${start}, ${end}), ${[resourceId]}::uuid[], ${placeId}, ${spoken}, 'choice', 'officer', ${house.clock.now()}, 'x')`.execute(
    house.db,
  );
  await sql`insert into meetings.occupancy (resource_id, id, during, why, of)
            values (${resourceId}, ${house.newId()}, tstzrange(${start}, ${end}), 'meeting', ${id})`.execute(house.db);
}

const changes = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from meetings.change where kind = 'supply'`.execute(house.db)).rows[0]!.n;

describe('an officer', () => {
  it('has a pattern from a day; a later one ends it, and what was before stays', async () => {
    const { id, version } = await newOfficer();
    const before = await changes();
    await run(setWorkingPattern, {
      officerId: id,
      version,
      from: '2020-03-02',
      to: '2020-03-31',
      weekly: { mon: [['09:00', '12:00']] },
    });
    const { patterns } = await timetableOf(house.db, id);
    expect(patterns.map(({ validFrom, validTo, weekly }) => [validFrom, validTo, Object.keys(weekly).length])).toEqual([
      ['2020-01-01', '2020-03-01', 4],
      ['2020-03-02', '2020-03-31', 1],
      ['2020-04-01', null, 4],
    ]);
    expect((await findOfficer(house.db, id))!.version).toBe(version + 1);
    expect(await changes()).toBe(before + 1);
  });

  it('said the same again, a pattern is one row', async () => {
    const { id, version } = await newOfficer();
    await run(setWorkingPattern, { officerId: id, version, from: '2020-06-01', to: null, weekly: weekdays });
    expect((await timetableOf(house.db, id)).patterns).toHaveLength(1);
  });

  it('is not changed from an old version, nor is one who is not there', async () => {
    const { id, version } = await newOfficer();
    expect(
      (await refusal(setWorkingDay, { officerId: id, version: version - 1, on: '2020-03-02', hours: [], note: '' })).code,
    ).toBe('supply-changed-meanwhile');
    expect(
      (await refusal(setWorkingDay, { officerId: house.newId(), version, on: '2020-03-02', hours: [], note: '' })).code,
    ).toBe('officer-unknown');
  });

  it('keeps what is booked: hours that a meeting needs are not taken away', async () => {
    const { id, version } = await newOfficer();
    await book(id, '2020-03-02T09:00:00Z', '2020-03-02T10:00:00Z');
    const off = await refusal(setWorkingDay, { officerId: id, version, on: '2020-03-02', hours: [], note: '' });
    expect([off.code, off.details.params]).toEqual(['meetings-in-the-way', { count: 1, meetings: '2020-03-02 10:00 (31)' }]);
    const shorter = { officerId: id, version, from: '2020-03-01', to: null, weekly: { mon: [['10:30', '16:00']] } };
    expect((await refusal(setWorkingPattern, shorter)).code).toBe('meetings-in-the-way');
    expect((await findOfficer(house.db, id))!.version, 'nothing was written').toBe(version);
    await run(setWorkingDay, { officerId: id, version, on: '2020-03-02', hours: [['10:00', '11:00']], note: 'Kurs' });
  });

  it('meetings on site keep their place: an officer is not sent elsewhere from them', async () => {
    const { id, version } = await newOfficer();
    await book(id, '2020-03-05T09:00:00Z', '2020-03-05T10:00:00Z', umea);
    const stay = {
      officerId: id,
      version,
      from: '2020-03-01',
      to: null,
      weekday: 4,
      stays: [{ placeId: lycksele, from: 0, to: 1440 }],
    };
    expect((await refusal(setAttendance, stay)).code).toBe('meetings-in-the-way');
    await run(setAttendance, { ...stay, from: '2020-03-06' });
  });

  it('keeps the language of a meeting to come', async () => {
    const { id, version } = await newOfficer({ languages: ['sv', 'ar'] });
    await book(id, '2020-03-04T09:00:00Z', '2020-03-04T10:00:00Z', null, 'ar');
    const said = { ...officerFacts, officerId: id, version, homePlaceId: umea };
    expect((await refusal(changeOfficer, { ...said, languages: ['sv'] })).code).toBe('meetings-in-the-way');
    await run(changeOfficer, { ...said, languages: ['ar'] });
  });

  it('changes home, languages and competences; a place that is not there is refused', async () => {
    const { id, version } = await newOfficer();
    const said = {
      ...officerFacts,
      officerId: id,
      version,
      homePlaceId: umea,
      languages: ['sv', 'ar'],
      competences: ['in-depth'],
    };
    expect((await refusal(changeOfficer, { ...said, homePlaceId: house.newId() })).code).toBe('place-unknown');
    expect((await refusal(changeOfficer, { ...said, employedFrom: '2020-05-01', employedTo: '2020-04-01' })).code).toBe(
      'period-reversed',
    );
    expect((await refusal(changeOfficer, { ...said, accountId: house.newId() })).code).toBe('account-unknown');
    await run(changeOfficer, said);
    expect(
      (await listOfficers(house.db, { on: plannerDay, language: 'ar', competence: 'in-depth' })).map((one) => one.id),
    ).toContain(id);
  });
});

describe('attendance', () => {
  it('is where the register offers booked meetings on those days; otherwise it says from which day not', async () => {
    const { id, version } = await newOfficer();
    const stay = { officerId: id, version, from: '2020-03-01', to: null, weekday: 4 };
    const { version: next } = await run(setAttendance, { ...stay, stays: [{ placeId: lycksele, from: 0, to: 1440 }] });
    await sql`update network.presence set recorded = tstzrange(lower(recorded), ${house.clock.now()})
              where place_id = ${lycksele} and upper_inf(recorded)`.execute(house.db);
    const refused = await refusal(setAttendance, {
      ...stay,
      version: next,
      weekday: 2,
      stays: [{ placeId: lycksele, from: 0, to: 1440 }],
    });
    expect([refused.code, refused.details.params?.['date'], refused.details.rule?.id]).toEqual([
      'place-not-bookable',
      '2020-03-03',
      'attendance-place',
    ]);
  });

  it('some hours at one place and some at another, ended after a last day', async () => {
    const { id, version } = await newOfficer();
    const stays = [{ placeId: umea, from: 480, to: 720 }];
    const { version: next } = await run(setAttendance, {
      officerId: id,
      version,
      from: '2020-03-01',
      to: null,
      weekday: 3,
      stays,
    });
    const overlap = { officerId: id, version: next, from: '2020-03-01', to: null, weekday: 3 };
    expect((await refusal(setAttendance, { ...overlap, stays: [...stays, { placeId: umea, from: 700, to: 800 }] })).code).toBe(
      'supply-overlaps',
    );
    const [{ id: attendanceId } = { id: '' }] = (await timetableOf(house.db, id)).attendance;
    await run(endAttendance, { officerId: id, version: next, attendanceId, lastDay: '2020-06-30' });
    expect((await timetableOf(house.db, id)).attendance[0]).toMatchObject({ validTo: '2020-06-30', from: 480, to: 720 });
  });
});

describe('absence', () => {
  const leave = (resourceId: string, more: object = {}) => ({
    resourceId,
    kind: 'leave',
    from: '2020-03-02',
    fromTime: null,
    to: '2020-03-06',
    toTime: null,
    ...more,
  });

  it('is refused while meetings are booked, and names them', async () => {
    const { id } = await newOfficer();
    await book(id, '2020-03-04T12:00:00Z', '2020-03-04T13:00:00Z');
    const refused = await refusal(noteAbsence, leave(id));
    expect([refused.code, refused.details.params]).toEqual([
      'meetings-in-the-way',
      { count: 1, meetings: '2020-03-04 13:00 (31)' },
    ]);
    await run(noteAbsence, leave(id, { to: '2020-03-04', toTime: '13:00' }));
    expect((await refusal(noteAbsence, leave(id, { to: '2020-03-03' }))).code).toBe('supply-overlaps');
  });

  it('occupies from the first to the last day in Sweden, also when summer time begins', async () => {
    const { id } = await newOfficer();
    await run(noteAbsence, leave(id, { from: '2020-03-27', to: '2020-03-30' }));
    const [absence] = await listAbsences(house.db, id, house.clock.now());
    expect([absence!.start, absence!.end]).toEqual(['2020-03-26T23:00:00.000Z', '2020-03-30T22:00:00.000Z']);
  });

  it('ends when one is back; before it began it is taken away', async () => {
    const { id } = await newOfficer();
    const { absenceId } = await run(noteAbsence, leave(id));
    await run(endAbsence, { resourceId: id, absenceId, backOn: '2020-03-04' });
    expect((await listAbsences(house.db, id, house.clock.now()))[0]!.end).toBe('2020-03-03T23:00:00.000Z');
    expect((await refusal(endAbsence, { resourceId: id, absenceId, backOn: '2020-03-05' })).code).toBe('absence-over');
    await run(endAbsence, { resourceId: id, absenceId, backOn: '2020-03-02' });
    expect(await listAbsences(house.db, id, house.clock.now())).toEqual([]);
    await run(noteAbsence, leave(id));
  });

  it('a caseworker notes their own and no one else’s', async () => {
    const account = house.newId();
    await sql`insert into platform.account (id, issuer, subject, name, roles, created_at, last_sign_in)
              values (${account}, 't', ${account}, 'Cecilia', '{caseworker}', ${house.clock.now()}, ${house.clock.now()})`.execute(
      house.db,
    );
    const own = await newOfficer({ accountId: account });
    const other = await newOfficer();
    const cecilia = { id: account as string, name: 'Cecilia', roles: ['caseworker'] } as unknown as typeof planner;
    await run(noteAbsence, leave(own.id), cecilia);
    expect((await refusal(noteAbsence, leave(other.id), cecilia)).code).toBe('not-allowed');
    expect((await refusal(addOfficer, { ...officerFacts, homePlaceId: null, accountId: account })).code).toBe('account-taken');
  });

  it('of what is over, or of nothing that there is, is refused', async () => {
    const { id } = await newOfficer();
    expect((await refusal(noteAbsence, leave(id, { from: '2020-02-10', to: '2020-02-13' }))).code).toBe('time-past');
    expect((await refusal(noteAbsence, leave(id, { from: '2020-03-29', fromTime: '02:30' }))).code, 'no such time').toBe(
      'invalid-input',
    );
    expect((await refusal(noteAbsence, leave(house.newId()))).code).toBe('resource-unknown');
  });
});

describe('rooms and interpreters', () => {
  it('a room has its name once at a place, and ends when its meetings have been moved', async () => {
    const room = { placeId: umea, name: 'Björken', seats: 4, stepFree: 'yes', validFrom: null, validTo: null };
    const { roomId } = await run(addRoom, room);
    expect((await refusal(addRoom, room)).code).toBe('room-name-taken');
    await book(roomId!, '2020-04-01T08:00:00Z', '2020-04-01T09:00:00Z');
    const { placeId: _place, ...facts } = room;
    const change = { ...facts, roomId, version: 1 };
    expect((await refusal(changeRoom, { ...change, validTo: '2020-03-31' })).code).toBe('meetings-in-the-way');
    await run(changeRoom, { ...change, validTo: '2020-04-01', stepFree: 'no' });
    expect((await refusal(changeRoom, change)).code).toBe('supply-changed-meanwhile');
  });

  it('an interpreter on site says from where and how far; hours with a meeting in them stay', async () => {
    const facts = {
      name: 'Tolk 1',
      languages: ['ar'],
      channels: ['video', 'on-site'],
      weekly: weekdays,
      validFrom: null,
      validTo: null,
    };
    expect((await refusal(addInterpreter, { ...facts, municipalityCode: null, withinMinutes: null })).code).toBe('invalid-input');
    expect((await refusal(addInterpreter, { ...facts, municipalityCode: '0000', withinMinutes: 60 })).code).toBe(
      'municipality-unknown',
    );
    const near = { ...facts, municipalityCode: '2480', withinMinutes: 60 };
    const { interpreterId } = await run(addInterpreter, near);
    await book(interpreterId!, '2020-03-02T09:00:00Z', '2020-03-02T10:00:00Z', null, 'ar');
    const change = { ...near, interpreterId, version: 1 };
    // Not at work then, of another language, or not by video, as the meeting is.
    for (const less of [{ weekly: {} }, { languages: ['so'] }, { channels: ['on-site'] }]) {
      expect((await refusal(changeInterpreter, { ...change, ...less })).code).toBe('meetings-in-the-way');
    }
    await run(changeInterpreter, { ...change, languages: ['ar', 'so'] });
  });
});

describe('types of meeting', () => {
  const type = {
    purpose: 'first-planning',
    names: { sv: 'Första samtal', en: 'First conversation' },
    channels: ['video', 'phone'],
    minutes: 45,
    windowFirst: 2,
    windowLast: 15,
    bookedBy: ['person', 'officer'],
    competence: null,
    needsRoom: false,
    overbooking: true,
    officers: 1,
    seats: 1,
    source: 'beslut på prov',
  };

  it('those of 2020 are there, by purpose', async () => {
    expect((await typesFor(house.db, 'first-planning', plannerDay)).map(({ code }) => code)).toEqual(['21', '31']);
  });

  it('a change begins on a day to come; until then the type is as it was, and its history stays', async () => {
    expect((await refusal(putMeetingType, { ...type, code: '21', from: '2020-02-14' })).code).toBe('type-in-force');
    await run(putMeetingType, { ...type, code: '21', from: '2020-03-01' });
    await run(putMeetingType, { ...type, code: '21', from: '2020-06-01', minutes: 60 });
    await run(putMeetingType, { ...type, code: '21', from: '2020-03-01', minutes: 15 });
    expect((await typeHistory(house.db, '21')).map(({ validFrom, validTo, minutes }) => [validFrom, validTo, minutes])).toEqual([
      ['2020-06-01', null, 60],
      ['2020-03-01', '2020-05-31', 15],
      ['2019-01-01', '2020-02-29', 30],
    ]);
    expect((await typeOn(house.db, '21', plannerDay))!.minutes).toBe(30);
  });

  it('a new code may begin today; a room for a meeting by video is refused', async () => {
    await run(putMeetingType, { ...type, code: 'prov', from: '2020-02-14' });
    expect(
      (await refusal(putMeetingType, { ...type, code: 'prov2', from: '2020-02-14', needsRoom: true })).details.fields,
    ).toEqual([{ field: 'needsRoom', expected: 'a room only for meetings on site' }]);
  });
});
