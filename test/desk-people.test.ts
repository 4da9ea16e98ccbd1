/** What desk officers of another organisation see of persons: what the service agreement at their desk lists (SSC-1). */
import { describe, expect, it } from 'vitest';
import { newDesk, type TestDesk } from '../src/modules/desk/fixtures.ts';
import { jobseeker, newNumber, opened, searched, signIn } from '../src/modules/people/fixtures.ts';
import { listOrganisations, namesFor, requireStanding, type Task } from '../src/modules/people/index.ts';
import { addEmployer } from '../src/modules/people/add-employer.ts';
import { addPerson } from '../src/modules/people/add-person.ts';
import { closeFile } from '../src/modules/people/close-file.ts';
import { putEmployerContact } from '../src/modules/people/put-employer-contact.ts';
import { type Actor, execute, visitor } from '../src/platform/auth/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const service = await testService(house);
const number = newNumber(house);
const { personId } = await jobseeker(house, 'Amina', number);
const pilot = await newDesk(house);
const general = await newDesk(house, { tasks: ['general-information', 'digital-guidance'] });
const without = await newDesk(house, { tasks: null });
const informing = await newDesk(house, { tasks: ['case-information', 'help-with-forms'] });

const stands = (actor: Actor, task: Task) => requireStanding(house.db, actor, personId, task, house.clock.now());
const refused = { code: 'not-in-agreement', details: { rule: { id: 'desk-of-another' } } };
const person = { givenName: 'Ny', familyName: 'Prov', bornOn: '1990-01-01', identityProof: 'none' };

describe('SSC-1: a desk officer of another organisation', () => {
  it.each([
    ['general tasks only', general],
    ['no agreement', without],
  ])('with %s finds no one and opens no file', async (_what, desk: TestDesk) => {
    await expect(searched(house, desk.officer, { number })).rejects.toMatchObject(refused);
    await expect(opened(house, desk.officer, personId)).rejects.toMatchObject(refused);
    await expect(execute(house, desk.officer, addPerson, person)).rejects.toMatchObject(refused);
  });

  it('opens a file by a task with personal data, and comes to the parts of it that the agreement lists', async () => {
    expect(await searched(house, pilot.officer, { number })).toEqual([personId]);
    expect(await opened(house, pilot.officer, personId)).not.toBeNull();
    for (const task of ['activity-report', 'meetings'] as const) {
      expect(await stands(pilot.officer, task)).toMatchObject({ capacity: 'staff' });
    }
    for (const task of ['registration', 'plan', 'contact-details'] as const) {
      await expect(stands(pilot.officer, task)).rejects.toMatchObject(refused);
    }
    await expect(execute(house, pilot.officer, addPerson, person)).rejects.toMatchObject(refused);
    await expect(stands(pilot.officer, 'plan')).rejects.toMatchObject({
      details: { params: { reference: 'Prov 1', words: expect.stringContaining('Ta emot handlingar') as unknown } },
    });
  });

  it('closes the file whatever the agreement lists', async () => {
    await opened(house, pilot.officer, personId);
    await execute(house, pilot.officer, closeFile, { personId });
    await expect(stands(pilot.officer, 'meetings')).rejects.toMatchObject({ code: 'file-reason-required' });
  });

  it('with case information and help with forms comes to all of it, and adds a person', async () => {
    await opened(house, informing.officer, personId);
    for (const task of ['registration', 'plan', 'contact-details', 'meetings'] as const) await stands(informing.officer, task);
    await execute(house, informing.officer, addPerson, person);
  });

  it('meets no one in the authority’s lists', async () => {
    const named = async (viewer: Actor) => (await namesFor(house.db, viewer, [personId])).get(personId);
    expect(await named(informing.officer)).toEqual({ name: '', masked: true });
    expect(await named(visitor)).toEqual({ name: '', masked: true });
  });

  it('who staffs no desk today finds no one', async () => {
    const { actor: loan } = await signIn(house, {
      name: 'Utlånad',
      roles: ['desk-officer'],
      organisation: { number: '2021006453', name: 'Statens servicecenter' },
    });
    await expect(searched(house, loan, { number })).rejects.toMatchObject(refused);
  });

  it('sees of an open file what the agreement covers, with a way to each, and no more of the case', async () => {
    await opened(house, pilot.officer, personId);
    const file = await service.server.inject({ url: `/people/${personId}`, headers: pilot.headers.officer });
    expect(file.statusCode).toBe(200);
    expect(file.body).toContain('Det här gör ni enligt serviceavtalet');
    expect(file.body).toContain(`/people/${personId}/meetings`);
    for (const hidden of ['/plan', '/support', '/mandates']) expect(file.body).not.toContain(`/people/${personId}${hidden}`);
    const meetings = await service.server.inject({ url: `/people/${personId}/meetings`, headers: pilot.headers.officer });
    expect(meetings.statusCode).toBe(200);
    const plan = await service.server.inject({ url: `/people/${personId}/plan`, headers: pilot.headers.officer });
    expect(plan.statusCode).toBe(403);
    expect(plan.body).toContain('Ta emot handlingar');
  });

  it('meets no employers and nobody who speaks for one, whatever the agreement lists', async () => {
    const { actor: own } = await signIn(house, { name: 'Egen', roles: ['caseworker'] });
    const employer = { number: '5560360793', name: 'Prov AB', municipalityCode: null };
    const { employerId } = await execute(house, own, addEmployer, employer);
    await execute(house, own, putEmployerContact, { employerId, role: 'Personal', name: 'Vera Växel' });
    for (const desk of [pilot, informing, general]) {
      for (const [method, url] of [
        ['GET', '/employers'],
        ['POST', '/employers'],
        ['GET', `/employers/${employerId}`],
      ] as const) {
        const headers = { ...desk.headers.officer, 'content-type': 'application/x-www-form-urlencoded' };
        const payload = method === 'GET' ? {} : { payload: 'text=Prov' };
        const answer = await service.server.inject({ method, url, headers, ...payload });
        expect([answer.statusCode, answer.body.includes('Vera'), answer.body.includes('Prov AB')]).toEqual([403, false, false]);
        expect(answer.body).toContain('2019:212');
      }
    }
    const { headers } = await signIn(house, { name: 'Bo i receptionen', roles: ['desk-officer'] });
    const answer = await service.server.inject({ url: `/employers/${employerId}`, headers: { ...headers } });
    expect([answer.statusCode, answer.body.includes('Vera')]).toEqual([200, true]);
  });

  it('works for no one who helps: their employer is not among the organisations to give a mandate to, unless it is given one', async () => {
    const named = async () => (await listOrganisations(house.db)).map(({ name }) => name);
    expect(await named()).not.toContain('Statens servicecenter');
    const helping = { number: '2120002445', name: 'Örnsköldsviks kommun' };
    await signIn(house, { name: 'Hilda', roles: ['helper', 'desk-officer'], organisation: helping });
    await signIn(house, { name: 'Hans', roles: ['desk-officer'], organisation: helping });
    expect(await named()).toContain('Örnsköldsviks kommun');
  });

  it('is told so on a page, in the agreement’s words and with the law', async () => {
    const answer = await service.server.inject({
      method: 'POST',
      url: `/people/${personId}/open`,
      headers: { ...general.headers.officer, 'content-type': 'application/x-www-form-urlencoded' },
      payload: `_csrf=${general.headers.officer['x-csrf-token']}&reason=matching`,
    });
    expect([403, 422]).toContain(answer.statusCode);
    expect(answer.body).toContain('Hjälp i de digitala tjänsterna');
    expect(answer.body).toContain('2019:212');
  });
});

describe('the authority’s own reception', () => {
  it('goes on as before, and so does someone who is caseworker too', async () => {
    const { actor: own } = await signIn(house, { name: 'Bengt', roles: ['desk-officer'] });
    await opened(house, own, personId);
    await stands(own, 'plan');
    expect((await namesFor(house.db, own, [personId])).get(personId)?.masked).toBe(false);
    const { actor: both } = await signIn(house, {
      name: 'Båda',
      roles: ['desk-officer', 'caseworker'],
      organisation: { number: '2021006453', name: 'Statens servicecenter' },
    });
    await opened(house, both, personId);
    await stands(both, 'plan');
  });
});
