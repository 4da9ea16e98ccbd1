/** Activity reports through their commands, on real PostgreSQL. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, execute, signInAs } from '../../platform/auth/index.ts';
import { plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { runJob } from '../../platform/jobs/index.ts';
import { insertOutage } from '../../platform/outage/index.ts';
import { jobseeker, lookAfter, numberOf, opened, protect } from '../people/fixtures.ts';
import { withRegistration } from './fixtures.ts';
import {
  completeTodo,
  noteReportHandedIn,
  receiveReport,
  recordConversation,
  requestTranslation,
  reviewReport,
  saveReport,
  settleDeskAgreement,
  submitReport,
} from './index.ts';
import { reportDeadlines } from './report-deadlines.ts';
import { reportActions, reportStates, reportTable } from './report-state.ts';
import { listReports } from './store/report.ts';
import { listSignals } from './store/signal.ts';
import { insertTodo, listTodos } from './store/todo.ts';

const house = await testHouse('empty', '2024-02-10T08:00:00Z');
const { actor: caseworker } = await signInAs(house, ['caseworker'], 'Handläggare');
const { actor: deskOfficer } = await signInAs(house, ['desk-officer'], 'Vägledare');
const { actor: protectionOfficer } = await signInAs(house, ['protection-officer'], 'Namngiven');
const operator: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };

const month = '2024-01';
const content = {
  activities: [{ kind: 'job', date: '2024-01-12', what: 'Lagerarbetare', where: 'Lycksele' }],
  nothingDone: false,
  message: '',
  lateReason: '',
  language: 'sv',
};
const at = (when: string) => house.clock.set(when);
let serial = 100;

async function person(over: Parameters<typeof withRegistration>[3] = {}, since = '2023-06-01') {
  at('2024-02-10T08:00:00Z');
  serial += 1;
  const number = numberOf(house, '19800101', serial);
  const who = await jobseeker(house, `Sökande ${serial}`, number);
  const registrationId = await withRegistration(house, who.personId, since, over);
  return { ...who, number, registrationId };
}

const save = (actor: Actor, personId: Uuid, version = 0, over: Partial<typeof content> = {}) =>
  execute(house, actor, saveReport, { personId, month, version, content: { ...content, ...over } });
const submit = (actor: Actor, personId: Uuid, version = 1, requestId: string | null = null) =>
  execute(house, actor, submitReport, { personId, month, version }, requestId);
const receive = (actor: Actor, personId: Uuid, over: Record<string, unknown> = {}) =>
  execute(house, actor, receiveReport, {
    personId,
    month,
    version: 0,
    channel: 'paper',
    arrivedOn: '2024-02-14',
    handedIn: null,
    content,
    ...over,
  });
const report = async (personId: Uuid) => (await listReports(house.db, personId))[0];
const states = async (personId: Uuid) => (await listSignals(house.db, personId)).map(({ code, state }) => [code, state]);
const nightly = () => runJob(house, reportDeadlines);
const count = async (table: string, where: string) =>
  Number(
    (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(house.db)).rows[0]!
      .n,
  );

describe('a report on the web', () => {
  it('is saved, checked and handed in, and its receipt is stored', async () => {
    const { actor, personId } = await person();
    expect(await save(actor, personId)).toMatchObject({ version: 1 });
    const receipt = await submit(actor, personId);
    expect(receipt).toMatchObject({ timely: 'in-time', arrivedAt: '2024-02-10T08:00:00.000Z' });
    expect(await report(personId)).toMatchObject({
      state: 'submitted',
      channel: 'my-pages',
      receiptNumber: receipt.receiptNumber,
      reviewBy: '2024-02-24',
    });
  });

  it('sent twice, or from two tabs at once, is one report with one receipt and one event', async () => {
    const { actor, personId } = await person();
    await save(actor, personId);
    const key = house.newId();
    const sent = await Promise.all([
      submit(actor, personId, 1, key),
      submit(actor, personId, 1, key),
      submit(actor, personId, 1, house.newId()),
      submit(actor, personId, 1),
    ]);
    expect(new Set(sent.map(({ receiptNumber }) => receiptNumber)).size).toBe(1);
    expect(await count('platform.event', `type = 'cases.report-submitted' and payload->>'personId' = '${personId}'`)).toBe(1);
  });

  it('in two tabs: the second is told that it was changed meanwhile, and overwrites nothing', async () => {
    const { actor, personId } = await person();
    await save(actor, personId);
    await save(actor, personId, 1, { message: 'från den första fliken' });
    await expect(save(actor, personId, 1, { message: 'från den andra' })).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await expect(submit(actor, personId, 1)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect((await report(personId))!.message).toBe('från den första fliken');
    const twice = await person();
    const both = await Promise.allSettled([save(twice.actor, twice.personId), save(twice.actor, twice.personId)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is begun in its month and handed in when the month has ended', async () => {
    const { actor, personId } = await person();
    at('2024-01-31T22:00:00Z');
    await save(actor, personId);
    await expect(submit(actor, personId)).rejects.toMatchObject({ code: 'report-window-closed' });
    await expect(execute(house, actor, saveReport, { personId, month: '2024-02', version: 0, content })).rejects.toMatchObject({
      code: 'report-window-closed',
    });
    // Midnight in Sweden.
    at('2024-01-31T23:00:00Z');
    expect(await submit(actor, personId)).toMatchObject({ timely: 'in-time' });
  });

  it('a day outside the month is marked, not refused; nothing at all is refused, that nothing was done is not', async () => {
    const { actor, personId } = await person();
    await save(actor, personId, 0, { activities: [] });
    await expect(submit(actor, personId)).rejects.toMatchObject({ code: 'report-empty' });
    const outside = { ...content.activities[0]!, date: '2023-12-31' };
    await save(actor, personId, 1, { activities: [...content.activities, outside] });
    expect((await report(personId))!.activities.map(({ inPeriod }) => inPeriod)).toEqual([true, false]);
    await save(actor, personId, 2, { activities: [], nothingDone: true });
    expect(await submit(actor, personId, 3)).toMatchObject({ timely: 'in-time' });
  });

  it('is about a month in which the person was registered', async () => {
    const { actor, personId } = await person({}, '2024-02-01');
    await expect(save(actor, personId)).rejects.toMatchObject({ code: 'report-month-wrong' });
    await expect(execute(house, actor, saveReport, { personId, month: '2018-12', version: 0, content })).rejects.toMatchObject({
      code: 'report-month-wrong',
    });
  });

  it('§12.17 in Finnish is accepted and answered in Finnish; asking for a decision in Finnish is logged', async () => {
    const { actor, personId } = await person();
    await save(actor, personId, 0, { language: 'fi', message: 'Hain kolmea työpaikkaa.' });
    const { reportId } = await submit(actor, personId);
    const [todo] = await listTodos(house.db, personId);
    expect(todo).toMatchObject({ kind: 'translate', details: { what: 'report', id: reportId, language: 'fi', byRight: true } });
    await opened(house, caseworker, personId);
    const reviewed = await execute(house, caseworker, reviewReport, { personId, month, version: 2, timely: null });
    expect(reviewed).toMatchObject({ answerIn: 'fi', timely: 'in-time' });
    const asked = await execute(house, actor, requestTranslation, { personId, what: 'report', id: reportId, language: 'se' });
    expect(asked.byRight).toBe(true);
    const again = await execute(house, actor, requestTranslation, { personId, what: 'report', id: reportId, language: 'se' });
    expect(again.todoId).toBe(asked.todoId);
    expect(await count('platform.audit', `command = 'cases.request-translation' and subject = 'person:${personId}'`)).toBe(2);
    await expect(
      execute(house, actor, requestTranslation, { personId, what: 'decision', id: house.newId(), language: 'fi' }),
    ).rejects.toMatchObject({ code: 'nothing-to-translate' });
  });
});

describe('a report on paper or by word', () => {
  it('is registered on the day it arrived, by whom and when, and is in time', async () => {
    const { personId } = await person();
    await opened(house, deskOfficer, personId);
    at('2024-02-14T15:30:00Z');
    await opened(house, deskOfficer, personId);
    const paper = { ...content, activities: [{ kind: 'job', date: null, what: '', where: '' }] };
    expect(await receive(deskOfficer, personId, { content: paper })).toMatchObject({ timely: 'in-time' });
    expect(await report(personId)).toMatchObject({ recordedBy: deskOfficer.id, channel: 'paper', state: 'submitted' });
    // Registered late, and still as of the day that it came.
    const late = await person();
    await opened(house, deskOfficer, late.personId);
    at('2024-02-10T10:00:00Z');
    await opened(house, deskOfficer, late.personId);
    await receive(deskOfficer, late.personId, { channel: 'oral', arrivedOn: '2024-02-09' });
    expect((await report(late.personId))!.arrivedAt).toBe('2024-02-09T11:00:00Z');
    await expect(receive(deskOfficer, (await person()).personId)).rejects.toMatchObject({ code: 'file-reason-required' });
  });

  it('has not arrived tomorrow, nor been handed in after it arrived', async () => {
    const { personId } = await person();
    await opened(house, deskOfficer, personId);
    await expect(receive(deskOfficer, personId, { arrivedOn: '2024-02-11' })).rejects.toMatchObject({ code: 'arrival-to-come' });
    const wrong = { arrivedOn: '2024-02-09', handedIn: { on: '2024-02-10', at: 'x' } };
    await expect(receive(deskOfficer, personId, wrong)).rejects.toMatchObject({ code: 'arrival-to-come' });
  });

  it('is shown to the person as done for them', async () => {
    const { personId } = await person();
    await opened(house, deskOfficer, personId);
    await receive(deskOfficer, personId, { arrivedOn: '2024-02-10' });
    expect(await count('people.act', `person_id = '${personId}' and what = 'report-received'`)).toBe(1);
  });
});

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
    const decide = (timely: string | null) => execute(house, caseworker, reviewReport, { personId, month, version: 1, timely });
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
    await execute(house, caseworker, reviewReport, { personId, month, version: 1, timely: 'late' });
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
    await save(actor, personId);
    at('2024-02-15T00:10:00Z');
    expect(await submit(actor, personId)).toMatchObject({ timely: 'late' });
    expect((await report(personId))!.outageId).toBe(outage.id);
    at(night);
    await nightly();
    for (const one of [personId, silent.personId]) {
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

describe('a planning conversation', () => {
  async function booked() {
    const { personId, registrationId } = await person();
    const todoId = house.newId();
    await house.db.transaction().execute((tx) =>
      insertTodo(tx, {
        personId,
        id: todoId,
        kind: 'book-planning-conversation',
        registrationId,
        dueOn: plainDate('2024-02-09'),
        protected: false,
        at: house.clock.now(),
      }),
    );
    await opened(house, caseworker, personId);
    await opened(house, deskOfficer, personId);
    return { personId, todoId };
  }
  const say = (by: Actor, of: { personId: Uuid; todoId: Uuid }, outcome: string, over: Record<string, unknown> = {}) =>
    execute(house, by, recordConversation, {
      ...of,
      outcome,
      on: '2024-02-09',
      heldBy: caseworker.id,
      toldOn: '2024-02-01',
      newDay: null,
      note: '',
      ...over,
    });

  it('§12.2 the officer was absent: no signal, and the conversation is to be held still', async () => {
    const of = await booked();
    await say(deskOfficer, of, 'authority-failed', { newDay: '2024-02-12' });
    expect(await states(of.personId)).toEqual([['ALF43P3A', 'withheld']]);
    expect(await listTodos(house.db, of.personId)).toMatchObject([{ kind: 'book-planning-conversation', dueOn: '2024-02-12' }]);
  });

  it('who came is recorded by another than the one who was to hold it', async () => {
    const of = await booked();
    await expect(say(caseworker, of, 'person-absent')).rejects.toMatchObject({ code: 'attendance-by-another' });
    await expect(say(deskOfficer, of, 'person-absent', { heldBy: null })).rejects.toMatchObject({
      code: 'attendance-by-another',
    });
    await say(deskOfficer, of, 'person-absent');
    expect(await states(of.personId)).toEqual([['ALF43P3A', 'raised']]);
    await expect(say(deskOfficer, of, 'attended')).rejects.toMatchObject({ code: 'todo-unknown' });
  });

  it('a person who was not told of the time has not failed to come', async () => {
    const of = await booked();
    await say(deskOfficer, of, 'person-absent', { toldOn: null });
    expect(await states(of.personId)).toEqual([]);
  });

  it('that was held is done; it is not finished as any other task', async () => {
    const of = await booked();
    await expect(execute(house, deskOfficer, completeTodo, { ...of, outcome: 'done', note: '' })).rejects.toMatchObject({
      code: 'todo-other-way',
    });
    await say(deskOfficer, of, 'attended');
    expect(await listTodos(house.db, of.personId)).toEqual([]);
    expect(await states(of.personId)).toEqual([]);
  });
});

describe('state × action × role of a report', () => {
  const actors = { jobseeker: null, 'desk-officer': deskOfficer, caseworker, 'protection-officer': protectionOfficer };
  const runs = {
    save: (by: Actor, personId: Uuid, version: number) => save(by, personId, version),
    submit: (by: Actor, personId: Uuid, version: number) => submit(by, personId, Math.max(version, 1)),
    'note-handed-in': (by: Actor, personId: Uuid) =>
      execute(house, by, noteReportHandedIn, { personId, month, on: '2024-02-10', at: 'x' }),
    receive: (by: Actor, personId: Uuid, version: number) => receive(by, personId, { version, arrivedOn: '2024-02-10' }),
    review: (by: Actor, personId: Uuid, version: number) =>
      execute(house, by, reviewReport, { personId, month, version: Math.max(version, 1), timely: null }),
  };

  async function inState(state: (typeof reportStates)[number]) {
    const { actor, personId } = await person();
    for (const officer of [deskOfficer, caseworker, protectionOfficer]) await opened(house, officer, personId);
    if (state !== 'none') await save(actor, personId);
    if (state === 'submitted' || state === 'reviewed') await submit(actor, personId);
    if (state === 'reviewed') await runs.review(caseworker, personId, 2);
    return { actor, personId, version: { none: 0, draft: 1, submitted: 2, reviewed: 3 }[state] };
  }

  const cases = reportStates.flatMap((state) =>
    reportActions.flatMap((action) =>
      action === 'read' ? [] : (Object.keys(actors) as (keyof typeof actors)[]).map((role) => [state, action, role] as const),
    ),
  );

  it.each(cases)('%s %s %s', async (state, action, role) => {
    const { actor, personId, version } = await inState(state);
    const by = actors[role] ?? actor;
    const may = reportTable[state][action]?.includes(role) ?? false;
    const done = runs[action](by, personId, version);
    if (may) await expect(done).resolves.toBeDefined();
    else await expect(done).rejects.toMatchObject({ code: expect.stringMatching(/^(report-not-now|not-allowed)$/) });
  });
});
