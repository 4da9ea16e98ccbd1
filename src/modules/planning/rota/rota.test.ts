/** Travel-in rotas through the front door: made on the page, carried out into meetings, planned anew when someone leaves. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { testService } from '../../../../test/service.ts';
import { withoutChance } from '../../../../test/without-chance.ts';
import { execute, signInAs } from '../../../platform/auth/index.ts';
import { plainDate } from '../../../platform/clock/index.ts';
import { newOfficer, placeByCode, planner } from '../../meetings/fixtures.ts';
import { findOfficer, listAttendance, setAttendance } from '../../meetings/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { changePresence, findPlaceByCode, listPresence } from '../../network/index.ts';
import { listRotas, listRotaSteps } from '../store/rotas.ts';
import { carryOutRota } from './carry-out-rota.ts';
import { rotaStepsOf } from './rota-steps.ts';

const house = await testHouse('country', '2020-02-14T11:00:00Z');
const { server } = await testService(house);
const { headers } = await signInAs(house, ['planner'], 'planner');

const place = async (code: string): Promise<string> => (await findPlaceByCode(house.db, code))!.id;
const [kalix, alvsbyn] = [await place('af-2514-1'), await place('af-2560-1')];
const [lulea, haparanda] = [await placeByCode(house.db, '2580'), await placeByCode(house.db, '2583')];
const finnish = await newOfficer(house, { name: 'Aino', homePlaceId: haparanda, languages: ['sv', 'fi'] });
const near = await newOfficer(house, { name: 'Bo', homePlaceId: lulea });
const spare = await newOfficer(house, { name: 'Cia', homePlaceId: lulea, languages: ['sv', 'fi'] });
const other = await newOfficer(house, { name: 'Dan', homePlaceId: lulea });
const named = await newOfficer(house, { name: 'Eva', homePlaceId: lulea, role: 'protection-officer' });

const get = (url: string) => server.inject({ url, headers });
async function post(url: string, fields: [string, string][]) {
  const payload = new URLSearchParams([['_csrf', headers['x-csrf-token'] ?? ''], ...fields]).toString();
  return server.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload,
  });
}
const words = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

const asked = (officers: readonly string[], more: [string, string][] = []): [string, string][] => [
  ['title', 'Norra Norrbotten'],
  ['validFrom', '2020-03-02'],
  ['validTo', ''],
  ['minutesPerDay', '240'],
  ['daysPerWeek', '2'],
  ['minutesPerWeek', ''],
  ['spread', ''],
  ['aim', 'short'],
  ...officers.map((id): [string, string] => ['officerIds', id]),
  ...more,
];
const promised: [string, string][] = [
  [`days.${kalix}`, '2'],
  [`days.${kalix}`, '4'],
  [`number.${kalix}`, '1'],
  [`languages.${kalix}`, 'fi'],
  [`days.${alvsbyn}`, '3'],
  [`number.${alvsbyn}`, '1'],
];
const attendanceOf = async (officerId: string) =>
  (await listAttendance(house.db, { officerIds: [officerId] })).map(({ placeId, weekday, validFrom, validTo }) => ({
    placeId,
    weekday,
    validFrom,
    validTo,
  }));

describe('M11 the travel-in rota', () => {
  it('is made, carried out as attendance, done once however often it is asked for, and planned anew with one change', async () => {
    await execute(house, planner, setAttendance, {
      officerId: other,
      version: 2,
      from: '2020-02-17',
      to: null,
      weekday: 4,
      stays: [{ placeId: kalix, from: 0, to: 1440 }],
    });
    const atKalix = { from: '2020-02-17', to: null, weekday: 5, stays: [{ placeId: kalix, from: 0, to: 1440 }] };
    await execute(house, planner, setAttendance, { officerId: named, version: 2, ...atKalix });
    const list = await get('/planning/rota');
    expect(words(list.body)).toContain('Norrbottens län');
    const early = await get('/planning/rota/new?on=1900-01-01&county=25');
    expect(early.statusCode, 'a day before the register begins').toBe(422);
    const form = await get('/planning/rota/new?on=2020-03-02&county=25');
    expect(words(form.body)).toMatch(/Arbetsförmedlingen Kalix .*rekonstruerat/);
    expect(form.body).toContain('Aino');
    expect(withoutChance(form.body)).not.toContain('Eva');

    const made = await post('/planning/rota/new?on=2020-03-02&county=25', asked([finnish, near], promised));
    expect(made.statusCode, words(made.body)).toBe(303);
    const path = made.headers.location!;
    const page = words((await get(path)).body);
    expect(page).toContain('Bevisat bäst');
    expect(page).toContain('Allt hålls');
    expect(page).toContain('resor är uppskattade');
    const csv = (await get(`${path}/rota.csv`)).body.trim().split('\n');
    expect(csv).toHaveLength(4);
    expect(csv[1]).toMatch(/^tue,af-2514-1,Arbetsförmedlingen Kalix,.*,Aino,/);

    const dryRun = words((await get(`${path}/carry-out`)).body);
    // The officer who is there now, and is not in the rota, goes home.
    expect(dryRun).toMatch(/Dan .*torsdag .*på hemkontoret/i);
    expect(await attendanceOf(finnish)).toEqual([]);
    const done = await post(`${path}/carry-out`, []);
    expect(done.statusCode, words(done.body)).toBe(303);
    const from = { validFrom: '2020-03-02', validTo: null };
    expect(await attendanceOf(finnish)).toEqual([
      { placeId: kalix, weekday: 2, ...from },
      { placeId: kalix, weekday: 4, ...from },
    ]);
    expect(await attendanceOf(near)).toEqual([{ placeId: alvsbyn, weekday: 3, ...from }]);
    expect(await attendanceOf(other)).toEqual([{ placeId: kalix, weekday: 4, validFrom: '2020-02-17', validTo: '2020-03-01' }]);
    // Who looks after protected persons is where she was.
    expect(await attendanceOf(named)).toEqual([{ placeId: kalix, weekday: 5, validFrom: '2020-02-17', validTo: null }]);
    expect(words((await get(done.headers.location!)).body)).toContain('Schemat är genomfört');
    expect((await post(`${path}/carry-out`, [])).statusCode).toBe(409);
    expect((await post(`${path}/carry-out`, [['next', 'resume']])).statusCode).toBe(303);
    const [rota] = await listRotas(house.db);
    expect(await listRotaSteps(house.db, rota!.id)).toHaveLength(4);
    expect(await rotaStepsOf(house.db, rota!)).toEqual([]);

    const replan = await get(`${path}/replan`);
    expect(replan.body).toContain(`value="${finnish}"`);
    const anew = await post(`${path}/replan`, asked([near, spare], promised));
    const after = words((await get(anew.headers.location!)).body);
    expect(after).toContain('Tar över efter');
    expect(after).toMatch(/Nya tjänstgöringar 2 2/);
    expect((await post(`${anew.headers.location!}/carry-out`, [])).statusCode).toBe(303);
    expect((await attendanceOf(finnish)).filter(({ validTo }) => validTo === null)).toEqual([]);
    expect((await attendanceOf(spare)).map(({ weekday }) => weekday)).toEqual([2, 4]);
  });

  it('names what cannot be kept: the place, the day, the language and the limit', async () => {
    const made = await post('/planning/rota/new?on=2020-03-02&county=25', asked([near], promised));
    const page = words((await get(made.headers.location!)).body);
    expect(page).toContain('Allt som är utlovat kan inte hållas');
    expect(page).toMatch(/Kalix på tisdag(ar)? behöver någon som talar fi, och det gör ingen av de valda handläggarna/i);
  });

  it('is refused with what is wrong beside the field; a place to which nobody travels is refused', async () => {
    const url = '/planning/rota/new?on=2020-03-02&county=25';
    const empty = await post(url, [
      ['title', ''],
      [`days.${kalix}`, '2'],
      [`number.${kalix}`, 'x'],
    ]);
    expect(empty.statusCode).toBe(422);
    for (const said of [
      'Skriv en rubrik',
      'Skriv minuter, från 1 till 1440',
      'Skriv ett tal från 1 till 20',
      'Välj minst en handläggare',
      'Välj ett av',
    ])
      expect(words(empty.body)).toContain(said);
    const wrong = await post(
      url,
      asked(
        [near],
        [
          [`days.${lulea}`, '2'],
          [`number.${lulea}`, '1'],
        ],
      ),
    );
    expect(wrong.statusCode).toBe(422);
    expect(words(wrong.body)).toContain('kontor dit personal reser');
    expect((await get('/planning/rota/unknown')).statusCode).toBe(404);
  });

  const toKalix: [string, string][] = [
    [`days.${kalix}`, '1'],
    [`number.${kalix}`, '1'],
  ];

  it('a booked meeting in the way stops the whole rota, by the dry run', async () => {
    const [person, id] = [house.newId(), house.newId()];
    const during = sql`tstzrange('2020-03-09T10:00:00+01:00', '2020-03-09T11:00:00+01:00')`;
    await sql`
      insert into meetings.meeting (person_id, id, state, type_code, purpose, channel, during, officer_ids, place_id, language,
                                    channel_by, came_by, made_at, made_by)
      values (${person}, ${id}, 'booked', '31', 'first-planning', 'on-site', ${during}, ${[other]}::uuid[], ${lulea}, 'sv', 'choice',
              'officer', ${house.clock.now()}, 'x')`.execute(house.db);
    await sql`insert into meetings.occupancy (resource_id, id, during, why, of)
              values (${other}, ${house.newId()}, ${during}, 'meeting', ${id})`.execute(house.db);
    const made = await post('/planning/rota/new?on=2020-03-02&county=25', asked([other], toKalix));
    const path = made.headers.location!;
    const dryRun = words((await get(`${path}/carry-out`)).body);
    expect(dryRun).toContain('En dag kan inte bli så');
    expect(dryRun).toContain('2020-03-09 10:00');
    const refused = await post(`${path}/carry-out`, []);
    expect(refused.statusCode).toBe(409);
    expect((await attendanceOf(other)).filter(({ weekday }) => weekday === 1)).toEqual([]);
  });

  it('killed half-way it is gone on with from its page, and does nothing twice', async () => {
    const path = (await post('/planning/rota/new?on=2020-03-02&county=25', asked([spare], toKalix))).headers.location!;
    const rotaId = path.split('/').at(-1)!;
    await execute(house, planner, carryOutRota, { rotaId });
    expect(words((await get(`${path}/carry-out`)).body)).toContain('Allt är inte genomfört');
    const steps = (await listRotaSteps(house.db, rotaId as Uuid)).filter((one) => one.officerId === spare);
    const { requestId, officerId, weekday, stays } = steps.find((one) => one.weekday === 1)!;
    const { version } = (await findOfficer(house.db, officerId))!;
    // Done, and the process died before it noted it.
    await execute(house, planner, setAttendance, { officerId, version, from: '2020-03-02', to: null, weekday, stays }, requestId);
    expect((await post(`${path}/carry-out`, [['next', 'resume']])).statusCode).toBe(303);
    expect(words((await get(`${path}/carry-out`)).body)).toContain('Schemat är genomfört');
    expect((await findOfficer(house.db, spare))!.version).toBe(version + steps.length);
    expect((await attendanceOf(spare)).filter((one) => one.weekday === 1)).toHaveLength(1);
  });

  it('a place that ends within the period stops the whole rota, by the dry run and its rule; until its end it can be', async () => {
    const fresh = await newOfficer(house, { name: 'Fia', homePlaceId: lulea });
    const [there] = await listPresence(house.db, { placeId: alvsbyn, on: plainDate('2020-03-02') });
    const { presenceId, id: version, validFrom, services, languages, hours, exceptions } = there!;
    const known = { validFrom, services, languages, hours, exceptions, reason: 'prov' };
    await execute(house, planner, changePresence, { presenceId, version, from: null, validTo: '2020-04-30', ...known });
    const toAlvsbyn: [string, string][] = [
      [`days.${alvsbyn}`, '1'],
      [`number.${alvsbyn}`, '1'],
    ];
    const open = (await post('/planning/rota/new?on=2020-03-02&county=25', asked([fresh], toAlvsbyn))).headers.location!;
    const dryRun = words((await get(`${open}/carry-out`)).body);
    expect(dryRun).toContain('En dag kan inte bli så');
    expect(dryRun).toContain('Registret erbjuder inga bokade möten där');
    expect((await post(`${open}/carry-out`, [])).statusCode).toBe(409);
    const until = asked([fresh], toAlvsbyn).map((one): [string, string] =>
      one[0] === 'validTo' ? ['validTo', '2020-04-30'] : one,
    );
    const short = (await post('/planning/rota/new?on=2020-03-02&county=25', until)).headers.location!;
    expect((await post(`${short}/carry-out`, [])).statusCode).toBe(303);
    const during = { validFrom: '2020-03-02', validTo: '2020-04-30' };
    expect(await attendanceOf(fresh)).toContainEqual({ placeId: alvsbyn, weekday: 1, ...during });
  });
});
