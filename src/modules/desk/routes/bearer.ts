/** Which program asks: a key as a bearer token (RFC 6750). A program is not an account: it has no role and no session. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../../../platform/db/index.ts';
import { deskProblem } from '../problems.ts';
import { type Client, findClient } from '../store/clients.ts';
import { hashOfKey } from '../ticket-key.ts';

export interface KnownClient extends Client {
  /** SHA-256 of its key, base64url: what a command looks for once more. */
  keyHash: string;
}

/** Throws client-key-unknown (401) for no key, one that was never given and one that has ended: they are answered alike. */
export async function requireClient(db: Database, request: FastifyRequest, reply: FastifyReply): Promise<KnownClient> {
  const [, key] = /^Bearer ([A-Za-z0-9_-]{43})$/i.exec(request.headers.authorization ?? '') ?? [];
  const hash = key === undefined ? null : hashOfKey(key);
  const client = hash === null ? null : await findClient(db, hash);
  if (client === null || hash === null) {
    void reply.header('www-authenticate', 'Bearer');
    throw deskProblem('client-key-unknown');
  }
  // What one program is answered is for no cache between.
  void reply.header('cache-control', 'private, no-cache').header('vary', 'authorization');
  return { ...client, keyHash: hash.toString('base64url') };
}
