/** Activity reports through their commands, on real PostgreSQL. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { opened } from '../people/fixtures.ts';
import { reportContent as content, reporting } from './fixtures.ts';
import { requestTranslation, saveReport } from './index.ts';
import { listReports } from './store/report.ts';
import { listTodos } from './store/todo.ts';

const house = await testHouse('empty', '2024-02-10T08:00:00Z');
const { at, caseworker, deskOfficer, person, receive, review, save, submit } = await reporting(house);
const report = async (personId: Uuid) => (await listReports(house.db, personId))[0];
const count = async (table: string, where: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(house.db)).rows[0]!.n;

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
    const reviewed = await review(caseworker, personId, 2);
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
    expect((await report(late.personId))!.arrivedAt).toBe('2024-02-09T11:00:00.000Z');
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
