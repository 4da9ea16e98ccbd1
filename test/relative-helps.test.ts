/** A relative helps: a jobseeker with an account of their own, under a mandate that the person gave them. */
import { expect, it } from 'vitest';
import { giveMandate } from '../src/modules/people/index.ts';
import { execute } from '../src/platform/auth/index.ts';
import { hidden } from './planner-client.ts';
import { registrationSite } from './registration-client.ts';

const site = await registrationSite();

it('begins the registration for the person, and may not do what the mandate does not cover', async () => {
  const mother = await site.newcomer('Mother');
  const son = await site.newcomer('Son');
  const path = `/people/${mother.personId}/registration`;
  expect((await son.as.get(path)).status).toBe(404);
  await execute(site.house, mother.actor, giveMandate, {
    personId: mother.personId,
    tasks: ['registration'],
    from: '2020-02-14',
    to: '2020-03-14',
    givenHow: 'online',
    organisationKind: 'relative',
    organisationNumber: son.number,
    organisationName: 'Son',
  });
  expect((await son.as.get('/my')).html).toContain('href="/helping"');
  const helping = await son.as.get('/helping');
  expect(helping.html).toContain('Mother Provsson');
  expect(helping.html).toContain(`href="${path}"`);
  const begun = await son.as.post(path, {});
  expect(begun.location).toBe(`${path}/protection`);
  const step = await son.as.get(begun.location);
  const help = { 'help.why': 'language', 'help.autonomy': 'together' };
  const saved = await son.as.post(begun.location, { _version: hidden(step, '_version'), protected: 'no', ...help });
  expect(saved.location).toBe(`${path}/first-day`);
  expect((await mother.as.get('/my/readers')).html).toContain('Fyllde i ett steg');
  expect((await son.as.get(`/people/${mother.personId}/report/2020-02`)).status).toBe(404);
});
