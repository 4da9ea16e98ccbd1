/** SQL for what people come about. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import { names, type Names, plainDay } from './shapes.ts';

const topicRow = z.object({
  code: z.string(),
  agency: z.string(),
  names,
  position: z.number(),
  /** First day on which it is not chosen any more. */
  endedOn: plainDay.nullable(),
});
export type Topic = z.output<typeof topicRow>;

/** Every topic in its order; `on`: those that can be chosen that day. */
export function listTopics(db: Database, on?: PlainDate): Promise<Topic[]> {
  return rows(
    db,
    topicRow,
    sql`
      select code, agency, names, position, ended_on as "endedOn" from desk.topic
      where ${on ?? null}::date is null or ended_on is null or ended_on > ${on ?? null}
      order by position, code`,
  );
}

/** False when the code is a topic of another authority. */
export async function upsertTopic(
  tx: Transaction,
  { code, agency, names: said, position }: { code: string; agency: string; names: Names; position: number },
): Promise<boolean> {
  const done = await sql`
    insert into desk.topic (code, agency, names, position) values (${code}, ${agency}, ${JSON.stringify(said)}::jsonb, ${position})
    on conflict (code) do update set names = excluded.names, position = excluded.position, ended_on = null
      where topic.agency = excluded.agency`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** False when there is no such topic that goes on. */
export async function endTopicOn(tx: Transaction, code: string, day: PlainDate): Promise<boolean> {
  const done = await sql`update desk.topic set ended_on = ${day} where code = ${code} and ended_on is null`.execute(tx);
  return done.numAffectedRows === 1n;
}
