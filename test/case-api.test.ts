/** A case over the API: from the first question to the receipt, a report handed in, and everything that is kept given back. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startRule } from '../src/modules/cases/index.ts';
import { typedRegistration } from '../src/modules/cases/registration/fixtures.ts';
import { recogniseAccount, reportOwnProtection } from '../src/modules/people/index.ts';
import { execute, operator, signInAs, type SignedIn } from '../src/platform/auth/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2021-05-03T08:00:00Z');
const { server } = await testService(house);
await execute(house, operator, startRule, { rule: 'registration-decision', reviewShare: 1, reason: 'Prov av gränssnittet' });

const identities = ['199105142385', '199109122383', '199108202392'];
const jobseeker = (index: number): Promise<SignedIn> =>
  signInAs(house, ['jobseeker'], `Person ${index}`, {
    onSignIn: recogniseAccount,
    givenName: 'Amina',
    familyName: 'Exempel',
    identity: { personalNumber: identities[index]! },
  });

interface Body {
  version: number;
  draftId: string;
  atStep: string;
  next: string | null;
  code: string;
  personId: string;
  errors: unknown;
  draft: { version: number };
  duties: { key: string }[];
  items: { id: string; decisions: unknown; name: string }[];
  activities: { inPeriod: boolean }[];
  cases: Record<string, unknown>;
}

function client({ headers }: SignedIn) {
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object, more: Record<string, string> = {}) => {
    const answer = await server.inject({
      method,
      url,
      headers: { ...headers, ...more, accept: 'application/json' },
      ...(payload && { payload }),
    });
    // Read as loosely as a client would: each test says what it expects where.
    return { status: answer.statusCode, body: answer.json<Body>() };
  };
  return {
    get: (url: string) => ask('GET', url),
    post: (url: string, payload: object, key?: string) =>
      ask('POST', url, payload, key === undefined ? {} : { 'idempotency-key': key }),
  };
}

async function fillIn(of: ReturnType<typeof client>, firstDay: string): Promise<{ draftId: string; version: number }> {
  const begun = await of.post('/v1/me/registration-drafts', {});
  expect(begun.status).toBe(200);
  const typed = typedRegistration({ 'first-day': { firstDay: [firstDay], leavesSoon: ['no'] } });
  let { version } = begun.body;
  for (let step: string | null = begun.body.atStep; step !== null && step !== 'check';) {
    const saved = await of.post(`/v1/me/registration-drafts/steps/${step}`, { version, typed: typed[step as 'contact'] ?? {} });
    expect([step, saved.status, saved.body.errors]).toEqual([step, 200, []]);
    version = saved.body.version;
    step = saved.body.next;
  }
  return { draftId: begun.body.draftId, version };
}

describe('a case over the API', async () => {
  const amina = client(await jobseeker(0));

  it('says what is wrong with a step and saves nothing', async () => {
    await amina.post('/v1/me/registration-drafts', {});
    const { body } = await amina.get('/v1/me');
    const saved = await amina.post('/v1/me/registration-drafts/steps/protection', {
      version: body.draft.version,
      typed: { protected: ['maybe'] },
    });
    expect(saved.body).toMatchObject({ errors: [{ field: 'protected', code: 'not-a-choice' }], version: body.draft.version });
  });

  it('registers: every step, sent twice with one key, one receipt and an automatic decision that says so', async () => {
    const filled = await fillIn(amina, '2021-05-03');
    const key = randomUUID();
    const [once, again] = await Promise.all([
      amina.post('/v1/me/registrations', filled, key),
      amina.post('/v1/me/registrations', filled, key),
    ]);
    expect(once.body).toEqual(again.body);
    expect(once.body).toMatchObject({ state: 'registered', registeredOn: '2021-05-03' });
    const { body } = await amina.get('/v1/me/registrations');
    expect(body.items).toHaveLength(1);
    expect(body.items[0]!.decisions).toMatchObject([{ outcome: 'approve', automatic: true, rule: 'registration-decision' }]);
    const me = await amina.get('/v1/me');
    expect(me.body.duties.map((one: { key: string }) => one.key)).toEqual(
      expect.arrayContaining(['conversation', 'report-next']),
    );
  });

  it('refuses a second registration while one is open', async () => {
    const answer = await amina.post('/v1/me/registration-drafts', {});
    expect([answer.status, answer.body.code]).toEqual([409, 'already-registered']);
  });

  it('hands in a report once, with a receipt; a day outside the month is marked', async () => {
    house.clock.set('2021-06-14T20:00:00Z');
    const content = {
      activities: [
        { kind: 'job', date: '2021-05-10', what: 'Snickare', where: 'Provbygg' },
        { kind: 'contact', date: '2021-04-30', what: 'Ringde', where: 'Provbygg' },
      ],
      nothingDone: false,
      message: '',
      lateReason: '',
      language: 'sv',
    };
    const later = client(await jobseeker(0));
    expect((await later.post('/v1/me/activity-reports/2021-05', { version: 0, content })).body).toMatchObject({ version: 1 });
    const handedIn = await later.post('/v1/me/activity-reports/2021-05/submissions', { version: 1 });
    const again = await later.post('/v1/me/activity-reports/2021-05/submissions', { version: 1 });
    expect(handedIn.body).toMatchObject({ timely: 'in-time' });
    expect(again.body).toEqual(handedIn.body);
    const { body } = await later.get('/v1/me/activity-reports/2021-05');
    expect(body.activities.map((one: { inPeriod: boolean }) => one.inPeriod)).toEqual([true, false]);
  });

  it('gives back everything that is kept, and only one’s own', async () => {
    const other = client(await jobseeker(1));
    await fillIn(other, '2021-06-14');
    const mine = await client(await jobseeker(0)).get('/v1/me/data');
    const text = JSON.stringify(mine.body);
    for (const kept of ['Provgatan 1', identities[0]!, 'Ringde', 'prov@example.org']) expect(text).toContain(kept);
    expect(text).not.toContain(identities[1]!);
    expect(Object.keys(mine.body.cases)).toContain('decisions');
  });

  it('gives officers the work list in parts, and no one else', async () => {
    const officer = client(await signInAs(house, ['caseworker']));
    const first = await officer.get('/v1/work-items?limit=1');
    expect(first.body).toMatchObject({ items: [{ name: 'Amina Exempel', municipalityCode: '2425' }], next: expect.any(String) });
    const second = await officer.get(`/v1/work-items?limit=1&after=${encodeURIComponent(first.body.next!)}`);
    expect(second.body.items[0]!.id).not.toBe(first.body.items[0]!.id);
    expect((await officer.get('/v1/work-items?after=nonsense')).status).toBe(422);
    expect((await client(await jobseeker(0)).get('/v1/work-items')).status).toBe(403);
  });

  it('takes no key that is none, and no write without the form token', async () => {
    const bad = await client(await jobseeker(0)).post('/v1/me/registration-drafts', {}, 'again');
    expect([bad.status, bad.body.code]).toEqual([422, 'invalid-input']);
    const { cookie } = (await jobseeker(1)).headers;
    const forged = await server.inject({ method: 'POST', url: '/v1/me/registration-drafts', headers: { cookie }, payload: {} });
    expect(forged.statusCode).toBe(403);
  });

  it('is not the way for someone with protected identity, who still gets their own data', async () => {
    const signedIn = await jobseeker(2);
    const gunilla = client(signedIn);
    const { body } = await gunilla.get('/v1/me');
    await execute(house, signedIn.actor, reportOwnProtection, { personId: body.personId, level: 'marked' });
    const refused = await gunilla.get('/v1/me');
    expect([refused.status, refused.body.code]).toEqual([409, 'person-elsewhere']);
    expect((await gunilla.get('/v1/me/data')).status).toBe(200);
  });
});
