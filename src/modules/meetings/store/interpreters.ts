/** SQL for interpreters: languages, channels and hours. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { weeklyHours } from '../../network/index.ts';
import { channels } from '../kinds.ts';

const key = z.string().transform((id) => id as Uuid);

const interpreterRow = z.object({
  id: key,
  name: z.string(),
  /** Besides Swedish. */
  languages: z.array(z.string()),
  channels: z.array(z.enum(channels)),
  weekly: weeklyHours,
  /** For meetings on site: from where, and how far in minutes. */
  municipalityCode: z.string().nullable(),
  withinMinutes: z.number().nullable(),
  validFrom: day.nullable(),
  validTo: day.nullable(),
  generated: z.boolean(),
  version: z.number(),
});
export type Interpreter = z.output<typeof interpreterRow>;

const columns = sql`
  i.id, i.name, i.languages, i.channels, i.weekly, i.municipality_code as "municipalityCode", i.within_minutes as "withinMinutes",
  lower(i.valid) as "validFrom", upper(i.valid) - 1 as "validTo", i.generated, i.version`;

export interface InterpreterFilter {
  on: PlainDate;
  language?: string | undefined;
  municipalityCodes?: readonly string[] | undefined;
  text?: string | undefined;
}

function filtered(filter: InterpreterFilter) {
  const { on, language = null, municipalityCodes, text = null } = filter;
  const codes = municipalityCodes === undefined ? null : [...municipalityCodes];
  return sql`
    from meetings.interpreter i
    where i.valid @> ${on}::date
      and (${language}::text is null or ${language} = any (i.languages))
      and (${codes}::text[] is null or i.municipality_code = any (${codes}::text[]))
      and (${text}::text is null or strpos(unaccent(lower(i.name)), unaccent(lower(${text}))) > 0)`;
}

/** By name, numbers in names in their order. */
export function listInterpreters(
  db: Database,
  filter: InterpreterFilter,
  part: { offset?: number; limit?: number } = {},
): Promise<Interpreter[]> {
  return rows(
    db,
    interpreterRow,
    sql`select ${columns} ${filtered(filter)}
        order by regexp_replace(i.name, '\\d+', '', 'g'), nullif(regexp_replace(i.name, '\\D', '', 'g'), '')::numeric nulls first, i.id
        limit ${part.limit ?? null} offset ${part.offset ?? 0}`,
  );
}

export async function countInterpreters(db: Database, filter: InterpreterFilter): Promise<number> {
  return (await one(db, z.object({ count: z.number() }), sql`select count(*) as count ${filtered(filter)}`))!.count;
}

/** Every interpreter of all periods, or those with these ids. */
export function allInterpreters(db: Database, ids: readonly string[] | null = null): Promise<Interpreter[]> {
  const some = ids === null ? null : [...ids];
  return rows(
    db,
    interpreterRow,
    sql`select ${columns} from meetings.interpreter i where ${some}::uuid[] is null or i.id = any (${some}::uuid[]) order by i.id`,
  );
}

export function findInterpreter(db: Database, id: string): Promise<Interpreter | null> {
  return one(db, interpreterRow, sql`select ${columns} from meetings.interpreter i where i.id = ${id}`);
}

/** Locked until the transaction ends: no booking by the version that was is made meanwhile. */
export function lockInterpreter(tx: Transaction, id: string): Promise<Interpreter | null> {
  return one(tx, interpreterRow, sql`select ${columns} from meetings.interpreter i where i.id = ${id} for update`);
}

export type InterpreterFacts = Omit<Interpreter, 'id' | 'generated' | 'version'>;

export async function insertInterpreter(tx: Transaction, id: Uuid, facts: InterpreterFacts): Promise<void> {
  await sql`
    insert into meetings.interpreter (id, name, languages, channels, weekly, municipality_code, within_minutes, valid)
    values (${id}, ${facts.name}, ${[...facts.languages]}, ${[...facts.channels]}, ${JSON.stringify(facts.weekly)}::jsonb,
            ${facts.municipalityCode}, ${facts.withinMinutes}, daterange(${facts.validFrom}::date, ${facts.validTo}::date, '[]'))
  `.execute(tx);
}

export async function updateInterpreter(tx: Transaction, id: Uuid, facts: InterpreterFacts): Promise<void> {
  await sql`
    update meetings.interpreter
    set name = ${facts.name}, languages = ${[...facts.languages]}, channels = ${[...facts.channels]},
        weekly = ${JSON.stringify(facts.weekly)}::jsonb, municipality_code = ${facts.municipalityCode},
        within_minutes = ${facts.withinMinutes}, valid = daterange(${facts.validFrom}::date, ${facts.validTo}::date, '[]')
    where id = ${id}`.execute(tx);
}

export async function countUpInterpreter(tx: Transaction, id: Uuid): Promise<void> {
  await sql`update meetings.interpreter set version = version + 1 where id = ${id}`.execute(tx);
}
