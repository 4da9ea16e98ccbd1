/**
 * What a device noted without network comes in: one after the other in the device's order, each once, whatever is cut and sent again.
 *
 * A row of desk.synced is made before the command runs, with the time as it was reckoned then; the operation's id is the command's request
 * id. So a retry, also after the service was killed between the two, asks for exactly the same and finds the answer. What is refused
 * is written down with its code, kept sealed until someone has looked at it, and stops nothing but what was noted of the same visit after it.
 */
import type { Actor, House } from '../../../platform/auth/index.ts';
import { epochMilliseconds, type Instant, localTime } from '../../../platform/clock/index.ts';
import { isConnectionLoss } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { requireDesk } from '../access.ts';
import { type Answered, contextOf, type Envelope, fromBase64 } from '../device/protocol.ts';
import type { Noted } from '../noted.ts';
import { deskProblem } from '../problems.ts';
import { decideDeviceTime, deviceTime } from '../rules/device-time.ts';
import {
  beginSynced,
  endSynced,
  findStaffDevice,
  findSynced,
  latestSynced,
  noteContact,
  type StaffDevice,
  type Synced,
  wasRefused,
} from '../store/sync.ts';
import { type ReadOperation, readOperation, runOperation, visitOf } from './run-operation.ts';
import { findVisit } from '../store/visits.ts';
import { openSealed } from './sync-key.ts';

export interface Sender {
  house: House;
  actor: Actor;
  device: StaffDevice;
  /** How many milliseconds the device's clock is behind now. */
  skewMs: number;
  /** Is told what was refused although nothing should have been: a fault of ours. */
  onFault: (error: unknown) => void;
}

export interface Sent {
  placeId: string;
  deviceId: Uuid;
  /** What the device's clock says as it sends. */
  deviceNow: Instant;
  /** How long its word is under way, as it measured: half a round trip. */
  travelMs: number;
}

/** Codes that say that someone else, or the same person signed in again, must send it: nothing is decided by them. */
const heldCodes = new Set(['desk-position', 'desk-unknown', 'not-allowed', 'sign-in-required', 'session-expired']);

/** Throws desk-unknown, and device-unknown for a device that the place never had. */
export async function senderOf(house: House, actor: Actor, sent: Sent, onFault: Sender['onFault']): Promise<Sender> {
  const now = house.clock.now();
  const { placeId } = await requireDesk(house.db, actor, sent.placeId, localTime(now).date);
  const device = await findStaffDevice(house.db, placeId, sent.deviceId);
  if (device === null) throw deskProblem('device-unknown');
  await noteContact(house.db, device, now);
  const skewMs = epochMilliseconds(now) - epochMilliseconds(sent.deviceNow) - sent.travelMs;
  return { house, actor, device, skewMs, onFault };
}

/**
 * Takes in what a device sends, up to the first that wants a document's bytes or another sender. Throws note-out-of-order when a number is
 * not the device's next, or belongs to something else: then nothing of it is taken.
 */
export async function synchronise(sender: Sender, ops: readonly Envelope[]): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const envelope of ops) {
    const answer = await takeIn(sender, envelope);
    answers.push(answer);
    if (answer.outcome === 'document' || answer.outcome === 'held') break;
  }
  return answers;
}

/** What is done with a document's bytes once the operation is known; throws what its command throws. */
export type ReceiveDocument = (of: {
  operation: ReadOperation;
  opId: Uuid;
  visitId: Uuid | null;
  noted: NonNullable<Noted> & { placeId: Uuid };
}) => Promise<void>;

/** Takes in one operation. Without `receive`, one that brings a document answers 'document'. */
export async function takeIn(sender: Sender, envelope: Envelope, receive: ReceiveDocument | null = null): Promise<Answered> {
  const { house, device } = sender;
  const { seq } = envelope;
  const opId = envelope.opId as Uuid;
  const known = await findSynced(house.db, device.id, seq);
  const isTriedAgain = receive !== null && known?.outcome !== 'done';
  if (known !== null && known.opId === opId && known.outcome !== 'begun' && !isTriedAgain)
    return { seq, opId, outcome: known.outcome };
  const operation = await opened(sender, envelope);
  const row = await begun(sender, envelope, operation);
  if (operation?.kind === 'receive-document' && receive === null) return { seq, opId, outcome: 'document' };
  const outcome = await outcomeOf(sender, row, operation, receive);
  if (outcome === 'held') return { seq, opId, outcome };
  await endSynced(house.db, { deviceId: device.id, seq }, outcome, outcome === 'done' ? null : bytesOf(envelope));
  return { seq, opId, outcome };
}

async function opened({ house, device }: Sender, envelope: Envelope): Promise<ReadOperation | null> {
  const bytes = bytesOf(envelope);
  const content = bytes === null ? null : await openSealed(house, bytes, contextOf(device.id, envelope));
  return content === null ? null : readOperation(content);
}

function bytesOf({ sealed }: Envelope): Uint8Array | null {
  try {
    return fromBase64(sealed);
  } catch {
    return null;
  }
}

/** The operation's row, made now or before. Throws note-out-of-order. */
async function begun(
  { house, actor, device, skewMs }: Sender,
  { seq, opId }: Envelope,
  operation: ReadOperation | null,
): Promise<Synced> {
  const now = house.clock.now();
  const latest = await latestSynced(house.db, device.id);
  const { sameClockWithinMs } = valueOn(deviceTime, localTime(now).date);
  const previous = latest !== null && latest.seq < seq ? latest.at : null;
  const reading =
    operation === null ? { at: now, skewMs } : decideDeviceTime({ reading: operation, skewMs, now, previous, sameClockWithinMs });
  const row = await beginSynced(house.db, {
    ...reading,
    deviceId: device.id,
    placeId: device.placeId,
    seq,
    opId: opId as Uuid,
    deviceAt: operation?.at ?? null,
    now,
    by: actor.id,
    notedBy: operation?.by ?? null,
    kind: operation?.kind ?? 'unreadable',
    visitId: operation === null ? null : visitOf(operation),
  });
  if (row === null)
    throw deskProblem('note-out-of-order', { params: { next: (latest?.seq ?? 0) + (latest?.outcome === 'begun' ? 0 : 1) } });
  return row;
}

/** 'done', 'held' or the code of a refusal. Throws when the database is away: then nothing is decided. */
async function outcomeOf(
  sender: Sender,
  row: Synced,
  operation: ReadOperation | null,
  receive: ReceiveDocument | null,
): Promise<string> {
  const { house, actor, device } = sender;
  if (operation === null) return 'note-unreadable';
  if (device.endedAt !== null && row.at > device.endedAt) return 'device-unknown';
  const { visitId, seq, opId } = { ...row };
  const afterRefusal = visitId !== null && (await wasRefused(house.db, { deviceId: device.id, seq, visitId }));
  const noted = { at: row.at, deviceId: device.id, skewMs: row.skewMs ?? 0 };
  const { kind } = operation;
  try {
    // A document is taken in whatever became of the visit: it is here.
    if (kind === 'receive-document')
      await receive!({ operation, opId, visitId: afterRefusal ? null : visitId, noted: { ...noted, placeId: device.placeId } });
    else if (afterRefusal) return 'refused-before';
    else await runOperation(house, actor, { ...operation, kind, opId, placeId: device.placeId, noted });
    return (await hasOtherTicket(house, device.placeId, operation)) ? 'ticket-other' : 'done';
  } catch (error) {
    // Carried out before under this id, by someone else or through the page: it is done.
    if (!(error instanceof Problem && error.code === 'request-repeated')) return refusalOf(sender, error);
    return (await hasOtherTicket(house, device.placeId, operation)) ? 'ticket-other' : 'done';
  }
}

/** The page's form had come through, and the visitor stands in the queue under a number that nobody could tell them. */
async function hasOtherTicket({ db }: House, placeId: Uuid, operation: ReadOperation): Promise<boolean> {
  const { kind, input } = operation;
  const visitId = visitOf(operation);
  if (kind !== 'note-arrival' || visitId === null) return false;
  const visit = await findVisit(db, placeId, visitId);
  return visit !== null && visit.ticket !== input['ticket'];
}

function refusalOf({ onFault }: Sender, error: unknown): string {
  if (isConnectionLoss(error)) throw error;
  if (!(error instanceof Problem)) {
    onFault(error);
    return 'internal-error';
  }
  if (error.status >= 500) throw error;
  return heldCodes.has(error.code) ? 'held' : error.code;
}
