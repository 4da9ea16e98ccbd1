/** Documents at a desk, through the front door: taken in, forwarded, taken over; found by their code and by nothing else. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { checkAgain, remind } from '../src/modules/desk/document-jobs.ts';
import { newDesk, type TestDesk } from '../src/modules/desk/fixtures.ts';
import { addDevice, printVerifyCustody, putUnit, vaultFromEnvironment } from '../src/modules/desk/index.ts';
import { parseReceiptCode } from '../src/modules/desk/receipt-code.ts';
import { type Actor, execute, signInAs, type SignedIn } from '../src/platform/auth/index.ts';
import { href, languages } from '../src/platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../src/platform/ids/index.ts';
import { parseKeys } from '../src/platform/keys/index.ts';
import { clamdServer, eicar } from './clamd-server.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('empty', '2024-02-14T14:55:00Z');
const clamd = await clamdServer();
afterAll(() => clamd.close());
const env = { NARVARO_DATA: house.data, CLAMD_ADDRESS: clamd.address };
const service = await testService(house, env);
const administrator: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };
const secret = 'HEMLIGT innehåll om Amina';
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(secret), Buffer.alloc(100_000, 'x')]);

let desk: TestDesk;
let other: TestDesk;
let member: SignedIn & { actor: Actor };
let unitId: string;

beforeAll(async () => {
  [desk, other] = [await newDesk(house), await newDesk(house)];
  member = await signInAs(house, ['caseworker'], 'Cecilia');
  const unit = {
    agency: 'arbetsformedlingen',
    name: 'Rapporter',
    takes: ['activity-report'],
    remindAfterDays: 2,
    escalateAfterDays: 4,
    email: null,
  };
  ({ unitId } = await execute(house, administrator, putUnit, { ...unit, id: null, version: null, members: [member.actor.id] }));
});

type Headers = SignedIn['headers'];
const get = (url: string, headers: Headers | { accept: string } = { accept: 'text/html' }) =>
  service.server.inject({ url, headers: { ...headers, accept: 'text/html' } });
const post = (url: string, headers: Headers, fields: Record<string, string> = {}) =>
  service.server.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams(fields).toString(),
  });

/** A form with a file as browsers send it: the fields in their order, the file last. */
function form(fields: Record<string, string>, file: Buffer, name = 'Aminas rapport 19121212-1212.pdf') {
  const parts = Object.entries(fields).map(
    ([key, value]) => `--x\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  );
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n`;
  return Buffer.concat([Buffer.from([...parts, head].join('')), file, Buffer.from('\r\n--x--\r\n')]);
}
const sendFile = (url: string, headers: object, fields: Record<string, string>, file: Buffer) =>
  service.server.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x', accept: 'text/html' },
    payload: form(fields, file),
  });

const list = (of: TestDesk): string => `/desk/${of.placeId}/documents`;
const said = { agency: 'arbetsformedlingen', kind: 'activity-report' };

async function handIn(file = pdf, more: Record<string, string> = {}): Promise<{ id: Uuid; path: string; code: string }> {
  const fields = { documentId: house.newId(), ...said, ...more };
  const sent = await sendFile(list(desk), desk.headers.officer, fields, file);
  expect([sent.statusCode, sent.headers.location]).toEqual([303, `${list(desk)}/${fields.documentId}?done=received`]);
  const { receiptCode } = await row(fields.documentId);
  return { id: parseUuid(fields.documentId)!, path: `${list(desk)}/${fields.documentId}`, code: receiptCode };
}
const forward = async (path: string) => post(`${path}/forward`, desk.headers.officer, { unitId });
async function row(id: string) {
  const { rows } = await sql<{ receiptCode: string; state: string; virus: string; arrivedAt: string }>`
    select receipt_code as "receiptCode", state, virus, arrived_at as "arrivedAt" from desk.document where id = ${id}`.execute(
    house.db,
  );
  return rows[0]!;
}
const verify = async (...args: string[]): Promise<[number, string]> => {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  return [await printVerifyCustody(args, { house, out: say, err: say }), lines.join('\n')];
};

describe('a document handed in at the desk', () => {
  it('has arrived at once, with a receipt; is forwarded, opened and taken over, each written into a chain that verifies', async () => {
    const { id, path, code } = await handIn();
    const shown = await get(`${path}?done=received`, desk.headers.officer);
    expect(shown.body).toContain('14 februari 2024 klockan 15:55');
    expect(shown.body).toContain('Kontrollerat, inget hittades');
    expect((await get(`${path}/receipt`, desk.headers.officer)).body).toContain(code.slice(0, 4));
    house.clock.set('2024-02-14T15:05:00Z');
    expect((await get(list(desk), desk.headers.officer)).body).toMatch(/dokument är inte skicka(t|de) vidare/);
    expect((await forward(path)).statusCode).toBe(303);
    const mine = `/documents/${desk.placeId}/${id}`;
    expect((await get('/documents', member.headers)).body).toContain(mine);
    const read = await service.server.inject({ url: `${mine}/file`, headers: member.headers });
    expect(read.rawPayload.equals(pdf)).toBe(true);
    expect(read.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect((await post(`${mine}/acknowledge`, member.headers)).statusCode).toBe(303);
    const after = (await get(mine, member.headers)).body;
    for (const word of ['Kedjan är obruten', 'Togs emot', 'Viruskontroll', 'Skickades till enheten', 'Öppnades', 'Togs över']) {
      expect(after).toContain(word);
    }
    expect(after).toContain('Rapporten lämnades in 14 februari 2024');
    expect(await verify(code)).toEqual([0, '1 unbroken, 0 broken']);
    house.clock.set('2024-02-14T14:55:00Z');
  });

  it('arrived when it arrived: the database refuses any other instant', async () => {
    const { id } = await handIn();
    const change = sql`update desk.document set arrived_at = arrived_at - interval '1 day' where id = ${id}`.execute(house.db);
    await expect(change).rejects.toThrow('never changed');
    await expect(sql`delete from desk.document where id = ${id}`.execute(house.db)).rejects.toThrow();
  });

  it('sent again is the same document; another one with its id is refused', async () => {
    const { id, code } = await handIn();
    expect((await handIn(pdf, { documentId: id })).code).toBe(code);
    const different = await sendFile(
      list(desk),
      desk.headers.officer,
      { documentId: id, ...said },
      Buffer.from('%PDF-1.7 another document'),
    );
    expect([different.statusCode, different.body]).toEqual([
      422,
      expect.stringContaining('Ett annat dokument har redan kommit in'),
    ]);
    const { rows } = await sql<{ n: string }>`select count(*) as n from desk.document where id = ${id}`.execute(house.db);
    expect(Number(rows[0]!.n)).toBe(1);
  });

  it('is sent back with a reason, and lies at the desk again', async () => {
    const { id, path } = await handIn();
    await forward(path);
    await post(`/documents/${desk.placeId}/${id}/return`, member.headers, { reason: 'unreadable' });
    expect((await row(id)).state).toBe('returned');
    expect((await get(path, desk.headers.officer)).body).toContain('Går inte att läsa');
    expect((await get(`/documents/${desk.placeId}/${id}`, member.headers)).statusCode).toBe(404);
    expect((await forward(path)).statusCode).toBe(303);
    expect((await post(`${path}/original-sent`, desk.headers.officer)).statusCode).toBe(303);
    expect((await verify())[0]).toBe(0);
  });

  it('is refused in words when it is nothing that can be handed in', async () => {
    const none = await sendFile(list(desk), desk.headers.officer, { documentId: house.newId(), ...said }, Buffer.alloc(0));
    expect([none.statusCode, none.body]).toEqual([422, expect.stringContaining('Ingen fil är vald, eller så är filen tom')]);
    const program = await sendFile(
      list(desk),
      desk.headers.officer,
      { documentId: house.newId(), ...said },
      Buffer.from('MZ a program and more'),
    );
    // The form is there still, with what to do.
    expect([program.statusCode, program.body]).toEqual([422, expect.stringMatching(/PDF[\s\S]*name="documentId"/)]);
  });
});

describe('who may', () => {
  it('nobody of another office: what is there answers as what is not', async () => {
    const { id, path } = await handIn();
    const elsewhere = `${list(other)}/${id}`;
    for (const [url, headers] of [
      [path, other.headers.officer],
      [`${path}/file`, other.headers.officer],
      [list(desk), other.headers.officer],
      [elsewhere, other.headers.officer],
    ] as const) {
      expect((await get(url, headers)).statusCode).toBe(404);
    }
    expect((await post(`${path}/forward`, other.headers.officer, { unitId })).statusCode).toBe(404);
    expect((await sendFile(list(desk), other.headers.officer, { documentId: house.newId(), ...said }, pdf)).statusCode).toBe(404);
  });

  it('nobody of another unit, nor before it is forwarded', async () => {
    const { id, path } = await handIn();
    const mine = `/documents/${desk.placeId}/${id}`;
    const stranger = await signInAs(house, ['caseworker'], 'Någon annan');
    expect((await get(mine, member.headers)).statusCode).toBe(404);
    await forward(path);
    expect((await get(mine, member.headers)).statusCode).toBe(200);
    expect((await get(mine, stranger.headers)).statusCode).toBe(404);
    expect((await get(`${mine}/file`, stranger.headers)).statusCode).toBe(404);
    expect((await post(`${mine}/acknowledge`, stranger.headers)).statusCode).toBe(404);
  });

  it('only what the agreement lists: receiving and forwarding are tasks of their own', async () => {
    const receives = await newDesk(house, { tasks: ['receive-documents'] });
    const documentId = house.newId();
    const taken = await sendFile(list(receives), receives.headers.officer, { documentId, ...said }, pdf);
    expect(taken.statusCode).toBe(303);
    const on = await post(`${list(receives)}/${documentId}/forward`, receives.headers.officer, { unitId });
    expect([on.statusCode, on.body]).toEqual([expect.any(Number), expect.stringContaining('Ta emot handlingar')]);
    const informs = await newDesk(house, { tasks: ['general-information'] });
    expect((await get(list(informs), informs.headers.officer)).body).toContain('ingen överenskommelse om att ta emot dokument');
    const refused = await sendFile(list(informs), informs.headers.officer, { documentId: house.newId(), ...said }, pdf);
    expect([refused.statusCode, refused.body]).toEqual([expect.any(Number), expect.stringContaining('Allmän information')]);
    expect(refused.statusCode).toBeGreaterThanOrEqual(400);
  });
});

describe('the virus check', () => {
  it('closes what it finds something in: received and arrived, but opened and forwarded by nobody, and that is said', async () => {
    const { path, code } = await handIn(Buffer.concat([pdf, Buffer.from(eicar)]));
    const shown = await get(path, desk.headers.officer);
    expect(shown.body).toContain('ingen får öppna det eller skicka det vidare');
    expect((await get(`${path}/file`, desk.headers.officer)).statusCode).toBe(409);
    expect((await forward(path)).statusCode).toBe(409);
    expect((await get(`/receipt/${code}`)).body).toContain('Viruskontrollen hittade något');
  });

  it('that cannot be asked is asked again, also of what was forwarded meanwhile', async () => {
    clamd.mode = 'breaks';
    const infected = await handIn(Buffer.concat([pdf, Buffer.from(eicar)]));
    const clean = await handIn();
    expect((await get(clean.path, desk.headers.officer)).body).toContain('Viruskontrollen svarar inte');
    await forward(infected.path);
    const vault = vaultFromEnvironment(env, house.keys);
    expect(await checkAgain(house, vault)).toEqual({ checked: 0, infected: 0 });
    clamd.mode = 'answers';
    expect(await checkAgain(house, vault)).toEqual({ checked: 2, infected: 1 });
    expect([(await row(infected.id)).virus, (await row(clean.id)).virus]).toEqual(['infected', 'clean']);
    expect((await get(`/documents/${desk.placeId}/${infected.id}/file`, member.headers)).statusCode).toBe(409);
    expect((await verify(infected.code))[0]).toBe(0);
  });

  it('of one that is larger than the check takes says so, and asks no more; one that is refused, gone or closed for good stops no other', async () => {
    clamd.mode = 'breaks';
    const large = await handIn(Buffer.concat([pdf, Buffer.alloc(1_000_000, 'y')]));
    const [gone, closed, last] = [await handIn(), await handIn(), await handIn()];
    const vault = vaultFromEnvironment(env, house.keys);
    const { rows } = await sql<{ keyId: string; wrappedKey: Buffer }>`
      select key_id as "keyId", wrapped_key as "wrappedKey" from desk.document where id = ${gone.id}`.execute(house.db);
    await vault.discard({ placeId: desk.placeId, documentId: gone.id, ...rows[0]! });
    await sql`update desk.document set key_id = 'forgotten' where id = ${closed.id}`.execute(house.db);
    clamd.mode = 'error';
    await expect(checkAgain(house, vault)).rejects.toThrow('2 documents cannot be read');
    expect((await row(large.id)).virus).toBe('unreachable');
    clamd.mode = 'answers';
    clamd.mostBytes = 1_000_000;
    // What cannot be read is told to whoever runs the service; the others are checked all the same.
    await expect(checkAgain(house, vault)).rejects.toThrow(gone.id);
    expect([(await row(large.id)).virus, (await row(last.id)).virus]).toEqual(['too-large', 'clean']);
    expect((await verify(large.code))[0]).toBe(0);
    expect((await get(large.path, desk.headers.officer)).body).toContain('tar inte så stora filer');
    expect((await get(`/receipt/${large.code}`)).body).toContain('för stort för kontrollen');
    const { id } = await handIn(Buffer.concat([pdf, Buffer.alloc(20_000_000, 'y')]));
    expect((await row(id)).virus).toBe('too-large');
    clamd.mostBytes = Infinity;
    await sql`update desk.document set virus = 'clean', virus_at = now() where virus = 'unreachable'`.execute(house.db);
  });
});

describe('a unit that does not answer', () => {
  it('is reminded after the working days that it has agreed to, and further told after more; once each', async () => {
    const { id, path, code } = await handIn();
    await forward(path);
    await sql`
      update desk.document set state = 'acknowledged', acknowledged_at = now() where state = 'forwarded' and id <> ${id}`.execute(
      house.db,
    );
    // A Friday, the Monday after, and the Wednesday: 14 February 2024 was a Wednesday.
    house.clock.set('2024-02-16T08:00:00Z');
    expect(await remind(house)).toEqual({ reminded: 0, escalated: 0 });
    house.clock.set('2024-02-19T08:00:00Z');
    expect(await remind(house)).toEqual({ reminded: 1, escalated: 0 });
    expect(await remind(house)).toEqual({ reminded: 0, escalated: 0 });
    house.clock.set('2024-02-21T08:00:00Z');
    expect(await remind(house)).toEqual({ reminded: 0, escalated: 1 });
    house.clock.set('2024-02-14T14:55:00Z');
    for (const [url, headers] of [
      ['/documents', member.headers],
      [list(desk), desk.headers.officer],
    ] as const) {
      expect((await get(url, headers)).body).toContain('Inte taget över i tid, sagt vidare 21 februari 2024');
    }
    expect((await verify(code))[0]).toBe(0);
  });
});

describe('the chain of hand-overs', () => {
  it.each([
    ['a link that was changed', sql`update desk.custody set details = details || '{"how": "kiosk"}' where seq = 1`, 'seal'],
    ['an instant that was moved', sql`update desk.custody set at = at - interval '1 hour' where seq = 3`, 'seal'],
    ['a link that is gone', sql`delete from desk.custody where seq = 2`, 'missing'],
    ['the last link that is gone', sql`delete from desk.custody where seq = 3`, 'missing'],
    ['another agency', sql`update desk.document set agency = 'skatteverket'`, 'document-changed'],
    ['a verdict that was changed', sql`update desk.document set virus = 'not-configured', virus_at = null`, 'document-changed'],
    [
      'a state that nobody brought about',
      sql`update desk.document set state = 'acknowledged', acknowledged_at = now()`,
      'document-changed',
    ],
  ])('tells of %s', async (_what, tamper, why) => {
    const { id, path, code } = await handIn();
    await forward(path);
    expect((await verify(code))[0]).toBe(0);
    await house.db.transaction().execute(async (tx) => {
      await sql`alter table desk.custody disable trigger custody_append_only`.execute(tx);
      await sql`delete from desk.custody where document_id <> ${id}`.execute(tx);
      await sql`alter table desk.document disable trigger document_kept`.execute(tx);
      await sql`delete from desk.document where id <> ${id}`.execute(tx);
      await tamper.execute(tx);
      await sql`alter table desk.custody enable trigger custody_append_only`.execute(tx);
      await sql`alter table desk.document enable trigger document_kept`.execute(tx);
    });
    expect(await verify(code)).toEqual([1, expect.stringContaining(why)]);
    expect((await get(path, desk.headers.officer)).body).toContain('Kedjan är bruten');
  });

  it('holds after a change of keys, for as long as the old one is there', async () => {
    const { code } = await handIn();
    const changed = parseKeys(`new:${Buffer.alloc(32, 9).toString('base64')},test:${Buffer.alloc(32, 7).toString('base64')}`);
    const lines: string[] = [];
    const io = { house: { ...house, keys: changed }, out: (line: string) => void lines.push(line), err: () => undefined };
    expect(await printVerifyCustody([code], io)).toBe(0);
    const gone = { ...io, house: { ...house, keys: parseKeys(`new:${Buffer.alloc(32, 9).toString('base64')}`) } };
    expect(await printVerifyCustody([code], gone)).toBe(1);
    expect(lines.join('\n')).toContain('key-gone');
  });
});

describe('a telephone and a kiosk', () => {
  const linkOf = async (): Promise<string> => {
    const page = await post(`${list(desk)}/link`, desk.headers.officer, said);
    return /http:\/\/[^<]*(\/hand-in\/[\w-]{43})</.exec(page.body)![1]!;
  };
  const idOn = (body: string): string => /name="documentId" value="([^"]+)"/.exec(body)![1]!;

  it('hands one document in by a link, with a receipt; the link then brings no other, and shows the receipt again', async () => {
    const link = await linkOf();
    const page = await get(link);
    expect(page.body).toContain('Länken gäller till klockan 16:10');
    expect(page.body).toContain('capture="environment"');
    const documentId = idOn(page.body);
    const sent = await sendFile(link, {}, { documentId }, pdf);
    const { receiptCode } = await row(documentId);
    expect([sent.statusCode, sent.body]).toEqual([200, expect.stringContaining(receiptCode.slice(0, 4))]);
    expect((await sendFile(link, {}, { documentId }, pdf)).body).toContain(receiptCode.slice(0, 4));
    expect((await sendFile(link, {}, { documentId: house.newId() }, pdf)).statusCode).toBe(409);
    expect((await get(link)).body).toContain(receiptCode.slice(0, 4));
    for (const language of languages) expect((await get(href(language, `/receipt/${receiptCode}`))).statusCode).toBe(200);
  });

  it('at a kiosk the visitor says what it is; a key that is none finds nothing', async () => {
    const key = 'a-kiosk-of-this-office';
    const keyHash = createHash('sha256').update(key).digest('base64url');
    await execute(house, desk.manager, addDevice, { placeId: desk.placeId, kind: 'kiosk', code: 'K1', keyHash });
    const url = `/kiosk/${key}/document`;
    const documentId = idOn((await get(url)).body);
    expect((await sendFile(url, {}, { documentId }, pdf)).statusCode).toBe(422);
    const sent = await sendFile(url, {}, { documentId, ...said }, pdf);
    const { receiptCode } = await row(documentId);
    expect([sent.statusCode, sent.body]).toEqual([200, expect.stringContaining(receiptCode.slice(0, 4))]);
    expect((await get('/kiosk/another/document')).statusCode).toBe(404);
    expect((await sendFile('/kiosk/another/document', {}, { documentId: house.newId(), ...said }, pdf)).statusCode).toBe(404);
  });

  it('has fifteen minutes', async () => {
    const link = await linkOf();
    house.clock.set('2024-02-14T15:10:01Z');
    expect((await get(link)).statusCode).toBe(404);
    expect((await sendFile(link, {}, { documentId: house.newId() }, pdf)).statusCode).toBe(404);
    house.clock.set('2024-02-14T14:55:00Z');
    const { rows } = await sql<{ text: string }>`select row_to_json(l)::text as text from desk.upload_link l`.execute(house.db);
    expect(rows.map(({ text }) => text).join()).not.toContain(link.split('/').at(-1));
  });
});

describe('what is said of a document', () => {
  it('is found by its code alone', async () => {
    const { id, code, path } = await handIn();
    const typed = code.toLowerCase().replaceAll('0', 'o');
    expect(parseReceiptCode(typed)).toBe(code);
    const found = await get(`${list(desk)}?code=${typed}`, desk.headers.officer);
    expect([found.statusCode, found.headers.location]).toEqual([303, path]);
    for (const other of [id, 'Amina', '19121212-1212', 'rapport', code.slice(0, 12), '%25', 'ABCDEFGHJKMNP']) {
      expect((await get(`${list(desk)}?code=${other}`, desk.headers.officer)).statusCode).toBe(200);
      expect((await get(`/documents?code=${other}`, member.headers)).statusCode).toBe(200);
      expect((await get(`/receipt/${other}`)).statusCode).toBe(404);
    }
  });

  it('nowhere holds the name of a file, its content or who it is about', async () => {
    const { path, code } = await handIn();
    await forward(path);
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(t::text, ' '), '') as text from (
        select row_to_json(a)::text as t from platform.audit a
        union all select row_to_json(d)::text from desk.document d
        union all select row_to_json(c)::text from desk.custody c) all_of_it`.execute(house.db);
    expect(rows[0]!.text).toContain('desk.receive-document');
    expect(rows[0]!.text).not.toMatch(/Amina|19121212|HEMLIGT|\.pdf/);
    const receipt = (await get(`/receipt/${code}`)).body;
    expect(receipt).not.toMatch(/Amina|19121212|HEMLIGT|Rapporter|\/file/);
  });
});
