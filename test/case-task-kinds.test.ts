/** Every kind of task that an officer can get: shown in the person's file, and finished from there, by the pages. */
import { describe, expect, it } from 'vitest';
import { hasRegistered, startDeciding, withRegistration } from '../src/modules/cases/fixtures.ts';
import { objectToDecision } from '../src/modules/cases/index.ts';
import { receiveReport } from '../src/modules/cases/receive-report.ts';
import { currentDecision } from '../src/modules/cases/store/decision.ts';
import { insertTodo, listTodos, type TodoKind, todoKinds } from '../src/modules/cases/store/todo.ts';
import { lookAfter, newNumber, jobseeker, opened, protect, signIn } from '../src/modules/people/fixtures.ts';
import { execute, type Role, type SignedIn } from '../src/platform/auth/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { testHouse } from './database.ts';
import { type Client, clientOf, type Fields, hidden, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2024-02-10T08:00:00Z');
const { server } = await testService(house);
await startDeciding(house);
const { actor: desk } = await signIn(house, { name: 'Disken', roles: ['desk-officer'] });

async function officer(role: Role, personId: Uuid): Promise<Client> {
  const { actor, headers } = await signIn(house, { name: role, roles: [role] });
  await opened(house, actor, personId);
  return clientOf(server, { headers } as SignedIn);
}

// An account is found by its name: each is someone else.
let serial = 0;
const someone = (name: string, number = newNumber(house)) => jobseeker(house, `${name} ${(serial += 1)}`, number);

interface Task {
  personId: Uuid;
  /** Below the person's file: where it is done, and what is sent there. */
  path: string;
  fields: (client: Client) => Promise<Fields>;
  /** Where the form is sent when not to the same path. */
  to?: string;
}

const done: Task['fields'] = () => Promise.resolve({ outcome: 'done', note: 'Gjort' });

/** A task as it stands when only its row matters. */
async function plain(kind: TodoKind, details: object = {}): Promise<Task> {
  const { personId } = await someone(kind);
  const registrationId = await withRegistration(house, personId, '2024-01-02');
  const id = house.newId();
  const told = kind.startsWith('protect');
  await house.db
    .transaction()
    .execute((tx) =>
      insertTodo(tx, { personId, id, kind, registrationId, details: { ...details }, protected: told, at: house.clock.now() }),
    );
  return { personId, path: `/task/${id}`, fields: done };
}

async function reconsider(): Promise<Task> {
  const { actor, personId, registrationId } = await hasRegistered(house, 'Invänder');
  const decision = (await currentDecision(house.db, personId, registrationId))!;
  await execute(house, actor, objectToDecision, { personId, decisionId: decision.id, text: 'Fel dag.' });
  const fields = async (client: Client): Promise<Fields> => ({
    decisionId: hidden(await client.get(`/people/${personId}/decide`), 'decisionId'),
    outcome: 'approve',
    reasonText: 'Dagen är rätt.',
  });
  return { personId, path: '/decide', fields };
}

/** A report that was handed in in time at another authority's desk and came here late. */
async function review(): Promise<Task> {
  const { personId } = await someone('Lämnade över disk');
  await withRegistration(house, personId, '2023-06-01');
  house.clock.set('2024-02-16T08:00:00Z');
  await opened(house, desk, personId);
  const content = { activities: [], nothingDone: true, message: '', lateReason: '', language: 'sv' };
  const handedIn = { on: '2024-02-14', at: 'a-desk' };
  const received = { channel: 'paper', arrivedOn: '2024-02-16', handedIn, content };
  await execute(house, desk, receiveReport, { personId, month: '2024-01', version: 0, ...received });
  const path = '/report/2024-01';
  const fields = async (client: Client): Promise<Fields> => ({
    version: hidden(await client.get(`/people/${personId}${path}`), 'version'),
    timely: 'in-time',
  });
  return { personId, path, to: `${path}/review`, fields };
}

/** Those that are finished by what they are about, or that name someone; all others are a note that they are done. */
const made: Partial<Record<TodoKind, () => Promise<Task>>> = {
  'book-planning-conversation': async () => ({
    ...(await plain('book-planning-conversation')),
    path: '/conversation',
    fields: () => Promise.resolve({ outcome: 'attended', on: '2024-02-10', heldBy: 'me', note: '' }),
  }),
  'call-back': () => plain('call-back', { phone: '0701740605', when: 'any', language: 'so', step: null }),
  translate: () => plain('translate', { what: 'decision', id: house.newId(), language: 'fi', byRight: true }),
  'report-on-its-way': () => plain('report-on-its-way', { month: '2024-01-01', on: '2024-02-09', at: 'x' }),
  'reconsider-decision': reconsider,
  'review-report': review,
};

const waiting = async (personId: Uuid, kind: string) =>
  (await listTodos(house.db, personId)).filter((todo) => todo.kind === kind).length;

describe('a task', () => {
  it.each(todoKinds)('%s is shown in the file, leads to where it is done, and can be finished there', async (kind) => {
    house.clock.set('2024-02-10T08:00:00Z');
    const { personId, path, fields, to = path } = await (made[kind]?.() ?? plain(kind));
    const client = await officer(kind.startsWith('protect') ? 'protection-officer' : 'caseworker', personId);
    const base = `/people/${personId}`;
    expect(await waiting(personId, kind)).toBe(1);
    expect((await client.get(base)).html).toContain(`href="${base}${path}"`);
    expect((await client.get(`${base}${path}`)).status).toBe(200);
    const sent = await client.post(`${base}${to}`, await fields(client));
    expect([sent.status, textOf(sent).slice(0, 300)]).toEqual([303, expect.anything()]);
    expect(await waiting(personId, kind)).toBe(0);
  });
});

describe('a conflict of numbers', () => {
  const conflict = async (otherNumber = newNumber(house)) => {
    const other = await someone('Andra', otherNumber);
    const task = await plain('number-conflict', { otherPersonId: other.personId });
    return { task, other };
  };

  it('shows both persons, each with the way to their file', async () => {
    const { task, other } = await conflict();
    const client = await officer('caseworker', task.personId);
    const page = await client.get(`/people/${task.personId}${task.path}`);
    expect(textOf(page)).toContain('number-conflict ');
    expect(textOf(page)).toMatch(/Andra \d+ Provsson/);
    expect(page.html).toContain(`href="/people/${other.personId}"`);
  });

  it('is not there for whoever may not know of one of them', async () => {
    const number = newNumber(house);
    const { task, other } = await conflict(number);
    await protect(house, number);
    const path = `/people/${task.personId}`;
    for (const role of ['caseworker', 'protection-officer'] as const) {
      const client = await officer(role, task.personId);
      expect((await client.get(path)).html).not.toContain(task.path);
      expect((await client.get(`${path}${task.path}`)).location).toBe(path);
    }
    const { actor, headers } = await signIn(house, { name: 'Namngiven', roles: ['protection-officer'] });
    await lookAfter(house, actor, other.personId);
    await opened(house, actor, task.personId);
    const page = await clientOf(server, { headers } as SignedIn).get(`${path}${task.path}`);
    expect(textOf(page)).toMatch(/Andra \d+ Provsson/);
  });
});

describe('that a helper told of protection', () => {
  it('offers the form that writes it down, and is known to those alone who look after protected persons', async () => {
    const { personId, path } = await plain('protection-told');
    const base = `/people/${personId}`;
    const page = await (await officer('protection-officer', personId)).get(`${base}${path}`);
    expect(page.html).toContain(`href="${base}/protection"`);
    const other = await officer('caseworker', personId);
    expect((await other.get(base)).html).not.toContain(path);
    expect((await other.get(`${base}${path}`)).location).toBe(base);
  });
});
