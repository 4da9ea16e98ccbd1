/** Faults and bad input while someone registers, over the pages: a clear page, nothing typed is lost, and a receipt only if it is stored. */
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { startDeciding, withRegistration } from '../src/modules/cases/fixtures.ts';
import { newNumber, signIn } from '../src/modules/people/fixtures.ts';
import type { SignedIn } from '../src/platform/auth/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { testHouse } from './database.ts';
import { wayTo } from './database-away.ts';
import { clientOf, formIn, hidden, textOf } from './planner-client.ts';
import { base, sendIn, upTo } from './registration-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const way = await wayTo(house.url);
const own = connect(way.url);
afterAll(() => own.close());
const { server } = await testService({ ...house, db: own.db, url: way.url });
await startDeciding(house);

async function newcomer(name: string) {
  const { actor, headers, personId } = await signIn(house, { name, identity: { personalNumber: newNumber(house, '19900310') } });
  const session = headers as SignedIn['headers'];
  const as = clientOf(server, { actor, headers: session, csrf: session['x-csrf-token'] });
  return { as, headers: session, personId: personId! };
}
const registrationsOf = async (personId: string): Promise<{ receipt_number: string }[]> =>
  (
    await sql<{ receipt_number: string }>`select receipt_number from cases.registration where person_id = ${personId}`.execute(
      house.db,
    )
  ).rows;

describe('the database is gone in the middle of sending in', () => {
  it('the page says that it is not saved and holds the form; nothing is stored until it is pressed again, and then once', async () => {
    const { as, personId } = await newcomer('Borta');
    const check = await upTo(as, 'planning');
    const sent = await house.db.transaction().execute(async (tx) => {
      // The last table that a submission writes to holds it up; then the server is gone.
      await sql`lock table platform.audit in exclusive mode`.execute(tx);
      const posting = sendIn(as, check);
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
    expect(textOf(sent)).not.toContain('Kvittonummer');
    expect(await registrationsOf(personId)).toEqual([]);
    const again = formIn(sent);
    expect(again).toMatchObject({
      action: `${base}/check`,
      fields: { declared: 'yes', _requestId: hidden(check, '_requestId') },
    });
    await way.mend();
    const presses = await Promise.all([1, 2].map(() => as.post(again.action, again.fields)));
    expect(presses.map(({ status }) => status)).toEqual([303, 303]);
    const stored = await registrationsOf(personId);
    expect(stored).toHaveLength(1);
    expect(textOf(await as.get(presses[0]!.location))).toContain(stored[0]!.receipt_number);
  });

  it('before a step came: what was typed in it is in the page, and is saved when the database is back', async () => {
    const { as, personId } = await newcomer('Steg');
    const page = await upTo(as, 'education');
    const job = {
      'jobs.0.occupation': 'Fiskare',
      'jobs.0.from': '2018-03',
      'jobs.0.to': '2020-01',
      _version: hidden(page, '_version'),
    };
    await way.cut();
    const lost = await as.post(`${base}/work`, job);
    await way.mend();
    expect(lost.status).toBe(503);
    const again = formIn(lost);
    expect(again.fields).toMatchObject(job);
    expect((await as.post(again.action, again.fields)).status).toBe(303);
    const { rows } = await sql<{ answers: object }>`select answers from cases.draft where person_id = ${personId}`.execute(
      house.db,
    );
    expect(JSON.stringify(rows)).toContain('Fiskare');
  });
});

describe('two tabs that send in at once', () => {
  it('with a form each: one registration, and both are shown its receipt', async () => {
    const { as, personId } = await newcomer('Två flikar');
    const first = await upTo(as, 'planning');
    const second = await as.get(`${base}/check`);
    expect(hidden(second, '_requestId')).not.toBe(hidden(first, '_requestId'));
    const answers = await Promise.all([sendIn(as, first), sendIn(as, second)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const stored = await registrationsOf(personId);
    expect(stored).toHaveLength(1);
    for (const { location } of answers) expect(textOf(await as.get(location))).toContain(stored[0]!.receipt_number);
  });
});

describe('an attachment, at its own address', () => {
  const enclose = async (content: Uint8Array<ArrayBuffer>, name: string) => {
    const { as, headers, personId } = await newcomer(`Fil ${name}`);
    const page = await upTo(as, 'benefit');
    const body = new FormData();
    for (const field of ['_draft', '_version']) body.append(field, hidden(page, field));
    body.append('next', 'add');
    body.append('file', new Blob([content]), name);
    const request = new Request('http://x', { method: 'POST', body });
    const type = { accept: 'text/html', 'content-type': request.headers.get('content-type')! };
    const payload = Buffer.from(await request.arrayBuffer());
    const answer = await server.inject({ method: 'POST', url: `${base}/attachments`, headers: { ...headers, ...type }, payload });
    const { rows } = await sql`select from cases.attachment where person_id = ${personId}`.execute(house.db);
    return { answer, kept: rows.length, again: await as.get(`${base}/attachments`) };
  };

  it.each([
    ['a program called a PDF', 'virus.pdf', new Uint8Array(Buffer.from('MZ program')), 415, 'Filen går inte att ta emot'],
    [
      'more than ten megabytes',
      'stor.pdf',
      new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(10_485_760)])),
      413,
      '10 MB',
    ],
  ] as const)(
    'of %s is refused on a page that says what to do, and the rest of the registration stays',
    async (...[, name, content, status, says]) => {
      const { answer, kept, again } = await enclose(content, name);
      expect([answer.statusCode, kept]).toEqual([status, 0]);
      expect(answer.body).toContain(says);
      expect(again.status).toBe(200);
    },
  );
});

describe('the database itself', () => {
  it('refuses two registrations of one person that overlap in time; two that follow each other stand', async () => {
    const { personId } = await newcomer('Överlapp');
    const first = await withRegistration(house, personId, '2019-01-10');
    const end = sql`update cases.registration set state = 'deregistered', deregistered_on = '2019-06-01' where id = ${first}`;
    await expect(withRegistration(house, personId, '2019-03-01')).rejects.toThrow(/registration/);
    await end.execute(house.db);
    await expect(withRegistration(house, personId, '2019-05-31')).rejects.toMatchObject({ code: '23P01' });
    await withRegistration(house, personId, '2019-06-01');
    expect(await registrationsOf(personId)).toHaveLength(2);
  });
});

describe('staff enter someone by hand', () => {
  it.each([
    ['a day of birth to come', 'bornOn', '2020-02-15'],
    ['a day of birth that does not exist', 'bornOn', '1990-02-30'],
    ['an identity number of a birth to come', 'number', '20200215-2383'],
    ['an identity number with a wrong check digit', 'number', '19900310-2380'],
  ])('%s is refused at its field, what was typed stays, and no one is added', async (_what, field, value) => {
    const { headers, actor } = await signIn(house, { name: 'Cecilia', roles: ['caseworker'] });
    const session = headers as SignedIn['headers'];
    const cecilia = clientOf(server, { actor, headers: session, csrf: session['x-csrf-token'] });
    const countOf = async () => (await sql`select from people.person`.execute(house.db)).rows.length;
    const before = await countOf();
    const form = await cecilia.get('/people/new');
    const person = { givenName: 'Prov', familyName: 'Provsson', identityProof: 'none', reason: 'other', reasonText: 'prov' };
    const answer = await cecilia.post('/people/new', { ...person, [field]: value, _requestId: hidden(form, '_requestId') });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(`href="#f-${field}"`);
    expect(answer.html).toContain(`value="${value}"`);
    expect(await countOf()).toBe(before);
  });
});
