import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, one, type Transaction } from '../../../platform/db/index.ts';

/** The channel on which readers are told that the register has changed. */
export const registerChannel = 'network_changed';

/** Counts the register's version up and, when the transaction commits, wakes those who keep the register in memory. */
export async function touchRegister(tx: Transaction): Promise<void> {
  await sql`update network.version set number = number + 1`.execute(tx);
  await sql`select pg_notify(${registerChannel}, '')`.execute(tx);
}

export async function registerVersion(db: Database): Promise<number> {
  const row = await one(db, z.object({ number: z.number() }), sql`select number from network.version`);
  return row?.number ?? 0;
}
