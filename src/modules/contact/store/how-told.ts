/** SQL for how messages about something stand. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, rows } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type MessageChannel, messageChannels, type MessageState, messageStates } from '../kinds.ts';
import { moment, uuid } from './messages.ts';

const toldRow = z.object({
  about: uuid,
  state: z.enum(messageStates),
  channel: z
    .enum([...messageChannels, 'none'])
    .nullable()
    .transform((channel) => (channel === 'none' ? null : channel)),
  sentAt: moment.nullable(),
});

/** How the latest message of one of these sources stands; `channel` null: not known yet, or by staff. */
export interface HowTold {
  state: MessageState;
  channel: MessageChannel | null;
  sentAt: Instant | null;
}

/** By what they are about; what was never told of is left out. */
export async function howTold(
  db: Database,
  sources: readonly string[],
  abouts: readonly { personId: Uuid; about: Uuid }[],
): Promise<Map<Uuid, HowTold>> {
  const found = await rows(
    db,
    toldRow,
    sql`
      select distinct on (m.about) m.about, m.state, m.channel, coalesce(m.told_at, m.sent_at) as "sentAt"
      from contact.message m
      join unnest(${abouts.map(({ personId }) => personId)}::uuid[], ${abouts.map(({ about }) => about)}::uuid[])
        as asked (person_id, about) on asked.person_id = m.person_id and asked.about = m.about
      where m.source = any(${[...sources]}::text[]) order by m.about, m.made_at desc, m.id desc`,
  );
  return new Map(found.map(({ about, ...told }) => [about, told]));
}
