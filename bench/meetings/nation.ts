/** A database of the size of the country: supply and meetings to come, the same in every run. */
import type { House } from '../../src/platform/auth/index.ts';
import { today } from '../../src/platform/clock/index.ts';
import { generateMeetings, generateSupply, loadGeneratedSupply } from '../../src/modules/meetings/generated/index.ts';
import { insertGeneratedMeetings } from '../../src/modules/meetings/store/generated.ts';
import { loadCountry, openRegister } from '../../src/modules/network/index.ts';

export const nation = { officers: 4500, rooms: 1814, interpreters: 400, meetings: 250_000, weeks: 8 };
/** A Monday: what is measured is asked on it. */
export const nationDay = '2020-03-02T07:00:00Z';
const seed = 1;

/** Fills a migrated database; gives how many meetings there are. */
export async function fillNation(house: House, url: string): Promise<number> {
  await loadCountry(house, 'data/sweden');
  const live = await openRegister({ db: house.db, url, clock: house.clock }, () => undefined);
  try {
    const { officers, rooms, interpreters, weeks } = nation;
    const from = today(house.clock);
    await loadGeneratedSupply(house, live.current(), { officers, rooms, interpreters }, seed);
    const supply = generateSupply(seed, live.current(), { officers, rooms, interpreters, from });
    const made = generateMeetings(seed, supply, live.current(), { count: nation.meetings, from, weeks });
    return await insertGeneratedMeetings(house.db, made, house.clock.now());
  } finally {
    await live.close();
  }
}
