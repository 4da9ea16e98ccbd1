/** The manager's page through the front door: what is left, what is needed, and the alarm. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { registered } from '../../../test/booked.ts';
import { testHouse } from '../../../test/database.ts';
import { clientOf, textOf } from '../../../test/planner-client.ts';
import { testService } from '../../../test/service.ts';
import { execute, signInAs } from '../../platform/auth/index.ts';
import { runJob } from '../../platform/jobs/index.ts';
import { bookMeeting } from './book-meeting.ts';
import { officerFacts, placeByCode } from './fixtures.ts';
import { addOfficer, addRoom, setWorkingPattern } from './index.ts';
import { watchFreeTimes } from './watch-free-times.ts';

// A Friday. Type 31 (60 minutes, a room) is booked from the 3rd to the 15th working day: 19 February to 6 March, 13 days.
const house = await testHouse('country', '2020-02-14T07:00:00Z');
const { server } = await testService(house);
const signedIn = await signInAs(house, ['planner'], 'Planerare');
const planner = signedIn.actor;
const as = clientOf(server, signedIn);
const analyst = clientOf(server, await signInAs(house, ['analyst'], 'Analytiker'));

const days = ['mon', 'tue', 'wed', 'thu', 'fri'];
const placeId = await placeByCode(house.db, '2481');
const { rows: places } = await sql<{ code: string }>`select code from network.place where id = ${placeId}`.execute(house.db);
async function officerAt(hours: [string, string]) {
  const { officerId } = await execute(house, planner, addOfficer, { ...officerFacts, homePlaceId: placeId });
  const weekly = Object.fromEntries(days.map((day) => [day, [hours]]));
  await execute(house, planner, setWorkingPattern, { officerId, version: 1, from: '2020-01-01', to: null, weekly });
  return officerId;
}
await officerAt(['08:00', '16:30']);
await execute(house, planner, addRoom, { placeId, name: 'Rum 1', seats: 4, stepFree: 'yes', validFrom: null, validTo: null });
const page = `/supply/free?type=31&place=${placeId}`;
const read = async (address = page, client = as) => textOf(await client.get(address));

/** What is left is counted from the picture, which follows within moments. */
const left = () => expect.poll(() => read());

describe('MEET-4 free times left and what is needed', () => {
  it('counts meetings that can be booked, not times at which one may begin', async () => {
    await left().toContain(': 78 möten till går att boka från 19 februari 2020 till 6 mars 2020');
    expect(await read()).toMatch(/onsdag 19 februari 2020 6 0 /);
    expect(await read(`/supply/free?type=34&place=${placeId}`)).toContain(': 156 möten till');
    expect(await read('/supply/free?type=21')).toContain('Hela landet: 156 möten till');
    expect(await read('/supply/free?type=31&county=24')).toContain('Västerbottens län: 78 möten till');
    expect(await read('/supply/free?type=31&county=25')).toContain(': 0 möten till');
  });

  it('a second officer without a second room leaves no more; what is booked is counted off', async () => {
    const second = await officerAt(['08:00', '16:30']);
    await left().toContain(': 78 möten till');
    await expect.poll(() => read(`${page}&on=2020-02-19`)).toMatch(/09:00 2 1 09:30 2 1 10:00 2 1 10:30 2 0 12:00 2 1/);
    const { actor, personId } = await registered(house, {});
    const found = () => ({ officerIds: [second], roomId: null, interpreterId: null, versions: { [second]: 2 } });
    const time = { typeCode: '22', start: '2020-02-19T09:30:00+01:00', channel: 'phone', cameBy: 'web' };
    await execute(house, actor, bookMeeting, { personId, ...time, found });
    await expect.poll(() => read(`${page}&on=2020-02-19`)).toMatch(/09:00 2 1 09:30 2 1/);
    // By phone 6 times of the first officer and 4 of the second: what is left before and after half past nine is no hour.
    await expect.poll(() => read('/supply/free?type=23')).toMatch(/onsdag 19 februari 2020 10 0 /);
    expect(await read('/supply/free?type=22')).toMatch(/Från 17 februari 2020 \d+ 1 /);
  });

  it('a forecast shows what is missing, by day and half hour; one that cannot be read changes nothing', async () => {
    const head = 'type,place,start,end,need,source';
    const row = (hour: string, until: string, need: number) =>
      `31,${places[0]!.code},2020-02-19T${hour}:00+01:00,2020-02-19T${until}:00+01:00,${need},Prognos på prov`;
    const load = (...rows: string[]) => as.post('/supply/free', { what: 'forecast', text: [head, ...rows].join('\n') });
    const refused = await load(row('09', '10', 5), row('10', '09', 5));
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('Rad 3, end: sluttiden ska vara efter starttiden');
    expect(await read()).toContain('Ingen prognos finns');
    expect((await load(row('09', '10', 5), row('10', '11', 4))).location).toBe('/supply/free?done=forecast&rows=2');
    expect(await read()).toMatch(/onsdag 19 februari 2020 6 0 9 3 /);
    expect(await read()).toContain('Enligt prognosen saknas 3 tider');
    expect(await read(`${page}&on=2020-02-19`)).toMatch(/09:00 2 1 2,5 0,5 09:30 2 1 2,5 0,5 10:00 2 1 2 0 /);
    await load(row('09', '10', 1));
    expect(await read()).toMatch(/onsdag 19 februari 2020 6 0 5 0 /);
    expect(await read()).toContain('Prognos på prov');
  });

  it('shows first the type of which most is needed; without a forecast one is chosen', async () => {
    expect(await read('/supply/free')).toContain('Arbetsförmedlingen Lycksele');
    expect((await as.get('/supply/free')).html).toMatch(/<option value="31" selected/);
    await sql`delete from meetings.forecast`.execute(house.db);
    const page = await as.get('/supply/free');
    expect(textOf(page)).toMatch(/Välj den mötestyp som du vill se.* 21 Första planeringssamtal, på distans/);
    expect(page.html).toContain('href="/supply/free?type=31"');
  });

  it('an analyst reads, and says nothing', async () => {
    expect(await read(page, analyst)).not.toContain('Sätt när det ska larma');
    expect((await analyst.post('/supply/free', { what: 'threshold', type: '31', atLeast: '5' })).status).toBe(403);
  });
});

describe('MEET-2 an alarm when there are too few', () => {
  const look = async () => (await runJob(house, watchFreeTimes)).report;
  const told = async () =>
    (
      await sql<{
        payload: object;
      }>`select payload from platform.event where type = 'meetings.free-times-low' order by 1`.execute(house.db)
    ).rows;

  it('there is none until someone says how many there are to be; then it is raised once, and ends when there are enough', async () => {
    expect(await look()).toEqual({ low: 0, raised: 0, ended: 0 });
    expect((await as.post('/supply/free', { what: 'threshold', type: '31', place: placeId, atLeast: 'många' })).status).toBe(422);
    const set = (atLeast: string) => as.post('/supply/free', { what: 'threshold', type: '31', place: placeId, atLeast });
    expect((await set('79')).location).toBe(`${page}&done=threshold`);
    expect(await look()).toEqual({ low: 1, raised: 1, ended: 0 });
    expect(await look()).toEqual({ low: 1, raised: 0, ended: 0 });
    expect((await told()).map(({ payload }) => payload)).toEqual([{ typeCode: '31', placeId, free: 78, atLeast: 79 }]);
    expect(await read('/supply/free?type=21')).toMatch(/1 larm: för få lediga tider .*78 lediga av minst 79/);
    expect(await read('/supply/free?type=31&county=24')).toContain('För få');
    await set('78');
    expect(await look()).toEqual({ low: 0, raised: 0, ended: 1 });
    expect(await read()).not.toContain('larm:');
  });

  it('said of every place it holds where no number of its own is said; taken away, the alarm is gone at once', async () => {
    const every = (atLeast: string) => as.post('/supply/free', { what: 'threshold', type: '32', atLeast });
    await every('1');
    expect(await look()).toEqual({ low: 0, raised: 0, ended: 0 });
    await every('100000');
    expect(await look()).toMatchObject({ raised: 1 });
    await every('');
    expect(await read()).not.toContain('larm:');
  });
});
