/** Erasure of cases that ended long ago, on real PostgreSQL. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute, signInAs } from '../../platform/auth/index.ts';
import { plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { runJob } from '../../platform/jobs/index.ts';
import { addPerson, listErasures } from '../people/index.ts';
import { opened, signIn } from '../people/fixtures.ts';
import { eraseEnded } from './erase.ts';
import { jobseeker, withRegistration } from './fixtures.ts';
import { askCallBack, saveReport, savePlan, startRegistration, submitReport } from './index.ts';
import { tablesOfPerson } from './store/erase.ts';
import { insertRegistrationFact, writeDeregistered } from './store/registration.ts';

const erase = eraseEnded([]);
const house = await testHouse('empty', '2021-03-05T08:00:00Z');
const { actor: caseworker } = await signInAs(house, ['caseworker'], 'Handläggare');

/** Someone whose case ended on a day, with something in every table that can be filled by hand. */
async function ended(on: string | null) {
  house.clock.set('2021-03-05T08:00:00Z');
  const who = await jobseeker(house, 'Sökande');
  const registrationId = await withRegistration(house, who.personId, '2021-01-10');
  await opened(house, caseworker, who.personId);
  const content = { activities: [], nothingDone: true, message: '', lateReason: '', language: 'fi' };
  await execute(house, who.actor, saveReport, { personId: who.personId, month: '2021-02', version: 0, content });
  await execute(house, who.actor, submitReport, { personId: who.personId, month: '2021-02', version: 1 });
  await execute(house, caseworker, savePlan, { personId: who.personId, version: 0, content: emptyPlan });
  await house.db.transaction().execute(async (tx) => {
    await insertRegistrationFact(tx, {
      id: house.newId(),
      registrationId,
      month: plainDate('2021-01-01'),
      municipalityCode: '2425',
      ageBand: '30-39',
      language: 'sv',
      grounds: [],
      channel: 'web',
      capacity: 'self',
      automated: true,
      protected: false,
    });
    if (on !== null)
      await writeDeregistered(tx, { personId: who.personId, id: registrationId }, { on: plainDate(on), reason: 'work' });
  });
  return { ...who, registrationId };
}

const emptyPlan = {
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

const count = async (table: string, where: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(house.db)).rows[0]!.n;
const isThere = async (personId: Uuid) => (await count('people.person', `person_id = '${personId}'`)) === 1;

describe('erasure', () => {
  it('§12.16 case closed 2021 → data gone by 2024-12-31, statistics kept de-identified', async () => {
    const gone = await ended('2021-03-05');
    const later = await ended('2022-01-01');
    const open = await ended(null);
    const again = await ended('2021-03-05');
    await withRegistration(house, again.personId, '2021-06-01');

    house.clock.set('2024-12-30T23:15:00Z');
    expect((await runJob(house, erase)).report).toMatchObject({ endedBy: '2021-12-31', persons: 1, remaining: 0 });
    expect(await isThere(gone.personId)).toBe(false);
    for (const kept of [later, open, again]) expect(await isThere(kept.personId)).toBe(true);

    // Nothing anywhere in the database names them: every table with the person's id, the registration's, or the account's.
    const tables = await sql<{ name: string; column: string }>`
      select c.table_schema || '.' || c.table_name as name, c.column_name as column
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where t.table_type = 'BASE TABLE' and c.table_schema in ('people', 'cases', 'platform') and c.data_type in ('uuid', 'text')`.execute(
      house.db,
    );
    const ids = [gone.personId, gone.registrationId, gone.actor.id];
    const left: string[] = [];
    for (const { name, column } of tables.rows) {
      const found = await sql<{ n: number }>`
        select count(*) as n from ${sql.table(name)} where ${sql.ref(column)}::text = any(${ids})`.execute(house.db);
      if (found.rows[0]!.n > 0) left.push(`${name}.${column}`);
    }
    // What was done stays in the audit, under ids that lead nowhere any more.
    expect(left).toEqual(['platform.audit.actor']);
    expect(await count('platform.account', `name like '%${gone.actor.name}%'`)).toBe(0);

    expect(await count('cases.registration_fact', 'registration_id is null')).toBe(1);
    expect(await count('cases.stat_registration', "month = '2021-01-01'")).toBe(4);
    const [proof] = await listErasures(house.db);
    expect(proof).toMatchObject({ persons: 1, remaining: 0, endedBy: '2021-12-31' });
    expect(proof!.counts).toMatchObject({
      'cases.registration': 1,
      'cases.report': 1,
      'cases.plan': 1,
      'cases.todo': 1,
      'people.person': 1,
      'platform.account': 1,
    });
    expect(JSON.stringify(proof)).not.toContain(gone.personId);
  });

  it('leaves its row when there is nothing to erase, and what is killed half way goes on', async () => {
    house.clock.set('2025-01-01T01:00:00Z');
    const before = (await listErasures(house.db)).length;
    await runJob(house, erase);
    expect((await listErasures(house.db)).length).toBe(before + 1);
    const many = await Promise.all(Array.from({ length: 3 }, () => ended('2021-05-01')));
    house.clock.set('2025-01-02T01:00:00Z');
    // A batch that fails is undone whole: the row that proves it and everything else.
    await sql`alter table people.erasure add constraint refuse check (persons = 0) not valid`.execute(house.db);
    await expect(runJob(house, erase)).rejects.toThrow(/refuse/);
    for (const { personId } of many) expect(await isThere(personId)).toBe(true);
    await sql`alter table people.erasure drop constraint refuse`.execute(house.db);
    expect((await runJob(house, erase)).report).toMatchObject({ persons: 3, remaining: 0 });
  });

  it('reads every table that is keyed by person', async () => {
    const keyed = await sql<{ name: string }>`
      select table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'cases' and c.column_name = 'person_id' and t.table_type = 'BASE TABLE' order by 1`.execute(
      house.db,
    );
    expect([...tablesOfPerson].toSorted()).toEqual(keyed.rows.map(({ name }) => name));
  });

  it('erases who never had a case three years after the year in which something last happened', async () => {
    house.clock.set('2021-03-05T08:00:00Z');
    const { actor: desk } = await signInAs(house, ['desk-officer'], 'Receptionist');
    const begun = await jobseeker(house, 'Påbörjad');
    await execute(house, begun.actor, startRegistration, {
      personId: begun.personId,
      language: 'sv',
      channel: 'web',
      phoneGround: null,
    });
    const byHand = { givenName: 'Inlagd', familyName: 'Prov', bornOn: '1980-01-01', identityProof: 'none' };
    const added = await execute(house, desk, addPerson, byHand);
    const back = await jobseeker(house, 'Återkommen');
    const read = await jobseeker(house, 'Läst');
    const asked = await jobseeker(house, 'Ringd');
    const registered = await jobseeker(house, 'Inskriven');
    await withRegistration(house, registered.personId, '2021-03-05');
    house.clock.set('2022-01-01T08:00:00Z');
    await signIn(house, { name: back.actor.name, identity: { personalNumber: back.number } });
    await opened(house, desk, read.personId);
    await execute(house, asked.actor, askCallBack, {
      personId: asked.personId,
      phone: '070-174 06 05',
      when: 'any',
      language: 'sv',
      step: null,
    });
    const left = async () => Promise.all([begun, added, back, read, asked, registered].map(({ personId }) => isThere(personId)));
    house.clock.set('2024-12-30T22:30:00Z');
    await runJob(house, erase);
    expect(await left()).toEqual([true, true, true, true, true, true]);
    house.clock.set('2024-12-30T23:30:00Z');
    expect((await runJob(house, erase)).report).toMatchObject({ remaining: 0 });
    expect(await left()).toEqual([false, false, true, true, true, true]);
    expect(await count('cases.draft', `person_id = '${begun.personId}'`)).toBe(0);
    house.clock.set('2025-12-31T01:00:00Z');
    await runJob(house, erase);
    expect(await left()).toEqual([false, false, false, false, false, true]);
  });

  it('fails when anything is left in a table that no list of ours names', async () => {
    const gone = await ended('2021-05-01');
    await sql`create table cases.forgotten (person_id uuid)`.execute(house.db);
    await sql`insert into cases.forgotten values (${gone.personId})`.execute(house.db);
    house.clock.set('2026-01-01T01:00:00Z');
    await expect(runJob(house, erase)).rejects.toThrow(/1 rows remain/);
    await sql`drop table cases.forgotten`.execute(house.db);
  });

  it('keeps a rejected one as long as anything was said of it, and one who began anew', async () => {
    house.clock.set('2021-03-05T08:00:00Z');
    const rejected = await jobseeker(house, 'Nekad');
    const id = await withRegistration(house, rejected.personId, '2021-02-01', { state: 'rejected' });
    const decide = (at: string) =>
      sql`
      insert into cases.decision (person_id, id, registration_id, rule, rule_value_from, outcome, automatic, facts, reasons, decided_at, decided_by)
      values (${rejected.personId}, ${house.newId()}, ${id}, 'r', '2019-01-01', 'reject', false, '{"a":1}', '{x}', ${at}, 'x')`.execute(
        house.db,
      );
    await decide('2021-02-02T10:00:00Z');
    await decide('2022-01-01T10:00:00Z');
    house.clock.set('2025-01-03T01:00:00Z');
    await runJob(house, erase);
    expect(await isThere(rejected.personId)).toBe(true);
    house.clock.set('2025-12-31T01:00:00Z');
    await runJob(house, erase);
    expect(await isThere(rejected.personId)).toBe(false);
  });
});
