/** A helper who writes someone's report says what help was needed, with which step and why. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { withRegistration } from '../src/modules/cases/fixtures.ts';
import { giveMandate } from '../src/modules/people/index.ts';
import { jobseeker, numberOf, opened, signIn } from '../src/modules/people/fixtures.ts';
import { execute, type SignedIn } from '../src/platform/auth/index.ts';
import { testHouse } from './database.ts';
import { clientOf, hidden } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2024-02-10T08:00:00Z');
const { server } = await testService(house);

it('a helper says what help was needed with each step of a report; the person is never asked', async () => {
  const amina = await jobseeker(house, 'Amina', numberOf(house, '19850101'));
  const { personId } = amina;
  await withRegistration(house, personId, '2023-06-01');
  const organisation = { number: '2120002445', name: 'Örnsköldsviks kommun' };
  const ingrid = await signIn(house, { name: 'Ingrid', roles: ['helper'], organisation });
  await execute(house, amina.actor, giveMandate, {
    personId,
    tasks: ['activity-report'],
    from: '2024-02-10',
    to: '2024-05-01',
    givenHow: 'online',
    organisationKind: 'municipality',
    organisationNumber: organisation.number,
    organisationName: organisation.name,
  });
  const as = clientOf(server, { headers: ingrid.headers } as SignedIn);
  const path = `/people/${personId}/report/2024-01`;
  const version = async (page: string) => hidden(await as.get(page), 'version');
  const help = { 'help.why': 'digital', 'help.autonomy': 'for-the-person' };
  const wrong = await as.post(path, { kind: '', next: 'add', version: await version(path), ...help });
  expect(wrong.html).toMatch(/<option value="digital" selected|selected[^>]*value="digital"/);
  const activity = { kind: 'job', date: '2024-01-12', what: 'Kock', where: 'Lycksele', next: 'add' };
  await as.post(path, { ...activity, version: await version(path), ...help });
  await as.post(`${path}/message`, { message: '', next: 'check', 'help.why': '', 'help.autonomy': 'together' });
  const check = await version(`${path}/check`);
  const sent = await as.post(`${path}/check`, {
    next: 'send',
    version: check,
    'help.why': 'language',
    'help.autonomy': 'together',
  });
  expect(sent.location).toContain('/receipt');
  const { rows } = await sql`
    select service, step, why, how, autonomy from cases.assistance where person_id = ${personId} order by at, step`.execute(
    house.db,
  );
  expect(rows).toEqual([
    { service: 'activity-report', step: 'activities', why: 'digital', how: 'mandate', autonomy: 'for-the-person' },
    { service: 'activity-report', step: 'check', why: 'language', how: 'mandate', autonomy: 'together' },
  ]);
  const own = clientOf(server, { headers: amina.headers } as SignedIn);
  expect((await own.get('/my/report/2024-02')).html).not.toContain('help.why');
});

it('staff who take in a finished report on paper or by word say what help was needed, in the same form', async () => {
  const bo = await jobseeker(house, 'Bo', numberOf(house, '19850102'));
  const { personId } = bo;
  await withRegistration(house, personId, '2023-06-01');
  const { actor, headers } = await signIn(house, { name: 'Bengt', roles: ['desk-officer'] });
  await opened(house, actor, personId);
  const as = clientOf(server, { headers } as SignedIn);
  const path = `/people/${personId}/report/2024-01`;
  const form = await as.get(path);
  expect(form.html).toContain('name="help.why"');
  const oral = {
    channel: 'oral',
    arrivedOn: '2024-02-10',
    nothingDone: 'yes',
    version: hidden(form, 'version'),
    next: 'receive',
  };
  const help = { 'help.why': 'language', 'help.autonomy': 'together', 'help.how': 'phone' };
  expect((await as.post(path, { ...oral, ...help })).location).toBe(`${path}?done=received`);
  const { rows } = await sql`
    select step, why, how, a.autonomy, t.capacity, t.outcome from cases.assistance a join cases.attempt t using (attempt_id)
    where person_id = ${personId}`.execute(house.db);
  expect(rows).toEqual([
    { step: 'activities', why: 'language', how: 'phone', autonomy: 'together', capacity: 'staff', outcome: 'submitted' },
  ]);
});
