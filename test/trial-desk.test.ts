/** A trial has a service office to try: loaded once, staffed by its personas when they sign in. */
import { expect, it } from 'vitest';
import { personas } from '../src/app/personas.ts';
import { loadTrialDesk } from '../src/app/trial-desk.ts';
import { recogniseTrialAccount } from '../src/app/trial-supply.ts';
import { listCounters, listDevices, listServices, listUnits } from '../src/modules/desk/index.ts';
import { agreementsInForce, listPlaceStaff, listPresence, requireDeskTask } from '../src/modules/network/index.ts';
import { signInAs } from '../src/platform/auth/index.ts';
import { today } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2026-11-22T08:00:00Z');
const on = today(house.clock);

async function signInPersona(id: string) {
  const { name, roles, ...more } = personas.find((one) => one.id === id)!;
  const organisation = 'organisation' in more ? { organisation: more.organisation } : {};
  return signInAs(house, roles, name, { ...organisation, onSignIn: recogniseTrialAccount });
}

it('is a service office that is open, with agreements that say that they are made up; loaded once', async () => {
  const said: string[] = [];
  await loadTrialDesk(house, (line) => said.push(line));
  expect(said.join(' ')).toContain('/kiosk/');
  const [office] = await listPresence(house.db, { kind: 'service_office', on });
  const inForce = await agreementsInForce(house.db, office!.placeId, on);
  expect(inForce.map(({ agency }) => agency)).toEqual([
    'arbetsformedlingen',
    'forsakringskassan',
    'pensionsmyndigheten',
    'skatteverket',
  ]);
  for (const { reference } of inForce) expect(reference).toBe('Påhittat avtal för prov');
  const again: string[] = [];
  await loadTrialDesk(house, (line) => again.push(line));
  expect(again).toEqual([]);
  expect(await listServices(house.db, office!.placeId)).toHaveLength(2);
  expect(await listCounters(house.db, office!.placeId)).toHaveLength(3);
  expect((await listDevices(house.db, office!.placeId)).map(({ code }) => code)).toEqual(['K1', 'S1']);
});

it('Sonja, Olle and Maryam stand at it once they have signed in, and Cecilia belongs to its units', async () => {
  const [office] = await listPresence(house.db, { kind: 'service_office', on });
  const { actor: sonja } = await signInPersona('sonja');
  const { actor: olle } = await signInPersona('olle');
  const { actor: maryam, headers } = await signInPersona('maryam');
  await signInPersona('sonja');
  const staff = await listPlaceStaff(house.db, { placeId: office!.placeId, on });
  expect(new Map(staff.map(({ accountId, position }) => [accountId, position]))).toEqual(
    new Map([
      [sonja.id, 'counter'],
      [olle.id, 'host'],
      [maryam.id, 'manager'],
    ]),
  );
  expect(staff).toHaveLength(3);
  const { actor: cecilia } = await signInPersona('cecilia');
  expect(await listUnits(house.db, { accountId: cecilia.id })).toHaveLength(2);
  // She reads the need of the week that comes: there are visits enough to go by.
  const { server } = await testService(house);
  const week = `/desk/${office!.placeId}/week?week=2026-11-23&percent=80&minutes=10`;
  const { payload } = await server.inject({ url: week, headers: { ...headers, accept: 'text/html' } });
  expect(payload).toContain('Så många diskar behövs');
  await requireDeskTask(house.db, { placeId: office!.placeId, agency: 'skatteverket', on }, 'receive-documents');
});
