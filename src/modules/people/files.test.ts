/** Files are opened with a reason, persons searched for by permitted terms, and someone checks both (AF’s CRM of 2021, SFS 2002:546 §14, SFS 2002:623 §20 b–c). */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Actor, execute } from '../../platform/auth/index.ts';
import { later } from '../../platform/clock/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { testHouse } from '../../../test/database.ts';
import { closeFile } from './close-file.ts';
import { jobseeker, lookAfter, numberOf, opened, protect, searched, signIn } from './fixtures.ts';
import {
  checkOpening,
  foundPersons,
  openFile,
  openFileOrRefuse,
  openingsToCheck,
  putNeed,
  readersOf,
  requireStanding,
} from './index.ts';
import { openingReasons } from './rules/file-opening-reason.ts';

const house = await testHouse('empty');
const { actor: desk } = await signIn(house, { name: 'Bengt', roles: ['desk-officer'] });
const { actor: caseworker } = await signIn(house, { name: 'Cecilia', roles: ['caseworker'] });
const { actor: officer } = await signIn(house, { name: 'Jonas', roles: ['protection-officer'] });
const { actor: auditor } = await signIn(house, { name: 'Tove', roles: ['auditor'] });
const span = { from: '2020-02-14', to: '2020-02-14' } as Parameters<typeof openingsToCheck>[2];

const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? { code: error.code, rule: error.details.rule?.id } : error),
  );

const standsFor = (actor: Actor, personId: string) =>
  refusal(requireStanding(house.db, actor, personId, 'plan', house.clock.now()));

describe('§12.15 a file is opened with a reason', () => {
  it('without a reason: refused, and with "other" and an empty text too', async () => {
    const { personId } = await jobseeker(house, 'Refused');
    expect(await standsFor(desk, personId)).toEqual({ code: 'file-reason-required', rule: 'standing' });
    const open = (input: object) => refusal(execute(house, desk, openFile, { personId, ...input }));
    expect(await open({})).toEqual({ code: 'file-reason-required', rule: 'file-opening-reason' });
    expect(await open({ reason: '', reasonText: 'because', identification: '' })).toMatchObject({ code: 'file-reason-required' });
    expect(await open({ reason: 'other', reasonText: '   ' })).toEqual({ code: 'invalid-input', rule: 'file-opening-reason' });
    expect(await open({ reason: 'curiosity' })).toMatchObject({ code: 'invalid-input' });
    // What is sent instead of an id is written nowhere: the audit row says which person, and nothing that was typed.
    const typed = await open({ reason: 'matching', personId: 'Anna Andersson' });
    expect(typed).toMatchObject({ code: 'invalid-input' });
    const audited = await sql`select 1 from platform.audit where subject like '%Andersson%'`.execute(house.db);
    expect(audited.rows).toEqual([]);
    expect(await standsFor(desk, personId)).toMatchObject({ code: 'file-reason-required' });
    expect(await readersOf(house.db, personId)).toEqual([]);
  });

  it.each(openingReasons)('%s opens it for the one who gave it, for an hour', async (reason) => {
    const { personId } = await jobseeker(house, reason);
    await opened(house, desk, personId, reason);
    expect(await standsFor(desk, personId)).toBeNull();
    expect(await standsFor(caseworker, personId)).toMatchObject({ code: 'file-reason-required' });
    const after = requireStanding(house.db, desk, personId, 'plan', later(house.clock.now(), 3_600_000));
    expect(await refusal(after)).toMatchObject({ code: 'file-reason-required' });
  });

  it('closing it ends that', async () => {
    const { personId } = await jobseeker(house, 'Closed');
    await opened(house, desk, personId);
    await execute(house, desk, closeFile, { personId });
    expect(await standsFor(desk, personId)).toMatchObject({ code: 'file-reason-required' });
  });

  it('the person sees who read and why; the log is never changed', async () => {
    const { personId } = await jobseeker(house, 'Reader');
    await execute(house, desk, openFile, { personId, reason: 'call-back' });
    await execute(house, caseworker, openFile, { personId, identification: 'known' });
    expect(await readersOf(house.db, personId)).toMatchObject([
      { actorName: 'Cecilia', reason: null, identification: 'known', roles: ['caseworker'] },
      { actorName: 'Bengt', reason: 'call-back', identification: null, roles: ['desk-officer'] },
    ]);
    await expect(sql`update people.file_opening set reason = 'matching'`.execute(house.db)).rejects.toThrow(/append-only/);
  });

  it('all are in the log, those for a reason in words on the list of the check, and the finding is kept', async () => {
    const { personId } = await jobseeker(house, 'Checked');
    const { openingId } = await openFileOrRefuse(house, desk, { personId, reason: 'other', reasonText: 'asked for at the desk' });
    const plain = (await opened(house, caseworker, personId, 'matching'))!;
    const list = async (only: 'to-check' | 'all') => (await openingsToCheck(house.db, auditor, { ...span, only })).openings;
    expect((await list('all')).map((one) => one.openingId)).toEqual(expect.arrayContaining([openingId, plain]));
    expect((await list('to-check')).map((one) => one.openingId)).not.toContain(plain);
    const found = (await list('to-check')).find((one) => one.openingId === openingId);
    expect(found).toMatchObject({ person: { personId }, why: ['other'], reasonText: 'asked for at the desk', finding: null });
    await execute(house, auditor, checkOpening, { openingId, finding: 'ask-further', note: 'which desk?' });
    await execute(house, auditor, checkOpening, { openingId, finding: 'in-order' });
    const after = (await list('to-check')).find((one) => one.openingId === openingId);
    expect(after).toMatchObject({ finding: 'in-order', checkedBy: 'Tove', note: '' });
    expect((await openingsToCheck(house.db, desk, span)).openings).toEqual([]);
    const unknown = execute(house, auditor, checkOpening, { openingId: personId, finding: 'in-order' });
    expect(await refusal(unknown)).toMatchObject({ code: 'opening-unknown' });
  });

  it('an attempt on someone protected answers as if there were no one, and is on the list without saying who', async () => {
    const number = numberOf(house, '19910912');
    const { personId } = await jobseeker(house, 'Gunilla', number);
    await protect(house, number);
    const input = { personId, reason: 'other', reasonText: 'Gunilla Provsson asked' };
    const unknown = { ...input, personId: '01900000-0000-7000-8000-000000000000' };
    expect(await refusal(openFileOrRefuse(house, desk, input))).toEqual(await refusal(openFileOrRefuse(house, desk, unknown)));
    expect(await standsFor(desk, personId)).toMatchObject({ code: 'person-unknown' });
    const refused = (await openingsToCheck(house.db, auditor, span)).openings.filter((one) => one.isRefused);
    expect(refused).toMatchObject([{ person: null, reasonText: '', actorName: 'Bengt', why: ['other', 'refused', 'protected'] }]);
    expect(JSON.stringify(refused)).not.toContain(personId);
    expect(await readersOf(house.db, personId)).toEqual([]);
    await lookAfter(house, officer, personId);
    expect(await standsFor(officer, personId)).toBeNull();
    expect(await readersOf(house.db, personId)).toMatchObject([{ actorName: 'Jonas' }]);
  });
});

describe('§12.14 searching', () => {
  const search = (terms: Record<string, string>, purpose?: string) => refusal(searched(house, caseworker, terms, purpose));

  it('by telephone number, e-mail or diagnosis is refused with the rule', async () => {
    const refused = { code: 'search-term-refused', rule: 'search-terms' };
    expect(await search({ phone: '0701740605' })).toEqual(refused);
    expect(await search({ email: 'amina@example.se' })).toEqual(refused);
    expect(await search({ diagnosis: 'diabetes' }, 'planning')).toEqual(refused);
    expect(await search({ name: '070-174 06 05' })).toEqual(refused);
    expect(await search({ name: 'amina@example.se' })).toEqual(refused);
    expect(await search({ disabilityCode: 'diabetes' }, 'planning')).toEqual(refused);
    expect(await search({ name: '', municipalityCode: '' })).toMatchObject({ code: 'search-term-missing' });
  });

  it('by the allowed code for disability only with planning or placement as purpose', async () => {
    const { personId } = await jobseeker(house, 'Coded');
    await opened(house, caseworker, personId);
    await execute(house, caseworker, putNeed, { personId, ground: 'disability', disabilityCode: '61' });
    expect(await search({ disabilityCode: '61' })).toMatchObject({ code: 'search-term-refused' });
    expect(await search({ disabilityCode: '61' }, 'curiosity')).toMatchObject({ code: 'invalid-input' });
    expect(await searched(house, caseworker, { disabilityCode: '61' }, 'planning')).toEqual([personId]);
    expect(await searched(house, caseworker, { disabilityCode: '61' }, 'placement')).toEqual([personId]);
  });

  it('by number, name, day of birth and municipality finds those whom all terms fit', async () => {
    const number = numberOf(house, '19850504');
    const { personId } = await jobseeker(house, 'Åsa-Li', number);
    expect(await searched(house, desk, { number: `${number.slice(2, 8)}-${number.slice(8)}` })).toEqual([personId]);
    expect(await searched(house, desk, { name: 'PROVS åsa' })).toEqual([personId]);
    expect(await searched(house, desk, { name: 'åsa', bornOn: '1985-05-04' })).toEqual([personId]);
    expect(await searched(house, desk, { name: 'åsa', bornOn: '1985-05-05' })).toEqual([]);
    expect(await searched(house, desk, { name: 'åsa', municipalityCode: '2425' })).toEqual([]);
    expect(await searched(house, desk, { name: 'å%li' })).toEqual([]);
    expect(await search({ number: '19850504-2380' })).toMatchObject({ code: 'identity-number-wrong' });
    expect(await foundPersons(house.db, desk, [personId])).toMatchObject([{ name: 'Åsa-Li Provsson', number }]);
    expect(await foundPersons(house.db, auditor, [personId])).toEqual([]);
  });

  it('shows at most fifty and says that there are more; the log has the kinds of terms and not their values', async () => {
    for (let n = 0; n < 52; n += 1) await jobseeker(house, `Många${'abcdefghijklmnopqrstuvwxyz'[n % 26]}${n}`);
    expect(await searched(house, desk, { name: 'många' })).toHaveLength(50);
    // Without the ids, which may hold any four figures by chance.
    const { rows } = await sql<{
      text: string;
    }>`select (to_jsonb(s) - 'id' - 'account_id')::text as text from people.search s`.execute(house.db);
    expect(rows.map((row) => row.text).join()).toContain('"terms": ["name"]');
    expect(rows.map((row) => row.text).join()).not.toMatch(/många|1985/i);
  });

  it('finds no protected person by any term, but for the officer who is named', async () => {
    const number = numberOf(house, '19850505');
    const { personId } = await jobseeker(house, 'Zita', number);
    await protect(house, number, 'protected-registration');
    const terms: Record<string, string>[] = [{ number }, { name: 'Zita' }, { bornOn: '1985-05-05' }];
    for (const one of terms) {
      for (const actor of [desk, caseworker, officer]) expect(await searched(house, actor, one)).toEqual([]);
    }
    expect(await foundPersons(house.db, caseworker, [personId])).toEqual([]);
    await lookAfter(house, officer, personId);
    for (const one of terms) expect(await searched(house, officer, one)).toEqual([personId]);
    expect(await searched(house, caseworker, { number })).toEqual([]);
  });
});
