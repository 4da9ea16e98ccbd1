import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { protections } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { protectionLevels } from './rules/protection-levels.ts';
import { setProtection } from './set-protection.ts';
import { findByNumber } from './store/numbers.ts';
import { lockPerson } from './store/persons.ts';
import { readTypedNumber } from './typed-number.ts';

const notice = z.object({
  number: z.string().max(20),
  level: z.enum(protections).exclude(['none']),
  /** Where letters go instead of home (Navet 01051–01055), in lines. */
  mediationAddress: z.string().trim().max(500).default(''),
});

/**
 * The civil registry says that someone's identity is protected (Navet). The registry's codes are read where its notices
 * come in: here the level is said in words. That a protection has ended is decided by the named officer, not by a notice.
 */
export const receiveRegistryNotice = command({
  name: 'people.receive-registry-notice',
  roles: ['administrator'],
  input: notice,
  async run({ tx, now, today }, { number, level, mediationAddress }) {
    const read = readTypedNumber(number, today);
    const holder = await findByNumber(tx, read.number);
    const person = holder === null ? null : await lockPerson(tx, holder.personId);
    if (person === null) throw peopleProblem('person-unknown');
    const events = await setProtection(tx, person, { level, mediationAddress: mediationAddress || null }, now);
    const { personId } = person;
    return { result: { personId }, subject: `person:${personId}`, rules: [protectionLevels.id], details: { level }, events };
  },
});
