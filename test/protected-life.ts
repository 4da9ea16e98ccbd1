/** Lives for the test of protected identity: everything a person leaves behind here, in words that nothing else says. */
import { sql } from 'kysely';
import { type Actor, execute } from '../src/platform/auth/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { fillIn } from '../src/modules/cases/fixtures.ts';
import {
  addAttachment,
  askCallBack,
  putPlanInForce,
  savePlan,
  saveReport,
  submitRegistration,
  submitReport,
} from '../src/modules/cases/index.ts';
import { newNumber, opened, signIn } from '../src/modules/people/fixtures.ts';
import { changeDetails, giveMandate, putNeed, tasks } from '../src/modules/people/index.ts';
import type { TestHouse } from './database.ts';

export interface Life {
  actor: Actor;
  personId: Uuid;
  number: string;
  /** Texts that lead to this person and to no one else: names, number, contact, notes. */
  words: string[];
}

export const organisation = { number: '2120002445', name: 'Örnsköldsviks kommun' };
export const registrationDay = '2020-02-14T09:00:00Z';
export const reportDay = '2020-03-05T09:00:00Z';

/** Everything a life is told with begins with `tag`. */
async function begin(house: TestHouse, tag: string, serial: number): Promise<Life> {
  house.clock.set(registrationDay);
  const number = newNumber(house, '19910922');
  const name = `${tag}förnamn`;
  const familyName = `${tag}efternamn`;
  const { actor, personId } = await signIn(house, { name, familyName, identity: { personalNumber: number } });
  const contact = [`${tag}gatan`, `${tag}@example.org`, `+4670174${serial}7`];
  const words = [tag, number, number.slice(2), `${number.slice(2, 8)}-${number.slice(8)}`, ...contact, `070-174 ${serial}7`];
  return { actor, personId: personId!, number, words };
}

const typedBy = (tag: string, serial: number) => ({
  contact: {
    street: [`${tag}gatan 1`],
    postalCode: ['917 31'],
    postTown: [`${tag}stad`],
    municipalityCode: ['2425'],
    email: [`${tag}@example.org`],
    phone: [`070-174 ${String(serial)}7`],
    preferredChannel: ['phone'],
  },
});

/** Someone in the middle of registering. */
export async function drafting(house: TestHouse, tag: string, serial: number): Promise<Life> {
  const life = await begin(house, tag, serial);
  await fillIn(house, life, typedBy(tag, serial));
  return life;
}

/** Someone who has registered, has a plan and a mandate, has reported a month and asked to be called; staff have read the file. */
export async function living(house: TestHouse, tag: string, serial: number, staff: readonly Actor[]): Promise<Life> {
  const life = await begin(house, tag, serial);
  const { actor, personId } = life;
  const draft = await fillIn(house, life, typedBy(tag, serial));
  const file = { name: `${tag}betyg.pdf`, content: Buffer.from(`%PDF-1.7 ${tag}`) };
  await execute(house, actor, addAttachment, { personId, draftId: draft.draftId, ...file });
  await execute(house, actor, submitRegistration, { personId, ...draft });
  await execute(house, actor, changeDetails, { personId, street: `${tag}gatan 2` });
  await execute(house, actor, putNeed, { personId, ground: 'own-request', note: `${tag}anteckning` });
  await execute(house, actor, giveMandate, {
    personId,
    tasks: [...tasks],
    from: '2020-02-14',
    to: '2020-12-31',
    givenHow: 'online',
    organisationKind: 'municipality',
    organisationNumber: organisation.number,
    organisationName: organisation.name,
  });
  await execute(house, actor, askCallBack, { personId, phone: '070-174 06 05', when: 'any', language: 'sv', step: null });
  house.clock.set(reportDay);
  const activities = [{ kind: 'job', date: '2020-02-20', what: `${tag}arbete`, where: `${tag}stad` }];
  const content = { activities, nothingDone: false, message: `${tag}meddelande`, lateReason: '', language: 'sv' };
  await execute(house, actor, saveReport, { personId, month: '2020-02', version: 0, content });
  await execute(house, actor, submitReport, { personId, month: '2020-02', version: 1 });
  for (const one of staff) await opened(house, one, personId, 'other');
  await execute(house, staff[0]!, savePlan, { personId, version: 0, content: planBy(tag) });
  await execute(house, staff[0]!, putPlanInForce, { personId, version: 1 });
  return life;
}

const planBy = (tag: string) => ({
  participation: { how: 'phone', on: '2020-03-05' },
  assessment: `${tag}bedömning`,
  possibilities: 'Goda',
  demand: 'Stor i länet',
  measures: [],
  motive: '',
  activities: [{ what: `${tag}aktivitet`, by: null }],
  duties: ['Lämna aktivitetsrapport'],
  occupations: ['Snickare'],
  areas: ['Dorotea'],
  interval: null,
});

/**
 * The ids of everything that is about a person, in every table of every schema that is kept by person, one list per column.
 * Openings of files are left out: the auditor knows each by its id, without whose file it was.
 */
export async function idsOf(house: TestHouse, personId: Uuid): Promise<string[][]> {
  const { rows: columns } = await sql<{ name: string; column: string }>`
    select format('%I.%I', c.table_schema, c.table_name) as name, c.column_name as column
    from information_schema.columns c join information_schema.columns p using (table_schema, table_name)
    join information_schema.tables t using (table_schema, table_name)
    where p.column_name = 'person_id' and t.table_type = 'BASE TABLE' and c.column_name in ('id', 'draft_id', 'attempt_id', 'receipt_number')
      and (c.table_schema, c.table_name) <> ('people', 'file_opening')`.execute(house.db);
  const found: string[][] = [];
  for (const { name, column } of columns) {
    const { rows } = await sql<{ id: string | null }>`
      select distinct ${sql.ref(column)}::text as id from ${sql.raw(name)} where person_id = ${personId}`.execute(house.db);
    found.push(rows.flatMap(({ id }) => (id === null ? [] : [id])));
  }
  return found;
}

/** One id of each kind of thing that is kept by no person: rules stopped, places, employers … */
export async function idsOfOthers(house: TestHouse): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', c.table_schema, c.table_name) as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.column_name = 'id' and c.udt_name = 'uuid' and not exists (
      select from information_schema.columns p
      where (p.table_schema, p.table_name, p.column_name) = (c.table_schema, c.table_name, 'person_id'))`.execute(house.db);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ id: string }>`select id::text from ${sql.raw(name)} order by id desc limit 1`.execute(house.db);
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

/** A place where desk tasks may be done. */
export async function placeWithDesk(house: TestHouse): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select place_id::text as id from network.presence where kind = 'service_office' order by place_id limit 1`.execute(house.db);
  return rows[0]!.id;
}
