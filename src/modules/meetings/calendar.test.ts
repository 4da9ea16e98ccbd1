/** An officer's calendar through the front door: where they are, whom they meet, and what others may know of it. */
import { describe, expect, it } from 'vitest';
import { clientOf, textOf } from '../../../test/planner-client.ts';
import { booked, newOfficer, registered } from '../../../test/booked.ts';
import { testHouse } from '../../../test/database.ts';
import { testService } from '../../../test/service.ts';
import { execute, signInAs } from '../../platform/auth/index.ts';
import { addOfficer, setAttendance, setWorkingPattern } from './index.ts';
import { officerFacts, placeByCode } from './fixtures.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const planner = { id: 'p', name: 'Planerare', roles: ['planner'] } as const;
const officer = await signInAs(house, ['caseworker'], 'Umut');
const as = clientOf(server, officer);

describe('a calendar', () => {
  it('says when there is none of one’s own', async () => {
    expect(textOf(await as.get('/calendar'))).toContain('Du har ingen egen kalender');
  });

  it('shows where the officer is, with the journeys taken off', async () => {
    const home = await placeByCode(house.db, '2480');
    const away = await placeByCode(house.db, '2481');
    const { officerId } = await execute(house, planner, addOfficer, {
      ...officerFacts,
      name: 'Umut',
      accountId: officer.actor.id,
      homePlaceId: home,
    });
    const days = { mon: [['08:00', '16:30']], thu: [['08:00', '16:30']] };
    await execute(house, planner, setWorkingPattern, { officerId, version: 1, from: '2020-01-01', to: null, weekly: days });
    await execute(house, planner, setAttendance, {
      officerId,
      version: 2,
      from: '2020-02-20',
      to: '2020-02-20',
      weekday: 4,
      stays: [{ placeId: away, from: 0, to: 1440 }],
    });
    const week = textOf(await as.get('/calendar?on=2020-02-20'));
    expect(week).toMatch(/torsdag 20 februari 2020.{0,40}Lycksele/);
    expect(week).toMatch(/måndag 17 februari 2020.{0,40}Umeå/);
    expect(week).toMatch(/tisdag 18 februari 2020 Arbetar inte/);
  });

  it('names persons to the officer who meets them, and to nobody else: a colleague’s are only busy', async () => {
    const person = await registered(house, {});
    const colleague = await signInAs(house, ['caseworker'], 'Kollega');
    const officerId = await newOfficer(house, { name: 'Kollega', accountId: colleague.actor.id });
    await booked(house, person.actor, person.personId, { start: '2020-02-20T10:00:00+01:00', officerId });
    const path = '/calendar?on=2020-02-20';
    expect(textOf(await clientOf(server, colleague).get(path))).toContain('Maja');
    for (const other of [as, clientOf(server, await signInAs(house, ['planner'], 'P'))]) {
      const seen = await other.get(`${path}&officer=${officerId}`);
      expect(textOf(seen)).toContain('10:00–11:00 Upptagen');
      expect(seen.html).not.toMatch(new RegExp(`Maja|${person.personId}`));
    }
  });
});
