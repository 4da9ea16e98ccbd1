/** Whose case it is, which programme a person is in, and who was to hold a conversation: the officer's pages. */
import { describe, expect, it } from 'vitest';
import { withRegistration } from '../src/modules/cases/fixtures.ts';
import { planningConversationKind } from '../src/modules/cases/record-conversation.ts';
import { openRegistration } from '../src/modules/cases/store/registration.ts';
import { insertTodo } from '../src/modules/cases/store/todo.ts';
import { jobseeker, newNumber, opened, signIn } from '../src/modules/people/fixtures.ts';
import type { SignedIn } from '../src/platform/auth/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { testHouse } from './database.ts';
import { clientOf, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2024-02-10T08:00:00Z');
const { server } = await testService(house);
let serial = 700;

/** Someone who is registered and is to have a first plan. */
async function registered(): Promise<Uuid> {
  serial += 1;
  const { personId } = await jobseeker(house, `Sökande ${serial}`, newNumber(house));
  await withRegistration(house, personId, '2024-01-21', { nextKind: 'first-plan', nextDue: plainDate('2024-02-20') });
  return personId;
}

async function officer(name: string, role: 'caseworker' | 'desk-officer', personId: Uuid) {
  const { actor, headers } = await signIn(house, { name, roles: [role] });
  await opened(house, actor, personId);
  return { actor, as: clientOf(server, { headers } as SignedIn) };
}

describe('a case', () => {
  it('is taken from the overview, is among the officer’s own in the work list, and is handed back', async () => {
    const personId = await registered();
    const cecilia = await officer('Cecilia', 'caseworker', personId);
    const bengt = await officer('Bengt', 'desk-officer', personId);
    const path = `/people/${personId}`;
    expect(textOf(await cecilia.as.get(path))).toContain('Handläggare Ingen än Ta ärendet');
    expect((await cecilia.as.post(`${path}/take`, { does: 'take' })).location).toBe(`${path}?done=taken`);
    const mine = await cecilia.as.get(`${path}?done=taken`);
    expect(textOf(mine)).toContain('Ärendet är ditt');
    expect(textOf(mine)).toContain('Handläggare Du Lämna tillbaka ärendet');
    expect((await cecilia.as.get('/work?mine=yes')).html).toContain(personId);
    const theirs = textOf(await bengt.as.get(path));
    expect(theirs).toContain('Handläggare Cecilia');
    expect(theirs).not.toContain('Ta ärendet');
    expect((await cecilia.as.post(`${path}/take`, { does: 'hand-back' })).location).toBe(`${path}?done=handedBack`);
    // Pressed again in another tab: the page says whose it is.
    expect((await cecilia.as.post(`${path}/take`, { does: 'hand-back' })).location).toBe(path);
    expect((await cecilia.as.get('/work?mine=yes')).html).not.toContain(personId);
  });
});

describe('a programme', () => {
  it('is noted with its days, makes the plan say how many jobs to apply for, and is taken away again', async () => {
    const personId = await registered();
    const { as } = await officer('Cecilia', 'caseworker', personId);
    const [path, plan] = [`/people/${personId}/programme`, `/people/${personId}/plan`];
    const demand = 'planen ska säga hur många jobb';
    expect(textOf(await as.get(plan))).not.toContain(demand);
    expect((await as.get(`/people/${personId}`)).html).toContain(`href="${path}"`);
    const wrong = await as.post(path, { in: 'yes', 'programme.what': '', 'programme.from': '2024-02-31', 'programme.until': '' });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong)).toContain('Skriv vilket program det är');
    expect(textOf(wrong)).toContain('Skriv första dagen');
    const typed = { in: 'yes', 'programme.what': 'Jobb- och utvecklingsgarantin', 'programme.from': '2024-02-01' };
    const reversed = await as.post(path, { ...typed, 'programme.until': '2024-01-01' });
    expect(textOf(reversed)).toContain('Den får inte vara före den första');
    expect((await as.post(path, { ...typed, 'programme.until': '' })).location).toBe(`/people/${personId}?done=programme`);
    expect(textOf(await as.get(`/people/${personId}`))).toContain('Jobb- och utvecklingsgarantin, 1 februari 2024–…');
    expect(textOf(await as.get(plan))).toContain(demand);
    expect((await as.get(path)).html).toContain('value="Jobb- och utvecklingsgarantin"');
    await as.post(path, { in: 'no' });
    expect(textOf(await as.get(plan))).not.toContain(demand);
  });
});

describe('a planning conversation', () => {
  it('that someone did not come to is noted by another than who was to hold it, chosen among the officers', async () => {
    const personId = await registered();
    const open = await openRegistration(house.db, personId);
    const todo = { personId, id: house.newId(), registrationId: open!.id };
    await house.db
      .transaction()
      .execute((tx) => insertTodo(tx, { ...todo, kind: planningConversationKind, protected: false, at: house.clock.now() }));
    const cecilia = await officer('Cecilia', 'caseworker', personId);
    const bengt = await officer('Bengt', 'desk-officer', personId);
    const path = `/people/${personId}/conversation`;
    const page = await bengt.as.get(path);
    expect(page.html).toContain(`<option value="${cecilia.actor.id}">Cecilia</option>`);
    const absent = { outcome: 'person-absent', on: '2024-02-09', toldOn: '2024-02-01', note: '' };
    expect(textOf(await cecilia.as.post(path, { ...absent, heldBy: cecilia.actor.id }))).toContain('noterar inte själv');
    expect(textOf(await bengt.as.post(path, { ...absent, heldBy: house.newId() }))).toContain(
      'Välj vem som skulle hålla samtalet',
    );
    const noted = await bengt.as.post(path, { ...absent, heldBy: cecilia.actor.id });
    expect(noted.location).toBe(`/people/${personId}?done=conversation`);
  });
});
