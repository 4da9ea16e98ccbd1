/** Documents when the folder where they lie does not take them, when one is gone from it or was changed, and when its key is gone. */
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { newDesk, type TestDesk } from '../src/modules/desk/fixtures.ts';
import type { SignedIn } from '../src/platform/auth/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('empty', '2024-02-14T14:55:00Z');
const { server } = await testService(house);
const folder = join(house.data, 'documents');
let desk: TestDesk;
beforeAll(async () => {
  desk = await newDesk(house);
});

type Headers = SignedIn['headers'];
const get = (url: string, headers: Headers = desk.headers.officer) =>
  server.inject({ url, headers: { ...headers, accept: 'text/html' } });

function send(documentId: string, content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 'x')])) {
  const fields = { documentId, agency: 'arbetsformedlingen', kind: 'activity-report' };
  const parts = Object.entries(fields).map(
    ([key, value]) => `--x\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  );
  const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n';
  return server.inject({
    method: 'POST',
    url: `/desk/${desk.placeId}/documents`,
    headers: { ...desk.headers.officer, 'content-type': 'multipart/form-data; boundary=x', accept: 'text/html' },
    payload: Buffer.concat([Buffer.from([...parts, head].join('')), content, Buffer.from('\r\n--x--\r\n')]),
  });
}

const fileOf = (id: string): string =>
  join(
    folder,
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.includes(id))!,
  );
const rowsOf = async (id: string) => (await sql`select 1 from desk.document where id = ${id}`.execute(house.db)).rows.length;

async function received(): Promise<string> {
  const id = house.newId();
  expect((await send(id)).statusCode).toBe(303);
  return id;
}

describe('where documents are kept', () => {
  it('refuses: it is said that nothing was received; the same form sent again later is received once', async () => {
    await received();
    const id = house.newId();
    renameSync(join(folder, 'incoming'), join(folder, 'away'));
    writeFileSync(join(folder, 'incoming'), 'no folder');
    const refused = await send(id);
    expect([refused.statusCode, refused.body.includes('Dokumentet är inte mottaget')]).toEqual([503, true]);
    expect(await rowsOf(id)).toBe(0);
    rmSync(join(folder, 'incoming'));
    renameSync(join(folder, 'away'), join(folder, 'incoming'));
    expect((await send(id)).statusCode).toBe(303);
    expect([await rowsOf(id), (await get(`/desk/${desk.placeId}/documents/${id}/file`)).statusCode]).toEqual([1, 200]);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  it.each([
    ['gone', (file: string) => rmSync(file)],
    ['another', (file: string) => writeFileSync(file, Buffer.alloc(300_000, 1))],
    ['empty', (file: string) => writeFileSync(file, '')],
  ])('a file that is %s is said to be so; the page of the document stays', async (_what, spoil) => {
    const id = await received();
    spoil(fileOf(id));
    const answer = await get(`/desk/${desk.placeId}/documents/${id}/file`);
    expect([answer.statusCode, answer.body.includes('Ankomsttiden gäller')]).toEqual([500, true]);
    expect((await get(`/desk/${desk.placeId}/documents/${id}`)).statusCode).toBe(200);
  });

  it('a key that is gone is told from a file that is', async () => {
    const id = await received();
    await sql`update desk.document set key_id = 'before' where id = ${id}`.execute(house.db);
    const answer = await get(`/desk/${desk.placeId}/documents/${id}/file`);
    expect([answer.statusCode, answer.body.includes('den gamla nyckeln måste läggas till')]).toEqual([500, true]);
  });

  it('takes a file of exactly the most bytes, and not one more', async () => {
    const of = (bytes: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes - 9, 'x')]);
    const [most, more] = [house.newId(), house.newId()];
    expect((await send(most, of(26_214_400))).statusCode).toBe(303);
    const refused = await send(more, of(26_214_401));
    expect([refused.statusCode, refused.body.includes('högst 25 MB')]).toEqual([422, true]);
    expect([await rowsOf(most), await rowsOf(more)]).toEqual([1, 0]);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });
});
