/** kill -9 of the service while it gives many their new times: all of them come to something, each is moved once and told once. */
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openRegister } from '../src/modules/network/index.ts';
import { act, bookTime, type Meetings, openPicture } from '../src/modules/meetings/index.ts';
import { planner } from '../src/modules/meetings/fixtures.ts';
import { noteOfficerAbsent } from '../src/modules/meetings/note-officer-absent.ts';
import { registeredJobseeker } from '../src/modules/cases/fixtures.ts';
import { signInAs } from '../src/platform/auth/index.ts';
import { addDays, instantAt, localTime, systemClock, weekday } from '../src/platform/clock/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';
import { crashService } from './crash-service.ts';
import { until } from './until.ts';

const many = 12;
const hours = ['09:00', '10:00', '12:00', '13:00', '14:00'];

const service = crashService();
afterAll(() => service.remove(), 60_000);

/** The first working day after a while on which a meeting can be booked: the clock is the machine's. */
async function bookAll(m: Meetings): Promise<string[]> {
  const today = localTime(m.house.clock.now()).date;
  for (let day = addDays(today, 14); ; day = addDays(day, 1)) {
    if (weekday(day) > 3) continue;
    try {
      const made: string[] = [];
      for (const hour of hours) {
        for (let one = 0; one < many; one += 1) {
          const { personId, actor } = await registeredJobseeker(m.house, `Flyttas ${day} ${hour} ${one}`, today);
          const start = instantAt(day, hour)!;
          const asked = { personId, typeCode: '22', start, channel: 'video', cameBy: 'web' } as const;
          made.push((await bookTime(m, actor, asked, null)).meetingId);
        }
      }
      return made;
    } catch (error) {
      // A holiday: nobody is met then.
      if (day > addDays(today, 30)) throw error;
    }
  }
}

it('after kill -9 in the middle everyone has a new time, once, and is told once', { timeout: 300_000 }, async () => {
  await service.start();
  const url = await service.databaseUrl();
  const connection = connect(url);
  const { db } = connection;
  const house = { db, clock: systemClock, newId: idMaker(systemClock), keys: testKeys };
  const register = await openRegister({ db, url, clock: systemClock }, () => undefined);
  const picture = await openPicture({ db, url, clock: systemClock, register }, () => undefined);
  const m = { house, register, picture };
  const booked = await bookAll(m);
  // Of those made up for the trial, whoever holds one of them falls ill: the others take over.
  const { rows: ill } = await sql<{ officerId: string }>`
    select distinct unnest(officer_ids) as "officerId" from meetings.meeting`.execute(db);
  const from = systemClock.now();
  const to = instantAt(addDays(localTime(from).date, 60), '00:00')!;
  for (const { officerId } of ill) await act(m, planner, noteOfficerAbsent, { officerId, kind: 'ill', from, to });
  await picture.close();
  await register.close();

  const { headers, csrf } = await signInAs(house, ['planner'], 'Planerare');
  const answer = await fetch(`${service.url()}/displaced`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: new URLSearchParams({ _csrf: csrf, _requestId: house.newId() }),
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
  const counted = z.array(z.object({ done: z.number(), left: z.number() }));
  const counts = () =>
    service.onDatabase(async (at) => {
      const items = sql`select count(outcome) as done, count(*) - count(outcome) as left from meetings.rebooking_item`;
      return counted.parse((await items.execute(at)).rows)[0]!;
    });
  await until(async () => (await counts()).done >= 12);
  expect((await counts()).left).toBeGreaterThan(0);
  await connection.close();
  await service.killService();
  await service.start();
  await until(async () => (await counts()).left === 0, 600);

  const { rows } = await service.onDatabase((at) =>
    sql<{
      id: string;
      state: string;
      outcome: string;
      moved: number;
      told: number;
      old: number;
      lost: number;
    }>`
    select m.id, m.state, i.outcome,
      (select count(*) from meetings.meeting_event e where e.meeting_id = m.id and e.what = 'moved') as moved,
      (select count(*) from contact.message c where c.about = m.id and c.source = 'meetings.moved') as told,
      (select count(*) from contact.message c where c.about = m.id and c.source = 'meetings.displaced'
        and c.state not in ('unneeded', 'sent')) as old,
      (select count(*) from meetings.meeting_event e where e.meeting_id = m.id and e.what = 'displaced') as lost
    from meetings.meeting m left join meetings.rebooking_item i on i.meeting_id = m.id`.execute(at),
  );
  expect(rows.map(({ id }) => id).toSorted()).toEqual(booked.toSorted());
  for (const one of rows) {
    expect(one).toMatchObject({ state: 'booked', outcome: 'moved', moved: 1, told: 1, old: 0, lost: 1 });
  }
});
