/** §12.17 Asking for a decision or a report in another language, from its receipt. */
import { describe, expect, it } from 'vitest';
import { listTodos } from '../src/modules/cases/store/todo.ts';
import { withRegistration } from '../src/modules/cases/fixtures.ts';
import { opened } from '../src/modules/people/fixtures.ts';
import { languages } from '../src/platform/i18n/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { hidden, textOf } from './planner-client.ts';
import { registrationSite, sendIn, upTo } from './registration-client.ts';

const { house, newcomer, signedInAs } = await registrationSite();

const translations = async (personId: Uuid) =>
  (await listTodos(house.db, personId)).filter(({ kind }) => kind === 'translate').map(({ details }) => details);

describe('§12.17 a decision in one’s own language', () => {
  it('is asked for on the receipt, is a task by right, and the receipt says that it is asked for and when it is ready', async () => {
    const { as, personId } = await newcomer('Aino');
    const sent = await sendIn(as, await upTo(as, 'planning'));
    const path = sent.location.split('?')[0]!;
    for (const language of languages) {
      const page = await as.get(`${language === 'sv' ? '' : `/${language === 'sv-easy' ? 'easy' : language}`}${path}`);
      expect(page.html, language).toContain('name="translationOf"');
    }
    const form = { translationOf: hidden(await as.get(path), 'translationOf'), language: 'fi' };
    expect((await as.post(`${path}/translation`, form)).location).toBe(path);
    await as.post(`${path}/translation`, form);
    expect(await translations(personId)).toMatchObject([{ what: 'decision', language: 'fi', byRight: true }]);
    const asked = await as.get(path);
    expect(textOf(asked)).toContain('Finska: du bad om det');
    expect(asked.html).not.toContain('<option value="fi"');
    const mine = await as.get('/my');
    expect(textOf(mine)).toContain('Vi översätter ett beslut');
    expect(mine.html).toContain('href="/my/support"');
    expect(mine.html).toContain('href="/my/protection"');
    const cecilia = await signedInAs({ name: 'Cecilia', roles: ['caseworker'] });
    await opened(house, cecilia.actor, personId);
    const todo = (await listTodos(house.db, personId)).find(({ kind }) => kind === 'translate')!;
    expect(textOf(await cecilia.as.get(`/people/${personId}/task/${todo.id}`))).toContain('Beslutet, till finska');
    await cecilia.as.post(`/people/${personId}/task/${todo.id}`, { outcome: 'done', note: '' });
    expect(textOf(await as.get(path))).toContain('Finska: klar');
  });

  it('of someone else is not there', async () => {
    const one = await newcomer('Bo');
    const sent = await sendIn(one.as, await upTo(one.as, 'planning'));
    const path = sent.location.split('?')[0]!;
    const other = await newcomer('Berit');
    const theirs = (await sendIn(other.as, await upTo(other.as, 'planning'))).location.split('?')[0]!;
    const form = { translationOf: hidden(await one.as.get(path), 'translationOf'), language: 'fi' };
    expect((await other.as.post(`${theirs}/translation`, form)).status).toBe(404);
    expect(await translations(one.personId)).toEqual([]);
  });
});

describe('§12.17 a report in one’s own language', () => {
  it('is asked for on its receipt; that the authority translates it for itself is no such asking', async () => {
    const { as, personId } = await newcomer('Eila');
    await withRegistration(house, personId, '2020-01-01');
    const path = '/my/report/2020-01';
    const version = async (page: string) => hidden(await as.get(page), 'version');
    await as.post(`${path}/message`, { nothingDone: 'yes', message: '', language: 'fi', lateReason: '', next: 'check' });
    const sent = await as.post(`${path}/check`, { next: 'send', version: await version(`${path}/check`) });
    expect(sent.location).toContain('/receipt');
    const receipt = await as.get(`${path}/receipt`);
    expect(textOf(receipt)).not.toContain('du bad om det');
    const form = { translationOf: hidden(receipt, 'translationOf'), language: 'se', next: 'translation' };
    expect((await as.post(`${path}/receipt`, form)).location).toBe(`${path}/receipt`);
    expect(textOf(await as.get(`${path}/receipt`))).toContain('Nordsamiska: du bad om det');
    expect(await translations(personId)).toContainEqual(expect.objectContaining({ what: 'report', language: 'se' }));
  });
});
