/** Reports that come late, by another desk, or not at all: what is told to control, and what is not. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, execute } from '../../platform/auth/index.ts';
import { plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { runJob } from '../../platform/jobs/index.ts';
import { insertOutage } from '../../platform/outage/index.ts';
import { lookAfter, opened, protect } from '../people/fixtures.ts';
import { reporting } from './fixtures.ts';
import { completeTodo, noteProgramme, noteReportHandedIn, settleDeskAgreement } from './index.ts';
import { monthsToWatch, reportDeadlines } from './report-deadlines.ts';
import { writeDeregistered } from './store/registration.ts';
import { listReports } from './store/report.ts';
import { listSignals } from './store/signal.ts';
import { listTodos } from './store/todo.ts';

const house = await testHouse('empty', '2024-02-10T08:00:00Z');
const { at, caseworker, deskOfficer, month, person, protectionOfficer, receive, review, save, states, submit } =
  await reporting(house);
const operator: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };
const report = async (personId: Uuid) => (await listReports(house.db, personId))[0];
/** What lies at desks, as the app asks it of them. */
let atDesks = { papers: 0, devices: 0 };
const nightly = () =>
  runJob(
    house,
    reportDeadlines(async () => atDesks),
  );
const count = async (table: string, where: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(house.db)).rows[0]!.n;

describe('§12.1 handed in on paper on the 14th at a service office, forwarded on the 16th', () => {
  const handedIn = { on: '2024-02-14', at: 'skelleftea-1' };

  async function forwarded() {
    const who = await person();
    await opened(house, deskOfficer, who.personId);
    at('2024-02-14T15:00:00Z');
    await opened(house, deskOfficer, who.personId);
    return who;
  }
  async function arrives(personId: Uuid) {
    at('2024-02-16T08:00:00Z');
    await opened(house, caseworker, personId);
    return receive(caseworker, personId, { arrivedOn: '2024-02-16', handedIn });
  }

  it('while the agreement is silent: undecided, an officer decides, and nothing goes to control meanwhile', async () => {
    const { actor, personId } = await forwarded();
    await execute(house, deskOfficer, noteReportHandedIn, { personId, month, ...handedIn });
    at('2024-02-15T01:00:00Z');
    await nightly();
    expect(await states(personId)).toEqual([['ALF43P2', 'withheld']]);
    expect(await arrives(personId)).toMatchObject({ timely: 'undecided' });
    const open = await listTodos(house.db, personId);
    expect(open.map(({ kind }) => kind)).toEqual(['review-report']);
    await nightly();
    expect(await states(personId)).toEqual([['ALF43P2', 'withheld']]);
    const decide = (timely: string | null) => review(caseworker, personId, 1, timely);
    await expect(decide(null)).rejects.toMatchObject({ code: 'timely-to-decide' });
    await decide('in-time');
    expect(await states(personId)).toEqual([['ALF43P2', 'withheld']]);
    expect(await listTodos(house.db, personId)).toEqual([]);
    expect(actor.roles).toEqual(['jobseeker']);
  });

  it('decided as late: then, and only then, control is told', async () => {
    const { personId } = await forwarded();
    await arrives(personId);
    expect(await states(personId)).toEqual([['ALF43P2', 'withheld']]);
    await review(caseworker, personId, 1, 'late');
    expect(await states(personId)).toEqual([['ALF43P2', 'raised']]);
  });

  it('not noted at the desk: what was raised in the night is withdrawn when the paper comes', async () => {
    const { personId } = await forwarded();
    at('2024-02-15T01:00:00Z');
    await nightly();
    expect(await states(personId)).toEqual([['ALF43P2', 'raised']]);
    await arrives(personId);
    expect(await states(personId)).toEqual([['ALF43P2', 'withdrawn']]);
    await nightly();
    expect(await states(personId)).toEqual([['ALF43P2', 'withdrawn']]);
  });

  it('noted, and then not on its way after all: it is looked at again', async () => {
    const { personId } = await forwarded();
    const { todoId } = await execute(house, deskOfficer, noteReportHandedIn, { personId, month, ...handedIn });
    at('2024-02-15T01:00:00Z');
    await nightly();
    await opened(house, caseworker, personId);
    await execute(house, caseworker, completeTodo, { personId, todoId, outcome: 'not-needed', note: '' });
    expect(await states(personId)).toEqual([['ALF43P2', 'raised']]);
  });

  it('when the agreement says that the desk counts: in time, no officer, no signal', async () => {
    const settle = { from: '2024-02-14', counts: true, source: 'serviceavtalet, bilaga 2' };
    const { personId } = await forwarded();
    await execute(house, operator, settleDeskAgreement, settle);
    await expect(execute(house, operator, settleDeskAgreement, settle)).rejects.toMatchObject({ code: 'day-settled' });
    expect(await arrives(personId)).toMatchObject({ timely: 'in-time' });
    expect(await listTodos(house.db, personId)).toEqual([]);
    await nightly();
    expect(await states(personId)).toEqual([]);
  });
});

describe('papers at desks that nobody has read (rule report-papers)', () => {
  const about = async (personId: Uuid) => (await listSignals(house.db, personId)).map((one) => [one.about, one.state]).toSorted();
  const waits = async (lies: typeof atDesks) => {
    atDesks = lies;
    const { report: said } = await nightly();
    atDesks = { papers: 0, devices: 0 };
    return said;
  };

  it.each([
    { papers: 2, devices: 0 },
    { papers: 0, devices: 1 },
  ])('%o: the month waits, says why, and is not passed over', async (lies) => {
    await sql`delete from cases.report_watch`.execute(house.db);
    const { personId } = await person({}, '2023-12-01');
    at('2024-02-15T01:00:00Z');
    const waiting = { month: '2024-01-01', looked: 0, raised: 0, waitsFor: lies };
    expect(await waits(lies)).toEqual({ months: [waiting] });
    // A month later both are waited for; then the papers are read.
    at('2024-03-15T01:00:00Z');
    expect(await waits(lies)).toEqual({ months: [waiting, { ...waiting, month: '2024-02-01' }] });
    expect(await about(personId)).toEqual([]);
    expect(await waits({ papers: 0, devices: 0 })).toMatchObject({ months: [{ waitsFor: null }, { waitsFor: null }] });
    expect(await about(personId)).toEqual([
      ['report:2024-01', 'raised'],
      ['report:2024-02', 'raised'],
    ]);
  });

  it('a later month that does not wait is looked at, and the one that waits is not passed over for it', async () => {
    await sql`delete from cases.report_watch`.execute(house.db);
    const { personId } = await person({}, '2023-12-01');
    at('2024-03-15T01:00:00Z');
    const january = reportDeadlines(async (_db, { to }) => ({ papers: to < '2024-03' ? 1 : 0, devices: 0 }));
    await sql`insert into cases.report_watch (month, done_at) values ('2023-12-01', now())`.execute(house.db);
    await runJob(house, january);
    expect(await about(personId)).toEqual([['report:2024-02', 'raised']]);
    await nightly();
    expect(await about(personId)).toHaveLength(2);
  });

  it('a paper that is said not to be on its way after all waits for the night that goes through the month', async () => {
    await sql`delete from cases.report_watch`.execute(house.db);
    const { personId } = await person();
    await opened(house, deskOfficer, personId);
    const noted = { personId, month, on: '2024-02-09', at: 'skelleftea-1' };
    const { todoId } = await execute(house, deskOfficer, noteReportHandedIn, noted);
    at('2024-02-15T01:00:00Z');
    await waits({ papers: 1, devices: 0 });
    await opened(house, caseworker, personId);
    await execute(house, caseworker, completeTodo, { personId, todoId, outcome: 'not-needed', note: '' });
    expect(await states(personId)).toEqual([]);
    await nightly();
    expect(await states(personId)).toEqual([['ALF43P2', 'raised']]);
  });
});

describe('signals to control', () => {
  const night = '2024-02-15T01:00:00Z';

  it('go once for a report that is owed and did not come, with an event and an audit row of ids and codes', async () => {
    // Registered on the 20th: January is the first month that is owed.
    const { personId } = await person({}, '2023-12-20');
    at('2024-02-14T22:00:00Z');
    await nightly();
    expect(await states(personId)).toEqual([]);
    at(night);
    await nightly();
    await nightly();
    expect(await states(personId)).toEqual([['ALF43P2', 'raised']]);
    expect(await count('platform.event', `type = 'cases.signal-raised' and payload->>'personId' = '${personId}'`)).toBe(1);
    expect(await count('platform.audit', `command = 'cases.watch-report-deadlines' and subject = 'person:${personId}'`)).toBe(1);
  });

  it('go for a month that no run came to while the machine was off, at most three back, never before the first run', async () => {
    const months = (latest: string, watched: string | null) =>
      monthsToWatch(plainDate(latest), watched === null ? null : plainDate(watched)).map((month) => month.slice(0, 7));
    expect(months('2024-05-01', null)).toEqual(['2024-05']);
    expect(months('2024-05-01', '2024-05-01')).toEqual(['2024-05']);
    expect(months('2024-05-01', '2024-04-01')).toEqual(['2024-05']);
    expect(months('2024-05-01', '2024-03-01')).toEqual(['2024-04', '2024-05']);
    expect(months('2024-05-01', '2023-01-01')).toEqual(['2024-03', '2024-04', '2024-05']);
    const { personId } = await person({}, '2023-12-01');
    at(night);
    await nightly();
    // Off from then until the middle of April: February is closed in between.
    at('2024-04-16T01:00:00Z');
    await nightly();
    const told = (await listSignals(house.db, personId)).map(({ about, state }) => [about, state]).toSorted();
    expect(told).toEqual([
      ['report:2024-01', 'raised'],
      ['report:2024-02', 'raised'],
      ['report:2024-03', 'raised'],
    ]);
  });

  it('go when the report is late, and not again in the night after', async () => {
    const { actor, personId } = await person();
    await save(actor, personId, 0, { lateReason: 'Jag var bortrest.' });
    at('2024-02-14T23:30:00Z');
    expect(await submit(actor, personId)).toMatchObject({ timely: 'late' });
    at(night);
    await nightly();
    expect(await states(personId)).toEqual([['ALF43P2', 'raised']]);
  });

  it('do not go without someone to tell, before the first report is owed, or when the report is in time', async () => {
    const silent = await person({ claimsBenefit: false });
    const new20 = await person({}, '2024-01-20');
    const inTime = await person();
    const noLonger = await person({ state: 'with-officer' });
    await save(inTime.actor, inTime.personId);
    await submit(inTime.actor, inTime.personId);
    const new19 = await person({}, '2024-01-19');
    at(night);
    await nightly();
    for (const { personId } of [silent, new20, inTime, noLonger]) expect(await states(personId)).toEqual([]);
    expect(await states(new19.personId)).toEqual([['ALF43P2', 'raised']]);
  });

  it('go to the authority itself while a programme lasts, and to the fund before and after it', async () => {
    const told = async (until: string | null, from = '2024-01-15') => {
      const { personId } = await person();
      await opened(house, caseworker, personId);
      const programme = { what: 'Jobb- och utvecklingsgarantin', from, until };
      await execute(house, caseworker, noteProgramme, { personId, programme });
      return async () => (await listSignals(house.db, personId))[0]?.facts['receiver'];
    };
    const [lasting, over, toCome] = [await told(null), await told('2024-02-12'), await told(null, '2024-03-01')];
    const { personId } = await person();
    await opened(house, caseworker, personId);
    const wrong = { what: 'Praktik', from: '2024-02-02', until: '2024-02-01' };
    await expect(execute(house, caseworker, noteProgramme, { personId, programme: wrong })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    at(night);
    await nightly();
    expect([await lasting(), await over(), await toCome()]).toEqual(['authority', 'fund', 'fund']);
  });

  it('do not go about someone who never was registered, nor about a month that began without registration', async () => {
    const waiting = await person({ state: 'with-officer', nextDue: plainDate('2023-06-01'), nextKind: 'decide' });
    const gone = await person();
    const on = plainDate('2024-01-01');
    await house.db
      .transaction()
      .execute((tx) => writeDeregistered(tx, { ...gone, id: gone.registrationId }, { on, reason: 'work' }));
    await save(waiting.actor, waiting.personId);
    await expect(save(gone.actor, gone.personId)).rejects.toMatchObject({ code: 'report-month-wrong' });
    at('2024-02-14T23:30:00Z');
    expect(await submit(waiting.actor, waiting.personId)).toMatchObject({ timely: 'late' });
    for (const { personId } of [waiting, gone]) expect(await states(personId)).toEqual([]);
  });

  it('§12.3 an outage on the 14th: logged, the last day unmoved, the reason pre-filled, and the fund is told all the same', async () => {
    const outage = {
      id: house.newId(),
      part: 'service',
      beganAt: '2024-02-14T17:00:00Z',
      endedAt: '2024-02-14T22:59:00Z',
      foundBy: 'system',
      note: '',
    };
    await house.db
      .transaction()
      .execute((tx) => insertOutage(tx, outage as Parameters<typeof insertOutage>[1], house.clock.now()));
    const { actor, personId } = await person();
    const silent = await person();
    const paper = await person();
    await opened(house, deskOfficer, paper.personId);
    const handedIn = { personId: paper.personId, month, on: '2024-02-09', at: 'skelleftea-1' };
    const { todoId } = await execute(house, deskOfficer, noteReportHandedIn, handedIn);
    await save(actor, personId);
    at('2024-02-15T00:10:00Z');
    expect(await submit(actor, personId)).toMatchObject({ timely: 'late' });
    expect((await report(personId))!.outageId).toBe(outage.id);
    at(night);
    await nightly();
    // A paper that turned out not to be on its way: the outage goes along too.
    await opened(house, caseworker, paper.personId);
    await execute(house, caseworker, completeTodo, { personId: paper.personId, todoId, outcome: 'not-needed', note: '' });
    for (const one of [personId, silent.personId, paper.personId]) {
      expect(await listSignals(house.db, one)).toMatchObject([
        { state: 'raised', facts: { outageId: outage.id, closes: '2024-02-14' } },
      ]);
    }
  });

  it('never go by themselves about a protected person: the named officer is asked, even while the mark is on its way', async () => {
    const { personId, number } = await person();
    await protect(house, number);
    at(night);
    await nightly();
    await nightly();
    expect(await listSignals(house.db, personId)).toMatchObject([{ state: 'withheld', facts: { because: 'protected' } }]);
    expect(await listTodos(house.db, personId)).toMatchObject([{ kind: 'protected-contact', protected: true }]);
    expect(await count('platform.event', `type = 'cases.signal-raised' and payload->>'personId' = '${personId}'`)).toBe(0);
  });

  it('a protected person’s way is the named officer, not the form', async () => {
    const { actor, personId, number } = await person();
    await protect(house, number);
    await expect(save(actor, personId)).rejects.toMatchObject({ code: 'person-elsewhere' });
    await expect(receive(deskOfficer, personId)).rejects.toMatchObject({ code: 'person-unknown' });
    await lookAfter(house, protectionOfficer, personId);
    expect(await receive(protectionOfficer, personId, { channel: 'oral', arrivedOn: '2024-02-10' })).toMatchObject({
      timely: 'in-time',
    });
  });
});
