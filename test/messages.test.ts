/** Messages out of the house: by e-mail to a real mail server, by SMS to a real gateway, as letters; what staff see of the rest. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  contactHolding,
  contactJobs,
  type MessageSource,
  gatewaysFromEnvironment,
  sendDue,
  type Sending,
  tell,
  untell,
  type Words,
} from '../src/modules/contact/index.ts';
import { pruneMessages } from '../src/modules/contact/store/messages.ts';
import { jobseeker, newNumber, protect } from '../src/modules/people/fixtures.ts';
import { updateContact } from '../src/modules/people/index.ts';
import { instant, later } from '../src/platform/clock/index.ts';
import type { Transaction } from '../src/platform/db/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { testHouse } from './database.ts';
import { deliverAll } from './delivered.ts';
import { partsOf, startMailServer } from './smtp-server.ts';
import { startSmsServer } from './sms-gateway.ts';

const start = '2020-02-14T08:00:00.000Z';
const house = await testHouse('empty', start);
const mail = await startMailServer();
const sms = await startSmsServer();
const env = {
  SMTP_URL: mail.url,
  MAIL_FROM: 'Prov <svara-inte@example.org>',
  SMS_GATEWAY_URL: sms.url,
  SMS_GATEWAY_TOKEN: sms.token,
  SMS_FROM: 'Prov',
};
const gateways = gatewaysFromEnvironment(env);
const children: ChildProcess[] = [];
afterAll(async () => {
  gateways.mail?.close();
  await Promise.all([mail.close(), sms.close()]);
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

/** What is true of things told about, now. */
const truth = new Map<Uuid, Words | null>();
const words: Words = { subject: 'Ditt möte', short: 'Vi RINGER dig.', text: 'Vi RINGER dig.\n\nSes då.', neededBy: null };
const source: MessageSource = { name: 'test.said', make: (_db, about) => Promise.resolve(truth.get(about) ?? null) };
const errors: unknown[] = [];
const sending: Sending = { house, sources: [source], gateways, onError: (error) => void errors.push(error) };

const write = <T>(act: (tx: Transaction) => Promise<T>): Promise<T> => house.db.transaction().execute(act);

async function someone(contact: Parameters<typeof updateContact>[2]) {
  const number = newNumber(house);
  const { personId } = await jobseeker(house, `Qztesta${number}`, number);
  await write((tx) => updateContact(tx, personId, contact, house.clock.now()));
  return { personId, number };
}

async function told(personId: Uuid, of: Words | null = words): Promise<Uuid> {
  const about = house.newId();
  truth.set(about, of);
  const now = house.clock.now();
  await write((tx) => tell(tx, { personId, source: 'test.said', about, dueAt: now, newId: house.newId, now }));
  return about;
}

async function rowOf(about: Uuid) {
  const { rows } = await sql<{
    id: string;
    state: string;
    channel: string | null;
    last_error: string | null;
    receipt: string | null;
    refused: object;
    attempts: number;
  }>`
    select id, state, channel, last_error, receipt, refused, attempts from contact.message where about = ${about} order by made_at desc, id desc`.execute(
    house.db,
  );
  return rows[0]!;
}

const withMail = { email: 'qztesta@example.org', phone: '+46701740605', preferredChannel: 'web' };
const withPhone = { email: 'qztesta@example.org', phone: '+46701740605', preferredChannel: 'phone' };
const withHome = { street: 'Qzgatan 1', postalCode: '917 31', postTown: 'Qzstad', preferredChannel: 'letter' };

beforeEach(async () => {
  await sql`delete from contact.letter`.execute(house.db);
  await sql`delete from contact.message`.execute(house.db);
  mail.received.splice(0);
  sms.taken.splice(0);
  errors.splice(0);
  house.clock.set(start);
});

describe('a message by e-mail', () => {
  it('goes over SMTP with its own id, the words, the language and a calendar file', async () => {
    const { personId } = await someone(withMail);
    const file = ({ from, to }: { from: { email: string }; to: { email: string } }) =>
      `BEGIN:VCALENDAR\r\n${from.email} ${to.email}\r\nEND:VCALENDAR`;
    const about = await told(personId, { ...words, subject: 'Möte i Åre', calendar: { method: 'REQUEST', file } });
    expect(await sendDue(sending)).toBe(1);
    const [received] = mail.received;
    expect(received!.from).toBe('svara-inte@example.org');
    expect(received!.to).toEqual(['qztesta@example.org']);
    expect(received!.headers.get('message-id')).toBe(`<${(await rowOf(about)).id}@example.org>`);
    expect(received!.headers.get('content-language')).toBe('sv');
    expect(received!.headers.get('auto-submitted')).toBe('auto-generated');
    const parts = partsOf(received!);
    expect(parts.get('text/plain')).toContain('Vi RINGER dig.');
    expect(parts.get('text/plain')).toContain('Det går inte att svara');
    expect(parts.get('text/calendar')).toContain('svara-inte@example.org qztesta@example.org');
    expect(await rowOf(about)).toMatchObject({ state: 'sent', channel: 'email' });
    expect(await sendDue(sending)).toBe(0);
  });

  it('is tried again after 1, 2, 4 minutes when the server says later, by no other way; staff’s when it says never and no way is left', async () => {
    const { personId } = await someone({ email: 'qztesta@example.org', preferredChannel: 'web' });
    const about = await told(personId);
    mail.refuseRecipients('450 4.2.0 <qztesta@example.org> come back later');
    await sendDue(sending);
    expect(await rowOf(about)).toMatchObject({ state: 'waiting', attempts: 1, last_error: 'smtp-450' });
    expect(await sendDue(sending)).toBe(0);
    house.clock.set(later(house.clock.now(), 60_000));
    await sendDue(sending);
    expect(await rowOf(about)).toMatchObject({ state: 'waiting', attempts: 2 });
    mail.refuseRecipients('550 5.1.1 <qztesta@example.org> no such user');
    house.clock.set(later(house.clock.now(), 120_000));
    await sendDue(sending);
    expect(await rowOf(about)).toMatchObject({ state: 'failed', last_error: 'smtp-550' });
    mail.refuseRecipients(null);
    expect(mail.received).toEqual([]);
  });

  it('stands for staff when no mail server is set, and when it could not be handed over in half a day', async () => {
    const { personId } = await someone(withMail);
    const closed = await told(personId);
    await sendDue({ ...sending, gateways: gatewaysFromEnvironment({}) });
    expect(await rowOf(closed)).toMatchObject({ state: 'by-hand', channel: 'none' });
    const about = await told(personId);
    const away = gatewaysFromEnvironment({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@example.org' });
    await sendDue({ ...sending, gateways: away });
    expect((await rowOf(about)).last_error).toMatch(/^smtp-e/);
    house.clock.set('2020-02-14T20:00:00Z');
    await sendDue({ ...sending, gateways: away });
    expect(await rowOf(about)).toMatchObject({ state: 'failed' });
  });

  it('that was in hand when its process was killed is handed over again with the same id, and noted once', async () => {
    const { personId } = await someone(withMail);
    const about = await told(personId);
    let release = (): void => undefined;
    mail.holdAnswers(new Promise((done) => void (release = done)));
    const child = spawn(process.execPath, ['--import', './src/ui/jsx-loader.mjs', 'test/messages.child.ts'], {
      env: { ...process.env, ...env, CHILD_DATABASE: house.url, CHILD_NOW: start },
      stdio: 'inherit',
    });
    children.push(child);
    await expect.poll(() => mail.received.length, { timeout: 30_000 }).toBe(1);
    expect(await rowOf(about)).toMatchObject({ state: 'waiting', attempts: 1 });
    // Another process leaves it alone while it may still be in hand.
    expect(await sendDue(sending)).toBe(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    mail.holdAnswers(null);
    release();
    house.clock.set('2020-02-14T08:06:00Z');
    expect(await sendDue(sending)).toBe(1);
    expect(await rowOf(about)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(new Set(mail.received.map(({ headers }) => headers.get('message-id'))).size).toBe(1);
  });
});

describe('a message by SMS', () => {
  it('goes to the gateway in few words, once, whatever the gateway answered before', async () => {
    const { personId } = await someone(withPhone);
    const about = await told(personId);
    sms.answerFirst(429, 503);
    await sendDue(sending);
    expect(await rowOf(about)).toMatchObject({ state: 'waiting', last_error: 'sms-429' });
    house.clock.set(later(house.clock.now(), 60_000));
    await sendDue(sending);
    house.clock.set(later(house.clock.now(), 120_000));
    await sendDue(sending);
    const { id, state, receipt } = await rowOf(about);
    expect([state, receipt]).toEqual(['sent', `r-${id}`]);
    expect(sms.taken).toEqual([{ id, to: '+46701740605', text: 'Vi RINGER dig.', from: 'Prov' }]);
  });

  it('that the gateway has taken before (409) counts as sent', async () => {
    const { personId } = await someone(withPhone);
    const about = await told(personId);
    sms.answerFirst(409);
    await sendDue(sending);
    expect((await rowOf(about)).state).toBe('sent');
  });

  it('that the gateway will never take (422) is staff’s when there is no other way', async () => {
    const { personId } = await someone({ phone: '+46701740605', preferredChannel: 'phone' });
    const about = await told(personId);
    sms.answerFirst(422);
    await sendDue(sending);
    expect(await rowOf(about)).toMatchObject({ state: 'failed', last_error: 'sms-422' });
  });

  it('does not go to a telephone that cannot take one', async () => {
    const { personId } = await someone({ phone: '+4690123456', preferredChannel: 'phone' });
    const about = await told(personId);
    await sendDue(sending);
    expect(await rowOf(about)).toMatchObject({ state: 'by-hand' });
  });
});

describe('a message that a way refuses for good', () => {
  it('goes the next way at once, with the same id, and says which refused it and which took it', async () => {
    const { personId } = await someone(withMail);
    const about = await told(personId);
    mail.refuseRecipients('550 5.1.1 <qztesta@example.org> no such user');
    await sendDue(sending);
    mail.refuseRecipients(null);
    const { id, ...row } = await rowOf(about);
    expect(row).toMatchObject({ state: 'sent', channel: 'sms', last_error: null, refused: { email: 'smtp-550' } });
    expect([mail.received.length, sms.taken.map((one) => one.id)]).toEqual([0, [id]]);
    expect(await sendDue(sending)).toBe(0);
  });

  it('goes from SMS to e-mail for those who rather get SMS, and at last by letter', async () => {
    const { personId } = await someone({ ...withMail, ...withHome, preferredChannel: 'phone' });
    const [first, second] = [await told(personId), await told(personId)];
    sms.answerFirst(422, 422);
    await sendDue(sending);
    expect([await rowOf(first), await rowOf(second)]).toMatchObject([
      { state: 'sent', channel: 'email', refused: { sms: 'sms-422' } },
      { state: 'sent', channel: 'email', refused: { sms: 'sms-422' } },
    ]);
    const third = await told(personId);
    sms.answerFirst(422);
    mail.refuseRecipients('550 no');
    await sendDue(sending);
    mail.refuseRecipients(null);
    expect(await rowOf(third)).toMatchObject({
      state: 'sent',
      channel: 'letter',
      refused: { sms: 'sms-422', email: 'smtp-550' },
    });
  });

  it('is staff’s when all have refused it and there is no time for a letter, with what each answered', async () => {
    const { personId } = await someone({ ...withMail, ...withHome, preferredChannel: 'web' });
    const about = await told(personId, { ...words, neededBy: later(house.clock.now(), 24 * 3_600_000) });
    sms.answerFirst(422);
    mail.refuseRecipients('550 no');
    await sendDue(sending);
    mail.refuseRecipients(null);
    const both = { email: 'smtp-550', sms: 'sms-422' };
    expect(await rowOf(about)).toMatchObject({ state: 'failed', last_error: 'sms-422', refused: both });
  });

  it('is never told by two ways while the first may have taken it: no answer, or one that says later', async () => {
    const { personId } = await someone({ ...withHome, ...withMail });
    const about = await told(personId);
    for (const line of ['450 later', '421 closing']) {
      mail.refuseRecipients(line);
      await sendDue(sending);
      house.clock.set(later(house.clock.now(), 3_600_000));
    }
    house.clock.set('2020-02-14T20:00:00Z');
    await sendDue(sending);
    mail.refuseRecipients(null);
    expect(await rowOf(about)).toMatchObject({ state: 'failed', refused: {} });
    expect([sms.taken, mail.received]).toEqual([[], []]);
  });

  it('told again later it is tried by the first way again: the address may have been mended', async () => {
    const { personId } = await someone({ email: 'qztesta@example.org', preferredChannel: 'web' });
    const about = await told(personId);
    mail.refuseRecipients('550 no');
    await sendDue(sending);
    mail.refuseRecipients(null);
    const now = house.clock.now();
    await write((tx) => tell(tx, { personId, source: 'test.said', about, dueAt: now, newId: house.newId, now }));
    await sendDue(sending);
    const { rows } = await sql<{ state: string; refused: object }>`
      select state, refused from contact.message where about = ${about} order by made_at, id`.execute(house.db);
    expect(rows).toEqual([
      { state: 'failed', refused: { email: 'smtp-550' } },
      { state: 'sent', refused: {} },
    ]);
  });
});

describe('what is said', () => {
  it('is what is true when it is sent; nothing, when there is nothing to say any more', async () => {
    const { personId } = await someone(withPhone);
    const about = await told(personId);
    truth.set(about, { ...words, short: 'Mötet är på VIDEO.' });
    await sendDue(sending);
    expect(sms.taken.map(({ text }) => text)).toEqual(['Mötet är på VIDEO.']);
    const gone = await told(personId);
    truth.set(gone, null);
    await sendDue(sending);
    expect([(await rowOf(gone)).state, sms.taken.length]).toEqual(['unneeded', 1]);
  });

  it('told twice before it is sent is said once; taken back, not at all', async () => {
    const { personId } = await someone(withPhone);
    const about = await told(personId);
    const now = house.clock.now();
    const again = { personId, source: 'test.said', about, dueAt: later(now, 60_000), newId: house.newId, now };
    await write((tx) => tell(tx, again));
    expect(await sendDue(sending)).toBe(0);
    house.clock.set(later(now, 60_000));
    expect(await sendDue(sending)).toBe(1);
    await write((tx) => tell(tx, { ...again, dueAt: house.clock.now() }));
    expect(await write((tx) => untell(tx, personId, 'test.said', about))).toBe(1);
    expect([await sendDue(sending), sms.taken.length]).toEqual([0, 1]);
  });

  it('is queued only if the transaction commits', async () => {
    const { personId } = await someone(withPhone);
    const now = house.clock.now();
    const rolledBack = write(async (tx) => {
      await tell(tx, { personId, source: 'test.said', about: house.newId(), dueAt: now, newId: house.newId, now });
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(await sendDue(sending)).toBe(0);
  });

  it('goes out once, whichever of many processes takes it', async () => {
    const { personId } = await someone(withPhone);
    for (let index = 0; index < 40; index += 1) await told(personId);
    const counts = await Promise.all(Array.from({ length: 6 }, () => sendDue(sending)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(40);
    expect(new Set(sms.taken.map(({ id }) => id)).size).toBe(40);
    expect(sms.asked()).toBeGreaterThanOrEqual(40);
  });
});

describe('§12.4 someone with protected identity', () => {
  it('gets a letter to the mediation address, never an e-mail or an SMS; without such an address staff tell it', async () => {
    const { personId, number } = await someone({ ...withMail, ...withHome, preferredChannel: 'web' });
    await protect(house, number, 'marked', 'Qzförmedling\nBox 1\n111 11 Qzbrev');
    const about = await told(personId);
    await sendDue(sending);
    expect(await rowOf(about)).toMatchObject({ state: 'sent', channel: 'letter' });
    await protect(house, number, 'marked', '');
    await deliverAll(house);
    const next = await told(personId);
    await sendDue(sending);
    expect(await rowOf(next)).toMatchObject({ state: 'by-hand' });
    expect([mail.received, sms.taken]).toEqual([[], []]);
  });

  it('a letter with the home address that lies to be posted is destroyed when protection comes', async () => {
    const { personId, number } = await someone(withHome);
    const about = await told(personId);
    await sendDue(sending);
    expect(await rowOf(about)).toMatchObject({ state: 'sent', channel: 'letter' });
    await protect(house, number);
    await deliverAll(house);
    const { rows } = await sql`select from contact.letter where person_id = ${personId}`.execute(house.db);
    expect(rows).toHaveLength(0);
    await sendDue(sending);
    expect(await rowOf(about)).toMatchObject({ state: 'by-hand' });
  });
});

it('rows, errors and receipts hold neither address nor words', async () => {
  const { personId } = await someone(withMail);
  await told(personId);
  mail.refuseRecipients('451 <qztesta@example.org> Qztesta later');
  await sendDue(sending);
  mail.refuseRecipients(null);
  const { rows } = await sql<{ text: string }>`select m::text as text from contact.message m`.execute(house.db);
  const kept = JSON.stringify([rows, errors.map(String)]).toLowerCase();
  for (const word of ['qztesta', 'example.org', '0701740605', 'ringer']) expect(kept).not.toContain(word);
});

describe('what is kept of messages', () => {
  const states = async () =>
    (await sql<{ state: string }>`select state from contact.message order by made_at, id`.execute(house.db)).rows.map(
      ({ state }) => state,
    );
  const months = '2020-06-01T08:00:00Z';

  it('is everything until its person is erased, as long as the rule has no number', async () => {
    const { personId } = await someone(withHome);
    await told(personId);
    await sendDue(sending);
    house.clock.set(months);
    const job = contactJobs.find(({ name }) => name === 'contact.prune-messages')!;
    expect([await job.run(house), await states()]).toEqual([{ pruned: 0 }, ['sent']]);
    await write((tx) => contactHolding.erase(tx, [personId]));
    expect(await states()).toEqual([]);
  });

  it('with a number goes when it has ended so long ago; what waits for staff or for the post never', async () => {
    const [one, home] = [await someone(withPhone), await someone(withHome)];
    await told(one.personId);
    const gone = await told(one.personId);
    truth.set(gone, null);
    await told(home.personId);
    await sendDue({ ...sending, gateways: { ...gateways, mail: null } });
    const { personId } = await someone({});
    await told(personId);
    await sendDue(sending);
    expect(await states()).toEqual(['sent', 'unneeded', 'sent', 'by-hand']);
    expect(await pruneMessages(house.db, house.clock.now())).toBe(0);
    expect(await pruneMessages(house.db, instant(months))).toBe(2);
    expect(await states()).toEqual(['sent', 'by-hand']);
    await sql`update contact.letter set posted_at = ${start}`.execute(house.db);
    expect(await pruneMessages(house.db, instant(months))).toBe(1);
    expect(await states()).toEqual(['by-hand']);
  });
});
