/** SQL for scenarios, their versions, steps and comments. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type Change, changes } from '../scenarios/change.ts';
import { scenarioResult, type ScenarioResult } from '../scenarios/result.ts';
import { scenarioStates, type ScenarioState } from '../scenarios/scenario-state.ts';

const uuid = z.string().transform((text) => text as Uuid);

const listed = z.object({
  id: uuid,
  title: z.string(),
  state: z.enum(scenarioStates),
  /** Counts every change; whoever acts says which one they have seen. */
  version: z.number(),
  /** Of the newest wording. */
  number: z.number(),
  baseDate: day,
  author: z.string(),
  authorIds: z.array(z.string()),
  changeCount: z.number(),
  knownAt: z.string(),
});
export type ListedScenario = z.output<typeof listed>;

const scenario = listed.extend({
  assumptions: z.string(),
  changes,
  result: scenarioResult,
  registerVersion: z.number(),
  copiedFrom: uuid.nullable(),
  copiedNumber: z.number().nullable(),
});
export type Scenario = z.output<typeof scenario>;

const few = sql`
  s.id, s.title, s.state, s.version, v.number, v.base_date as "baseDate", v.author,
  (select array_agg(distinct x.author_id) from planning.scenario_version x where x.scenario_id = s.id) as "authorIds",
  jsonb_array_length(v.changes) as "changeCount", v.known_at as "knownAt"`;
const all = sql`
  ${few}, v.assumptions, v.changes, v.result, v.register_version as "registerVersion",
  s.copied_from as "copiedFrom", s.copied_number as "copiedNumber"`;
const newest = sql`
  from planning.scenario s
  join lateral (select * from planning.scenario_version x where x.scenario_id = s.id order by x.number desc limit 1) v on true`;

/** The newest first. */
export function listScenarios(db: Database): Promise<ListedScenario[]> {
  return rows(db, listed, sql`select ${few} ${newest} order by s.started_at desc, s.id desc`);
}

export function findScenario(db: Database, id: string): Promise<Scenario | null> {
  return one(db, scenario, sql`select ${all} ${newest} where s.id = ${id}`);
}

/** One of its versions, as it was. */
export function findVersion(db: Database, id: string, number: number): Promise<Scenario | null> {
  return one(
    db,
    scenario,
    sql`select ${all} from planning.scenario s
        join planning.scenario_version v on v.scenario_id = s.id and v.number = ${number} where s.id = ${id}`,
  );
}

/** Locked until the transaction ends. */
export async function lockScenario(tx: Transaction, id: string): Promise<Scenario | null> {
  await sql`select from planning.scenario where id = ${id} for update`.execute(tx);
  return findScenario(tx, id);
}

export async function insertScenario(
  tx: Transaction,
  row: { id: Uuid; title: string; at: Instant; copiedFrom: { id: Uuid; number: number } | null },
): Promise<void> {
  await sql`
    insert into planning.scenario (id, title, state, version, copied_from, copied_number, started_at)
    values (${row.id}, ${row.title}, 'draft', 1, ${row.copiedFrom?.id ?? null}, ${row.copiedFrom?.number ?? null}, ${row.at})`.execute(
    tx,
  );
}

export interface NewVersion {
  scenarioId: Uuid;
  number: number;
  baseDate: PlainDate;
  assumptions: string;
  changes: readonly Change[];
  result: ScenarioResult;
  registerVersion: number;
  knownAt: Instant;
  authorId: string;
  author: string;
}

export async function insertVersion(tx: Transaction, row: NewVersion): Promise<void> {
  await sql`
    insert into planning.scenario_version
      (scenario_id, number, base_date, assumptions, changes, result, register_version, known_at, author_id, author)
    values (${row.scenarioId}, ${row.number}, ${row.baseDate}, ${row.assumptions}, ${JSON.stringify(row.changes)}::jsonb,
            ${JSON.stringify(row.result)}::jsonb, ${row.registerVersion}, ${row.knownAt}, ${row.authorId}, ${row.author})`.execute(
    tx,
  );
}

/** Another state or title; counts the version up. */
export async function updateScenario(tx: Transaction, row: { id: Uuid; title: string; state: ScenarioState }): Promise<void> {
  await sql`
    update planning.scenario set title = ${row.title}, state = ${row.state}, version = version + 1 where id = ${row.id}`.execute(
    tx,
  );
}

const step = z.object({
  id: uuid,
  state: z.enum(scenarioStates),
  number: z.number(),
  note: z.string(),
  actor: z.string(),
  at: z.string(),
});
export type ScenarioStep = z.output<typeof step>;

/** The newest first. */
export function listSteps(db: Database, scenarioId: Uuid): Promise<ScenarioStep[]> {
  return rows(
    db,
    step,
    sql`select id, state, number, note, actor, at from planning.scenario_step where scenario_id = ${scenarioId} order by id desc`,
  );
}

export async function insertStep(
  tx: Transaction,
  row: Omit<ScenarioStep, 'at'> & { scenarioId: Uuid; actorId: string; at: Instant },
): Promise<void> {
  await sql`
    insert into planning.scenario_step (id, scenario_id, state, number, note, actor_id, actor, at)
    values (${row.id}, ${row.scenarioId}, ${row.state}, ${row.number}, ${row.note}, ${row.actorId}, ${row.actor}, ${row.at})`.execute(
    tx,
  );
}

export const senderKinds = ['body', 'staff', 'other'] as const;
export const stances = ['for', 'against', 'asks', 'neither'] as const;

const comment = z.object({
  id: uuid,
  number: z.number(),
  fromKind: z.enum(senderKinds),
  bodyKey: z.string().nullable(),
  fromName: z.string().nullable(),
  arrivedOn: day,
  stance: z.enum(stances),
  words: z.string(),
});
export type Comment = z.output<typeof comment>;

/** In the order in which they were filed. */
export function listComments(db: Database, scenarioId: Uuid): Promise<Comment[]> {
  return rows(
    db,
    comment,
    sql`select id, number, from_kind as "fromKind", body_key as "bodyKey", from_name as "fromName", arrived_on as "arrivedOn", stance, words
        from planning.scenario_comment where scenario_id = ${scenarioId} order by id`,
  );
}

export async function insertComment(
  tx: Transaction,
  row: Comment & { scenarioId: Uuid; at: Instant; by: string },
): Promise<void> {
  await sql`
    insert into planning.scenario_comment
      (id, scenario_id, number, from_kind, body_key, from_name, arrived_on, stance, words, filed_at, filed_by)
    values (${row.id}, ${row.scenarioId}, ${row.number}, ${row.fromKind}, ${row.bodyKey}, ${row.fromName}, ${row.arrivedOn},
            ${row.stance}, ${row.words}, ${row.at}, ${row.by})`.execute(tx);
}
