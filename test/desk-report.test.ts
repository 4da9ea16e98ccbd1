/** §12.1 A report handed in at a service office: what the place's own agreement says of arrival decides (FvL §22). */
import { describe, expect, it } from 'vitest';
import { reporting } from '../src/modules/cases/fixtures.ts';
import { settleDeskAgreement } from '../src/modules/cases/index.ts';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { endServiceAgreement } from '../src/modules/network/index.ts';
import { opened } from '../src/modules/people/fixtures.ts';
import { type Actor, execute } from '../src/platform/auth/index.ts';
import { testHouse } from './database.ts';

const house = await testHouse('empty', '2024-02-10T08:00:00Z');
const { at, caseworker, person, receive } = await reporting(house);
const administrator: Actor = { id: 'a', name: 'Administratör', roles: ['administrator'] };

/** On paper on the 14th, forwarded on the 16th; the period closes on the 14th. */
async function timely(placeCode: string): Promise<unknown> {
  const { personId } = await person();
  at('2024-02-16T08:00:00Z');
  await opened(house, caseworker, personId);
  const handedIn = { on: '2024-02-14', at: placeCode };
  return (await receive(caseworker, personId, { arrivedOn: '2024-02-16', handedIn })).timely;
}

async function deskThat(arrivalCounts: boolean | null) {
  at('2024-02-10T08:00:00Z');
  return newDesk(house, { arrivalCounts });
}

describe('§12.1 handed in at a service office on the 14th, forwarded on the 16th', () => {
  it('is in time where the agreement says that it has arrived, late where it says that it has not', async () => {
    expect(await timely((await deskThat(true)).placeCode)).toBe('in-time');
    expect(await timely((await deskThat(false)).placeCode)).toBe('late');
  });

  it('is for an officer to decide where the agreement is silent, or there is none', async () => {
    expect(await timely((await deskThat(null)).placeCode)).toBe('undecided');
    expect(await timely('no-such-place')).toBe('undecided');
  });

  it('is decided by the agreement of the day on which it was handed in', async () => {
    const { placeId, placeCode, agreementId } = await deskThat(true);
    await execute(house, administrator, endServiceAgreement, { placeId, agreementId, lastDay: '2024-02-14' });
    expect(await timely(placeCode)).toBe('in-time');
    const ended = await deskThat(true);
    const ending = { placeId: ended.placeId, agreementId: ended.agreementId, lastDay: '2024-02-13' };
    await execute(house, administrator, endServiceAgreement, ending);
    expect(await timely(ended.placeCode)).toBe('undecided');
  });

  it('the general setting holds where the place’s own agreement does not say', async () => {
    await execute(house, administrator, settleDeskAgreement, { from: '2024-02-01', counts: true, source: 'Avtal 1' });
    expect(await timely((await deskThat(null)).placeCode)).toBe('in-time');
    expect(await timely((await deskThat(false)).placeCode)).toBe('late');
  });
});
