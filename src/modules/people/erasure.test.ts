/** §12.16 What is erased is gone: from every table of every schema. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { execute } from '../../platform/auth/index.ts';
import { plainDate } from '../../platform/clock/index.ts';
import { testHouse } from '../../../test/database.ts';
import { closeFile } from './close-file.ts';
import { jobseeker, lookAfter, newNumber, opened, protect, signIn } from './fixtures.ts';
import {
  changeDetails,
  checkOpening,
  erasePerson,
  giveMandate,
  listActs,
  listErasures,
  personView,
  putNeed,
  recordErasure,
  remainingRows,
} from './index.ts';

const house = await testHouse('empty');

/** Every table with a row in which one of the texts stands. */
async function tracesOf(texts: readonly string[]): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`.execute(house.db);
  const found: string[] = [];
  for (const { name } of tables) {
    for (const text of texts) {
      const { rows } = await sql`select 1 from ${sql.raw(name)} t where t::text ilike ${`%${text}%`} limit 1`.execute(house.db);
      if (rows.length > 0) found.push(`${name}: ${text}`);
    }
  }
  return found;
}

describe('§12.16 erasing a person', () => {
  it('leaves neither number, name, contact nor what others did, in any table', async () => {
    const number = newNumber(house);
    const relativeNumber = newNumber(house);
    const { actor, personId } = await jobseeker(house, 'Försvinnande', number);
    const mother = await jobseeker(house, 'Mother', relativeNumber);
    const { actor: jonas } = await signIn(house, { name: 'Jonas', roles: ['protection-officer'] });
    const { actor: auditor } = await signIn(house, { name: 'Tove', roles: ['auditor'] });
    await execute(house, actor, changeDetails, {
      personId,
      street: 'Försvinnandevägen 1',
      email: 'forsvinn@example.se',
      phone: '0701740605',
    });
    await execute(house, actor, putNeed, { personId, ground: 'language', note: 'hemlig anteckning' });
    const mandate = {
      tasks: ['contact-details'],
      from: '2020-02-14',
      to: '2020-03-14',
      givenHow: 'online',
      organisationKind: 'relative',
    };
    await execute(house, actor, giveMandate, {
      ...mandate,
      personId,
      organisationNumber: relativeNumber,
      organisationName: 'Min mamma',
    });
    await execute(house, mother.actor, giveMandate, {
      ...mandate,
      personId: mother.personId,
      organisationNumber: number,
      organisationName: 'Försvinnande dotter',
    });
    // What the daughter does for her mother is the mother's history.
    await execute(house, actor, changeDetails, { personId: mother.personId, preferredChannel: 'phone' });
    const openingId = await opened(house, jonas, personId, 'other');
    await execute(house, auditor, checkOpening, { openingId, finding: 'in-order' });
    await execute(house, jonas, closeFile, { personId });
    await protect(house, number, 'marked', 'Försvinnandebox');
    await lookAfter(house, jonas, personId);

    const counts = await house.db.transaction().execute(async (tx) => {
      const gone = await erasePerson(tx, personId, house.clock.now());
      const remaining = await remainingRows(tx, [personId]);
      const report = {
        id: house.newId(),
        at: house.clock.now(),
        endedBy: plainDate('2020-02-14'),
        persons: 1,
        counts: gone,
        remaining,
      };
      await recordErasure(tx, report);
      return gone;
    });
    expect(counts).toMatchObject({
      'people.person': 1,
      'people.identity_number': 1,
      'people.mandate': 1,
      'people.file_opening': 2,
    });
    expect(await listErasures(house.db)).toMatchObject([{ persons: 1, remaining: 0, counts }]);
    expect(await personView(house, actor, personId)).toBeNull();
    // The internal id stays in the audit, which nobody may change, and in events: without these rows it is nobody's.
    const named = ['försvinn', 'forsvinn@', number, '701740605', 'hemlig anteckning', 'min mamma'];
    expect(await tracesOf(named)).toEqual([]);
    const byId = await tracesOf([personId]);
    expect(byId.filter((one) => !/^platform\.(audit|event|delivery):/.test(one))).toEqual([]);
    expect(await listActs(house.db, mother.personId)).toMatchObject([
      { what: 'details-changed', actorName: '', organisation: '' },
    ]);
    expect(await personView(house, mother.actor, mother.personId)).toMatchObject({ name: 'Mother Provsson' });
  });
});
