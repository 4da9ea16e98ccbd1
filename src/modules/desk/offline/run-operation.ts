/** What was noted without network, carried out: each by the ordinary command that the pages use, so that nothing else is allowed either. */
import { z } from 'zod';
import { type Actor, type Command, execute, type House } from '../../../platform/auth/index.ts';
import { instantAt, localTime, moment } from '../../../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { type Operation, operationKinds } from '../device/protocol.ts';
import { endVisit } from '../end-visit.ts';
import { noteArrival } from '../note-arrival.ts';
import { noteStep } from '../note-step.ts';
import type { Noted } from '../noted.ts';
import { parkVisit } from '../park-visit.ts';
import { repeatKeyOf } from '../repeat-key.ts';
import { resumeVisit } from '../resume-visit.ts';
import { secondsBefore } from '../seconds-before.ts';
import { uuid } from '../setup-input.ts';
import { serveVisit } from '../serve-visit.ts';

const number = z.number().int().min(-1e14).max(1e14);

const operation = z.object({
  kind: z.enum(operationKinds),
  input: z.record(z.string(), z.unknown()),
  at: moment,
  contact: z.object({ at: moment, skewMs: number, steadyMs: number.min(0).nullable() }).nullable(),
  /** An account; nothing else that a device might say is kept. */
  by: uuid.nullable(),
  documentKey: z.base64().length(44).optional(),
});
export type ReadOperation = z.output<typeof operation>;

/** What a device sealed, as it was meant; null when it is nothing that this service knows. */
export function readOperation(opened: Uint8Array): ReadOperation | null {
  try {
    const parsed = operation.safeParse(JSON.parse(new TextDecoder().decode(opened)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The visit that an operation is about. */
export function visitOf({ input }: Pick<Operation, 'input'>): Uuid | null {
  const { visitId } = input;
  return typeof visitId === 'string' ? parseUuid(visitId) : null;
}

const commands: Readonly<Record<Exclude<Operation['kind'], 'receive-document'>, Command>> = {
  'note-arrival': noteArrival,
  'serve-visit': serveVisit,
  'park-visit': parkVisit,
  'resume-visit': resumeVisit,
  'note-step': noteStep,
  'end-visit': endVisit,
};

/** Carries one out, once per `opId`. Throws what the command throws. */
export async function runOperation(
  house: House,
  actor: Actor,
  {
    kind,
    input,
    opId,
    placeId,
    noted,
  }: Pick<Operation, 'input'> & { kind: keyof typeof commands; opId: Uuid; placeId: Uuid; noted: NonNullable<Noted> },
): Promise<void> {
  const { number: typed, bookedTime, ...rest } = input;
  // Someone has come, whether or not what they typed can be read. The keyed hash is made here and nowhere else.
  const repeatKey = typeof typed === 'string' ? repeatKeyOf(house, typed, String(rest['topic'])) : null;
  const repeat = kind === 'note-arrival' ? { repeatKey } : {};
  const booked = typeof bookedTime === 'string' ? { bookedFor: instantAt(localTime(noted.at).date, bookedTime) } : {};
  const lasted = await guidanceIn(house, placeId, input, noted);
  await execute(house, actor, commands[kind], { ...rest, ...repeat, ...booked, ...lasted, placeId, noted }, opId);
}

/** How long guidance took, as with a network: since what was noted before it. What came before is in by now. */
async function guidanceIn(
  { db }: House,
  placeId: Uuid,
  input: Operation['input'],
  { at }: NonNullable<Noted>,
): Promise<{ details?: object }> {
  const visitId = visitOf({ input });
  const details = input['details'];
  if (input['what'] !== 'guided' || visitId === null || typeof details !== 'object' || details === null) return {};
  return { details: { ...details, seconds: await secondsBefore(db, { placeId, visitId }, at) } };
}
