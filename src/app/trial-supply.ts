/** A trial has officers to book: made up, spread over the country's open places, and one each for the personas who meet people. */
import { claimGeneratedOfficer, loadGeneratedSupply } from '../modules/meetings/index.ts';
import { openRegister } from '../modules/network/index.ts';
import { recogniseAccount } from '../modules/people/index.ts';
import type { House, OnSignIn, Role } from '../platform/auth/index.ts';
import { personas } from './personas.ts';
import { claimTrialDesk } from './trial-desk.ts';

const sizes = { officers: 600, rooms: 420, interpreters: 80 };
const roleOf: Partial<Record<Role, 'planning-officer' | 'protection-officer'>> = {
  caseworker: 'planning-officer',
  'protection-officer': 'protection-officer',
};

/** Loads them once, into a database that has no officers. */
export async function loadTrialSupply(house: House, url: string, say: (line: string) => void): Promise<void> {
  const register = await openRegister({ db: house.db, url, clock: house.clock }, () => undefined);
  try {
    const named = personas.flatMap(({ name, roles }) => {
      const role = roles.map((one) => roleOf[one]).find((one) => one !== undefined);
      return role === undefined ? [] : [{ name, role }];
    });
    if (await loadGeneratedSupply(house, register.current(), { ...sizes, named })) {
      say(`For the trial: ${sizes.officers} made-up officers, with rooms and interpreters, at every office that is open.`);
    }
  } finally {
    await register.close();
  }
}

/** As in service; and a persona who meets people becomes the made-up officer of the same name. */
export const recogniseTrialAccount: OnSignIn = async (tx, signIn) => {
  await recogniseAccount(tx, signIn);
  await claimTrialDesk(tx, signIn);
  if (signIn.roles.some((role) => roleOf[role] !== undefined)) await claimGeneratedOfficer(tx, signIn.accountId, signIn.name);
};
