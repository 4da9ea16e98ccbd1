/** Registration in figures: counted from what happened through the front door, small counts hidden, protected persons in none. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { funnelOf, registrationFigures } from '../src/modules/cases/figures.ts';
import { fillIn, jobseeker, staff, withRegistration } from '../src/modules/cases/fixtures.ts';
import {
  recordAssistance,
  saveReport,
  saveStep,
  startRegistration,
  startRule,
  submitRegistration,
  submitReport,
} from '../src/modules/cases/index.ts';
import { writeAttemptsProtected } from '../src/modules/cases/store/attempt.ts';
import { countAttempts } from '../src/modules/cases/store/figures.ts';
import { execute, operator, signInAs } from '../src/platform/auth/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2021-05-03T08:00:00Z');
const { server } = await testService(house);
await execute(house, operator, startRule, { rule: 'registration-decision', reviewShare: 0.5, reason: 'Prov' });
const period = { from: '2021-05', to: '2021-05' };
const dayOf = (month: string) => ({ from: plainDate(`${month}-01`), to: plainDate(`${month}-01`) });
const may = { 'first-day': { firstDay: ['2021-05-03'], leavesSoon: ['no'] } };

// Twelve register by themselves; three begin, get one thing wrong and stop.
for (let index = 0; index < 12; index += 1) {
  const person = await jobseeker(house, `Själv ${index}`);
  const { draftId, version } = await fillIn(house, person, may);
  await execute(house, person.actor, submitRegistration, { personId: person.personId, draftId, version });
}
for (let index = 0; index < 3; index += 1) {
  const { actor, personId } = await jobseeker(house, `Avbruten ${index}`);
  const begun = await execute(house, actor, startRegistration, { personId, language: 'ar', channel: 'web', phoneGround: null });
  await execute(house, actor, saveStep, {
    personId,
    version: begun.version,
    step: 'protection',
    typed: { protected: ['maybe'] },
  });
}

describe('figures of registration', () => {
  it('counts who did it by themselves and what was automatic, rounded', async () => {
    const figures = await registrationFigures(house.db, 'month', period);
    expect(figures.all).toEqual({ key: 'all', registered: 10, byThemselves: 10, share: 100, automated: 100 });
    expect(figures.goal).toBe(90);
    expect(figures.rows).toMatchObject([{ key: '2021-05', registered: 10 }]);
  });

  it('hides a part that is small: a municipality, an age, a ground', async () => {
    await sql`update cases.registration_fact set municipality_code = '0180' where id in (select id from cases.registration_fact limit 3)`.execute(
      house.db,
    );
    const { rows, all } = await registrationFigures(house.db, 'municipality', period);
    expect(all.registered).toBe(10);
    // Nine and three: the three are hidden, and with them the nine, which would give them away.
    expect(rows.map(({ key, registered }) => [key, registered])).toEqual([
      ['0180', null],
      ['2425', null],
    ]);
  });

  it('has no protected person in it', async () => {
    await sql`update cases.registration_fact set protected = true where id in (select id from cases.registration_fact limit 5)`.execute(
      house.db,
    );
    expect((await registrationFigures(house.db, 'month', period)).all.registered).toBeNull();
    await sql`update cases.registration_fact set protected = false`.execute(house.db);
  });

  it('follows the steps: how many met and finished each, by language', async () => {
    const funnel = await funnelOf(house.db, 'registration', period, null);
    expect(funnel).toMatchObject({ started: 15, submitted: 10 });
    expect(funnel.steps[0]).toMatchObject({ step: 'protection', shown: 15, finished: 10, finishedShare: 67 });
    expect(funnel.steps.at(-1)).toMatchObject({ step: 'check', shown: 10, finished: 10 });
    // Three were wrong: too few to be told.
    expect(funnel.steps[0]!.withErrors).toBeNull();
    expect((await funnelOf(house.db, 'registration', period, 'ar')).started).toBeNull();
  });

  it('a month begins at midnight in Sweden', async () => {
    const started = async (month: string) => {
      const { actor, personId } = await jobseeker(house, 'Natt');
      await execute(house, actor, startRegistration, { personId, language: 'sv', channel: 'web', phoneGround: null });
      const day = plainDate(`${month}-01`);
      return (await countAttempts(house.db, { service: 'registration', from: day, to: day, language: null })).started;
    };
    house.clock.set('2021-08-31T21:30:00Z'); // 23:30 in Sweden
    expect(await started('2021-08')).toBe(1);
    house.clock.set('2021-08-31T22:30:00Z'); // 00:30 on the first
    expect(await started('2021-09')).toBe(1);
    expect(await started('2021-08')).toBe(1);
    house.clock.set('2021-05-03T08:00:00Z');
  });

  it('no time or key of the funnel is one of the audit', async () => {
    house.clock.set('2021-05-03T08:00:07.123Z');
    const { actor, personId } = await jobseeker(house, 'Samtidig');
    await fillIn(house, { actor, personId }, may);
    const { rows } = await sql`
      select 1 from (
        select started_at as at, attempt_id as id from cases.attempt union all select ended_at, attempt_id from cases.attempt
        union all select at, id from cases.attempt_event union all select null, id from cases.registration_fact
      ) funnel where substr(id::text, 15, 1) <> '4' or extract(second from at)::numeric % 10 <> 0`.execute(house.db);
    expect(rows).toEqual([]);
    house.clock.set('2021-05-03T08:00:00Z');
  });

  it('follows the activity report like the registration: its steps, the help with them, and who is in no figure', async () => {
    house.clock.set('2021-06-04T08:00:00Z');
    const content = { activities: [], nothingDone: true, message: '', lateReason: '', language: 'sv' };
    const period = { from: '2021-06', to: '2021-06' };
    const people = [];
    for (let index = 0; index < 10; index += 1) {
      const person = await jobseeker(house, `Rapport ${index}`);
      const { actor, personId } = person;
      const of = { personId, month: '2021-05', content };
      await withRegistration(house, personId, '2021-03-01');
      await execute(house, actor, saveReport, { ...of, version: 0 });
      await execute(house, actor, saveReport, { ...of, version: 1, step: 'message' });
      people.push(person);
    }
    const [first, helped] = people;
    const desk = await staff(house, 'desk-officer', helped!.personId);
    const help = { personId: helped!.personId, service: 'activity-report', month: '2021-05', step: 'message' };
    await execute(house, desk, recordAssistance, { ...help, why: 'language', autonomy: 'together' });
    for (const { actor, personId } of people)
      await execute(house, actor, submitReport, { personId, month: '2021-05', version: 2 });
    await expect(
      execute(house, desk, recordAssistance, { ...help, why: 'language', autonomy: 'together' }),
    ).rejects.toMatchObject({ code: 'report-not-now' });
    const counted = await countAttempts(house.db, { service: 'activity-report', ...dayOf('2021-06'), language: null });
    expect(counted).toEqual({ started: 10, submitted: 10 });
    const funnel = await funnelOf(house.db, 'activity-report', period, null);
    expect(funnel.steps).toMatchObject([
      { step: 'activities', shown: 10, finished: 10 },
      { step: 'message', shown: 10, finished: 10 },
      { step: 'check', shown: 10, finished: 10 },
    ]);
    const { rows } = await sql`
      select a.capacity, s.service, s.step from cases.assistance s join cases.attempt a using (attempt_id)
      where s.person_id = ${helped!.personId}`.execute(house.db);
    expect(rows).toEqual([{ capacity: 'staff', service: 'activity-report', step: 'message' }]);
    await house.db.transaction().execute((tx) => writeAttemptsProtected(tx, first!.personId, true));
    expect((await countAttempts(house.db, { service: 'activity-report', ...dayOf('2021-06'), language: null })).started).toBe(9);
    const { headers } = await signInAs(house, ['analyst']);
    const url = '/figures/registration?service=activity-report&from=2021-06&to=2021-06';
    const page = await server.inject({ url, headers: { ...headers, accept: 'text/html' } });
    expect(page.body).toContain('Varje steg i aktivitetsrapporten');
    expect(page.body).not.toMatch(/cases:|figures\.[a-z]/);
    house.clock.set('2021-05-03T08:00:00Z');
  });

  it('is a page and a file for analysts, whatever is asked', async () => {
    const { headers } = await signInAs(house, ['analyst']);
    const get = (url: string) => server.inject({ url, headers: { ...headers, accept: 'text/html' } });
    for (const by of ['month', 'municipality', 'age', 'language', 'ground', 'nonsense']) {
      const page = await get(`/figures/registration?by=${by}&from=2021-05&to=2021-05`);
      expect([by, page.statusCode]).toEqual([by, 200]);
      expect(page.body).not.toMatch(/cases:|figures\.[a-z]/);
    }
    expect((await get('/figures/registration?from=2021-13&to=x')).body).toContain('Perioden går inte att läsa');
    expect((await get('/figures/registration?from=2022-01&to=2021-01')).body).toContain('Perioden går inte att läsa');
    for (const months of ['from=2018-01&to=2018-12', 'from=2190-01&to=2199-12', 'from=2021-05&to=2021-06']) {
      const outside = await get(`/figures/registration?${months}`);
      expect([months, outside.statusCode]).toEqual([months, 200]);
      expect(outside.body).toContain('Det finns siffror från 2019-01 till och med 2021-05');
      expect((await get(`/figures/registration.csv?${months}`)).statusCode).toBe(422);
    }
    const csv = await get('/figures/registration.csv?by=month&from=2021-05&to=2021-05');
    expect(csv.body).toBe('key,registered,byThemselves,share,automated\n2021-05,10,10,100,100\nall,10,10,100,100\n');
    expect(
      (await server.inject({ url: '/figures/registration', headers: (await signInAs(house, ['caseworker'])).headers }))
        .statusCode,
    ).toBe(403);
  });
});
