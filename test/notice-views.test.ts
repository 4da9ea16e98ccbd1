/** The views of bodies and unions on decisions, as they are filed. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { noticeDesk, said } from './notice-desk.ts';

const { house, server, anna, get, post, dorotea, put } = await noticeDesk();
await put('municipality:2425', { name: 'Dorotea kommun', email: 'kommun@example.org' });

describe('a view', () => {
  const view = {
    fromKind: 'body',
    bodyKey: 'municipality:2425',
    fromName: '',
    how: 'email',
    reachedOn: '2020-02-14',
    stance: 'against',
  };
  const file = (more: Record<string, string> = {}) =>
    post(`/decisions/${dorotea}/views/new`, { ...view, subject: 'Kontoret behövs', words: 'Vi har långt.', ...more });
  const newest = async () =>
    (
      await sql<{ id: string; number: string; arrived_on: string }>`
      select id, number, arrived_on::text from contact.view order by filed_at desc, id desc limit 1`.execute(house.db)
    ).rows[0]!;

  it('from a body, from staff and from a union is filed on the decision, numbered, with when it arrived', async () => {
    expect((await file()).headers['location']).toBe(`/decisions/${dorotea}?done=yes#views`);
    await file({ fromKind: 'staff', bodyKey: '', how: 'post', reachedOn: '2020-02-10', subject: 'Från kontoret' });
    // By post on a Monday: the Friday before (FvL §22).
    expect(await newest()).toMatchObject({ arrived_on: '2020-02-07' });
    await file({ fromKind: 'staff', bodyKey: '', how: 'post', reachedOn: '2020-02-10', notBefore: 'yes' });
    expect(await newest()).toMatchObject({ number: 'I 2020-3', arrived_on: '2020-02-10' });
    const page = said((await get(`/decisions/${dorotea}`)).body);
    expect(page).toMatch(
      /I 2020-2 7 februari 2020 Personal Från kontoret.*I 2020-1 14 februari 2020 Dorotea kommun Kontoret behövs Emot Nej/,
    );
    expect(said((await get('/decisions?text=dorotea')).body)).toMatch(/Dorotea.* 3 /);
    await expect(sql`update contact.view set subject = 'x'`.execute(house.db)).rejects.toThrow();
    await expect(sql`delete from contact.view_matter`.execute(house.db)).rejects.toThrow();
  });

  it.each([
    [{ reachedOn: '2020-02-15' }, 'i dag eller tidigare'],
    [{ reachedOn: '1900-01-01' }, '2018-07-01 eller senare'],
    [{ bodyKey: '' }, 'Skriv vem synpunkten är från'],
    [{ fromKind: 'other', bodyKey: '' }, 'Skriv vem synpunkten är från'],
    [{ words: '' }, 'Skriv synpunkten eller bifoga en fil'],
    [{ subject: '' }, 'Skriv kort vad den gäller'],
    [{ how: 'owl' }, 'Välj hur den kom'],
  ])('with %j is refused', async (wrong, text) => {
    const refused = await file(wrong);
    expect([refused.statusCode, said(refused.body).includes(text)]).toEqual([422, true]);
  });

  it('is mended by a new registration beside the old one, with its files; and met by an answer', async () => {
    const boundary = 'qz';
    const fields = { ...view, subject: 'Med bilaga', words: '', _csrf: anna.headers['x-csrf-token']!, _requestId: house.newId() };
    const parts = Object.entries(fields).map(
      ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const pdf = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="Synpunkter Å.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7 qz\r\n`;
    const sent = await server.inject({
      method: 'POST',
      url: `/decisions/${dorotea}/views/new`,
      headers: { accept: 'text/html', ...anna.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: `${parts.join('')}${pdf}--${boundary}--\r\n`,
    });
    expect(sent.statusCode, said(sent.body)).toBe(303);
    const { id, number } = await newest();
    expect((await post(`/views/${id}/answer`, { words: 'Vi har vägt in det.' })).headers['location']).toBe(`/views/${id}`);
    expect(said((await get(`/views/${id}`)).body)).toMatch(/Synpunkter Å.pdf.*Vi har vägt in det\./);
    const mended = await post(`/views/${id}/correct`, { ...view, subject: 'Med bilaga, rättad', words: '' });
    const after = await newest();
    expect([mended.headers['location'], after.number]).toEqual([`/views/${after.id}`, `${number}.1`]);
    const link = /\/views\/[0-9a-f-]+\/files\/[0-9a-f-]+/.exec((await get(`/views/${after.id}`)).body)![0];
    const got = await get(link);
    expect([got.headers['content-type'], got.body]).toEqual(['application/pdf', '%PDF-1.7 qz']);
    expect(said((await get(`/views/${id}`)).body)).toContain('Registreringen är rättad');
    expect((await post(`/views/${id}/correct`, { ...view, subject: 'Igen', words: 'x' })).statusCode).toBe(409);
    expect(said((await get(`/decisions/${dorotea}`)).body)).not.toContain(`${number} `);
    const csv = (await get(`/decisions/${dorotea}/views.csv`)).body;
    expect(csv).toContain(`${number},no,`);
    expect(csv).toContain(`${number}.1,yes,`);
    expect(csv).toContain('sha256');
  });
});
