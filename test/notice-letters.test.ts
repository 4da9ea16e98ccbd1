/** The letters of notices: on their way, into the folder, tried again, and handed over once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { gatewaysFromEnvironment, letterFolder, sendNotices } from '../src/modules/contact/index.ts';
import { later } from '../src/platform/clock/index.ts';
import { partsOf, startMailServer } from './smtp-server.ts';
import { noticeDesk, said, start } from './notice-desk.ts';

const { house, get, post, draft, approve, put, letters } = await noticeDesk();
await put('municipality:2425', { name: 'Dorotea kommun', email: 'kommun@example.org' });
await put('region:24', { street: 'Box 1', postalCode: '90101', postTown: 'Umeå' });
const mail = await startMailServer();
const env = { SMTP_URL: mail.url, MAIL_FROM: 'Prov <prov@example.org>', NARVARO_DATA: house.data };
const gateways = gatewaysFromEnvironment(env, 'Prov');
const folder = letterFolder(env);
const errors: unknown[] = [];
const sending = { house, gateways, folder, onError: (error: unknown) => void errors.push(error) };
const children: ChildProcess[] = [];
afterAll(async () => {
  gateways.mail?.close();
  await mail.close();
});
afterEach(async () => {
  mail.received.splice(0);
  mail.refuseRecipients(null);
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

const numberOf = async (id: string): Promise<string> =>
  (await sql<{ number: string }>`select number from contact.notice where id = ${id}`.execute(house.db)).rows[0]!.number;

describe('its letters', () => {
  it('go by e-mail with the letter as PDF and where to answer; by post without e-mail; nowhere without an address', async () => {
    const id = await draft();
    await approve(id);
    await sendNotices(sending);
    const of = await letters(id);
    expect([of.get('municipality:2425')!.state, of.get('region:24')!.state, of.get('county-board:24')!.state]).toEqual([
      'sent',
      'to-post',
      'no-address',
    ]);
    const received = mail.received.find(
      ({ headers }) => headers.get('message-id') === `<${of.get('municipality:2425')!.id}@example.org>`,
    )!;
    expect(received.to).toEqual(['kommun@example.org']);
    expect(received.headers.get('reply-to')).toBe('synpunkter@example.org');
    expect(received.headers.has('auto-submitted')).toBe(false);
    expect(received.headers.get('subject')).toBe('Beslut som berör Dorotea kommun');
    expect(partsOf(received).get('text/plain')).toMatch(/Till Dorotea kommun\r?\n[\s\S]*U 2020-/);
    expect(received.raw).toContain('application/pdf');
    const pdf = await get(`/notices/letters/${of.get('region:24')!.id}.pdf`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(await readdir(join(folder.path, (await numberOf(id)).replace(' ', '-')))).toEqual([
      `${(await numberOf(id)).replace(' ', '-')}-region-24.pdf`,
    ]);
    expect(said((await get(`/notices/${id}`)).body)).toMatch(
      /Skickat.*E-postservern tog emot, 14 februari 2020 09:00 kommun@example.org/,
    );
    expect((await get(`/notices/${id}/letters.csv`)).body).toMatch(/municipality:2425,Dorotea kommun,place nearest,sent,sent,/);
    // An address that comes later, and a letter that was put in the post.
    await put('county-board:24', { email: 'lan@example.org' });
    const path = (key: string, action: string) => `/notices/letters/${of.get(key)!.id}/${action}`;
    expect((await post(path('county-board:24', 'again'))).statusCode).toBe(303);
    expect((await post(path('region:24', 'posted'))).statusCode).toBe(303);
    expect((await post(path('region:24', 'posted'))).statusCode).toBe(409);
    expect((await post(path('municipality:2425', 'again'))).statusCode).toBe(409);
    await sendNotices(sending);
    // It came back, and goes once more as another e-mail.
    expect((await post(path('municipality:2425', 'bounced'))).statusCode).toBe(303);
    expect((await post(path('municipality:2425', 'again'))).statusCode).toBe(303);
    await sendNotices(sending);
    const now = await letters(id);
    expect(['municipality:2425', 'region:24', 'county-board:24'].map((key) => now.get(key)!.state)).toEqual([
      'sent',
      'posted',
      'sent',
    ]);
    expect(new Set(mail.received.map(({ headers }) => headers.get('message-id'))).size).toBe(mail.received.length);
    expect(errors).toEqual([]);
  });

  it('reach a domain in Swedish letters, and one address alone whatever the name holds', async () => {
    const name = 'Dorotea, kommun; "Norr" <annan@example.org> åäö بلدية';
    await put('municipality:2425', { name, email: 'kommun@åmål.example' });
    const id = await draft(undefined, { groups: ['place'] });
    await approve(id);
    await sendNotices(sending);
    expect((await letters(id)).get('municipality:2425')!.state).toBe('sent');
    const [one, ...more] = mail.received;
    expect(more).toEqual([]);
    expect(one!.to).toEqual(['kommun@xn--ml-xiab.example']);
    expect(one!.headers.has('bcc')).toBe(false);
    expect(partsOf(one!).get('text/plain')).toContain(`Till ${name}`);
    await put('municipality:2425', { name: 'Dorotea kommun', email: 'kommun@example.org' });
  });

  it('without a mail server lie in the folder as files that a mail program opens, and as PDF', async () => {
    const id = await draft(undefined, { groups: ['place'] });
    await approve(id);
    await sendNotices({ ...sending, gateways: { mail: null, letterFrom: 'Prov' } });
    const name = (await numberOf(id)).replace(' ', '-');
    const files = await readdir(join(folder.path, name));
    expect(files.toSorted()).toEqual([`${name}-municipality-2425.eml`, `${name}-municipality-2425.pdf`]);
    const eml = await readFile(join(folder.path, name, files[0]!), 'utf8');
    expect(eml).toMatch(/^X-Unsent: 1\r\n/m);
    expect(eml).toMatch(/^To: Dorotea kommun <kommun@example.org>\r\n/m);
    expect(eml).not.toMatch(/^From:/m);
    expect((await readFile(join(folder.path, name, files[1]!))).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await letters(id)).get('municipality:2425')!.state).toBe('in-folder');
    expect(said((await get(`/notices/${id}`)).body)).toContain('Fil att skicka');
  });

  it('that a server takes later are tried again; that it refuses go by post, or are shown as failed', async () => {
    const id = await draft(undefined, { groups: ['place', 'region'] });
    await approve(id);
    mail.refuseRecipients('450 later');
    await sendNotices(sending);
    expect((await letters(id)).get('municipality:2425')!.state).toBe('waiting');
    mail.refuseRecipients('550 no such mailbox');
    house.clock.set(later(house.clock.now(), 60_000));
    await sendNotices(sending);
    expect((await letters(id)).get('municipality:2425')!.state).toBe('failed');
    expect(said((await get(`/notices/${id}`)).body)).toMatch(/Gick inte att skicka.*Nekades.*\(smtp-550\)/);
    await put('municipality:2425', {
      name: 'Dorotea kommun',
      email: 'kommun@example.org',
      street: 'Box 2',
      postalCode: '917 31',
      postTown: 'Dorotea',
    });
    await post(`/notices/letters/${(await letters(id)).get('municipality:2425')!.id}/again`);
    await sendNotices(sending);
    expect((await letters(id)).get('municipality:2425')!.state).toBe('to-post');
    await put('municipality:2425', { name: 'Dorotea kommun', email: 'kommun@example.org' });
    house.clock.set(start);
  });

  it('that were in hand when their process was killed are handed over again with the same id, and noted once', async () => {
    const id = await draft(undefined, { groups: ['place'] });
    await approve(id);
    let release = (): void => undefined;
    mail.holdAnswers(new Promise((done) => void (release = done)));
    const child = spawn(process.execPath, ['--import', './src/ui/jsx-loader.mjs', 'test/notices.child.ts'], {
      env: { ...process.env, ...env, CHILD_DATABASE: house.url, CHILD_NOW: start },
      stdio: 'inherit',
    });
    children.push(child);
    await expect.poll(() => mail.received.length, { timeout: 30_000 }).toBe(1);
    // Another process leaves it alone while it may still be in hand.
    expect(await sendNotices(sending)).toBe(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    mail.holdAnswers(null);
    release();
    house.clock.set(later(house.clock.now(), 6 * 60_000));
    expect(await sendNotices(sending)).toBe(1);
    expect((await letters(id)).get('municipality:2425')!.state).toBe('sent');
    expect(new Set(mail.received.map(({ headers }) => headers.get('message-id'))).size).toBe(1);
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from contact.notice_try y join contact.notice_letter l on l.id = y.letter_id where l.notice_id = ${id}`.execute(
      house.db,
    );
    expect(rows[0]!.n).toBe(1);
    house.clock.set(start);
  });
});
