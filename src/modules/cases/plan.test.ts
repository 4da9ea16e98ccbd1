/** Plans through their commands, on real PostgreSQL. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, execute, signInAs } from '../../platform/auth/index.ts';
import { plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { jobseeker, lookAfter, newNumber, opened, protect, signIn } from '../people/fixtures.ts';
import { withRegistration } from './fixtures.ts';
import { giveMandate, revokeMandate } from '../people/index.ts';
import { addOwnWords, putPlanInForce, savePlan } from './index.ts';
import { planActions, planStates, planTable } from './plan-state.ts';
import { planParts } from './rules/plan-content.ts';
import { openRegistration } from './store/registration.ts';
import { listPlans } from './store/plan.ts';

const house = await testHouse('empty', '2024-02-10T08:00:00Z');
const { actor: caseworker } = await signInAs(house, ['caseworker'], 'Handläggare');
const { actor: protectionOfficer } = await signInAs(house, ['protection-officer'], 'Namngiven');

const empty = {
  participation: null,
  assessment: '',
  possibilities: '',
  demand: '',
  measures: [],
  motive: '',
  activities: [],
  duties: [],
  occupations: [],
  areas: [],
  interval: null,
};
const complete = {
  ...empty,
  participation: { how: 'phone', on: '2024-02-09' },
  assessment: 'Behöver hjälp med ansökningar',
  possibilities: 'Goda',
  demand: 'Stor i länet',
  activities: [{ what: 'Söka lagerjobb', by: null }],
  duties: ['Lämna aktivitetsrapport'],
  occupations: ['Lagerarbetare'],
  areas: ['Dorotea'],
};
let serial = 100;

async function person(over: Parameters<typeof withRegistration>[3] = {}) {
  serial += 1;
  const number = newNumber(house);
  const who = await jobseeker(house, `Sökande ${serial}`, number);
  const next = { nextKind: 'first-plan', nextDue: plainDate('2024-03-10') } as const;
  await withRegistration(house, who.personId, '2024-02-09', { ...next, ...over });
  await opened(house, caseworker, who.personId);
  return { ...who, number };
}
const save = (by: Actor, personId: Uuid, version = 0, content: Record<string, unknown> = complete) =>
  execute(house, by, savePlan, { personId, version, content });
const inForce = (by: Actor, personId: Uuid, version = 1) => execute(house, by, putPlanInForce, { personId, version });
const words = (by: Actor, personId: Uuid, version: number) =>
  execute(house, by, addOwnWords, { personId, version, words: 'Jag vill hellre arbeta ute.' });

describe('a plan', () => {
  it('§12.20 without search direction or assessment is not complete, and each missing part is named', async () => {
    const { personId } = await person();
    await save(caseworker, personId, 0, { ...complete, assessment: '', occupations: [] });
    const refused = await inForce(caseworker, personId).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'plan-incomplete' });
    expect(refused).toMatchObject({
      details: { fields: [{ field: 'assessment' }, { field: 'occupations' }], rule: { id: 'plan-content' } },
    });
    await save(caseworker, personId, 1, empty);
    await expect(inForce(caseworker, personId, 2)).rejects.toMatchObject({
      details: { fields: planParts.map((part) => expect.objectContaining({ field: part })) },
    });
    expect((await listPlans(house.db, personId))[0]!.state).toBe('draft');
  });

  it('§12.20 in force starts the six-month timer in place of the thirty-day one, and takes the place of the one before', async () => {
    const { personId } = await person();
    expect(await openRegistration(house.db, personId)).toMatchObject({ nextKind: 'first-plan', nextDue: '2024-03-10' });
    await save(caseworker, personId);
    expect(await inForce(caseworker, personId)).toMatchObject({
      madeOn: '2024-02-10',
      renewBy: '2024-08-10',
      completeness: 'complete',
    });
    expect(await openRegistration(house.db, personId)).toMatchObject({ nextKind: 'renew-plan', nextDue: '2024-08-10' });
    await save(caseworker, personId);
    await inForce(caseworker, personId);
    expect((await listPlans(house.db, personId)).map(({ state }) => state).toSorted()).toEqual(['in-force', 'replaced']);
  });

  it('has been made with the person, and says nothing to be done before the day that it comes into force', async () => {
    const { personId } = await person();
    const at = { how: 'phone', on: '2024-02-11' };
    await save(caseworker, personId, 0, { ...complete, participation: at, activities: [{ what: 'Söka', by: '2024-02-09' }] });
    await expect(inForce(caseworker, personId)).rejects.toMatchObject({
      code: 'plan-day-wrong',
      details: {
        fields: [
          { field: 'participation.on', expected: 'to-come' },
          { field: 'activities.0.by', expected: 'past' },
        ],
      },
    });
    const today = [{ what: 'Söka', by: '2024-02-10' }];
    await save(caseworker, personId, 1, { ...complete, participation: { ...at, on: '2024-02-10' }, activities: today });
    expect(await inForce(caseworker, personId, 2)).toMatchObject({ madeOn: '2024-02-10' });
  });

  it('with more jobs at least than at most is not even saved', async () => {
    const { personId } = await person();
    await expect(save(caseworker, personId, 0, { ...complete, interval: { low: 9, high: 3 } })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: [{ field: 'content.interval' }] },
    });
  });

  it('of a programme participant says the search interval or why there is none', async () => {
    const { personId } = await person();
    await sql`update cases.registration set in_programme = true where person_id = ${personId}`.execute(house.db);
    await save(caseworker, personId);
    await expect(inForce(caseworker, personId)).rejects.toMatchObject({
      code: 'plan-incomplete',
      details: { rule: { id: 'plan-search-interval' } },
    });
    await save(caseworker, personId, 1, { ...complete, interval: { low: 6, high: 20 } });
    await expect(inForce(caseworker, personId, 2)).resolves.toBeDefined();
  });

  it('in two tabs: the second is told, and overwrites nothing', async () => {
    const { personId } = await person();
    await save(caseworker, personId);
    await save(caseworker, personId, 1, { ...complete, motive: 'från den första' });
    await expect(save(caseworker, personId, 1, { ...complete, motive: 'från den andra' })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await expect(inForce(caseworker, personId, 1)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const twice = await person();
    const both = await Promise.allSettled([save(caseworker, twice.personId), save(caseworker, twice.personId)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('takes the person’s own words, which the officer’s next draft does not touch', async () => {
    const { actor, personId } = await person();
    await save(caseworker, personId);
    await inForce(caseworker, personId);
    await words(actor, personId, 2);
    await save(caseworker, personId);
    const plans = await listPlans(house.db, personId);
    expect(plans.map(({ state, content }) => [state, content.ownWords])).toEqual([
      ['draft', ''],
      ['in-force', 'Jag vill hellre arbeta ute.'],
    ]);
  });

  it('is nobody’s own to make: an officer does not handle their own case', async () => {
    const own = await signIn(house, {
      name: 'Både och',
      roles: ['jobseeker', 'caseworker'],
      identity: { personalNumber: newNumber(house) },
    });
    await withRegistration(house, own.personId!, '2024-02-09');
    await expect(save(own.actor, own.personId!)).rejects.toMatchObject({ code: 'own-case' });
  });

  it('is not an officer’s to make for someone whose mandate they hold, whatever it is for', async () => {
    const { actor, personId } = await person();
    const organisation = { number: '2120002445', name: 'Örnsköldsviks kommun' };
    const near = await signIn(house, { name: 'Nära', roles: ['helper', 'caseworker'], organisation });
    const to = { organisationNumber: organisation.number, organisationName: organisation.name, organisationKind: 'municipality' };
    const mandate = { ...to, tasks: ['meetings'], from: '2024-02-10', to: '2024-03-10', givenHow: 'online' };
    const { mandateId } = await execute(house, actor, giveMandate, { personId, ...mandate });
    const officer: Actor = { ...near.actor, roles: ['caseworker'] };
    await opened(house, officer, personId);
    await expect(save(officer, personId)).rejects.toMatchObject({ code: 'own-case', details: { rule: { id: 'own-case' } } });
    await execute(house, actor, revokeMandate, { personId, mandateId });
    await save(officer, personId);
  });

  it('is made for a registered person whose file is open, by the named officer alone when the person is protected', async () => {
    const waiting = await person({ state: 'with-officer' });
    await save(caseworker, waiting.personId);
    await expect(inForce(caseworker, waiting.personId)).rejects.toMatchObject({ code: 'plan-not-now' });
    const { personId, number, actor } = await person();
    await protect(house, number);
    await expect(save(caseworker, personId)).rejects.toMatchObject({ code: 'person-unknown' });
    await lookAfter(house, protectionOfficer, personId);
    await save(protectionOfficer, personId);
    await inForce(protectionOfficer, personId);
    await expect(words(actor, personId, 2)).rejects.toMatchObject({ code: 'person-elsewhere' });
  });

  it('before 2022-12-01 the content is not judged, and that is said', async () => {
    house.clock.set('2020-02-14T08:00:00Z');
    const who = await jobseeker(house, 'Tidig', newNumber(house));
    await withRegistration(house, who.personId, '2020-02-10');
    await opened(house, caseworker, who.personId);
    await save(caseworker, who.personId, 0, empty);
    expect(await inForce(caseworker, who.personId)).toMatchObject({ completeness: 'not-judged', renewBy: '2020-08-14' });
    house.clock.set('2024-02-10T08:00:00Z');
  });
});

describe('state × action × role of a plan', () => {
  const runs = {
    save: (by: Actor, personId: Uuid, version: number) => save(by, personId, version),
    'put-in-force': (by: Actor, personId: Uuid, version: number) => inForce(by, personId, Math.max(version, 1)),
    'add-own-words': (by: Actor, personId: Uuid, version: number) => words(by, personId, Math.max(version, 1)),
  };

  /** `replaced` is never reached by a command: there is then one in force, or none, and that is what is asked. */
  async function inState(state: 'none' | 'draft' | 'in-force') {
    const { actor, personId } = await person();
    await opened(house, protectionOfficer, personId);
    if (state !== 'none') await save(caseworker, personId);
    if (state === 'in-force') await inForce(caseworker, personId);
    return { actor, personId, version: { none: 0, draft: 1, 'in-force': 2 }[state] };
  }

  const roles = ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'] as const;
  const cases = (['none', 'draft', 'in-force'] as const).flatMap((state) =>
    planActions.flatMap((action) => (action === 'read' ? [] : roles.map((role) => [state, action, role] as const))),
  );

  it.each(cases)('%s %s %s', async (state, action, role) => {
    const { actor, personId, version } = await inState(state);
    const { actor: deskOfficer } = await signInAs(house, ['desk-officer'], 'Vägledare');
    await opened(house, deskOfficer, personId);
    const by = { jobseeker: actor, 'desk-officer': deskOfficer, caseworker, 'protection-officer': protectionOfficer }[role];
    // Beside a plan in force the next draft is begun: that slot is empty.
    const may =
      planTable[state][action]?.includes(role) ||
      (state === 'in-force' && action === 'save' && planTable.none.save!.includes(role));
    const done = runs[action](by, personId, state === 'in-force' && action === 'save' ? 0 : version);
    if (may) await expect(done).resolves.toBeDefined();
    else await expect(done).rejects.toMatchObject({ code: expect.stringMatching(/^(plan-not-now|not-allowed)$/) });
  });

  it('nobody changes a plan that was replaced, and every state says who may read', () => {
    expect(Object.keys(planTable.replaced)).toEqual(['read']);
    expect(planStates.filter((state) => planTable[state].read === undefined)).toEqual(['none']);
  });
});
