/** SQL for what someone has to do: book a conversation, call back, look at an objection. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

const uuid = z.string().transform((text) => text as Uuid);
const date = z.string().transform((text) => text as PlainDate);
const instant = z.string().transform((text) => text as Instant);

/** Every kind of task that is written: each has its words in the officers' texts. */
export const todoKinds = [
  'book-planning-conversation',
  'ask-deregistration',
  'call-back',
  'meeting-without-time',
  'translate',
  'review-report',
  'report-on-its-way',
  'reconsider-decision',
  'reconsider-ended',
  'number-conflict',
  'protected-intake',
  'protected-contact',
  'protection-told',
] as const;
export type TodoKind = (typeof todoKinds)[number];

const todo = z.object({
  personId: uuid,
  id: uuid,
  kind: z.string(),
  registrationId: uuid.nullable(),
  dueOn: date.nullable(),
  details: z.record(z.string(), z.unknown()),
  protected: z.boolean(),
  createdAt: instant,
});
export type Todo = z.output<typeof todo>;

const columns = sql`
  person_id as "personId", id, kind, registration_id as "registrationId", due_on as "dueOn", details, protected,
  created_at as "createdAt"`;

export async function insertTodo(
  tx: Transaction,
  row: {
    personId: Uuid;
    id: Uuid;
    kind: TodoKind;
    registrationId?: Uuid | null;
    dueOn?: PlainDate | null;
    /** Codes and ids, and what the person asked for (a phone number to call). Never in an event or an audit row. */
    details?: Readonly<Record<string, unknown>>;
    protected: boolean;
    at: Instant;
  },
): Promise<void> {
  await sql`
    insert into cases.todo (person_id, id, kind, registration_id, due_on, details, protected, created_at, municipality_code)
    values (${row.personId}, ${row.id}, ${row.kind}, ${row.registrationId ?? null}, ${row.dueOn ?? null},
            ${JSON.stringify(row.details ?? {})}::jsonb, ${row.protected}, ${row.at},
            (select municipality_code from cases.registration
             where person_id = ${row.personId} and id = ${row.registrationId ?? null}))`.execute(tx);
}

/** What is open about a person, the earliest due first; what has no day comes last. */
export function listTodos(db: Database, personId: Uuid): Promise<Todo[]> {
  return rows(
    db,
    todo,
    sql`select ${columns} from cases.todo where person_id = ${personId} and done_at is null order by due_on nulls last, created_at, id`,
  );
}

/** One open to-do, held until the transaction ends; null when there is none with this id. */
export function lockTodo(tx: Transaction, personId: Uuid, id: string): Promise<Todo | null> {
  return one(
    tx,
    todo,
    sql`select ${columns} from cases.todo where person_id = ${personId} and id = ${id} and done_at is null for update`,
  );
}

/** Done, with its outcome; false when it was done already or is not there. */
export async function completeTodo(
  tx: Transaction,
  of: { personId: Uuid; id: Uuid },
  done: { by: string; outcome: string; note?: string; at: Instant },
): Promise<boolean> {
  const completed = await rows(
    tx,
    z.unknown(),
    sql`update cases.todo set done_at = ${done.at}, done_by = ${done.by}, outcome = ${done.outcome}, outcome_note = ${done.note ?? ''}
        where person_id = ${of.personId} and id = ${of.id} and done_at is null returning id`,
  );
  return completed.length > 0;
}

/** Adds to what an open to-do says; nothing when it is done or not there. */
export async function noteInTodo(
  tx: Transaction,
  of: { personId: Uuid; id: Uuid },
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await sql`
    update cases.todo set details = details || ${JSON.stringify(details)}::jsonb
    where person_id = ${of.personId} and id = ${of.id} and done_at is null`.execute(tx);
}

/** Closes what is open of some kinds about a registration, and with `details` only what has them: it was decided, or has ended. */
export async function closeTodos(
  tx: Transaction,
  of: { personId: Uuid; registrationId: Uuid; kinds: readonly string[]; details?: Readonly<Record<string, unknown>> },
  done: { by: string; outcome: string; at: Instant },
): Promise<void> {
  await sql`
    update cases.todo set done_at = ${done.at}, done_by = ${done.by}, outcome = ${done.outcome}
    where person_id = ${of.personId} and registration_id = ${of.registrationId} and kind = any(${[...of.kinds]}) and done_at is null
      and details @> ${JSON.stringify(of.details ?? {})}::jsonb
  `.execute(tx);
}

/** Closes what is open of one kind about a person, because something else stands in its place. */
export async function replaceTodos(
  tx: Transaction,
  of: { personId: Uuid; kind: string },
  done: { by: string; outcome: string; at: Instant },
): Promise<void> {
  await sql`
    update cases.todo set done_at = ${done.at}, done_by = ${done.by}, outcome = ${done.outcome}
    where person_id = ${of.personId} and kind = ${of.kind} and done_at is null`.execute(tx);
}

/** People's word of protected identity, for everything that is open about the person. */
export async function writeTodosProtected(tx: Transaction, personId: Uuid, isProtected: boolean): Promise<void> {
  await sql`
    update cases.todo set protected = ${isProtected}
    where person_id = ${personId} and done_at is null and protected <> ${isProtected}`.execute(tx);
}

const conflict = z.object({ personId: uuid, id: uuid, otherPersonId: uuid });

/** Open to-dos of this person that name another, and others' that name this one. */
export function listConflicts(db: Database, personId: Uuid): Promise<z.output<typeof conflict>[]> {
  return rows(
    db,
    conflict,
    sql`select person_id as "personId", id, details ->> 'otherPersonId' as "otherPersonId" from cases.todo
        where done_at is null and details ? 'otherPersonId'
          and (person_id = ${personId} or details ->> 'otherPersonId' = ${personId}::text)`,
  );
}

/** The mark of one to-do: one of the persons whom it names is protected, or none is. */
export async function writeTodoProtected(tx: Transaction, of: { personId: Uuid; id: Uuid }, isProtected: boolean): Promise<void> {
  await sql`update cases.todo set protected = ${isProtected} where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}
