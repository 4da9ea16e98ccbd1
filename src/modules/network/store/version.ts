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

/** As touchRegister, when travel times have changed. */
export async function touchTravelTimes(tx: Transaction): Promise<void> {
  await sql`update network.version set travel = travel + 1`.execute(tx);
  await touchRegister(tx);
}

const version = z.object({ number: z.number(), travel: z.number(), identity: z.string() });

/** How many changes there have been, in all and of travel times. */
export async function registerVersion(db: Database): Promise<z.output<typeof version>> {
  return (await one(db, version, sql`select number, travel, identity from network.version`))!;
}
