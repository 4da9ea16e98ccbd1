/** Those who write notices and what they do, for the tests of notices, their letters and the views that come back. */
import { sql } from 'kysely';
import { expect } from 'vitest';
import { type Actor, type Role, signInAs } from '../src/platform/auth/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

export const start = '2020-02-14T08:00:00.000Z';

export interface Session {
  actor: Actor;
  headers: Record<string, string>;
}

interface LetterRow {
  id: string;
  body_key: string;
  state: string;
  words: string;
  subject: string;
  why: string[];
}

/** What a page says, without its tags. */
export const said = (html: string): string =>
  html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<span class="cell-label"[^>]*>[^<]*<\/span>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

export const ask = { replyTo: 'synpunkter@example.org', replyBy: '2020-03-13' };
/** To whom. */
export const groups = ['place', 'nearest', 'referred', 'region', 'county-board'];
export const wording = {
  title: 'Beslut som berör {{mottagare}}',
  words: 'Till {{mottagare}}\n\n{{platser}}\n\n{{restider}}\n\n{{diarienummer}}',
};
export const addressOf = { name: '', role: 'Registrator', email: '', street: '', postalCode: '', postTown: '' };
export const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** The country, the service, and three who have signed in: Anna plans, Bo approves, an analyst reads. Dorotea's office closes. */
export async function noticeDesk() {
  const house = await testHouse('country', start);
  const { server } = await testService(house);
  async function session(role: Role, name: string): Promise<Session> {
    const { actor, headers } = await signInAs(house, [role], name);
    return { actor, headers: { ...(headers as unknown as Record<string, string>) } };
  }
  const anna = await session('planner', 'Anna');
  const bo = await session('administrator', 'Bo');
  const analyst = await session('analyst', 'Cecilia');
  const get = (url: string, { headers }: Session = anna) => server.inject({ url, headers: { accept: 'text/html', ...headers } });
  const post = (url: string, body: Record<string, string | string[]> = {}, { headers }: Session = anna) => {
    const form = new URLSearchParams({ _csrf: headers['x-csrf-token'] ?? '', _requestId: house.newId() });
    for (const [name, values] of Object.entries(body)) for (const value of [values].flat()) form.append(name, value);
    return server.inject({
      method: 'POST',
      url,
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: form.toString(),
    });
  };

  async function closures(municipality: string): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select c.id from network.closure c join network.place_record r on r.place_id = c.place_id and upper_inf(r.recorded)
      where r.municipality_code = ${municipality} order by c.id`.execute(house.db);
    return rows.map(({ id }) => id);
  }
  const [dorotea] = (await closures('2425')) as [string];

  async function draft(query = `closure=${dorotea}`, more: Record<string, string | string[]> = {}): Promise<string> {
    const made = await post(`/notices/new?${query}`, { ...wording, ...ask, groups, ...more });
    expect(made.statusCode, said(made.body)).toBe(303);
    return String(made.headers['location']).split('/')[2]!;
  }
  async function approve(id: string, by: Session = bo) {
    const { body } = await get(`/notices/${id}`, by);
    return post(
      `/notices/${id}/approve`,
      { version: hidden(body, 'version'), registerVersion: hidden(body, 'registerVersion') },
      by,
    );
  }
  async function put(key: string, of: Partial<typeof addressOf>): Promise<void> {
    const { body } = await get(`/bodies/${encodeURIComponent(key)}`);
    const changed = await post(`/bodies/${encodeURIComponent(key)}`, { ...addressOf, version: hidden(body, 'version'), ...of });
    expect(changed.statusCode, said(changed.body)).toBe(303);
  }
  const letters = async (id: string): Promise<Map<string, LetterRow>> => {
    const { rows } = await sql<LetterRow>`
      select id, body_key, state, words, subject, why from contact.notice_letter where notice_id = ${id} order by body_key`.execute(
      house.db,
    );
    return new Map(rows.map((row) => [row.body_key, row]));
  };
  return { house, server, session, anna, bo, analyst, get, post, dorotea, draft, approve, put, letters };
}
