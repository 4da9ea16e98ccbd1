/** Rules that decide by themselves: started and stopped by someone, looked at by humans, and run again when in doubt (FvL §28). */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute, type Role } from '../../platform/auth/index.ts';
import { instant, plainDate } from '../../platform/clock/index.ts';
import { insertOutage } from '../../platform/outage/index.ts';
import { opened, signIn } from '../people/fixtures.ts';
import { fillIn, hasRegistered, jobseeker, staff, startDeciding } from './fixtures.ts';
import { rerunDecisions, reviewDecision, startRule, stopRule, submitRegistration } from './index.ts';
import { listAffected } from './store/affected.ts';
import { automationOf, findStop, listAutomation } from './store/automation.ts';
import { decisionCounts } from './store/automation-view.ts';
import { currentDecision, listDecisions, listToReview } from './store/decision.ts';
import { openRegistration } from './store/registration.ts';
import { listTodos } from './store/todo.ts';

const house = await testHouse('country');
const { actor: administrator } = await signIn(house, { name: 'Farid', roles: ['administrator'] });
const rule = 'registration-decision';
const nextMinute = () => house.clock.set(new Date(Date.parse(house.clock.now()) + 60_000).toISOString());
const stop = (since: string) => execute(house, administrator, stopRule, { rule, since, reason: 'prov av stopp' });
const rerun = (stopId: string, limit = 1000) => execute(house, administrator, rerunDecisions, { stopId, limit });

describe('a rule', () => {
  it('decides nothing before someone has started it, and nothing after someone stopped it', async () => {
    expect(await automationOf(house.db, rule)).toBeNull();
    const before = await hasRegistered(house, 'Före');
    expect(await currentDecision(house.db, before.personId, before.registrationId)).toMatchObject({
      outcome: 'to-officer',
      automatic: false,
      question: 'not-automatic',
      reasons: ['requirements-met'],
    });
    nextMinute();
    await startDeciding(house);
    await expect(startDeciding(house)).rejects.toMatchObject({ code: 'rule-runs-already' });
    const during = await hasRegistered(house, 'Under');
    expect(await openRegistration(house.db, during.personId)).toMatchObject({ state: 'registered' });
    nextMinute();
    expect(await stop('2020-02-14T00:00:00Z')).toMatchObject({ affected: 1 });
    await expect(stop('2020-02-14T00:00:00Z')).rejects.toMatchObject({ code: 'rule-stands-still' });
    const after = await hasRegistered(house, 'Efter');
    expect(await openRegistration(house.db, after.personId)).toMatchObject({ state: 'with-officer' });
    const rows = await listAutomation(house.db);
    expect(rows.map(({ action, by }) => [action, by])).toEqual([
      ['stop', administrator.id],
      ['start', expect.any(String)],
    ]);
  });

  it('is started and stopped with a reason, by an administrator; what was done stays', async () => {
    const start = { rule, reviewShare: 0.1, reason: 'prov' };
    const refused = (actor: typeof administrator, input: object) => execute(house, actor, startRule, { ...start, ...input });
    await expect(refused(administrator, { reason: ' ' })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(refused(administrator, { reviewShare: 0 })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(refused(administrator, { rule: 'plan-deadlines' })).rejects.toMatchObject({ code: 'invalid-input' });
    const officer = await staff(house, 'caseworker');
    await expect(refused(officer, {})).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(sql`update cases.automation set reason = 'annan'`.execute(house.db)).rejects.toThrow();
  });
});

describe('§12.6 an automatic decision', () => {
  it('is looked at by a human: drawn by the share, and handed to an officer by whoever disagrees', async () => {
    nextMinute();
    await startDeciding(house, 1);
    const [agreed, disagreed] = [await hasRegistered(house, 'Enig'), await hasRegistered(house, 'Oenig')];
    const hers = await hasRegistered(house, 'Själv handläggare');
    const drawn = await listToReview(house.db, 1000);
    const of = (personId: string) => drawn.find((one) => one.personId === personId)!;
    const officer = await staff(house, 'caseworker');
    const review = (personId: string, answer: string, note = '') =>
      execute(house, officer, reviewDecision, { personId, decisionId: of(personId).id, review: answer, note });
    const own = { ...hers.actor, roles: ['jobseeker', 'caseworker'] as Role[] };
    const ownReview = { personId: hers.personId, decisionId: of(hers.personId).id, review: 'agrees', note: '' };
    await expect(execute(house, own, reviewDecision, ownReview)).rejects.toMatchObject({ code: 'own-case' });
    await review(agreed.personId, 'agrees');
    await expect(review(agreed.personId, 'disagrees', 'för sent')).rejects.toMatchObject({ code: 'already-reviewed' });
    await expect(review(disagreed.personId, 'disagrees')).rejects.toMatchObject({ code: 'invalid-input' });
    await review(disagreed.personId, 'disagrees', 'Fel dag.');
    expect(await currentDecision(house.db, disagreed.personId, disagreed.registrationId)).toMatchObject({
      outcome: 'to-officer',
      question: 'review-disagrees',
    });
    // The registration stands while an officer looks at it.
    expect(await openRegistration(house.db, disagreed.personId)).toMatchObject({ state: 'registered' });
    expect((await listTodos(house.db, disagreed.personId)).map(({ kind }) => kind)).toContain('reconsider-decision');
    const left = await listToReview(house.db, 1000);
    expect(left.map(({ personId }) => personId)).not.toContain(agreed.personId);
  });

  it('is stopped, listed and decided again: in favour by the rule once it is started again, against by an officer alone', async () => {
    const since = house.clock.now();
    nextMinute();
    const officer = await staff(house, 'caseworker');
    const phoned = await jobseeker(house, 'Ringde');
    const fine = await hasRegistered(house, 'Rätt');
    const wrong = await hasRegistered(house, 'Fel');
    await opened(house, officer, phoned.personId);
    const byPhone = { actor: officer, personId: phoned.personId };
    const draft = await fillIn(house, byPhone, {}, { channel: 'phone', phoneGround: 'outage' });
    const sent = await execute(house, officer, submitRegistration, { personId: phoned.personId, ...draft });
    expect(sent.state).toBe('rejected');
    // What the rule did wrong: someone who may not work was registered; and a fault that was there had not been entered.
    await sql`update cases.registration set answers = jsonb_set(answers, '{permit,mayWork}', '"no"') where person_id = ${wrong.personId}`.execute(
      house.db,
    );
    const fault = {
      id: house.newId(),
      part: 'service',
      beganAt: instant('2020-02-14T06:00:00Z'),
      endedAt: instant('2020-02-14T09:00:00Z'),
    };
    await house.db
      .transaction()
      .execute((tx) => insertOutage(tx, { ...fault, foundBy: administrator.id, note: '' }, house.clock.now()));

    nextMinute();
    const { stopId, affected } = await stop(since);
    const stopped = (await findStop(house.db, stopId))!;
    const listed = await listAffected(house.db, stopped, { after: null, limit: 1000 });
    expect(listed).toHaveLength(affected);
    expect(listed.map(({ personId, now }) => [personId, now])).toEqual(
      expect.arrayContaining([fine, wrong, phoned].map(({ personId }) => [personId, 'waiting'])),
    );
    nextMinute();
    await startDeciding(house);
    expect(await rerun(stopId)).toMatchObject({ changed: 2, waiting: 0, approved: 1, toOfficer: 1 });
    expect(await rerun(stopId)).toMatchObject({ looked: 0, changed: 0, waiting: 0, approved: 1, toOfficer: 1 });

    expect(await openRegistration(house.db, phoned.personId)).toMatchObject({ state: 'registered', nextKind: 'first-plan' });
    expect(await currentDecision(house.db, phoned.personId, sent.registrationId)).toMatchObject({
      outcome: 'approve',
      automatic: true,
    });
    expect(await openRegistration(house.db, wrong.personId)).toMatchObject({ state: 'registered' });
    expect(await currentDecision(house.db, wrong.personId, wrong.registrationId)).toMatchObject({
      outcome: 'to-officer',
      question: 'rerun-differs',
      reasons: ['permit-none'],
    });
    expect(await listDecisions(house.db, fine.personId, fine.registrationId)).toHaveLength(1);
  });

  it(
    'is run again ten thousand at a time, in batches, cut off and gone on with, and nothing is decided twice',
    { timeout: 120_000 },
    async () => {
      const at = '2020-03-02T10:00:00Z';
      house.clock.set(at);
      const { automatic } = await decisionCounts(house.db, rule);
      await manyDecisions(10_000);
      expect((await decisionCounts(house.db, rule)).automatic).toBe(automatic + 9900);
      nextMinute();
      const { stopId, affected } = await stop(at);
      expect(affected).toBe(9900);
      // A run that is cut off in the middle of a batch leaves that batch to the next.
      const cut = house.db.transaction().execute(async (tx) => {
        const context = {
          tx,
          actor: administrator,
          now: house.clock.now(),
          today: plainDate('2020-03-02'),
          newId: house.newId,
          keys: house.keys,
        };
        await rerunDecisions.run(context, { stopId, limit: 500 });
        throw new Error('cut off');
      });
      await expect(cut).rejects.toThrow('cut off');
      let looked = 0;
      for (;;) {
        const both = await Promise.all([rerun(stopId), rerun(stopId)]);
        looked += both[0].looked + both[1].looked;
        if (both.some(({ waiting }) => waiting === 0)) break;
      }
      expect(looked).toBe(9900);
      expect(await rerun(stopId)).toMatchObject({
        affected: 9900,
        waiting: 0,
        settled: 0,
        unchanged: 9700,
        approved: 0,
        toOfficer: 200,
      });
      const doubled = await sql`
      select registration_id from cases.decision where replaced_by is null and decided_at >= ${at}
      group by registration_id having count(*) > 1`.execute(house.db);
      expect(doubled.rows).toEqual([]);
      // Protected persons are decided by an officer too, and are in neither count nor list.
      const left =
        await sql`select 1 from cases.decision where replaced_by is null and rerun_id is null and decided_at = ${at}`.execute(
          house.db,
        );
      expect(left.rows).toEqual([]);
      const listed = await listAffected(house.db, (await findStop(house.db, stopId))!, { after: null, limit: 20_000 });
      expect(listed).toHaveLength(9900);
    },
  );
});

/** So many approvals, as the rule made them; of each hundred one has become protected, one may not work, one was rejected wrongly. */
async function manyDecisions(count: number): Promise<void> {
  await sql`
    with made as (
      select n, gen_random_uuid() as person_id, gen_random_uuid() as id, n % 100 as kind from generate_series(1, ${count}::int) n
    ), person as (
      insert into people.person (person_id, given_name, family_name, born_on, identity_proof, protection, protected_since, created_at, changed_at)
      select person_id, 'Prov', 'Provsson', '1985-02-03', 'digital-id', case when kind = 1 then 'marked' else 'none' end,
             case when kind = 1 then ${house.clock.now()}::timestamptz end, ${house.clock.now()}, ${house.clock.now()} from made
    ), registration as (
      insert into cases.registration (person_id, id, state, first_day, registered_on, arrived_at, channel, identity_proof, capacity, language,
                                      municipality_code, answers, receipt_number, claims_benefit, protected)
      select person_id, id, case when kind = 3 then 'rejected' else 'registered' end, '2020-03-02', '2020-03-02', ${house.clock.now()}, 'web',
             'digital-id', 'self', 'sv', '2425', jsonb_build_object('permit', jsonb_build_object('mayWork', case when kind = 2 then 'no' else 'yes' end)),
             'PROV-' || n, false, kind = 1 from made
    )
    insert into cases.decision (person_id, id, registration_id, rule, rule_value_from, outcome, automatic, facts, reasons, decided_at, decided_by)
    select person_id, gen_random_uuid(), id, ${rule}, '2017-08-01', case when kind = 3 then 'reject' else 'approve' end, true,
           '{"mayWork": "yes"}', '{requirements-met}', ${house.clock.now()}, 'rule' from made`.execute(house.db);
}
