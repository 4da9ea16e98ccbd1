/** Two never have one time: the statement that takes it, and the constraint behind it, whoever writes. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { instant, later } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { type NewMeeting, takeTime } from './store/booking.ts';
import { findMeeting } from './store/meetings.ts';
import { keepTime } from './store/occupancy.ts';
import { refusedTime } from './store/refused-time.ts';

const house = await testHouse('empty', '2020-03-02T08:00:00Z');
const { db, newId } = house;

async function officer(): Promise<Uuid> {
  const id = newId();
  await sql`insert into meetings.officer (id, name, role, languages, competences, employed)
    values (${id}, 'Prov', 'planning-officer', '{sv}', '{}', '(,)')`.execute(db);
  return id;
}
async function room(): Promise<Uuid> {
  const id = newId();
  await sql`insert into meetings.room (id, place_id, name, seats, step_free, valid)
    values (${id}, ${newId()}, ${id}, 4, 'yes', '(,)')`.execute(db);
  return id;
}
async function interpreter(): Promise<Uuid> {
  const id = newId();
  await sql`insert into meetings.interpreter (id, name, languages, channels, weekly, valid)
    values (${id}, 'Tolk', '{ar}', '{phone}', '{}', '(,)')`.execute(db);
  return id;
}

const at = (time: string, minutes = 30) => ({
  start: instant(`2020-03-09T${time}:00Z`),
  end: later(instant(`2020-03-09T${time}:00Z`), minutes * 60_000),
});

function meeting(over: Partial<NewMeeting>): NewMeeting {
  return {
    personId: newId(),
    id: newId(),
    typeCode: '21',
    purpose: 'first-planning',
    channel: 'video',
    placeId: null,
    ...at('09:00'),
    officerIds: [],
    roomId: null,
    interpreterId: null,
    language: 'sv',
    seriesId: null,
    hold: null,
    channelBy: 'rule',
    exceptionGround: null,
    cameBy: 'web',
    at: house.clock.now(),
    by: 'test',
    isProtected: false,
    lane: 0,
    ...over,
  };
}

function take(over: Partial<NewMeeting>, version = 1): Promise<boolean> {
  const one = meeting(over);
  const ids = [...one.officerIds, one.roomId, one.interpreterId].filter((id) => id !== null);
  return db.transaction().execute((tx) => takeTime(tx, one, Object.fromEntries(ids.map((id) => [id, version]))));
}

/** 'taken', 'supply', or for whom it is refused. */
const tried = (over: Partial<NewMeeting>): Promise<unknown> =>
  take(over).then(
    (isCurrent) => (isCurrent ? 'taken' : 'supply'),
    (error: unknown) => refusedTime(error),
  );
const hold = (seconds = 300, by: string | null = null) => ({ until: later(house.clock.now(), seconds * 1000), by });

describe('a time is taken once', () => {
  it.each(['officer', 'room', 'interpreter', 'person'] as const)('for an %s, from any minute that overlaps', async (kind) => {
    const [one, place, tolk, person] = [await officer(), await room(), await interpreter(), newId()];
    const shared = {
      officer: { officerIds: [one] },
      room: { roomId: place },
      interpreter: { interpreterId: tolk },
      person: { personId: person },
    };
    const other = async () => ({ officerIds: [await officer()], ...shared[kind] });
    const resourceId = { officer: one, room: place, interpreter: tolk, person }[kind];
    expect(await tried({ ...(await other()), ...at('09:00', 60) })).toBe('taken');
    expect(await tried({ ...(await other()), ...at('09:30', 60) })).toEqual({ kind: 'taken', resourceId });
    expect(await tried({ ...(await other()), ...at('08:30', 30) })).toBe('taken');
    expect(await tried({ ...(await other()), ...at('10:00', 30) })).toBe('taken');
  });

  it('also when another program writes past our statement', async () => {
    const one = await officer();
    expect(await tried({ officerIds: [one] })).toBe('taken');
    const past = sql`insert into meetings.occupancy (resource_id, id, during, why, of)
      values (${one}, ${newId()}, '[2020-03-09T09:15:00Z, 2020-03-09T09:20:00Z)', 'leave', ${newId()})`.execute(db);
    await expect(past).rejects.toMatchObject({ code: '23P01' });
  });

  it('and of many at once by one, without a deadlock', async () => {
    const [one, two] = [await officer(), await officer()];
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) => tried({ officerIds: index % 2 === 0 ? [one, two] : [two, one] })),
    );
    expect(results.filter((result) => result === 'taken')).toHaveLength(1);
    expect(results.filter((result) => JSON.stringify(result).includes('"kind":"taken"'))).toHaveLength(39);
  });
});

describe('a hold', () => {
  it('stands until its last instant, and is then anyone’s', async () => {
    const one = await officer();
    expect(await tried({ officerIds: [one], hold: hold() })).toBe('taken');
    expect(await tried({ officerIds: [one] })).toMatchObject({ kind: 'taken' });
    house.clock.set(later(house.clock.now(), 299_999));
    expect(await tried({ officerIds: [one] })).toMatchObject({ kind: 'taken' });
    house.clock.set(later(house.clock.now(), 1));
    expect(await tried({ officerIds: [one] })).toBe('taken');
  });

  it('that was taken when it was over is not kept', async () => {
    const [one, personId, id] = [await officer(), newId(), newId()];
    const held = meeting({ officerIds: [one], personId, id, hold: hold() });
    await db.transaction().execute((tx) => takeTime(tx, held, { [one]: 1 }));
    house.clock.set(later(house.clock.now(), 300_000));
    expect(await tried({ officerIds: [one] })).toBe('taken');
    expect(await db.transaction().execute((tx) => keepTime(tx, held, house.clock.now()))).toBe(false);
  });

  it('is one per person and one per browser: the earlier one is let go', async () => {
    const [one, personId, id] = [await officer(), newId(), newId()];
    expect(await tried({ officerIds: [one], personId, id, hold: hold(300, 'browser') })).toBe('taken');
    expect(await tried({ officerIds: [one], personId, hold: hold(), ...at('13:00') })).toBe('taken');
    expect(await findMeeting(db, personId, id)).toBeNull();
    expect(await tried({ officerIds: [one] })).toBe('taken');
    expect(await tried({ officerIds: [one], hold: hold(300, 'browser'), ...at('14:00') })).toBe('taken');
    expect(await tried({ officerIds: [one], hold: hold(300, 'browser'), ...at('15:00') })).toBe('taken');
    expect(await tried({ officerIds: [one], ...at('14:00') })).toBe('taken');
  });
});

it('a time found before supply changed is not taken', async () => {
  const one = await officer();
  await sql`update meetings.officer set version = 2 where id = ${one}`.execute(db);
  const personId = newId();
  expect(await tried({ officerIds: [one], personId })).toBe('supply');
  expect((await sql`select from meetings.meeting where person_id = ${personId}`.execute(db)).rows).toEqual([]);
  expect(await take({ officerIds: [one], personId }, 2)).toBe(true);
});

it('each taking tells the pictures of whom it is about and of which days', async () => {
  const one = await officer();
  const personId = newId();
  await take({ officerIds: [one], personId });
  const told =
    await sql`select kind, days::text from meetings.change where ${personId} = any(resources) and ${one} = any(resources)`.execute(
      db,
    );
  expect(told.rows).toEqual([{ kind: 'occupancy', days: '[2020-03-09,2020-03-10)' }]);
});
