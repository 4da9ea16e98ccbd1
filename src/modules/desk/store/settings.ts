/** SQL for values that no source gives, each set from a day on. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import { settingKeys } from '../kinds.ts';
import { plainDay } from './shapes.ts';

const settingRow = z.object({ key: z.enum(settingKeys), from: plainDay, value: z.number().int(), source: z.string() });
export type Setting = z.output<typeof settingRow>;

/** Everything that is set, by key and day. */
export function listSettings(db: Database): Promise<Setting[]> {
  return rows(db, settingRow, sql`select key, valid_from as "from", value, source from desk.setting order by key, valid_from`);
}

/** The value of a key on a day; null: not set. */
export async function settingOn(db: Database, key: Setting['key'], on: PlainDate): Promise<number | null> {
  const found = await one(
    db,
    settingRow.pick({ value: true }),
    sql`select value from desk.setting where key = ${key} and valid_from <= ${on} order by valid_from desc limit 1`,
  );
  return found?.value ?? null;
}

/** Sets a value from a day on; false when one has come into force on that day. One that is to come is said anew. */
export async function insertSetting(
  tx: Transaction,
  row: Setting & { at: Instant; by: string; today: PlainDate },
): Promise<boolean> {
  const done = await sql`
    insert into desk.setting (key, valid_from, value, source, at, by)
    values (${row.key}, ${row.from}, ${JSON.stringify(row.value)}::jsonb, ${row.source}, ${row.at}, ${row.by})
    on conflict (key, valid_from) do update
      set value = excluded.value, source = excluded.source, at = excluded.at, by = excluded.by
      where setting.valid_from > ${row.today}::date`.execute(tx);
  return done.numAffectedRows === 1n;
}
