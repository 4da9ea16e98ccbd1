/** SQL for travel-in rotas, and for the steps by which they are carried out. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { rotaAnswer, rotaProblem } from '../rota/problem.ts';
import { plannedWeeks } from '../rota/weeks.ts';
import { type StepRefusal, stepRefusal } from './decisions.ts';

const uuid = z.string().transform((text) => text as Uuid);

const rota = z.object({
  id: uuid,
  title: z.string(),
  follows: uuid.nullable(),
  validFrom: day,
  /** The last day; null = no end. */
  validTo: day.nullable(),
  problem: rotaProblem,
  answer: rotaAnswer,
  /** Weeks that cannot be as usual. */
  weeks: z.array(plannedWeeks),
  /** Journeys by source. */
  travel: z.record(z.string(), z.number()),
  knownAt: z.string(),
  author: z.string(),
  /** Null: nobody has decided that it is carried out. */
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  finishedAt: z.string().nullable(),
  /** The first day of a rota that takes over and has been decided. */
  takenOverFrom: day.nullable(),
});
export type Rota = z.output<typeof rota>;

const columns = sql`
  r.id, r.title, r.follows, r.valid_from as "validFrom", r.valid_to as "validTo", r.problem, r.answer, r.weeks, r.travel,
  r.known_at as "knownAt", r.author, d.at as "decidedAt", d.decided_by as "decidedBy", d.finished_at as "finishedAt",
  (select min(f.valid_from) from planning.rota f join planning.rota_decision on rota_id = f.id where f.follows = r.id) as "takenOverFrom"
  from planning.rota r left join planning.rota_decision d on d.rota_id = r.id`;

/** The newest first, at most a hundred. */
export function listRotas(db: Database): Promise<Rota[]> {
  return rows(db, rota, sql`select ${columns} order by r.known_at desc, r.id desc limit 100`);
}

export function findRota(db: Database, id: Uuid): Promise<Rota | null> {
  return one(db, rota, sql`select ${columns} where r.id = ${id}`);
}

/** Locked until the transaction ends; false when there is none. */
export async function lockRota(tx: Transaction, id: Uuid): Promise<boolean> {
  return (await one(tx, z.object({ id: uuid }), sql`select id from planning.rota where id = ${id} for update`)) !== null;
}

export type NewRota = Omit<Rota, 'knownAt' | 'decidedAt' | 'decidedBy' | 'finishedAt' | 'takenOverFrom'> & {
  at: Instant;
  authorId: string;
};

export async function insertRota(tx: Transaction, row: NewRota): Promise<void> {
  await sql`
    insert into planning.rota (id, title, follows, valid_from, valid_to, problem, answer, weeks, travel, known_at, author_id, author)
    values (${row.id}, ${row.title}, ${row.follows}, ${row.validFrom}, ${row.validTo}, ${JSON.stringify(row.problem)}::jsonb,
            ${JSON.stringify(row.answer)}::jsonb, ${JSON.stringify(row.weeks)}::jsonb, ${JSON.stringify(row.travel)}::jsonb, ${row.at},
            ${row.authorId}, ${row.author})`.execute(tx);
}

/** Minutes after midnight; 0 and 1440 = all day. */
export const stay = z.object({ placeId: uuid, from: z.number(), to: z.number() });
export type Stay = z.output<typeof stay>;

const rotaStep = z.object({
  position: z.number(),
  officerId: uuid,
  weekday: z.number(),
  /** First and last day; null = no end. */
  from: day,
  to: day.nullable(),
  stays: z.array(stay),
  requestId: uuid,
  result: z.record(z.string(), z.unknown()).nullable(),
  refusal: stepRefusal.nullable(),
  doneAt: z.string().nullable(),
});
export type RotaStep = z.output<typeof rotaStep>;
export type PlannedStay = Pick<RotaStep, 'officerId' | 'weekday' | 'from' | 'to' | 'stays'>;

/** In the order in which they are carried out. */
export function listRotaSteps(db: Database, rotaId: Uuid): Promise<RotaStep[]> {
  return rows(
    db,
    rotaStep,
    sql`select position, officer_id as "officerId", weekday, valid_from as "from", valid_to as "to", stays, request_id as "requestId",
               result, refusal, done_at as "doneAt"
        from planning.rota_step where rota_id = ${rotaId} order by position`,
  );
}

export async function insertRotaDecision(
  tx: Transaction,
  { rotaId, decidedBy, at }: { rotaId: Uuid; decidedBy: string; at: Instant },
  steps: readonly (PlannedStay & { requestId: Uuid })[],
): Promise<void> {
  await sql`insert into planning.rota_decision (rota_id, decided_by, at) values (${rotaId}, ${decidedBy}, ${at})`.execute(tx);
  const numbered = steps.map((one, index) => ({ ...one, position: index + 1 }));
  await sql`
    insert into planning.rota_step (rota_id, position, officer_id, weekday, valid_from, valid_to, stays, request_id)
    select ${rotaId}, position, "officerId", weekday, "from", "to", stays, "requestId"
    from jsonb_to_recordset(${JSON.stringify(numbered)}::jsonb)
      as r (position integer, "officerId" uuid, weekday smallint, "from" date, "to" date, stays jsonb, "requestId" uuid)`.execute(
    tx,
  );
}

/** What came of a try; a step that is done stays as it is. */
export async function recordRotaStep(
  db: Database,
  row: { rotaId: Uuid; position: number; at: Instant } & ({ result: unknown } | { refusal: StepRefusal }),
): Promise<void> {
  const [result, refusal] = 'result' in row ? [JSON.stringify(row.result), null] : [null, JSON.stringify(row.refusal)];
  await sql`
    update planning.rota_step
    set result = ${result}::jsonb, refusal = ${refusal}::jsonb, tried_at = ${row.at},
        done_at = case when ${result}::jsonb is null then null else ${row.at}::timestamptz end
    where rota_id = ${row.rotaId} and position = ${row.position} and done_at is null`.execute(db);
}

export async function finishRota(db: Database, rotaId: Uuid, at: Instant): Promise<void> {
  await sql`
    update planning.rota_decision set finished_at = ${at}
    where rota_id = ${rotaId} and finished_at is null
      and not exists (select from planning.rota_step s where s.rota_id = ${rotaId} and s.done_at is null)`.execute(db);
}

/** Days that both count; null = no end. */
export interface RotaPeriod {
  validFrom: PlainDate;
  validTo: PlainDate | null;
}
