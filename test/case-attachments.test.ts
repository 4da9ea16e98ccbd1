/** Files enclosed with a registration, read by those who may read the registration, and by no one else. */
import { describe, expect, it } from 'vitest';
import { addAttachment } from '../src/modules/cases/index.ts';
import { findDraft } from '../src/modules/cases/store/draft.ts';
import { opened, protect, signIn } from '../src/modules/people/fixtures.ts';
import { execute } from '../src/platform/auth/index.ts';
import { textOf } from './planner-client.ts';
import { base, registrationSite, sendIn, upTo } from './registration-client.ts';

const { house, server, newcomer, signedInAs } = await registrationSite();
const pdf = Buffer.from('%PDF-1.7\nett betyg');

/** Someone at the end of the steps, with a file. */
async function withFile(name: string) {
  const person = await newcomer(name);
  const check = await upTo(person.as, 'planning', { permit: { mayWork: ['dont-know'] } });
  const draft = await findDraft(house.db, person.personId);
  const file = { personId: person.personId, draftId: draft!.id, name: 'betyg på (svenska).pdf', content: pdf };
  const { attachmentId } = await execute(house, person.actor, addAttachment, file);
  return { ...person, check, attachmentId, path: `${base}/attachments/${attachmentId}` };
}

const get = (url: string, headers: object) => server.inject({ url, headers: { accept: 'text/html', ...headers } });

describe('a file enclosed with a registration', () => {
  it('is read by the person from the page of files, the page with all answers and the receipt, and saved, not shown', async () => {
    const { as, headers, path, check } = await withFile('Nora');
    for (const step of ['attachments', 'check']) expect((await as.get(`${base}/${step}`)).html).toContain(`href="${path}"`);
    const answer = await get(path, headers);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(pdf)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="betyg p_ _svenska_.pdf"; filename*=UTF-8''betyg%20p%C3%A5%20%28svenska%29.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    const sent = await sendIn(as, check);
    const receipt = await as.get(sent.location);
    expect(textOf(receipt)).toContain('betyg på (svenska).pdf');
    expect(receipt.html).toContain(`href="${path}"`);
    expect((await get(path, headers)).statusCode).toBe(200);
  });

  it('is read by the officer who has the file open, from the overview and where the question is decided', async () => {
    const { as, personId, attachmentId, check } = await withFile('Olle');
    await sendIn(as, check);
    const cecilia = await signedInAs({ name: 'Cecilia', roles: ['caseworker'] });
    const path = `/people/${personId}/attachments/${attachmentId}`;
    const before = await get(path, cecilia.headers);
    expect(before.headers.location).toContain(`/people/${personId}/open`);
    expect(before.body).not.toContain('PDF');
    await opened(house, cecilia.actor, personId);
    for (const page of ['', '/decide']) {
      expect((await cecilia.as.get(`/people/${personId}${page}`)).html, page).toContain(`href="${path}"`);
    }
    expect((await get(path, cecilia.headers)).rawPayload.equals(pdf)).toBe(true);
  });

  it('of another is not there: neither for a person nor under someone else’s file', async () => {
    const { attachmentId } = await withFile('Pia');
    const other = await newcomer('Rut');
    expect((await get(`${base}/attachments/${attachmentId}`, other.headers)).statusCode).toBe(404);
    const cecilia = await signIn(house, { name: 'Cecilia', roles: ['caseworker'] });
    await opened(house, cecilia.actor, other.personId);
    expect((await get(`/people/${other.personId}/attachments/${attachmentId}`, cecilia.headers)).statusCode).toBe(404);
    expect((await get(`${base}/attachments/${attachmentId}`, {})).statusCode).toBe(401);
  });

  it('of someone with protected identity is nowhere, whoever had the file open', async () => {
    const { as, headers, number, personId, attachmentId, path, check } = await withFile('Siv');
    await sendIn(as, check);
    const cecilia = await signIn(house, { name: 'Cecilia', roles: ['caseworker'] });
    await opened(house, cecilia.actor, personId);
    await protect(house, number);
    expect((await get(path, headers)).headers.location).toBe('/my/protection');
    expect((await get(`/people/${personId}/attachments/${attachmentId}`, cecilia.headers)).statusCode).toBe(404);
  });
});
