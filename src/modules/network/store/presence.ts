/** SQL for presence: what is true in the country (valid), and when the register said so (recorded). */
import { sql } from 'kysely';
import { z } from 'zod';
import { instant, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { evidences, hoursException, presenceKinds, services, weeklyHours } from '../kinds.ts';
import { knownAt } from './places.ts';

export const presenceRow = z.object({
  /** The version: changes with every correction. */
  id: z.string(),
  /** The presence through all its versions. */
  presenceId: z.string(),
  placeId: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  municipalityCode: z.string(),
  municipality: z.string(),
  kind: z.enum(presenceKinds),
  validFrom: z.string(),
  /** Last day; null = no end. */
  validTo: z.string().nullable(),
  services: z.array(z.enum(services)),
  languages: z.array(z.string()),
  hours: weeklyHours.nullable(),
  exceptions: z.array(hoursException),
  evidence: z.enum(evidences),
  source: z.string().nullable(),
  method: z.string().nullable(),
  assumed: z.array(z.string()),
  recordedAt: z.string(),
  recordedTo: z.string().nullable(),
  recordedBy: z.string(),
});
export type Presence = z.output<typeof presenceRow>;

const presenceColumns = sql`
  r.id, r.presence_id as "presenceId", r.place_id as "placeId", p.code as "placeCode", pr.name as "placeName",
  pr.municipality_code as "municipalityCode", m.name as municipality, r.kind,
  lower(r.valid) as "validFrom", upper(r.valid) - 1 as "validTo", r.services, r.languages, r.hours, r.exceptions,
  r.evidence, r.source, r.method, r.assumed,
  lower(r.recorded) as "recordedAt", upper(r.recorded) as "recordedTo", r.recorded_by as "recordedBy"`;

/** With each presence what the register said of its place: now, or at the same instant as the question. */
const presenceJoins = (known?: Instant) => sql`
  join network.place p on p.id = r.place_id
  join network.place_record pr on pr.place_id = r.place_id and ${knownAt(known, 'pr')}
  join network.municipality m on m.code = pr.municipality_code`;

export interface PresenceFilter {
  /** Valid on this day; left out: all periods. */
  on?: PlainDate | undefined;
  /** As the register knew it at this instant; left out: now. */
  knownAt?: Instant | undefined;
  municipalityCode?: string | undefined;
  placeId?: string | undefined;
  kind?: string | undefined;
  offset?: number;
  limit?: number;
}

function filtered(filter: PresenceFilter) {
  const { on = null, municipalityCode = null, placeId = null, kind = null } = filter;
  return sql`
    from network.presence r ${presenceJoins(filter.knownAt)}
    where ${knownAt(filter.knownAt, 'r')}
      and (${on}::date is null or r.valid @> ${on}::date)
      and (${municipalityCode}::text is null or pr.municipality_code = ${municipalityCode})
      and (${placeId}::uuid is null or r.place_id = ${placeId})
      and (${kind}::text is null or r.kind = ${kind})`;
}

export function listPresence(db: Database, filter: PresenceFilter): Promise<Presence[]> {
  return rows(
    db,
    presenceRow,
    sql`select ${presenceColumns} ${filtered(filter)}
        order by p.code, lower(r.valid), r.kind limit ${filter.limit ?? null} offset ${filter.offset ?? 0}`,
  );
}

export async function countPresence(db: Database, filter: PresenceFilter): Promise<number> {
  return (await one(db, z.object({ count: z.number() }), sql`select count(*) as count ${filtered(filter)}`))!.count;
}

/** Every version that the register ever held of a place's presences, the newest first. */
export function presenceHistory(db: Database, placeId: string): Promise<Presence[]> {
  return rows(
    db,
    presenceRow,
    sql`select ${presenceColumns} from network.presence r ${presenceJoins()}
        where r.place_id = ${placeId} order by lower(r.recorded) desc, lower(r.valid) desc, r.kind`,
  );
}

/** The version in force of a presence, locked until the transaction ends. */
export function lockPresence(tx: Transaction, presenceId: string): Promise<Presence | null> {
  return one(
    tx,
    presenceRow,
    sql`select ${presenceColumns} from network.presence r ${presenceJoins()}
        where r.presence_id = ${presenceId} and upper_inf(r.recorded) for update of r`,
  );
}

export interface PresenceFacts {
  placeId: string;
  kind: Presence['kind'];
  validFrom: string;
  validTo: string | null;
  services: readonly string[];
  languages: readonly string[];
  hours: Presence['hours'];
  exceptions: Presence['exceptions'];
  evidence: Presence['evidence'];
  source: string | null;
  method: string | null;
  assumed: readonly string[];
}

export async function insertPresence(
  tx: Transaction,
  row: { id: Uuid; presenceId: string; facts: PresenceFacts; at: Instant; by: string },
): Promise<void> {
  const { facts } = row;
  await sql`
    insert into network.presence (id, presence_id, place_id, kind, valid, services, languages, hours, exceptions,
                                  evidence, source, method, assumed, recorded, recorded_by)
    values (${row.id}, ${row.presenceId}, ${facts.placeId}, ${facts.kind},
            daterange(${facts.validFrom}::date, ${facts.validTo}::date, '[]'), ${[...facts.services]}, ${[...facts.languages]},
            ${facts.hours === null ? null : JSON.stringify(facts.hours)}::jsonb, ${JSON.stringify(facts.exceptions)}::jsonb,
            ${facts.evidence}, ${facts.source}, ${facts.method}, ${[...facts.assumed]}, tstzrange(${row.at}, null), ${row.by})
  `.execute(tx);
}

/** The register no longer says this version, from `at` on. */
export async function endRecord(tx: Transaction, id: string, at: Instant): Promise<void> {
  await sql`update network.presence set recorded = tstzrange(lower(recorded), ${at}) where id = ${id}`.execute(tx);
}

/**
 * When something new can be recorded of this kind at this place: now, or, when the clock has stood still or gone back,
 * when the register last ceased to say something of them. Otherwise the two would seem to have been said at once.
 */
export async function recordableAt(tx: Transaction, of: Pick<PresenceFacts, 'placeId' | 'kind'>, now: Instant): Promise<Instant> {
  const found = await one(
    tx,
    z.object({ at: z.string() }),
    sql`select greatest(${now}::timestamptz, max(upper(recorded))) as at
        from network.presence where place_id = ${of.placeId} and kind = ${of.kind} and not upper_inf(recorded)`,
  );
  return instant(found!.at);
}
