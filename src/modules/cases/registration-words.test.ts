/** What a registration leaves outside the case: codes and ids, no word that was typed. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { fillIn, jobseeker, sendIn, staff, startDeciding, type TestPerson } from './fixtures.ts';
import { askCallBack, decideRegistration, deregister, objectToDecision, recordAssistance } from './index.ts';
import { currentDecision } from './store/decision.ts';
import { openRegistration } from './store/registration.ts';

const house = await testHouse('country');
await startDeciding(house);

const object = async ({ actor, personId }: TestPerson, registrationId: Uuid, text: string): Promise<void> => {
  const decision = (await currentDecision(house.db, personId, registrationId))!;
  await execute(house, actor, objectToDecision, { personId, decisionId: decision.id, text });
};

it('audit rows, events and the funnel hold codes and ids, nothing that was typed', async () => {
  const alone = await jobseeker(house, 'Karin');
  const own = await sendIn(house, alone, await fillIn(house, alone));
  await object(alone, own.registrationId, 'Fel dag.');
  const phoned = await jobseeker(house, 'Lars');
  const { personId } = phoned;
  const officer = await staff(house, 'caseworker', personId);
  const byPhone = { actor: officer, personId };
  const rejected = await sendIn(house, byPhone, await fillIn(house, byPhone, {}, { channel: 'phone', phoneGround: 'outage' }));
  await object(phoned, rejected.registrationId, 'Det gick inte att logga in.');
  const asking = (await currentDecision(house.db, personId, rejected.registrationId))!;
  await execute(house, officer, decideRegistration, {
    personId,
    registrationId: rejected.registrationId,
    decisionId: asking.id,
    outcome: 'approve',
    reasons: [],
    reasonText: 'Avbrottet har bekräftats.',
    communicatedOn: null,
    answerBy: null,
    answered: false,
  });
  await execute(house, phoned.actor, askCallBack, { personId, phone: '070-174 06 05', when: 'any', language: 'so', step: null });
  const { id: registrationId, version } = (await openRegistration(house.db, personId))!;
  await execute(house, officer, deregister, { personId, registrationId, version, on: '2020-02-14', reason: 'work' });
  const helped = { actor: officer, personId };
  await fillIn(house, helped, {}, { channel: 'in-person', phoneGround: null });
  await execute(house, officer, recordAssistance, { personId, step: 'work', why: 'language', autonomy: 'together' });

  const { rows } = await sql<{ text: string }>`
    select coalesce(details::text, '') || coalesce(result::text, '') as text from platform.audit where command like 'cases.%'
    union all select payload::text from platform.event
    union all select to_jsonb(e)::text from cases.attempt_event e
    union all select to_jsonb(f)::text from cases.registration_fact f`.execute(house.db);
  const all = rows.map(({ text }) => text).join('\n');
  expect(rows.length).toBeGreaterThan(50);
  for (const typed of [
    'Provgatan',
    'Dorotea',
    '701740605',
    'example.org',
    'Snickare',
    'Provkassan',
    'Provsson',
    'Fel dag',
    'logga in',
    'Avbrottet',
  ]) {
    expect(all).not.toContain(typed);
  }
  const numbers = await sql<{ number: string }>`select number from people.identity_number`.execute(house.db);
  expect(numbers.rows.length).toBeGreaterThan(1);
  for (const { number } of numbers.rows) expect(all).not.toContain(number.slice(2));
});
