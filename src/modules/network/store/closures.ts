/** SQL for closure decisions and the securing of places that lost their office. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { evidences } from '../kinds.ts';
import { securingStates } from '../state.ts';

export const replacementKinds = ['own', 'cooperation', 'neighbour', 'restored'] as const;

const closure = z.object({
  id: z.string(),
  placeId: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  municipalityCode: z.string(),
  municipality: z.string(),
  decidedOn: z.string(),
  endDate: z.string(),
  reason: z.string(),
  replacedByKind: z.enum(replacementKinds),
  /** Place code (own, cooperation) or municipality code (neighbour). */
  replacedBy: z.string().nullable(),
  evidence: z.enum(evidences),
  source: z.string().nullable(),
  method: z.string().nullable(),
  assumed: z.array(z.string()),
  recordedBy: z.string(),
  /** The securing state on the day asked for; null before the decision. */
  state: z.enum(securingStates).nullable(),
  stateSince: z.string().nullable(),
});
export type Closure = z.output<typeof closure>;

/** Closure decisions with their securing state on a day; those decided after it are left out. */
export function listClosures(
  db: Database,
  filter: { on: PlainDate; state?: string | undefined; placeId?: string; municipalityCode?: string; id?: string },
): Promise<Closure[]> {
  const { state = null, placeId = null, municipalityCode = null, id = null } = filter;
  return rows(
    db,
    closure,
    sql`
      select c.id, c.place_id as "placeId", p.code as "placeCode", pr.name as "placeName",
             pr.municipality_code as "municipalityCode", m.name as municipality,
             c.decided_on as "decidedOn", c.end_date as "endDate", c.reason,
             c.replaced_by_kind as "replacedByKind", c.replaced_by as "replacedBy",
             c.evidence, c.source, c.method, c.assumed, c.recorded_by as "recordedBy", s.state, s.since as "stateSince"
      from network.closure c
      join network.place p on p.id = c.place_id
      join network.place_record pr on pr.place_id = c.place_id and upper_inf(pr.recorded)
      join network.municipality m on m.code = pr.municipality_code
      left join lateral (
        select state, since from network.securing where closure_id = c.id and since <= ${filter.on} order by since desc, id desc limit 1
      ) s on true
      where c.decided_on <= ${filter.on}
        and (${state}::text is null or s.state = ${state})
        and (${placeId}::uuid is null or c.place_id = ${placeId})
        and (${municipalityCode}::text is null or pr.municipality_code = ${municipalityCode})
        and (${id}::uuid is null or c.id = ${id})
      order by m.name, p.code, c.decided_on`,
  );
}

const step = z.object({
  closureId: z.string(),
  state: z.enum(securingStates),
  since: z.string(),
  note: z.string(),
  evidence: z.enum(evidences),
  source: z.string().nullable(),
  method: z.string().nullable(),
  recordedBy: z.string(),
});
export type SecuringStep = z.output<typeof step>;

/** The steps of one closure, in order. */
export function listSecuring(db: Database, closureId: string): Promise<SecuringStep[]> {
  return rows(
    db,
    step,
    sql`select closure_id as "closureId", state, since, note, evidence, source, method, recorded_by as "recordedBy"
        from network.securing where closure_id = ${closureId} order by since, id`,
  );
}

/** Locks a closure for a step; null when there is none. */
export async function lockClosure(tx: Transaction, id: string): Promise<{ id: string; placeId: string } | null> {
  return one(
    tx,
    z.object({ id: z.string(), placeId: z.string() }),
    sql`select id, place_id as "placeId" from network.closure where id = ${id} for update`,
  );
}

export interface Told {
  evidence: Closure['evidence'];
  source: string | null;
  method: string | null;
}

export async function insertClosure(
  tx: Transaction,
  row: Told & {
    id: Uuid;
    placeId: string;
    decidedOn: string;
    endDate: string;
    reason: string;
    replacedByKind: Closure['replacedByKind'];
    replacedBy: string | null;
    at: Instant;
    by: string;
  },
): Promise<void> {
  await sql`
    insert into network.closure (id, place_id, decided_on, end_date, reason, replaced_by_kind, replaced_by,
                                 evidence, source, method, recorded_at, recorded_by)
    values (${row.id}, ${row.placeId}, ${row.decidedOn}, ${row.endDate}, ${row.reason}, ${row.replacedByKind}, ${row.replacedBy},
            ${row.evidence}, ${row.source}, ${row.method}, ${row.at}, ${row.by})`.execute(tx);
}

export async function insertSecuring(
  tx: Transaction,
  row: Told & { id: Uuid; closureId: string; state: SecuringStep['state']; since: string; note: string; at: Instant; by: string },
): Promise<void> {
  await sql`
    insert into network.securing (id, closure_id, state, since, note, evidence, source, method, recorded_at, recorded_by)
    values (${row.id}, ${row.closureId}, ${row.state}, ${row.since}, ${row.note}, ${row.evidence}, ${row.source}, ${row.method},
            ${row.at}, ${row.by})`.execute(tx);
}

export interface SecuringPlan {
  id: Uuid;
  closureId: string;
  /** Which region answers for the next step. */
  region: string;
  nextStep: string;
  dueOn: PlainDate | null;
  blockedBy: string | null;
}

export async function insertSecuringPlan(tx: Transaction, plan: SecuringPlan, at: Instant, by: string): Promise<void> {
  await sql`
    insert into network.securing_plan (closure_id, id, region, next_step, due_on, blocked_by, recorded_at, recorded_by)
    values (${plan.closureId}, ${plan.id}, ${plan.region}, ${plan.nextStep}, ${plan.dueOn}, ${plan.blockedBy}, ${at}, ${by})`.execute(
    tx,
  );
}
