import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { execute } from '../../../platform/auth/index.ts';
import { addDays, plainDate } from '../../../platform/clock/index.ts';
import { findHelp } from '../find-help.ts';
import { loadCountry } from '../load-country.ts';
import { planner } from '../register-file/fixtures.ts';
import { registerNow } from '../register.ts';
import { listAgreementRecords } from '../store/agreement-records.ts';
import { agreementImpact } from './agreement-impact.ts';
import { stepAgreement } from './step-agreement.ts';

const house = await testHouse('country', '2021-01-04T08:00:00Z');
const lastDay = plainDate('2021-01-31');
const after = addDays(lastDay, 1);

describe('the end of an agreement', () => {
  it('shows beforehand what then happens: places, the nearest place of each municipality, and how far for how many', async () => {
    const [agreement] = await listAgreementRecords(house.db, { on: lastDay, kind: 'cooperation', municipalityCode: '2425' });
    const impact = await agreementImpact(house.db, await registerNow(house.db, house.clock), agreement!.id, lastDay);
    expect(impact.places).toMatchObject([{ code: 'sv-2425-1', loses: ['meetings'], services: ['booked-meeting'] }]);
    expect(impact.municipalities).toContainEqual(
      expect.objectContaining({ municipalityCode: '2425', stateBefore: 'cooperation_place', stateAfter: 'neighbour' }),
    );
    expect(impact.travel.minutesAfter!).toBeGreaterThan(impact.travel.minutesBefore!);

    await execute(house, planner, stepAgreement, {
      agreementId: agreement!.id,
      state: 'ended',
      since: after,
      note: '',
      reason: 'Lokalen sägs upp',
    });
    const register = await registerNow(house.db, house.clock);
    for (const { code } of register.municipalities.values()) {
      const origin = register.findOrigin('municipality', code)!;
      const [was, is] = [lastDay, after].map((on) => findHelp(register, origin, on).bookedMeeting[0]!.placeCode);
      const told = impact.municipalities.find((one) => one.municipalityCode === code);
      expect([code, told?.after?.placeCode ?? was]).toEqual([code, is]);
    }
    const help = findHelp(register, register.findOrigin('municipality', '2425')!, after);
    expect(help).toMatchObject({ state: 'cooperation_place', why: { code: 'agreement', nearest: { name: expect.any(String) } } });
  });

  it('of a desk alone takes its help and nobody’s meeting', async () => {
    const [service] = await listAgreementRecords(house.db, { on: lastDay, kind: 'service', text: '113' });
    const impact = await agreementImpact(house.db, await registerNow(house.db, house.clock), service!.id, lastDay);
    expect(impact.places).toHaveLength(113);
    expect(impact.places.every(({ loses }) => loses.join() === 'desk')).toBe(true);
    expect(impact.municipalities).toEqual([]);
  });
});

it('the country’s agreements are loaded once', async () => {
  expect(await loadCountry(house, 'data/sweden')).toBe(false);
});
