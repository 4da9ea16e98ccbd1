/** Where bodies are reached: entered one by one. */
import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { command, type Role } from '../../../platform/auth/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';
import { listMunicipalities } from '../../network/index.ts';
import { contactProblem } from '../problems.ts';
import { endBody as endStored, listStoredBodies, putBody } from '../store/bodies.ts';
import { type Body, enteredKinds, knownBodies } from './bodies.ts';

/** Who tells bodies of decisions and files what they answer. */
export const informers = ['planner', 'administrator'] as const satisfies readonly Role[];
export const noticeReaders = ['planner', 'analyst', 'administrator'] as const satisfies readonly Role[];

/** A line of an address or a name: one line, or nothing. */
export const line = (max: number, what: string) =>
  z
    .string()
    .trim()
    .max(max, what)
    .regex(/^\P{Cc}*$/u, what)
    .transform((text) => (text === '' ? null : text))
    .nullable();

/** A domain in letters of any language, as mail servers read it; the address is kept as it was typed. */
const asServersRead = (address: string): string => {
  const [, local = '', domain = ''] = /^(.*)@([\p{L}\p{M}\p{N}.-]+)$/su.exec(address) ?? [];
  return domain === '' ? address : `${local}@${domainToASCII(domain)}`;
};

export const emailAddress = z
  .string()
  .trim()
  .max(254)
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .refine((text) => text === null || z.email().safeParse(asServersRead(text)).success, 'an e-mail address, or nothing');

export const postalCode = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : text.replace(/^(\d{3})\s*(\d{2})$/, '$1 $2')))
  .nullable()
  .refine((text) => text === null || /^\d{3} \d{2}$/.test(text), 'five digits, or nothing');

const address = {
  role: line(120, 'the function that reads what comes, on one line'),
  email: emailAddress,
  street: line(120, 'a street or box, on one line'),
  postalCode,
  postTown: line(60, 'a post town, on one line'),
};

/** Street, postal code and post town are an address together. */
export function wholeAddress(of: { street: string | null; postalCode: string | null; postTown: string | null }): boolean {
  const given = [of.street, of.postalCode, of.postTown].filter((one) => one !== null).length;
  return given === 0 || given === 3;
}
const whole = { message: 'street, postal code and post town together, or none of them', path: ['street'] };

/** A union or another organisation that wants to be told. */
export const addBody = command({
  name: 'contact.add-body',
  roles: informers,
  input: z
    .object({
      kind: z.enum(enteredKinds),
      name: z
        .string()
        .trim()
        .min(1, 'its name')
        .max(120)
        .regex(/^\P{Cc}*$/u),
      ...address,
    })
    .refine(wholeAddress, whole),
  async run({ tx, now, actor, newId }, { kind, ...body }) {
    const key = `${kind}:${newId()}`;
    await putBody(tx, { ...body, key }, { version: 0, at: now, by: actor.id });
    return { result: { key }, subject: `body:${key}`, details: { key } };
  },
});

/** Where a body is reached from now on. The register's name holds when none is entered. */
export const changeBody = command({
  name: 'contact.change-body',
  roles: informers,
  input: z
    .object({
      key: z.string().max(60),
      version: z.number().int().min(0),
      name: line(120, 'a name on one line'),
      ...address,
    })
    .refine(wholeAddress, whole),
  async run({ tx, now, actor }, { version, ...body }) {
    const known = await requireBody(tx, body.key);
    if (known.code === null && body.name === null)
      throw contactProblem('body-name-missing', { fields: [{ field: 'name', expected: 'its name' }] });
    if (!(await putBody(tx, body, { version, at: now, by: actor.id }))) throw contactProblem('body-changed-meanwhile');
    return { result: { key: body.key }, subject: `body:${body.key}`, details: { key: body.key } };
  },
});

/** An organisation is told of nothing any more; its address is deleted. */
export const endBody = command({
  name: 'contact.end-body',
  roles: informers,
  input: z.object({ key: z.string().max(60), version: z.number().int().min(1) }),
  async run({ tx, now, actor }, { key, version }) {
    const known = await requireBody(tx, key);
    if (known.code !== null) throw contactProblem('body-unknown');
    if (!(await endStored(tx, key, { version, at: now, by: actor.id }))) throw contactProblem('body-changed-meanwhile');
    return { result: { key }, subject: `body:${key}`, details: { key } };
  },
});

/** Every body that can be told. */
export async function allBodies(tx: Transaction | Parameters<typeof listStoredBodies>[0]): Promise<Body[]> {
  return knownBodies(await listMunicipalities(tx), await listStoredBodies(tx));
}

/** Throws body-unknown. */
export async function requireBody(tx: Parameters<typeof allBodies>[0], key: string): Promise<Body> {
  const found = (await allBodies(tx)).find((one) => one.key === key);
  if (found === undefined) throw contactProblem('body-unknown');
  return found;
}
