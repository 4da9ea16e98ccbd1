/** PLAN-5: the person sees what the provider that they choose may see of the plan. */
import { expect, it } from 'vitest';
import { withRegistration } from '../src/modules/cases/fixtures.ts';
import { addOwnWords, putPlanInForce, savePlan } from '../src/modules/cases/index.ts';
import { jobseeker, newNumber, opened, protect, signIn } from '../src/modules/people/fixtures.ts';
import { execute, type SignedIn } from '../src/platform/auth/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { clientOf, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2024-02-10T08:00:00Z');
const { server } = await testService(house);

const content = {
  participation: { how: 'phone', on: '2024-02-09' },
  assessment: 'Behöver hjälp med ansökningar',
  possibilities: 'Har arbetat på lager',
  demand: 'God efterfrågan',
  measures: [],
  motive: 'Kort väg till arbete',
  activities: [{ what: 'Söka lagerjobb', by: null }],
  duties: ['Lämna aktivitetsrapport'],
  occupations: ['Lagerarbetare'],
  areas: ['Dorotea'],
  interval: { exemption: 'Väntar på en operation' },
};

it('what the provider may see of a plan is shown to the person: not why there is an exemption, not their own words', async () => {
  const number = newNumber(house);
  const { actor, personId, ...session } = await jobseeker(house, 'Amina', number);
  const headers = session.headers as SignedIn['headers'];
  await withRegistration(house, personId, '2024-01-21', { nextKind: 'first-plan', nextDue: plainDate('2024-02-20') });
  const cecilia = await signIn(house, { name: 'Cecilia', roles: ['caseworker'] });
  await opened(house, cecilia.actor, personId);
  await execute(house, cecilia.actor, savePlan, { personId, version: 0, content });
  await execute(house, cecilia.actor, putPlanInForce, { personId, version: 1 });
  await execute(house, actor, addOwnWords, { personId, version: 2, words: 'Jag vill arbeta ute' });
  const amina = clientOf(server, { actor, headers, csrf: headers['x-csrf-token'] });
  const text = textOf(await amina.get('/my/plan'));
  const [own, shared] = text.split('Det här får leverantören som du väljer se');
  expect(own).toContain('Väntar på en operation');
  for (const part of ['Kort väg till arbete', 'Söka lagerjobb', 'Leverantören får inte se skälet'])
    expect(shared).toContain(part);
  expect(shared!.split('Skriv med egna ord')[0]).not.toMatch(/operation|arbeta ute/);
  const answer = await server.inject({ url: '/v1/me/plans', headers });
  const [plan] = answer.json<{ items: { forProvider: Record<string, unknown> }[] }>().items;
  expect(plan!.forProvider).toMatchObject({ interval: 'exempt', motive: 'Kort väg till arbete' });
  expect(JSON.stringify(plan!.forProvider)).not.toMatch(/operation|arbeta ute|participation|ownWords/);
  await protect(house, number);
  expect((await amina.get('/my/plan')).location).toBe('/my/protection');
  expect((await server.inject({ url: '/v1/me/plans', headers })).statusCode).toBe(409);
});
