/** The database is gone in the middle of a submit: the person is told so, nothing typed is lost, and a retry acts once. */
import { sql } from 'kysely';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { signInAs } from '../src/platform/auth/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { testHouse } from './database.ts';
import { wayTo } from './database-away.ts';
import { clientOf, formIn, hidden, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const way = await wayTo(house.url);
const own = connect(way.url);
afterAll(() => own.close());
const { server } = await testService({ ...house, db: own.db, url: way.url });
const signedIn = await signInAs(house, ['administrator']);
const administrator = clientOf(server, signedIn);

const fields = {
  part: 'service',
  beganDate: '2020-02-13',
  beganTime: '08:30',
  endedDate: '2020-02-13',
  endedTime: '10:00',
  note: 'Nätet & <em>"allt"</em>\nåäö',
};

afterEach(async () => {
  await sql`truncate platform.outage`.execute(house.db);
});
const stored = async (): Promise<number> => (await sql`select from platform.outage`.execute(house.db)).rows.length;

async function typedForm(): Promise<typeof fields & { _csrf: string; _requestId: string }> {
  const page = await administrator.get('/outages');
  return { ...fields, _csrf: hidden(page, '_csrf'), _requestId: hidden(page, '_requestId') };
}

describe('the database is gone for a while', () => {
  it('before the form came: a page with all that was typed; the button acts once when the database is back', async () => {
    const form = await typedForm();
    await way.cut();
    const page = await administrator.post('/en/outages', form);
    expect(page.status).toBe(503);
    expect(textOf(page)).toContain('not saved yet');
    const again = formIn(page);
    expect(again).toEqual({ action: '/en/outages', fields: form });
    expect(page.html).not.toContain('<em>');

    const still = await administrator.post(again.action, again.fields);
    expect(still.status).toBe(503);
    expect(formIn(still)).toEqual(again);

    await way.mend();
    expect(await stored()).toBe(0);
    const presses = await Promise.all([1, 2].map(() => administrator.post(again.action, again.fields)));
    expect(presses.map((one) => one.status)).toEqual([303, 303]);
    expect(await stored()).toBe(1);
  });

  it('in the middle of the write: the same page, and the same end', async () => {
    const form = await typedForm();
    const sent = await house.db.transaction().execute(async (tx) => {
      await sql`lock table platform.outage in access exclusive mode`.execute(tx);
      const posting = administrator.post('/outages', form);
      for (let waiting = 0; waiting === 0;) {
        const { rows } = await sql`
          select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(house.db);
        waiting = rows.length;
      }
      await way.cut();
      return posting;
    });
    expect(sent.status).toBe(503);
    expect(textOf(sent)).toContain('inte sparat');
    const again = formIn(sent);
    expect(again).toEqual({ action: '/outages', fields: form });
    await way.mend();
    expect((await administrator.post(again.action, again.fields)).status).toBe(303);
    expect(await stored()).toBe(1);
  });

  it('carries no password, and no token but the one that came', async () => {
    await way.cut();
    const page = await administrator.post('/outages', { ...fields, password: 'hemligt', many: ['a', 'b'] });
    await way.mend();
    expect(page.html).not.toContain('hemligt');
    expect(page.html.match(/name="many"/g)).toHaveLength(2);
    expect(page.html).not.toContain(signedIn.csrf);
  });

  it('an API gets problem details, and a page that is read the plain page', async () => {
    await way.cut();
    const page = await administrator.get('/outages');
    const api = await server.inject({ url: '/v1/summary?on=2020-12-31' });
    await way.mend();
    expect(page.status).toBe(503);
    expect(page.html).not.toContain('name="_requestId"');
    expect([api.statusCode, api.json<{ code: string }>().code]).toEqual([503, 'database-unavailable']);
  });
});
