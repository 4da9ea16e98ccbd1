import type { House } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import type { Register } from '../../network/index.ts';
import { writeChange } from '../store/change.ts';
import { hasNoSupply, insertGenerated } from '../store/generated.ts';
import { generateSupply, type Sizes } from './supply.ts';

/**
 * Fills a database that has no officers and no rooms with made-up ones, who work from today on; says whether it did. In one
 * transaction: a start that was killed half-way left nothing.
 */
export async function loadGeneratedSupply(
  house: House,
  register: Register,
  sizes: Omit<Sizes, 'from'>,
  seed = 1,
): Promise<boolean> {
  return house.db.transaction().execute(async (tx) => {
    if (!(await hasNoSupply(tx))) return false;
    const supply = generateSupply(seed, register, { ...sizes, from: today(house.clock) });
    await insertGenerated(tx, supply);
    const resources = [...supply.officers, ...supply.rooms, ...supply.interpreters].map(({ id }) => id);
    await writeChange(tx, { kind: 'supply', resources, days: { first: null, last: null } }, house.clock.now());
    return true;
  });
}
