/** The work list and a person's duties, on real PostgreSQL. */
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute, signInAs } from '../../platform/auth/index.ts';
import { plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { jobseeker, lookAfter, newNumber, opened, protect } from '../people/fixtures.ts';
import { caseActions } from './case-actions.ts';
import { dutiesOf } from './duties.ts';
import { withRegistration } from './fixtures.ts';
import { saveReport, submitReport, takeCase } from './index.ts';
import { openRegistration, writeProtected } from './store/registration.ts';
import { insertTodo, type TodoKind } from './store/todo.ts';
import type { WorkCursor } from './store/work-list.ts';
import { protectedWork, workCounts, type WorkFilter, workList } from './work-list.ts';

const house = await testHouse('empty', '2024-02-10T08:00:00Z');
const today = plainDate('2024-02-10');
const { actor: caseworker } = await signInAs(house, ['caseworker'], 'Handläggare');
const { actor: deskOfficer } = await signInAs(house, ['desk-officer'], 'Disken');
const { actor: protectionOfficer } = await signInAs(house, ['protection-officer'], 'Namngiven');
let serial = 100;

async function person(over: Parameters<typeof withRegistration>[3] = {}, since = '2024-01-02') {
  serial += 1;
  const number = newNumber(house);
  const who = await jobseeker(house, `Sökande ${serial}`, number);
  const registrationId = await withRegistration(house, who.personId, since, over);
  return { ...who, number, registrationId };
}
const due = (on: string, over: Parameters<typeof withRegistration>[3] = {}) =>
  person({ nextKind: 'first-plan', nextDue: plainDate(on), ...over });
const task = (of: { personId: Uuid; registrationId: Uuid }, kind: TodoKind, dueOn: string | null, isProtected = false) =>
  house.db.transaction().execute((tx) =>
    insertTodo(tx, {
      personId: of.personId,
      id: house.newId(),
      kind,
      registrationId: of.registrationId,
      dueOn: dueOn === null ? null : plainDate(dueOn),
      protected: isProtected,
      at: house.clock.now(),
    }),
  );

async function pages(filter: WorkFilter, size: number) {
  const found: Uuid[] = [];
  let after: WorkCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof workList>> = await workList(house.db, caseworker, filter, after, size);
    found.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  return found;
}

describe('the work list', async () => {
  const late = await due('2024-02-01');
  const calm = await due('2024-03-01', { municipalityCode: '0180' });
  const young = await due('2024-03-01', { dueEarly: true });
  const renew = await person({ nextKind: 'renew-plan', nextDue: plainDate('2024-02-15') });
  const decide = await person({ state: 'with-officer', nextKind: 'decide', nextDue: plainDate('2024-02-09') });
  const hidden = await due('2024-01-15');
  await task(calm, 'call-back', '2024-02-12');
  await task(calm, 'translate', null);
  await protect(house, hidden.number);

  it('is in the order of last days; within a day whoever should be earlier stands first; what has no day comes last', async () => {
    const { rows } = await workList(house.db, caseworker, {}, null);
    expect(rows.map(({ personId, kind, due: by }) => [personId, kind, by])).toEqual([
      [late.personId, 'first-plan', '2024-02-01'],
      [decide.personId, 'decide', '2024-02-09'],
      [calm.personId, 'call-back', '2024-02-12'],
      [renew.personId, 'renew-plan', '2024-02-15'],
      [young.personId, 'first-plan', '2024-03-01'],
      [calm.personId, 'first-plan', '2024-03-01'],
      [calm.personId, 'translate', null],
    ]);
    // The protected one is left out already while the mark is on its way here, by people's own word.
    expect(rows.map(({ personId }) => personId)).not.toContain(hidden.personId);
    expect(rows[0]!.name).toMatch(/^Sökande \d+ Provsson$/);
  });

  it('goes on where the page before ended, whatever its length', async () => {
    const whole = await pages({}, 50);
    for (const size of [1, 2, 3]) expect(await pages({}, size)).toEqual(whole);
  });

  it('is asked for by kind, municipality, day and officer', async () => {
    const asked = async (filter: WorkFilter) => (await workList(house.db, caseworker, filter, null)).rows.map(({ kind }) => kind);
    expect(await asked({ kind: 'first-plan' })).toEqual(['first-plan', 'first-plan', 'first-plan']);
    expect(await asked({ kind: 'translate' })).toEqual(['translate']);
    expect(await asked({ municipality: '0180' })).toEqual(['call-back', 'first-plan', 'translate']);
    expect(await asked({ before: plainDate('2024-02-10') })).toEqual(['first-plan', 'decide']);
    expect(await asked({ mine: true })).toEqual([]);
    await opened(house, caseworker, decide.personId);
    const own = (does: string) => execute(house, caseworker, takeCase, { personId: decide.personId, does });
    await expect(own('hand-back')).rejects.toMatchObject({ code: 'case-not-yours' });
    await own('take');
    expect(await asked({ mine: true })).toEqual(['decide']);
    await own('hand-back');
    expect(await asked({ mine: true })).toEqual([]);
    // The event of the protection arrives; counts have nothing of it any more.
    await house.db.transaction().execute((tx) => writeProtected(tx, hidden.personId, true));
    expect(await workCounts(house.db, caseworker, {}, today)).toEqual({
      overdue: { count: 2, isMore: false },
      week: { count: 4, isMore: false },
      all: { count: 7, isMore: false },
    });
  });

  it('has no trace of protected persons; their named officer has them in a list of their own', async () => {
    expect(await pages({ municipality: '2425' }, 50)).not.toContain(hidden.registrationId);
    expect(await protectedWork(house.db, caseworker)).toEqual([]);
    expect(await protectedWork(house.db, protectionOfficer)).toEqual([]);
    await lookAfter(house, protectionOfficer, hidden.personId);
    expect((await workList(house.db, caseworker, {}, null)).rows.map(({ personId }) => personId)).not.toContain(hidden.personId);
    await task(hidden, 'protected-contact', null, true);
    expect((await protectedWork(house.db, protectionOfficer)).map(({ kind }) => kind)).toEqual([
      'first-plan',
      'protected-contact',
    ]);
  });
});

describe('reports that wait to be looked through', () => {
  it('are a list of their own, by the day on which they should have been, without protected persons', async () => {
    const content = { activities: [], nothingDone: true, message: '', lateReason: '', language: 'sv' };
    const sent = await Promise.all([person(), person({ municipalityCode: '0180' }), person()]);
    for (const { actor, personId } of sent) {
      await execute(house, actor, saveReport, { personId, month: '2024-01', version: 0, content });
      await execute(house, actor, submitReport, { personId, month: '2024-01', version: 1 });
    }
    await house.db.transaction().execute((tx) => writeProtected(tx, sent[2].personId, true));
    const asked = async (filter: WorkFilter) =>
      (await workList(house.db, caseworker, { kind: 'review-report', ...filter }, null)).rows.map(({ personId, due: by }) => [
        personId,
        by,
      ]);
    expect(await asked({})).toEqual([sent[0].personId, sent[1].personId].toSorted().map((id) => [id, '2024-02-24']));
    expect(await asked({ municipality: '0180' })).toEqual([[sent[1].personId, '2024-02-24']]);
    expect(await asked({ mine: true })).toEqual([]);
    expect((await workCounts(house.db, caseworker, { kind: 'review-report' }, today)).all.count).toBe(2);
    expect((await workList(house.db, caseworker, {}, null)).rows.map(({ kind }) => kind)).not.toContain('review-report');
  });
});

describe('what I must do and by when', () => {
  it('§12.20 says the report, its days, the plan and its last day', async () => {
    const { actor, personId } = await person({ nextKind: 'first-plan', nextDue: plainDate('2024-02-12') });
    const duties = await dutiesOf(house.db, personId, today);
    expect(duties.map(({ key, from, by, month, mine }) => [key, from, by, month, mine])).toEqual([
      ['plan', null, '2024-02-12', null, false],
      ['report', null, '2024-02-14', '2024-01-01', true],
      ['report-next', '2024-03-01', '2024-03-14', '2024-02-01', true],
    ]);
    expect((await dutiesOf(house.db, personId, plainDate('2024-02-15')))[1]).toMatchObject({
      key: 'report-late',
      by: '2024-02-14',
    });
    const content = { activities: [], nothingDone: true, message: '', lateReason: '', language: 'sv' };
    await execute(house, actor, saveReport, { personId, month: '2024-01', version: 0, content });
    await execute(house, actor, submitReport, { personId, month: '2024-01', version: 1 });
    expect((await dutiesOf(house.db, personId, today)).map(({ key }) => key)).toEqual(['plan', 'report-next']);
  });

  it('names every month that is owed and not handed in, the oldest first, and staff may take each in', async () => {
    const { personId, registrationId } = await person({}, '2023-11-10');
    expect((await dutiesOf(house.db, personId, today)).map(({ key, month, by }) => [key, month, by])).toEqual([
      ['report-late', '2023-11-01', '2023-12-14'],
      ['report-late', '2023-12-01', '2024-01-15'],
      ['report', '2024-01-01', '2024-02-14'],
      ['report-next', '2024-02-01', '2024-03-14'],
    ]);
    const open = (await openRegistration(house.db, personId))!;
    expect(open.id).toBe(registrationId);
    const actions = await caseActions(house.db, deskOfficer, { personId, open, todos: [] }, today);
    expect(actions.flatMap((one) => (one.do === 'receive-report' ? [one.month] : []))).toEqual([
      '2023-11-01',
      '2023-12-01',
      '2024-01-01',
    ]);
  });

  it('§12.13 registered on the 20th: the first report is the one of the following month', async () => {
    const { personId } = await person({}, '2024-01-20');
    expect((await dutiesOf(house.db, personId, today)).map(({ key, month }) => [key, month])).toEqual([
      ['report-next', '2024-02-01'],
    ]);
  });

  it('is nothing for someone without a case', async () => {
    const who = await jobseeker(house, 'Utan ärende', newNumber(house));
    expect(await dutiesOf(house.db, who.personId, today)).toEqual([]);
  });
});
