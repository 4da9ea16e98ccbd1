/** Those in line: asked when there is more to be had, and told when they have left the line by letting offers go. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { deliverAll } from '../../../test/delivered.ts';
import { testService } from '../../../test/service.ts';
import { messageSources } from '../../app/schedule.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { execute } from '../../platform/auth/index.ts';
import { instantAt, later, plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { runJob } from '../../platform/jobs/index.ts';
import { registeredJobseeker as jobseeker } from '../cases/fixtures.ts';
import { signIn } from '../people/fixtures.ts';
import { putSupportNeed } from '../people/index.ts';
import { act } from './book.ts';
import { declineOffer } from './answer-offer.ts';
import { endAbsence } from './end-absence.ts';
import { expireHolds } from './expire-holds.ts';
import { newOfficer, newRoom, openMeetings, placeByCode, planner } from './fixtures.ts';
import { joinWaiting } from './join-waiting.ts';
import { loseRoom } from './lose-room.ts';
import type { Meetings } from './meetings.ts';
import { noteOfficerAbsent } from './note-officer-absent.ts';
import { setWorkingDay } from './set-working-day.ts';
import { findMeeting } from './store/meetings.ts';
import { findOfficer } from './store/officers.ts';
import { findWaiting } from './store/waiting.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
const { server } = await testService(house);
let m: Meetings;
let close: () => Promise<void>;
let officer: Uuid;
const lycksele = await placeByCode(house.db, '2481');

beforeAll(async () => {
  // Works on no day of the pattern: what there is to be had is said by each test.
  officer = await newOfficer(house, { homePlaceId: lycksele }, {});
  ({ close, ...m } = await openMeetings(house));
  // What the officer's coming has to offer, to nobody yet: with it and a test's own at once, each would pass over whom the other asks.
  await deliver();
});
afterAll(() => close());

const at = (date: string, time: string) => instantAt(plainDate(date), time)!;
const deliver = () => deliverAll(house, m);
const works = async (on: string, hours: readonly (readonly [string, string])[]) => {
  const { version } = (await findOfficer(house.db, officer))!;
  await execute(house, planner, setWorkingDay, { officerId: officer, version, on, hours, note: '' });
};
let serial = 0;
async function join(over: object = {}) {
  // An account is found by its name: each is someone else.
  const name = `Köar ${(serial += 1)}`;
  const who = await jobseeker(house, name);
  const { waitingId } = await act(m, who.actor, joinWaiting, {
    personId: who.personId,
    purpose: 'first-planning',
    channels: ['video'],
    ...over,
  });
  return { ...who, name, waitingId };
}
const offered = async ({ personId }: { personId: Uuid }) => {
  const waiting = await findWaiting(house.db, personId);
  return waiting?.offeredId == null ? null : ((await findMeeting(house.db, personId, waiting.offeredId))?.start ?? null);
};
const decline = ({ actor, personId, waitingId }: { actor: Actor; personId: Uuid; waitingId: Uuid }) =>
  act(m, actor, declineOffer, { personId, waitingId });

it('a widened working day is offered to those in line, one time each, the longest in line first', async () => {
  const [first, second, third] = [await join(), await join(), await join({ before: at('2020-03-06', '09:00') })];
  await works('2020-03-11', [['09:00', '10:00']]);
  await deliver();
  expect([await offered(first), await offered(second), await offered(third)]).toEqual([
    at('2020-03-11', '09:00'),
    at('2020-03-11', '09:30'),
    null,
  ]);
  const told = await sql`select from contact.message where source = 'meetings.offered' and state = 'waiting'`.execute(house.db);
  expect(told.rows).toHaveLength(2);
  await works('2020-03-11', []).catch(() => undefined);
});

it('an ended leave is: from the day when the officer is back', async () => {
  await works('2020-03-16', [['09:00', '09:30']]);
  await works('2020-03-17', [['09:00', '09:30']]);
  const ill = { officerId: officer, kind: 'ill', from: at('2020-03-16', '00:00'), to: at('2020-03-18', '00:00') };
  const { absenceId } = await act(m, planner, noteOfficerAbsent, ill);
  await deliver();
  const who = await join();
  await deliver();
  expect(await offered(who)).toBeNull();
  await act(m, planner, endAbsence, { resourceId: officer, absenceId, backOn: '2020-03-17' });
  await deliver();
  expect(await offered(who)).toBe(at('2020-03-17', '09:00'));
});

it('a room that can be used again is, to those who come to the place', async () => {
  const room = await newRoom(house, lycksele);
  const lost = { roomId: room, from: at('2020-03-09', '00:00'), to: at('2020-03-11', '00:00') };
  const { absenceId } = await act(m, planner, loseRoom, lost);
  await works('2020-03-09', [['13:00', '14:00']]);
  const who = await jobseeker(house, 'På plats');
  const need = { ground: 'digital-exclusion', needs: [], note: '', since: plainDate('2020-03-01') } as const;
  await house.db
    .transaction()
    .execute((tx) =>
      putSupportNeed(tx, { personId: who.personId, id: house.newId(), ...need, by: 'prov', at: house.clock.now() }),
    );
  const joined = { personId: who.personId, purpose: 'first-planning', channels: ['on-site'] };
  await act(m, who.actor, joinWaiting, joined);
  await deliver();
  expect(await offered(who)).toBeNull();
  await act(m, planner, endAbsence, { resourceId: room, absenceId, backOn: '2020-03-09' });
  await deliver();
  expect(await offered(who)).toBe(at('2020-03-09', '13:00'));
});

it('who lets three offers go leaves the line, is told in their own words, sees it, and can join again', async () => {
  const who = await join();
  const days = ['2020-03-12', '2020-03-13', '2020-03-19'];
  for (const [index, day] of days.entries()) {
    await works(day, [['13:00', '13:30']]);
    await deliver();
    // Others are in line before: whoever has it, it comes to them in the end.
    for (let left = 20; left > 0 && (await offered(who)) === null; left -= 1) {
      const rows = await sql<{
        personId: Uuid;
      }>`select person_id as "personId" from meetings.waiting where state = 'offered'`.execute(house.db);
      expect(rows.rows.length).toBeGreaterThan(0);
      await sql`update meetings.meeting set hold_until = ${house.clock.now()} where state = 'held'
        and person_id <> ${who.personId} and lower(during) = ${at(day, '13:00')}`.execute(house.db);
      await runJob(house, expireHolds);
      await deliver();
    }
    expect(await offered(who)).toBe(at(day, '13:00'));
    if (index < 2) expect(await decline(who)).toEqual({ state: 'waiting' });
  }
  // The third is not answered at all.
  house.clock.set(later(house.clock.now(), 4 * 3_600_000));
  await runJob(house, expireHolds);
  expect(await findWaiting(house.db, who.personId)).toBeNull();
  const { rows } = await sql<{ about: Uuid }>`
    select about from contact.message where person_id = ${who.personId} and source = 'meetings.left-line' and state = 'waiting'`.execute(
    house.db,
  );
  expect(rows).toEqual([{ about: who.waitingId }]);
  const sources = messageSources({ clock: house.clock, register: m.register, publicUrl: () => 'https://example.org' });
  const source = sources.find(({ name }) => name === 'meetings.left-line')!;
  const said = new Set<string>();
  for (const language of ['sv', 'en', 'sv-easy', 'ar', 'fi'] as const) {
    const words = (await source.make(house.db, who.waitingId, who.personId, language))!;
    expect(words.text).toContain('/my/meetings/waiting');
    said.add(words.subject);
  }
  expect(said.size).toBeGreaterThan(3);
  house.clock.set('2020-03-02T08:00:00Z');
  const { headers } = await signIn(house, { name: who.name, identity: { personalNumber: who.number } });
  const page = () => server.inject({ url: '/my/meetings/waiting', headers: { accept: 'text/html', ...headers } });
  const left = await page();
  expect([left.statusCode, left.body.includes('Du har lämnat kön')]).toEqual([200, true]);
  expect(left.body).toContain('Du har fått 3 erbjudanden');
  // In line again, there is nothing to tell of it any more.
  await act(m, who.actor, joinWaiting, { personId: who.personId, purpose: 'first-planning', channels: ['video'] });
  expect((await page()).body).not.toContain('Du har lämnat kön');
  expect(await source.make(house.db, who.waitingId, who.personId, 'sv')).toBeNull();
});
