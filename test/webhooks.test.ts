/** Partners' calendars: added by a planner, told of meetings at their places by a real HTTP server's standards, killed in the middle. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { withRegistration } from '../src/modules/cases/fixtures.ts';
import { cancelMeeting } from '../src/modules/meetings/cancel-meeting.ts';
import { newOfficer, newRoom, placeByCode } from '../src/modules/meetings/fixtures.ts';
import { deliverWebhooks, meetingsJobs, webhookSettings, type WebhookSending } from '../src/modules/meetings/index.ts';
import { jobseeker, lookAfter, newNumber, protect } from '../src/modules/people/fixtures.ts';
import { liftProtection } from '../src/modules/people/lift-protection.ts';
import { execute, signInAs } from '../src/platform/auth/index.ts';
import { instant, later } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { deliverAll } from './delivered.ts';
import { clientOf, textOf } from './planner-client.ts';
import { testService } from './service.ts';
import { startReceiver } from './webhook-receiver.ts';

const start = instant('2020-03-02T08:00:00Z');
const house = await testHouse('country', start);
const [lycksele, umea] = [await placeByCode(house.db, '2481'), await placeByCode(house.db, '2480')];
for (const homePlaceId of [lycksele, umea]) {
  await newOfficer(house, { homePlaceId });
  await newRoom(house, homePlaceId);
}
const env = { WEBHOOK_SECRET: 'a secret of the test, long enough', WEBHOOK_PRIVATE_ADDRESSES: 'allowed' };
const { server } = await testService(house, env);
const receiver = await startReceiver();
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await receiver.close();
});

const planner = clientOf(server, await signInAs(house, ['planner'], 'Planerare'));
const codeOf = async (placeId: string): Promise<string> =>
  (await sql<{ code: string }>`select code from network.place where id = ${placeId}`.execute(house.db)).rows[0]!.code;
const lyckseleCode = await codeOf(lycksele);

const sending: WebhookSending = {
  house,
  settings: webhookSettings(env)!,
  publicUrl: () => 'https://narvaro.example.org',
  onError: (error) => {
    throw error;
  },
  patienceMs: 300,
};

/** Everything that has happened is noted, and what is due is sent. */
async function pass(): Promise<number> {
  await deliverAll(house);
  return deliverWebhooks(sending);
}

async function addPartner(url = receiver.url, places = lyckseleCode) {
  const page = await planner.post('/webhooks', { name: 'Lycksele kommun', url, places });
  const secret = /whsec_[\w+/=]+/.exec(page.html)?.[0] ?? '';
  receiver.know(secret);
  return { page, secret, id: /\/webhooks\/([\w-]{36})\/end/.exec(page.html)?.[1] ?? '' };
}

/** Who may choose the place: registered for a year. */
async function person(name: string) {
  const number = newNumber(house);
  // One name is one account.
  const who = await jobseeker(house, `${name} ${number}`, number);
  await withRegistration(house, who.personId, '2019-02-03');
  const ask = async (method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
    const headers = { accept: 'application/json', ...who.headers };
    const answer = await server.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    const body = answer.json<{ id: string; version: number; code?: string }>();
    expect(answer.statusCode, JSON.stringify(body)).toBe(200);
    return body;
  };
  return { ...who, number, ask };
}
const onSite = (start: string, placeId: string | null = lycksele) => ({ typeCode: '32', channel: 'on-site', start, placeId });

let hour = 0;
/** A time that nobody has asked for. */
function freeStart(): string {
  hour += 1;
  const at = ['09:00', '10:00', '13:00', '14:00', '15:00'][hour % 5]!;
  return `2020-03-${String(9 + Math.floor(hour / 5)).padStart(2, '0')}T${at}:00+01:00`;
}

const rowOf = async (id: string) => {
  const { rows } = await sql<{ attempts: number; status: string; delivered: boolean; failed: boolean }>`
    select attempts, last_status as status, delivered_at is not null as delivered, failed_at is not null as failed
    from meetings.webhook_delivery where id = ${id}`.execute(house.db);
  return rows[0];
};

beforeEach(async () => {
  house.clock.set(start);
  await sql`update meetings.webhook set ended_at = ${start} where ended_at is null`.execute(house.db);
  await sql`delete from meetings.webhook_delivery where delivered_at is null and failed_at is null`.execute(house.db);
  await pass();
  receiver.clear();
});

describe('a partner’s program', () => {
  it('is told of what happens at its places, signed, as CloudEvents, and of nothing else', async () => {
    const { id: webhookId, secret } = await addPartner();
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const maja = await person('Qzmaja');
    const begin = freeStart();
    const meeting = await maja.ask('POST', '/v1/meetings', onSite(begin));
    const elsewhere = await person('Qznils');
    await elsewhere.ask('POST', '/v1/meetings', { typeCode: '22', channel: 'phone', start: freeStart() });
    expect(await pass()).toBe(1);
    const [told] = receiver.received;
    expect(told).toMatchObject({ isGenuine: true, type: 'application/cloudevents+json; charset=utf-8' });
    expect(told!.timestamp).toBe(Date.parse(start) / 1000);
    expect(told!.event).toMatchObject({
      specversion: '1.0',
      id: told!.id,
      source: 'https://narvaro.example.org',
      type: 'se.narvaro.meetings.booked.v1',
      subject: meeting.id,
      time: start,
      datacontenttype: 'application/json',
      data: {
        meetingId: meeting.id,
        version: 1,
        start: instant(begin),
        channel: 'on-site',
        placeId: lycksele,
        placeCode: lyckseleCode,
        state: 'booked',
      },
    });
    expect(String(told!.event.data['room'])).toMatch(/^Rum/);
    const said = JSON.stringify(told);
    for (const word of ['Qzmaja', maja.personId, maja.actor.id, maja.number, 'follow-up', '"32"'])
      expect(said).not.toContain(word);
    const page = textOf(await planner.get(`/webhooks/${webhookId}`));
    expect(page).toContain(told!.id);
    expect(page).toContain('HTTP 204');
    expect(page).not.toContain(secret);
  });

  it('is told that a meeting has left its places, and no more of where it went', async () => {
    await addPartner();
    const nils = await person('Nils');
    const { id } = await nils.ask('POST', '/v1/meetings', onSite(freeStart()));
    await pass();
    await nils.ask('PATCH', `/v1/meetings/${id}`, onSite(freeStart()));
    await pass();
    await nils.ask('PATCH', `/v1/meetings/${id}`, onSite(freeStart(), umea));
    await pass();
    await nils.ask('PATCH', `/v1/meetings/${id}`, onSite(freeStart(), umea));
    await nils.ask('DELETE', `/v1/meetings/${id}?reason=work`);
    await pass();
    expect(receiver.received.map(({ event }) => event.type.split('.').at(-2))).toEqual(['booked', 'changed', 'left']);
    expect(receiver.received.at(-1)!.event.data).toEqual({ meetingId: id, version: 3, state: 'left' });
  });

  it('§12.4 is told of someone protected exactly what it is told of anyone: only ids and times differ', async () => {
    await addPartner();
    const { actor } = await signInAs(house, ['protection-officer'], 'Namngiven');
    /** What is posted of one person's meeting, booked, moved and cancelled, without ids and times. */
    const said = async (name: string, isHidden: boolean): Promise<string[]> => {
      receiver.clear();
      const one = await person(name);
      const { id } = await one.ask('POST', '/v1/meetings', onSite(freeStart()));
      await one.ask('PATCH', `/v1/meetings/${id}`, onSite(freeStart()));
      if (isHidden) await protect(house, one.number);
      const count = await pass();
      if (isHidden) await lookAfter(house, actor, one.personId);
      const reason = { personId: one.personId, meetingId: id, reason: 'impediment' } as const;
      await execute(house, isHidden ? actor : one.actor, cancelMeeting, reason);
      expect([count, await pass()]).toEqual([2, 1]);
      return receiver.received.map(({ body }) =>
        body.replaceAll(/"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"id"').replaceAll(/"\d{4}-\d{2}-\d{2}T[\d:.]+Z"/g, '"time"'),
      );
    };
    const [anyone, hidden] = [await said('Qzanyone', false), await said('Qzgomd', true)];
    expect(anyone).toHaveLength(3);
    expect(hidden).toEqual(anyone);
    expect(hidden.map((body) => (JSON.parse(body) as { type: string }).type.split('.').at(-2))).toEqual([
      'booked',
      'changed',
      'cancelled',
    ]);
  });

  it('§12.4 is told nothing when someone’s protection begins or ends', async () => {
    await addPartner();
    const hidden = await person('Qzgomd');
    await hidden.ask('POST', '/v1/meetings', onSite(freeStart()));
    expect(await pass()).toBe(1);
    await protect(house, hidden.number);
    expect(await pass()).toBe(0);
    const { actor } = await signInAs(house, ['protection-officer'], 'Namngiven');
    await lookAfter(house, actor, hidden.personId);
    await execute(house, actor, liftProtection, { personId: hidden.personId });
    expect(await pass()).toBe(0);
  });

  it('is told nothing of what was erased before it was sent', async () => {
    await addPartner();
    const gone = await person('Borta');
    await gone.ask('POST', '/v1/meetings', onSite(freeStart()));
    await deliverAll(house);
    await sql`delete from meetings.meeting where person_id = ${gone.personId}`.execute(house.db);
    await deliverWebhooks(sending);
    expect(receiver.received).toEqual([]);
    expect(await deliverWebhooks(sending)).toBe(0);
  });

  it('is told no more when it has ended', async () => {
    const { id } = await addPartner();
    const maja = await person('Maja');
    await maja.ask('POST', '/v1/meetings', onSite(freeStart()));
    await deliverAll(house);
    expect((await planner.post(`/webhooks/${id}/end`, {})).location).toBe('/webhooks?ended=yes');
    expect(await pass()).toBe(0);
    expect(textOf(await planner.get('/webhooks?ended=yes'))).toContain('Partnerprogrammet är avslutat');
  });
});

describe('a message that is not taken', () => {
  async function waiting() {
    const { id: webhookId } = await addPartner();
    const maja = await person('Maja');
    await maja.ask('POST', '/v1/meetings', onSite(freeStart()));
    await deliverAll(house);
    return webhookId;
  }
  const seconds = (count: number): void => house.clock.set(later(house.clock.now(), count * 1000));

  it('is sent again with the same id and a new time, whatever went wrong', async () => {
    await waiting();
    receiver.answerNext(503, 'die', 'hang', 302);
    for (const [wait, status] of [
      [0, '503'],
      [5, 'unreachable'],
      [300, 'timeout'],
      [1800, '302'],
    ] as const) {
      seconds(wait);
      expect(await deliverWebhooks(sending)).toBe(1);
      expect(await rowOf(receiver.received[0]!.id)).toMatchObject({ status, delivered: false, failed: false });
      expect(await deliverWebhooks(sending)).toBe(0);
    }
    seconds(7200);
    await deliverWebhooks(sending);
    const { received } = receiver;
    expect(await rowOf(received[0]!.id)).toMatchObject({ status: '204', attempts: 5, delivered: true });
    // Nobody followed the redirect: it would have been a sixth.
    expect([received.length, new Set(received.map(({ id }) => id)).size]).toEqual([5, 1]);
    expect(new Set(received.map(({ timestamp }) => timestamp)).size).toBe(5);
    expect(received.every(({ isGenuine }) => isGenuine)).toBe(true);
  });

  it('has failed after a day, and the page says so', async () => {
    const webhookId = await waiting();
    let tries = 0;
    receiver.answerNext(...Array.from({ length: 20 }, () => 500));
    for (const end = later(start, 24 * 3_600_000); house.clock.now() < end; seconds(60)) tries += await deliverWebhooks(sending);
    expect(tries).toBe(8);
    expect(await rowOf(receiver.received[0]!.id)).toMatchObject({ failed: true, status: '500' });
    // The planner's session would have ended meanwhile.
    house.clock.set(start);
    const page = textOf(await planner.get(`/webhooks/${webhookId}`));
    expect(page).toContain('Misslyckat');
    expect(page).toContain('HTTP 500');
  });

  it('is not sent again to someone who is gone (410)', async () => {
    await waiting();
    receiver.answerNext(410);
    await deliverWebhooks(sending);
    expect(await rowOf(receiver.received[0]!.id)).toMatchObject({ failed: true, status: '410', attempts: 1 });
  });

  it('does not hold up other partners', async () => {
    await waiting();
    const other = await startReceiver();
    await planner.post('/webhooks', { name: 'Annan', url: other.url, places: lyckseleCode });
    const maja = await person('Maja');
    await maja.ask('POST', '/v1/meetings', onSite(freeStart()));
    receiver.answerNext('hang');
    await pass();
    expect(other.received).toHaveLength(1);
    await other.close();
  });

  it('that was in hand when its process was killed is sent by the next, with the same id', async () => {
    await waiting();
    receiver.answerNext('hang');
    const child = spawn(process.execPath, ['--import', './src/ui/jsx-loader.mjs', 'test/webhooks.child.ts'], {
      env: { ...process.env, ...env, CHILD_DATABASE: house.url, CHILD_NOW: start },
      stdio: 'inherit',
    });
    children.push(child);
    await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(1);
    expect(await deliverWebhooks(sending)).toBe(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    seconds(61);
    expect(await deliverWebhooks(sending)).toBe(1);
    const [first, second] = receiver.received;
    expect(second!.id).toBe(first!.id);
    expect(await rowOf(first!.id)).toMatchObject({ attempts: 2, delivered: true });
  });
});

describe('whoever runs the service', () => {
  it('must have set a secret before any can be added, and the page says so', async () => {
    const closed = await testService(house);
    const client = clientOf(closed.server, await signInAs(house, ['administrator'], 'Förvaltare'));
    const page = await client.get('/webhooks');
    expect(textOf(page)).toContain('WEBHOOK_SECRET');
    expect(page.html).not.toContain('name="url"');
    const forced = await client.post('/webhooks', { name: 'Partner', url: 'https://calendar.example.org', places: lyckseleCode });
    expect(forced.status).toBe(409);
  });

  it.each([[{ WEBHOOK_SECRET: 'short' }], [{ ...env, WEBHOOK_PRIVATE_ADDRESSES: 'yes' }]])(
    'is told of a setting that cannot be meant',
    (wrong) => {
      expect(() => webhookSettings(wrong)).toThrow(/WEBHOOK_/);
    },
  );

  it('decides whether an address within its own network may be called, also later', async () => {
    const strict = await testService(house, { WEBHOOK_SECRET: env.WEBHOOK_SECRET });
    const client = clientOf(strict.server, await signInAs(house, ['administrator'], 'Förvaltare'));
    for (const [url, says] of [
      ['https://127.0.0.1/', 'inre nät'],
      ['http://calendar.example.org/', 'https'],
    ] as const) {
      const refused = await client.post('/webhooks', { name: 'Partner', url, places: lyckseleCode });
      expect(refused.status).toBe(422);
      expect(textOf(refused)).toContain(says);
      expect(refused.html).toContain(url);
    }
    await addPartner();
    const maja = await person('Maja');
    await maja.ask('POST', '/v1/meetings', onSite(freeStart()));
    await deliverAll(house);
    await deliverWebhooks({ ...sending, settings: { ...sending.settings, allowsPrivate: false } });
    expect(receiver.received).toEqual([]);
  });

  it('finds neither secrets nor whole addresses in what is kept of who did what', async () => {
    const { secret } = await addPartner();
    for (const table of ['meetings.webhook', 'meetings.webhook_delivery', 'platform.audit', 'platform.event']) {
      const { rows } = await sql<{
        text: string | null;
      }>`select string_agg(v::text, ' ') as text from ${sql.table(table)} v`.execute(house.db);
      expect(rows[0]!.text ?? '').not.toContain(secret.slice('whsec_'.length));
      expect(rows[0]!.text ?? '').not.toContain(env.WEBHOOK_SECRET);
      if (table.startsWith('platform')) expect(rows[0]!.text ?? '').not.toContain('key=theirs');
    }
  });

  it('keeps what was delivered for thirty days, and for as long as the meeting is to come', async () => {
    const job = meetingsJobs.find(({ name }) => name === 'meetings.prune-webhook-deliveries')!;
    house.clock.set('2020-04-01T08:00:00Z');
    expect(await job.run(house)).toEqual({ pruned: 0 });
    house.clock.set('2020-06-01T08:00:00Z');
    await job.run(house);
    const { rows } = await sql`select from meetings.webhook_delivery`.execute(house.db);
    expect(rows).toEqual([]);
  });
});

it('places that the register does not know are said, with what was typed', async () => {
  const { page } = await addPartner(receiver.url, `${lyckseleCode} af-9999-1`);
  expect(page.status).toBe(422);
  expect(textOf(page)).toContain('af-9999-1');
});

it('everything that is wrong is said at once', async () => {
  const { page } = await addPartner('http://partner.example.org/', 'af-9999-1');
  expect(page.status).toBe(422);
  for (const wrong of ['af-9999-1', 'Adressen ska börja med https']) expect(textOf(page)).toContain(wrong);
  const bare = await planner.post('/webhooks', { name: '', url: '', places: 'af-9999-1' });
  for (const wrong of ['af-9999-1', 'Skriv ett namn', 'Skriv en adress']) expect(textOf(bare)).toContain(wrong);
});
