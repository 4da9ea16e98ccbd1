/** What devices say to the service when there is a network, and how what they noted without one comes in. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { execute, type House } from '../../../platform/auth/index.ts';
import { localTime, moment } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { problemWords } from '../../../ui/index.ts';
import { requireDesk } from '../access.ts';
import { mostOperations } from '../device/protocol.ts';
import type { DeskState, RefusedThere } from '../device/place-facts.ts';
import { enrolDevice } from '../enrol-device.ts';
import { placeFacts } from '../offline/facts.ts';
import { publicKeyOf } from '../offline/sync-key.ts';
import { type Sender, senderOf, synchronise } from '../offline/synchronise.ts';
import { settleNote } from '../settle-note.ts';
import { uuid } from '../setup-input.ts';
import { findStaffDevice, latestSynced, noteContact, refusedAt, type RefusedNote } from '../store/sync.ts';
import type { Vault } from '../vault/vault.ts';
import { syncDocument } from './sync-document.ts';
import '../texts.ts';

const staff = { kind: 'page', access: ['desk-officer'] } as const;
const ofPlace = z.object({ place: z.string() });

const envelope = z.object({
  seq: z.number().int().min(1).max(1e9),
  opId: uuid,
  sealed: z.string().max(40_000),
});
const sending = { deviceId: uuid, deviceNow: moment, travelMs: z.coerce.number().min(0).max(60_000).default(0) };

export function syncPages(house: House, vault: Vault): Endpoint[] {
  return [
    syncDocument(house, vault),
    endpoint({
      ...staff,
      method: 'GET',
      url: '/desk/:place/sync',
      summary: 'What a device needs to go on without network, and what of it was refused',
      params: ofPlace,
      query: z.object({ device: uuid.optional() }),
      async handle(request, reply) {
        void reply.header('cache-control', 'no-store');
        return stateOf(house, request, request.params.place, request.query.device ?? null);
      },
    }),
    endpoint({
      ...staff,
      method: 'POST',
      url: '/desk/:place/sync',
      summary: 'Takes in what a device noted without network, in its order',
      params: ofPlace,
      body: z.object({ ...sending, ops: z.array(envelope).max(mostOperations) }),
      async handle(request) {
        const { ops, ...sent } = request.body;
        const sender = await senderOf(house, request.actor, { ...sent, placeId: request.params.place }, faultsTo(request));
        return { now: house.clock.now(), answers: await synchronise(sender, ops) };
      },
    }),
    endpoint({
      ...staff,
      method: 'POST',
      url: '/desk/:place/sync/device',
      summary: 'Makes a browser known as a device of the place',
      params: ofPlace,
      body: z.object({ deviceId: uuid }),
      async handle(request) {
        const { deviceId } = request.body;
        return execute(house, request.actor, enrolDevice, { placeId: request.params.place, deviceId });
      },
    }),
    endpoint({
      ...staff,
      method: 'POST',
      url: '/desk/:place/sync/settled',
      summary: 'Says that someone has looked at what was refused',
      params: ofPlace,
      body: z.object({ deviceId: uuid, seq: z.coerce.number() }),
      async handle(request) {
        return execute(house, request.actor, settleNote, { ...request.body, placeId: request.params.place });
      },
    }),
  ];
}

async function stateOf(house: House, request: FastifyRequest, place: string, deviceId: Uuid | null): Promise<DeskState> {
  const { db } = house;
  const now = house.clock.now();
  const { date: today } = localTime(now);
  const { placeId } = await requireDesk(db, request.actor, place, today);
  const device = deviceId === null ? null : await findStaffDevice(db, placeId, deviceId);
  if (device !== null) await noteContact(db, device, now);
  const latest = deviceId === null ? null : await latestSynced(db, deviceId);
  const [publicKey, facts, refused] = await Promise.all([
    publicKeyOf(house),
    placeFacts(db, request.actor, placeId, today),
    refusedAt(db, placeId),
  ]);
  return {
    now,
    csrf: request.csrf,
    by: request.actor.id,
    publicKey: publicKey.toString('base64'),
    next: latest === null ? 1 : latest.seq + (latest.outcome === 'begun' ? 0 : 1),
    deviceCode: device === null || device.endedAt !== null ? null : device.code,
    refused: refused.map((one) => shown(request, one)),
    facts,
  };
}

function shown(request: FastifyRequest, { outcome, ...note }: RefusedNote): RefusedThere {
  const status = outcome === 'internal-error' ? 500 : 409;
  const words = problemWords(request, new Problem(outcome, { status, title: outcome }), request.language);
  return { ...note, title: words.title, todo: words.text ?? words.action };
}

const faultsTo =
  ({ log }: FastifyRequest): Sender['onFault'] =>
  (error) =>
    log.error({ err: error }, 'what a device noted could not be taken in');
