/** Planning conversations: how they went, by whom that is said, and what follows. */
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, execute } from '../../platform/auth/index.ts';
import { plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { opened } from '../people/fixtures.ts';
import { reporting } from './fixtures.ts';
import { completeTodo, recordConversation, takeCase } from './index.ts';
import { officersToChoose } from './officers.ts';
import { insertTodo, listTodos } from './store/todo.ts';

const house = await testHouse('empty', '2024-02-10T08:00:00Z');
const { caseworker, deskOfficer, person, states } = await reporting(house);

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

  it('that the authority failed is noted by the officer concerned too (MEET-5)', async () => {
    const of = await booked();
    await say(caseworker, of, 'authority-failed');
    expect(await states(of.personId)).toEqual([['ALF43P3A', 'withheld']]);
  });

  it('that someone did not come is recorded by another than the one who was to hold it', async () => {
    const of = await booked();
    await expect(say(caseworker, of, 'person-absent')).rejects.toMatchObject({ code: 'attendance-by-another' });
    await expect(say(deskOfficer, of, 'person-absent', { heldBy: null })).rejects.toMatchObject({
      code: 'attendance-by-another',
    });
    await say(deskOfficer, of, 'person-absent');
    expect(await states(of.personId)).toEqual([['ALF43P3A', 'raised']]);
    await expect(say(deskOfficer, of, 'attended')).rejects.toMatchObject({ code: 'todo-unknown' });
  });

  it('MEET-5: the officer of the case did not come, and a colleague says that the person did not; any other id is no officer', async () => {
    const of = await booked();
    await execute(house, caseworker, takeCase, { personId: of.personId, does: 'take' });
    await expect(say(caseworker, of, 'person-absent', { heldBy: null })).rejects.toMatchObject({ code: 'attendance-by-another' });
    await expect(say(deskOfficer, of, 'person-absent', { heldBy: house.newId() })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await say(deskOfficer, of, 'person-absent', { heldBy: null });
    expect(await states(of.personId)).toEqual([['ALF43P3A', 'raised']]);
    const other = await booked();
    await say(deskOfficer, other, 'person-absent', { heldBy: 'someone-else' });
    expect(await states(other.personId)).toEqual([['ALF43P3A', 'raised']]);
    expect((await officersToChoose(house.db)).map(({ accountId }) => accountId)).toContain(caseworker.id);
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
