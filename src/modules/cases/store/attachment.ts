/** SQL for files that belong to a registration (its draft has the same id) or a report. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

export const mediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type MediaType = (typeof mediaTypes)[number];

const attachment = z.object({
  id: z.string().transform((id) => id as Uuid),
  name: z.string(),
  mediaType: z.enum(mediaTypes),
  size: z.number(),
  addedAt: z.string(),
});
export type Attachment = z.output<typeof attachment>;

export async function insertAttachment(
  tx: Transaction,
  row: {
    personId: Uuid;
    id: Uuid;
    belongsTo: Uuid;
    name: string;
    mediaType: MediaType;
    content: Buffer;
    sha256: Buffer;
    at: Instant;
    by: string;
  },
): Promise<void> {
  await sql`
    insert into cases.attachment (person_id, id, belongs_to, name, media_type, size, sha256, content, added_at, added_by)
    values (${row.personId}, ${row.id}, ${row.belongsTo}, ${row.name}, ${row.mediaType}, ${row.content.length}, ${row.sha256},
            ${row.content}, ${row.at}, ${row.by})`.execute(tx);
}

/** Without their content, oldest first. */
export function listAttachments(db: Database, personId: Uuid, belongsTo: Uuid): Promise<Attachment[]> {
  return rows(
    db,
    attachment,
    sql`select id, name, media_type as "mediaType", size, added_at as "addedAt"
        from cases.attachment where person_id = ${personId} and belongs_to = ${belongsTo} order by added_at, id`,
  );
}

/** One file with its content; null when the person has none with this id. */
export function findAttachment(
  db: Database,
  personId: Uuid,
  id: string,
): Promise<(Attachment & { belongsTo: Uuid; content: Buffer }) | null> {
  const whole = attachment.extend({ belongsTo: z.string().transform((key) => key as Uuid), content: z.instanceof(Buffer) });
  return one(
    db,
    whole,
    sql`select id, belongs_to as "belongsTo", name, media_type as "mediaType", size, added_at as "addedAt", content
        from cases.attachment where person_id = ${personId} and id = ${id}`,
  );
}

/** Removes one file of a draft; false when there is none. */
export async function removeAttachmentRow(tx: Transaction, personId: Uuid, belongsTo: Uuid, id: string): Promise<boolean> {
  const removed = await rows(
    tx,
    z.unknown(),
    sql`delete from cases.attachment where person_id = ${personId} and belongs_to = ${belongsTo} and id = ${id} returning id`,
  );
  return removed.length > 0;
}

/** Removes every file of a draft that is thrown away. */
export async function removeAttachments(tx: Transaction, personId: Uuid, belongsTo: Uuid): Promise<void> {
  await sql`delete from cases.attachment where person_id = ${personId} and belongs_to = ${belongsTo}`.execute(tx);
}
