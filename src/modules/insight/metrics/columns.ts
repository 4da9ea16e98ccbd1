/** SQL pieces that metrics share. */
import { type RawBuilder, sql } from 'kysely';
import type { At, Key, Where } from '../metric.ts';

/** By which expression a key is read. */
export type Expressions = Partial<Readonly<Record<Key, RawBuilder<unknown>>>>;

/** The columns of a municipality that `stat_municipality m` gives. */
export const ofMunicipality = {
  county: sql`m.county_code`,
  municipality: sql`m.municipality_code`,
  type: sql`m.type`,
} as const satisfies Expressions;

/**
 * `select <keys>, <value> from <from> where … group by <keys>`: one row for each combination of `by`, exactly one without. `value` names
 * its columns: `count(*) as value`.
 */
export function figure(
  { by, where, expressions }: { by: readonly Key[]; where: Where; expressions: Expressions },
  value: RawBuilder<unknown>,
  from: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`select ${columns(by, expressions)} ${value} from ${from} where ${filtered(where, expressions)} ${grouped(by, expressions)}`;
}

/** `a as "state", b as "county",`: the columns of `by`, each by its expression; empty without any. */
export function columns(by: readonly Key[], expressions: Expressions) {
  const list = by.map((key) => sql`${expressions[key]!} as ${sql.id(key)}`);
  return list.length === 0 ? sql`` : sql`${sql.join(list)},`;
}

/** `group by` those columns; nothing without any, which gives the one row of the whole. */
export function grouped(by: readonly Key[], expressions: Expressions) {
  return by.length === 0 ? sql`` : sql`group by ${sql.join(by.map((key) => expressions[key]!))}`;
}

/** A condition: each key has one of its values. */
export function filtered(where: Where, expressions: Expressions): RawBuilder<unknown> {
  const conditions = Object.entries(where).map(([key, codes]) => sql`${expressions[key as Key]!} = any(${[...codes]}::text[])`);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** A row with a time in the register (`recorded` range) was known at the instant. */
export const knownRange = ({ known }: At, column: string) =>
  known === null ? sql`upper_inf(${sql.ref(column)})` : sql`${sql.ref(column)} @> ${known}::timestamptz`;

/** A row that is only added (`recorded_at`) was known at the instant. */
export const knownSince = ({ known }: At, column: string) =>
  known === null ? sql`true` : sql`${sql.ref(column)} <= ${known}::timestamptz`;
