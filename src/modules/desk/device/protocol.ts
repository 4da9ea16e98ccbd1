/**
 * What a device and the service say to each other of what was noted without network. No imports: browsers load it.
 *
 * Each operation has a number of its own (1, 2, 3 … by device) and an id, which becomes the request id of the command: sent twice, it is
 * done once. What it says is sealed to the service's public key under a context that names device, number and id.
 */

/** What can be noted without network, each an ordinary command. */
export const operationKinds = [
  'note-arrival',
  'serve-visit',
  'park-visit',
  'resume-visit',
  'note-step',
  'end-visit',
  'receive-document',
] as const;
export type OperationKind = (typeof operationKinds)[number];

/** How long the network may be silent before it counts as gone, in milliseconds: a connection that is there and says nothing is none. */
export const silenceMs = 4000;

/** So many operations go in one request at most. */
export const mostOperations = 100;

/** What is sealed. */
export interface Operation {
  kind: OperationKind;
  /** The command's input without place and `noted`. */
  input: Record<string, unknown>;
  /** What the device's clock said. */
  at: string;
  /** The last contact before, as in the rule device-time; null: none that is remembered. */
  contact: { at: string; skewMs: number; steadyMs: number | null } | null;
  /** The account that was signed in, as the device remembers. */
  by: string | null;
  /** Of a document: its 32 bytes of key, in base64. */
  documentKey?: string;
}

/** As it is sent. */
export interface Envelope {
  seq: number;
  opId: string;
  /** The sealed operation in base64. */
  sealed: string;
}

/** What became of it: 'done', 'document' (its bytes are wanted now), 'held' (someone else must send it), or the code of a refusal. */
export interface Answered {
  seq: number;
  opId: string;
  outcome: string;
}

export function contextOf(deviceId: string, { seq, opId }: Pick<Envelope, 'seq' | 'opId'>): string {
  return `desk-operation ${deviceId} ${seq} ${opId}`;
}

/** The context of a document's own stream. */
export function documentContext(opId: string): string {
  return `desk-document ${opId}`;
}

/** A label that no one else gives: 'A·K2-7' is the seventh that the device K2 gave for the line A that day. */
export function ownTicket(letter: string, deviceCode: string, number: number): string {
  return `${letter}·${deviceCode}-${number}`;
}

export function encodeOperation(operation: Operation): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(operation));
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Throws what `atob` throws for text that is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** How far ahead the service's clock is: its word came half a round trip before the answer did. Milliseconds since 1970. */
export function skewOf(asked: number, answered: number, serviceNow: number): number {
  return Math.round(serviceNow - (asked + answered) / 2);
}
