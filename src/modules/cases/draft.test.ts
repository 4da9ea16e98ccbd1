/** Filling in a registration: saved step by step, resumed on any device, two tabs, and what the funnel is told. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { fillIn, jobseeker, staff } from './fixtures.ts';
import { discardDraft, findDraft, saveStep, startRegistration } from './index.ts';
import { typedRegistration } from './registration/fixtures.ts';
import { missingSteps } from './registration/index.ts';

const house = await testHouse('country');
const typed = typedRegistration();
const web = { language: 'sv', channel: 'web', phoneGround: null } as const;

const eventsOf = async (attemptId: string) =>
  (
    await sql<{ step: string; kind: string; what: string | null }>`
      select step, kind, what from cases.attempt_event where attempt_id = ${attemptId} order by at, id`.execute(house.db)
  ).rows;

describe('a registration that is being filled in', () => {
  it('is one per person: whoever begins again, at once or elsewhere, goes on with it', async () => {
    const { actor, personId } = await jobseeker(house, 'Amina');
    const begun = await Promise.all([1, 2, 3].map(() => execute(house, actor, startRegistration, { personId, ...web })));
    expect(new Set(begun.map(({ draftId }) => draftId)).size).toBe(1);
    expect(begun.filter(({ resumed }) => !resumed)).toHaveLength(1);
  });

  it('is whole after each step has been saved, and is resumed where it was', async () => {
    const person = await jobseeker(house, 'Bo');
    await fillIn(house, person);
    const draft = (await findDraft(house.db, person.personId))!;
    expect(missingSteps(draft.answers, draft.done)).toEqual([]);
    expect(draft.atStep).toBe('check');
    expect(draft.answers.contact).toMatchObject({ phone: '+46701740605', municipalityCode: '2425' });
    house.clock.set('2020-02-15T11:00:00Z');
    const again = await execute(house, person.actor, startRegistration, { personId: person.personId, ...web, language: 'en' });
    expect(again).toMatchObject({ resumed: true, atStep: 'check', version: draft.version });
    expect(await eventsOf(draft.attemptId)).toContainEqual({ step: 'check', kind: 'came-back', what: null });
  });

  it('a step that cannot be read saves nothing, says why by code, and is counted without what was typed', async () => {
    const { actor, personId } = await jobseeker(house, 'Cia');
    const { version } = await execute(house, actor, startRegistration, { personId, ...web });
    const wrong = { ...typed['contact'], phone: ['hemligt nummer'], municipalityCode: ['9999'] };
    const saved = await execute(house, actor, saveStep, { personId, version, step: 'contact', typed: wrong });
    expect(saved).toMatchObject({ version, next: 'contact', errors: [{ field: 'phone', code: 'not-a-phone' }] });
    const unknown = { ...typed['contact'], municipalityCode: ['9999'] };
    expect(await execute(house, actor, saveStep, { personId, version, step: 'contact', typed: unknown })).toMatchObject({
      errors: [{ field: 'municipalityCode', code: 'not-a-municipality' }],
    });
    const draft = (await findDraft(house.db, personId))!;
    expect(draft.answers).toEqual({});
    const events = await eventsOf(draft.attemptId);
    expect(events).toContainEqual({ step: 'contact', kind: 'error', what: 'phone' });
    expect(JSON.stringify(events)).not.toContain('hemligt');
  });

  it('has no first day before the person was born, no job in months to come, and no year before 1900', async () => {
    const { actor, personId } = await jobseeker(house, 'Född');
    const { version } = await execute(house, actor, startRegistration, { personId, ...web });
    const save = (step: string, answers: Record<string, string[]>) =>
      execute(house, actor, saveStep, { personId, version, step, typed: answers });
    const early = (firstDay: string) => save('first-day', { ...typed['first-day'], firstDay: [firstDay] });
    expect(await early('1985-02-02')).toMatchObject({ errors: [{ field: 'firstDay', code: 'before-birth' }] });
    expect(await early('1899-12-31')).toMatchObject({ errors: [{ field: 'firstDay', code: 'not-a-day' }] });
    const job = { 'jobs.0.occupation': ['Snickare'], 'jobs.0.from': ['2019-01'], 'jobs.0.to': ['2020-03'] };
    expect(await save('work', job)).toMatchObject({ errors: [{ field: 'jobs.0.to', code: 'in-future' }] });
    expect(await save('work', { ...job, 'jobs.0.to': ['2020-02'] })).toMatchObject({ errors: [] });
  });

  it('two tabs: different steps merge; of the same step the later one is told, and the same answers twice are no conflict', async () => {
    const { actor, personId } = await jobseeker(house, 'Dag');
    const { version } = await execute(house, actor, startRegistration, { personId, ...web });
    const save = (step: 'permit' | 'education', answers: Record<string, string[]>) =>
      execute(house, actor, saveStep, { personId, version, step, typed: answers });
    await save('permit', { mayWork: ['yes'] });
    await save('education', { level: ['none'] });
    await expect(save('permit', { mayWork: ['no'] })).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await expect(save('permit', { mayWork: ['yes'] })).resolves.toMatchObject({ errors: [] });
    const draft = (await findDraft(house.db, personId))!;
    expect(draft.answers).toMatchObject({ permit: { mayWork: 'yes' }, education: { level: 'none' } });
  });

  it('the same request twice saves once', async () => {
    const { actor, personId } = await jobseeker(house, 'Eva');
    const { version } = await execute(house, actor, startRegistration, { personId, ...web });
    const input = { personId, version, step: 'permit', typed: { mayWork: ['yes'] } };
    const key = house.newId();
    const both = await Promise.all([1, 2].map(() => execute(house, actor, saveStep, input, key)));
    expect(both[0]).toEqual(both[1]);
    expect((await findDraft(house.db, personId))!.version).toBe(version + 1);
  });

  it('JO 5254-2016: whoever has protected personal data leaves the form, and nothing of it is kept', async () => {
    const { actor, personId } = await jobseeker(house, 'Frida');
    const { version } = await execute(house, actor, startRegistration, { personId, ...web });
    const draft = (await findDraft(house.db, personId))!;
    const saved = await execute(house, actor, saveStep, { personId, version, step: 'protection', typed: { protected: ['yes'] } });
    expect(saved).toMatchObject({ ended: 'own-channel', next: null });
    expect(await findDraft(house.db, personId)).toBeNull();
    const kept = await sql<{ answers: unknown }>`select answers from cases.draft where id = ${draft.id}`.execute(house.db);
    expect(kept.rows[0]!.answers).toEqual({});
    const outcome = await sql`select outcome from cases.attempt where attempt_id = ${draft.attemptId}`.execute(house.db);
    expect(outcome.rows).toEqual([{ outcome: 'own-channel' }]);
  });

  it('is thrown away with what was answered', async () => {
    const person = await jobseeker(house, 'Gun');
    const { draftId } = await fillIn(house, person);
    const { actor, personId } = person;
    await expect(execute(house, actor, discardDraft, { personId, draftId: personId })).rejects.toMatchObject({
      code: 'draft-unknown',
    });
    await execute(house, actor, discardDraft, { personId, draftId });
    expect(await findDraft(house.db, personId)).toBeNull();
    const kept = await sql`select answers from cases.draft where id = ${draftId}`.execute(house.db);
    expect(kept.rows).toEqual([{ answers: {} }]);
  });

  it('is nobody else’s: another jobseeker and staff without the file open get as far as a stranger', async () => {
    const { personId } = await jobseeker(house, 'Hans');
    const other = await jobseeker(house, 'Ida');
    const desk = await staff(house, 'desk-officer');
    const inPerson = { personId, language: 'sv', channel: 'in-person', phoneGround: null };
    await expect(execute(house, other.actor, startRegistration, { personId, ...web })).rejects.toMatchObject({
      code: 'person-unknown',
    });
    await expect(execute(house, desk, startRegistration, inPerson)).rejects.toMatchObject({ code: 'file-reason-required' });
  });

  it('comes in the way that the account can use: a phone call is staff’s, and has one of its grounds', async () => {
    const { actor, personId } = await jobseeker(house, 'Jan');
    const begin = (how: object) => execute(house, actor, startRegistration, { personId, language: 'sv', ...how });
    await expect(begin({ channel: 'phone', phoneGround: 'outage' })).rejects.toMatchObject({ code: 'channel-refused' });
    await expect(begin({ channel: 'web', phoneGround: 'outage' })).rejects.toMatchObject({ code: 'phone-ground-required' });
  });
});
