/**
 * The invariant of protected identity (JO 5254-2016; §12.4): to anyone but the person and their named officers the person does
 * not exist. Walks every endpoint of src/app/routes.ts as every role, with the ids of protected persons and of others in the
 * paths, and looks for any trace; a new endpoint is walked without being added here, and one with parameters that no one
 * thought of gets every id there is.
 */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../src/app/routes.ts';
import { stepIds } from '../src/modules/cases/registration/index.ts';
import { startDeciding } from '../src/modules/cases/fixtures.ts';
import { openLive } from '../src/app/live.ts';
import { lookAfter, protect, signIn } from '../src/modules/people/fixtures.ts';
import { stopRule } from '../src/modules/cases/index.ts';
import { type Actor, execute, type Role, roles } from '../src/platform/auth/index.ts';
import type { Endpoint } from '../src/platform/http/index.ts';
import { testHouse } from './database.ts';
import { deliverAll } from './delivered.ts';
import {
  drafting,
  idsOf,
  idsOfOthers,
  type Life,
  living,
  organisation,
  placeWithDesk,
  registrationDay,
  reportDay,
} from './protected-life.ts';
import { testService } from './service.ts';

const house = await testHouse('country', registrationDay);
const live = await openLive(house, () => undefined);
const listed = endpoints(house, live, 'test');
await live.close();
const service = await testService(house);

const unknown = '01900000-0000-7000-8000-000000000000';
const staffRoles = ['caseworker', 'desk-officer', 'protection-officer'] as const;

interface Session {
  role: Role;
  actor: Actor | null;
  headers: Record<string, string>;
}

/**
 * The one protected after a life here, the one protected while registering, the one who is so only during the test, and someone
 * who is not protected at all.
 */
const people: { hidden: Life; begun: Life; fresh: Life; seen: Life } = {} as never;
/** Ids of what is about someone; and of each kind of thing one, for the addresses. */
const idsAbout = new Map<Life, string[]>();
const triedIds: string[] = [];
const sessions: Session[] = [];
let officer: Session;
let self: Session;

async function session(role: Role, name: string): Promise<Session> {
  const isHelper = role === 'helper';
  const { actor, headers } = await signIn(house, { name, roles: [role], ...(isHelper ? { organisation } : {}) });
  return { role, actor, headers: { ...(headers as Record<string, string>) } };
}

beforeAll(async () => {
  const administrator = await startDeciding(house, 1);
  const staff: Actor[] = [];
  for (const role of staffRoles) staff.push((await session(role, `Staff ${role}`)).actor!);
  people.hidden = await living(house, 'Xqzhemlig', 101, staff);
  people.begun = await drafting(house, 'Xqzborjad', 202);
  people.fresh = await living(house, 'Xqznyss', 404, staff);
  people.seen = await living(house, 'Vwxsynlig', 303, staff);
  house.clock.set(reportDay);
  for (const life of [people.hidden, people.begun, people.fresh]) {
    const ids = await idsOf(house, life.personId);
    idsAbout.set(life, ids.flat());
    if (life === people.hidden) triedIds.push(...ids.flatMap((some) => some.slice(0, 1)));
  }
  // What the rule decided is in doubt, so that it is listed.
  const stop = { rule: 'registration-decision', since: registrationDay, reason: 'prov' };
  await execute(house, administrator, stopRule, stop);
  triedIds.push(...(await idsOf(house, people.seen.personId)).flatMap((some) => some.slice(0, 1)), ...(await idsOfOthers(house)));
  await protect(house, people.hidden.number, 'protected-registration', 'Xqzhemligbox 1\n111 11 Xqzhemligstad');
  await protect(house, people.begun.number, 'marked');
  await deliverAll(house);
  deskPlace = await placeWithDesk(house);
  for (const role of roles) {
    sessions.push(role === 'visitor' ? { role, actor: null, headers: {} } : await session(role, `Staff ${role}`));
  }
  officer = await session('protection-officer', 'Jonas');
  for (const life of [people.hidden, people.begun]) await lookAfter(house, officer.actor!, life.personId);
  const { name } = people.hidden.actor;
  const identity = { personalNumber: people.hidden.number };
  const again = await signIn(house, { name, familyName: 'Xqzhemligefternamn', identity });
  self = { role: 'jobseeker', actor: again.actor, headers: { ...(again.headers as Record<string, string>) } };
}, 120_000);

/** What of the protected is in an answer and was not sent by the one who asked. */
function tracesIn(answer: string, sent: string, lives: readonly Life[] = [people.hidden, people.begun]): string[] {
  const text = answer.toLowerCase();
  const said = sent.toLowerCase();
  const all = lives.flatMap((life) => [...life.words, life.personId, life.actor.id, ...(idsAbout.get(life) ?? [])]);
  return all.filter((trace) => text.includes(trace.toLowerCase()) && !said.includes(trace.toLowerCase()));
}

/** Parameters that take no id of just anything. */
const named: ReadonlySet<string> = new Set(['person', 'step', 'month', 'code', 'act', 'place', 'kind', 'letterAction', 'metric']);
/** A place that has a desk. */
let deskPlace: string;

/** What a parameter of an address is tried with. One that is not named here gets an id of every kind of thing there is. */
function candidates(parameter: string, person: string | null): readonly string[] {
  switch (parameter) {
    case 'person':
      return [person ?? unknown];
    case 'step':
      return [...stepIds, 'receipt'];
    case 'month':
      return ['2020-02', '2020-03'];
    case 'code':
      return ['2425'];
    case 'act':
      return ['open', 'close', 'next', 'call', 'recall', 'serve', 'park', 'resume', 'transfer', 'end', 'no-show'];
    case 'place':
      return [deskPlace, people.hidden.personId];
    case 'kind':
      return ['officer', 'place', 'room', 'interpreter', 'agreement'];
    case 'letterAction':
      return ['posted', 'bounced', 'again'];
    case 'metric':
      return ['registered-jobseekers', people.hidden.personId];
    default:
      // Under a person who is not there for the one who asks, what follows is not looked at; under another's it might be.
      return person === null || person === people.seen.personId
        ? [...triedIds, people.hidden.personId, unknown]
        : triedIds.slice(0, 2);
  }
}

/**
 * Every address of an endpoint for these persons: each id in each place. Where two places take any id, both have one that is
 * about a hidden person, or one of them no one's: all pairs of all ids would be thousands of addresses that say no more.
 */
function addresses(url: string, persons: readonly string[]): string[] {
  const parts = url.split('/').filter(Boolean);
  const under = url.includes(':person') ? persons : [null];
  const about = new Set([people.hidden, people.begun].flatMap((life) => [life.personId, ...(idsAbout.get(life) ?? [])]));
  return under.flatMap((person) => {
    let all = [{ start: '', ids: [] as string[] }];
    for (const part of parts) {
      const [, parameter, rest = ''] = /^:(\w+)(.*)$/.exec(part) ?? [];
      const values = parameter === undefined ? [part] : candidates(parameter, person);
      const isAny = parameter !== undefined && !named.has(parameter);
      all = all.flatMap(({ start, ids }) =>
        values.map((value) => ({ start: `${start}/${value}${rest}`, ids: isAny ? [...ids, value] : ids })),
      );
    }
    const said = all.filter(
      ({ ids }) => ids.length < 2 || ids.filter((id) => id !== unknown).length < 2 || ids.every((id) => about.has(id)),
    );
    return parts.length === 0 ? ['/'] : said.map(({ start }) => start);
  });
}

const mayUse = (one: Endpoint, role: Role): boolean => one.access === 'everyone' || one.access.includes(role);

/** Who walks an endpoint: every role that may; of a page for everyone someone who has signed in and someone who has not. */
const walkers = (one: Endpoint): Session[] =>
  sessions.filter(({ role }) => (one.access === 'everyone' ? role === 'visitor' || role === 'caseworker' : mayUse(one, role)));

/** They walk at the same time where nothing is changed: while one waits for the database another is answered. */
const together = (one: Endpoint, walk: (session: Session) => Promise<void>): Promise<unknown> =>
  Promise.all(walkers(one).map(walk));

async function ask(method: 'GET' | 'POST', url: string, { headers }: Session, body?: Record<string, string>) {
  const payload = body === undefined ? {} : { payload: new URLSearchParams(body).toString() };
  const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await service.server.inject({
    method,
    url,
    headers: { ...headers, ...type },
    ...payload,
    payloadAsStream: true,
  });
  const answered = await bodyOf(answer.stream(), answer.headers['content-type']);
  if (method === 'GET' && answer.statusCode === 200) noteForms(url, answered);
  return { status: answer.statusCode, text: `${JSON.stringify(answer.headers)}\n${answered}` };
}

/** An answer to its end; of a line of events, which has none, what it tells first, or within a second. */
async function bodyOf(stream: Readable, type: unknown): Promise<string> {
  if (!String(type).startsWith('text/event-stream')) return text(stream);
  let said = '';
  const enough = setTimeout(() => stream.destroy(), 1000);
  stream.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (/^event: /m.test(said)) stream.destroy();
  });
  await once(stream, 'close');
  clearTimeout(enough);
  return said;
}

/** The fields that each endpoint's form has been seen with, on whatever page it stands. */
const fieldsOf = new Map<string, Set<string>>();
const patterns = listed
  .filter(({ method }) => method === 'POST')
  .map(({ url }) => [url, new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+')}$`)] as const);

function noteForms(url: string, html: string): void {
  for (const [, start = '', content = ''] of html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
    const action = /action="([^"?]*)/.exec(start)?.[1] ?? url.split('?')[0]!;
    const to = patterns.find(([, pattern]) => pattern.test(action))?.[0];
    if (to === undefined) continue;
    const fields = fieldsOf.get(to) ?? new Set();
    for (const [, name = ''] of content.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"/g)) fields.add(name);
    fieldsOf.set(to, fields);
  }
}

/** An answer without what differs from one request to the next: ids of ours, and those of its forms. */
const settled = ({ status, text }: { status: number; text: string }): string =>
  `${status} ${text.slice(text.indexOf('\n'))}`.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, 'AN-ID');

const byUrl = listed.map((one) => [`${one.method} ${one.url}`, one] as const);
const gets = byUrl.filter(([, one]) => one.method === 'GET');
const posts = byUrl.filter(([, one]) => one.method === 'POST');

describe('the walk can see', () => {
  it('someone who is not protected on many pages, and someone protected on the pages of themselves and of the named officer', async () => {
    /** Looks until someone has been seen on so many pages. */
    const seenOn = async (enough: number, life: Life, by: readonly Session[]): Promise<number> => {
      let pages = 0;
      for (const [, one] of gets) {
        for (const session of by.filter(({ role }) => mayUse(one, role))) {
          for (const url of addresses(one.url, [life.personId]).slice(0, 5)) {
            const { text } = await ask('GET', url, session);
            if (text.includes(life.words[0]!)) pages += 1;
            if (pages === enough) return pages;
          }
        }
      }
      return pages;
    };
    expect(await seenOn(21, people.seen, sessions)).toBe(21);
    expect(await seenOn(4, people.hidden, [officer])).toBe(4);
    expect(await seenOn(2, people.hidden, [self])).toBe(2);
  });
});

describe('from the commit on', () => {
  it('there is no trace on any page, before a single event is delivered', async () => {
    await house.db.transaction().execute(async (tx) => {
      // The worker waits here; pages and commands do not.
      await sql`lock table platform.delivery in exclusive mode`.execute(tx);
      await protect(house, people.fresh.number);
      // Until someone is named, protection officers alone see that there is someone to look after: an id, and nothing else.
      const { personId, words } = people.fresh;
      const waiting = await ask(
        'GET',
        '/protected',
        sessions.find(({ role }) => role === 'protection-officer')!,
      );
      expect([waiting.text.includes(personId), words.filter((word) => waiting.text.includes(word))]).toEqual([true, []]);
      await lookAfter(house, officer.actor!, personId);
      for (const [, one] of gets) {
        await together(one, async (session) => {
          for (const url of addresses(one.url, [personId]).slice(0, 12)) {
            const answer = await ask('GET', url, session);
            const found = tracesIn(answer.text, url, [people.fresh]);
            expect([session.role, url, found]).toEqual([session.role, url, []]);
          }
        });
      }
    });
    await deliverAll(house);
  });
});

describe('no trace of a protected person for anyone else', () => {
  it.each(gets)('%s', async (_name, one) => {
    const persons = [people.hidden.personId, people.begun.personId, people.seen.personId];
    await together(one, async (session) => {
      for (const url of addresses(one.url, persons)) {
        const answer = await ask('GET', url, session);
        expect([session.role, url, tracesIn(answer.text, url)]).toEqual([session.role, url, []]);
        expect(answer.status, `${session.role} ${url}`).toBeLessThan(500);
      }
    });
  });

  it.each(gets.filter(([, one]) => one.query !== undefined))('%s asked for by name, number and id', async (_name, one) => {
    const { hidden } = people;
    const asked = [hidden.words[0]!, hidden.number, hidden.personId, hidden.actor.id];
    const keys = Object.keys((one.query as { shape?: object }).shape ?? {});
    await together(one, async (session) => {
      for (const value of asked) {
        for (const key of keys) {
          const path = addresses(one.url, [people.seen.personId])[0]!;
          const url = `${path}?${new URLSearchParams({ [key]: value }).toString()}`;
          const answer = await ask('GET', url, session);
          const sent = `${url} ${value} ${value.toLowerCase()}`;
          expect([session.role, url, tracesIn(answer.text, sent)]).toEqual([session.role, url, []]);
        }
      }
    });
  });
});

describe('a protected person’s id answers exactly as an id of no one', () => {
  it.each(gets.filter(([, one]) => one.url.includes(':person')))('%s', async (_name, one) => {
    await together(one, async (session) => {
      const none = addresses(one.url, [unknown]);
      for (const life of [people.hidden, people.begun]) {
        for (const [index, url] of addresses(one.url, [life.personId]).entries()) {
          const [found, expected] = [await ask('GET', url, session), await ask('GET', none[index]!, session)];
          expect(settled(found), `${session.role} ${url}`).toBe(settled(expected));
        }
      }
    });
  });
});

/** What a form is sent with, so that it gets as far as it can: of a form that was seen on a page only its own fields. */
function common(one: Endpoint, session: Session): Record<string, string> {
  const all = {
    reason: 'other',
    reasonText: 'prov',
    finding: 'in-order',
    level: 'marked',
    ground: 'language',
    sure: 'yes',
    confirm: 'yes',
    version: '1',
    givenName: 'Prov',
    familyName: 'Provsson',
    identityProof: 'id-document',
  };
  const seen = fieldsOf.get(one.url);
  const own = Object.entries(all).filter(([name]) => seen === undefined || seen.has(name));
  return { ...Object.fromEntries(own), _requestId: house.newId(), _csrf: session.headers['x-csrf-token'] ?? '' };
}

/**
 * What the fields of a form are filled with: a protected person's name, number, day of birth and id, each in each field by itself;
 * or in all fields at once, at an address where nothing is: there no field is looked at.
 */
function fillings(one: Endpoint, isThere: boolean): Record<string, string>[] {
  if (one.url.includes(':person')) return [];
  const { hidden } = people;
  const fields = [...(fieldsOf.get(one.url) ?? [])].filter((field) => !field.startsWith('_'));
  const values = [hidden.words[0]!, hidden.number, '1991-09-22', hidden.personId];
  return isThere
    ? fields.flatMap((field) => values.map((value) => ({ [field]: value })))
    : values.map((value) => Object.fromEntries(fields.map((field) => [field, value])));
}

describe('what is sent in about a protected person changes nothing and answers as for no one', () => {
  it('forms were seen', () => {
    expect(fieldsOf.size).toBeGreaterThan(10);
  });

  it.each(posts)('%s', async (_name, one) => {
    const before = await versionOf(people.hidden);
    const send = async (session: Session, url: string, filling: Record<string, string>): Promise<number> => {
      const body = { ...common(one, session), ...filling };
      const answer = await ask('POST', url, session, body);
      const sent = `${url} ${Object.values(filling).join(' ')}`;
      expect([session.role, url, tracesIn(answer.text, sent)]).toEqual([session.role, url, []]);
      expect(answer.status, `${session.role} ${url}`).toBeLessThan(500);
      if (!one.url.includes(':person')) return answer.status;
      const other = [people.hidden.personId, people.begun.personId].reduce((text, id) => text.replaceAll(id, unknown), url);
      const none = await ask('POST', other, session, { ...body, _requestId: house.newId() });
      expect(settled(answer), `${session.role} ${url}`).toBe(settled(none));
      return answer.status;
    };
    for (const session of walkers(one)) {
      const all = addresses(one.url, [people.hidden.personId, people.begun.personId]);
      // Which ids an address takes is tried with the empty form; what the fields find, at two of them.
      for (const [index, url] of all.entries()) {
        const isThere = (await send(session, url, {})) !== 404;
        if (index < 2) for (const filling of fillings(one, isThere)) await send(session, url, filling);
      }
    }
    expect(await versionOf(people.hidden)).toBe(before);
  });
});

describe('the number of a protected person', () => {
  it('is refused at the desk in the words that any taken number is, and the auditor’s list has the attempt', async () => {
    const desk = sessions.find(({ role }) => role === 'desk-officer')!;
    const form = { givenName: 'Prov', familyName: 'Provsson', identityProof: 'id-document' };
    const add = async ({ number }: Life) => {
      const body = { ...form, number, _requestId: house.newId(), _csrf: desk.headers['x-csrf-token'] ?? '' };
      const answer = await ask('POST', '/people/new', desk, body);
      expect(answer.status).toBe(409);
      return settled(answer).replaceAll(number, 'A-NUMBER');
    };
    const of = await add(people.hidden);
    expect(of).toContain('Numret kan inte läggas till här');
    expect(of).toBe(await add(people.seen));
    const auditor = sessions.find(({ role }) => role === 'auditor')!;
    const { text } = await ask('GET', '/control/openings?why=refused', auditor);
    expect(text).toContain('Numret skulle läggas till');
    expect(tracesIn(text, '')).toEqual([]);
  });
});

async function versionOf({ personId }: Life): Promise<unknown> {
  const { rows } = await sql`select to_jsonb(p) as row from people.person p where person_id = ${personId}`.execute(house.db);
  return JSON.stringify(rows);
}

describe('outside the pages', () => {
  it('statistics leave protected persons out', async () => {
    const { rows: views } = await sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.views where table_name like 'stat\\_%'`.execute(
      house.db,
    );
    expect(views.length).toBeGreaterThan(0);
    for (const { name } of views) {
      const { rows } = await sql<{
        text: string | null;
      }>`select string_agg(v::text, ' ') as text from ${sql.raw(name)} v`.execute(house.db);
      const text = rows[0]!.text ?? '';
      expect([name, tracesIn(text, '')]).toEqual([name, []]);
    }
  });

  it('audit rows, events and their deliveries say nobody’s name, number or contact', async () => {
    for (const name of ['platform.audit', 'platform.event', 'platform.delivery']) {
      const { rows } = await sql<{
        text: string | null;
      }>`select string_agg(v::text, ' ') as text from ${sql.raw(name)} v`.execute(house.db);
      const text = (rows[0]!.text ?? '').toLowerCase();
      const words = [people.hidden, people.begun, people.seen].flatMap((life) => life.words);
      expect([name, words.filter((word) => text.includes(word.toLowerCase()))]).toEqual([name, []]);
    }
  });
});
