/**
 * Forms kept for someone whose session ended while they wrote. What was typed lies encrypted in the database; the key is
 * derived from a random value that only the browser has, so that a copy of the table reads nothing. A kept form belongs to one
 * account and one address, and is gone within the hour.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { later } from '../clock/index.ts';
import type { Uuid } from '../ids/index.ts';
import type { House } from './command.ts';
import { cookieName, cookieOptions } from './cookies.ts';
import { randomText } from './sessions.ts';
import { deleteKeptForm, deleteOldKeptForms, findKeptForm, putKeptForm } from './store.ts';

/** The fields of a form by name; several values of one name are a list. */
export type FormFields = Record<string, string | string[]>;

declare module 'fastify' {
  interface FastifyInstance {
    keptForms: KeptForms;
  }
}

/** Long enough to find one's e-identification, short enough for a shared computer. */
const lifeMs = 3_600_000;

/** Bytes of the fields as JSON. A longer form is not kept. */
const longest = 262_144;

const content = z.object({ accountId: z.string(), fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])) });

export interface KeptForms {
  /** Keeps what was typed for this account; false when it is no form that can be kept. */
  keep(request: FastifyRequest, reply: FastifyReply, accountId: Uuid): Promise<boolean>;
  take(request: FastifyRequest): Promise<FormFields | null>;
}

export function keptForms({ db, clock }: House, publicUrl: () => string): KeptForms {
  const name = (): string => cookieName(publicUrl(), 'narvaro_kept');
  return {
    async keep(request, reply, accountId) {
      const typed = content.safeParse({ accountId, fields: request.body });
      if (!isFormBody(request) || !typed.success) return false;
      const text = Buffer.from(JSON.stringify(typed.data));
      if (text.length > longest) return false;
      const secret = secretOf(request, name()) ?? randomText();
      const key = lookupKey(secret, request);
      const now = clock.now();
      await db.transaction().execute(async (tx) => {
        await deleteOldKeptForms(tx, now);
        await putKeptForm(tx, { key, content: seal(text, secret, key), expiresAt: later(now, lifeMs) });
      });
      void reply.setCookie(name(), secret, { ...cookieOptions(publicUrl()), maxAge: lifeMs / 1000 });
      return true;
    },
    async take(request) {
      const secret = secretOf(request, name());
      if (secret === null || request.sessionState !== 'open') return null;
      const key = lookupKey(secret, request);
      return db.transaction().execute(async (tx) => {
        const sealed = await findKeptForm(tx, key, clock.now());
        if (sealed === null) return null;
        const { accountId, fields } = content.parse(JSON.parse(unseal(sealed, secret, key).toString()));
        // Someone else at the same computer: it waits for its own person until it expires.
        if (accountId !== request.actor.id) return null;
        await deleteKeptForm(tx, key);
        return fields;
      });
    },
  };
}

/**
 * What this person had typed in the form of this address when their session ended; null when there is nothing. For the GET
 * handler of an address whose POST says `keepsForm`. Gives it once: show it, with the notice `ui:keptForm`.
 */
export function takeKeptForm(request: FastifyRequest): Promise<FormFields | null> {
  return request.server.keptForms.take(request);
}

function isFormBody(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
}

/** The browser's random value, if it is one of ours. */
function secretOf(request: FastifyRequest, name: string): string | null {
  const value = request.cookies[name];
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null;
}

/** SHA-256 of the browser's value and the address without language and query: one row per form of one browser. */
function lookupKey(secret: string, request: FastifyRequest): Buffer {
  return createHash('sha256')
    .update(`${secret} ${request.url.split('?')[0]!.replace(/\/$/, '')}`)
    .digest();
}

/** AES-256-GCM (NIST SP 800-38D), key by HKDF (RFC 5869) for this row alone: initialisation vector, tag, cipher text. */
function seal(text: Buffer, secret: string, row: Buffer): Buffer {
  const vector = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', rowKey(secret, row), vector);
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([vector, cipher.getAuthTag(), sealed]);
}

function unseal(sealed: Buffer, secret: string, row: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', rowKey(secret, row), sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

function rowKey(secret: string, row: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, row, 'narvaro kept form', 32));
}
