import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { later } from '../../platform/clock/index.ts';
import { runJob } from '../../platform/jobs/index.ts';
import { contactJobs, giveSeat } from './index.ts';

const house = await testHouse('empty');
const [forget] = contactJobs;

it('nothing of a meeting by video is left a day after its end; a room to come stays', async () => {
  const now = house.clock.now();
  const meeting = (start: typeof now, about = house.newId()) =>
    giveSeat(house.db, { about, holder: about, start, end: later(start, 1_800_000), part: 'guest', newId: house.newId });
  await meeting(now);
  house.clock.set(later(now, 26 * 3_600_000));
  const coming = await meeting(house.clock.now());
  expect(await runJob(house, forget!)).toMatchObject({ report: { forgotten: 1 } });
  const rooms = await sql<{ id: string }>`select room_id as id from contact.video_seat`.execute(house.db);
  expect(rooms.rows).toEqual([{ id: coming.roomId }]);
});
