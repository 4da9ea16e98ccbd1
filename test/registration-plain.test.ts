/** Pages of the registration say things as people say them: the receipt, leaving, telephone numbers. */
import { describe, expect, it } from 'vitest';
import { updateContact } from '../src/modules/people/index.ts';
import { opened } from '../src/modules/people/fixtures.ts';
import { hidden, textOf } from './planner-client.ts';
import { base, registrationSite, sendIn, typed, upTo } from './registration-client.ts';

const { house, newcomer, signedInAs } = await registrationSite();

describe('the receipt of someone who is registered', () => {
  it('begins with that; reasons, rule and facts are there, folded in easy Swedish and open elsewhere (FvL §32)', async () => {
    const { as } = await newcomer('Kim');
    const sent = await sendIn(as, await upTo(as, 'planning'));
    const path = sent.location.split('?')[0]!;
    const swedish = await as.get(path);
    expect(swedish.html).toMatch(/<h1[^>]*>Du är inskriven<\/h1>/);
    expect(swedish.html).toMatch(/<details[^>]* open[^>]*><summary>Varför blev beslutet så\?/);
    const easy = await as.get(`/easy${path}`);
    expect(easy.html).toMatch(/<details(?![^>]* open)[^>]*><summary>Varför bestämde vi så\?/);
    for (const said of ['Du skrivs in om vi vet vem du är', 'Hur du visade vem du är', 'IAFFS 2017:2']) {
      expect(textOf(easy)).toContain(said);
    }
    expect(easy.html).toMatch(/<bdi lang="en">IAFFS 2017:2/);
  });

  it('that is no approval has its reasons open in every language', async () => {
    const { as } = await newcomer('Lo');
    const sent = await sendIn(as, await upTo(as, 'planning', { permit: { mayWork: ['dont-know'] } }));
    const easy = await as.get(`/easy${sent.location.split('?')[0]!}`);
    expect(easy.html).toMatch(/<h1[^>]*>Du har skickat in<\/h1>/);
    expect(easy.html).not.toContain('Varför bestämde vi så?');
    expect(textOf(easy)).toContain('IAFFS 2017:2');
  });
});

describe('leaving for another day', () => {
  it('from a page with something wrong on it leaves, and says which page is not saved', async () => {
    const { as } = await newcomer('Mona');
    await upTo(as, 'first-day');
    const version = hidden(await as.get(`${base}/contact`), '_version');
    const left = await as.post(`${base}/contact`, { ...typed.contact, phone: 'ring inte', next: 'later', _version: version });
    expect(left.location).toBe(`${base}/saved?not=contact`);
    const saved = await as.get(left.location);
    expect(textOf(saved)).toContain('är inte sparad');
    expect(saved.html).toContain(`href="${base}/contact"`);
    expect(textOf(await as.get(`${base}/saved`))).not.toContain('är inte sparad');
    expect((await as.get(`${base}/saved?not=nonsense`)).status).toBe(200);
  });
});

describe('a telephone number', () => {
  it('is shown as people in Sweden write it, and saved again as it was', async () => {
    const { as, personId } = await newcomer('Nils');
    const check = await upTo(as, 'planning');
    expect(textOf(check)).toContain('070-174 06 05');
    const page = await as.get(`${base}/contact`);
    expect(page.html).toContain('value="070-174 06 05"');
    const again = { ...typed.contact, phone: '070-174 06 05', _version: hidden(page, '_version') };
    expect((await as.post(`${base}/contact`, again)).status).toBe(303);
    await sendIn(as, await as.get(`${base}/check`));
    const cecilia = await signedInAs({ name: 'Cecilia', roles: ['caseworker'] });
    await opened(house, cecilia.actor, personId);
    expect((await cecilia.as.get(`/people/${personId}`)).html).toContain('<a href="tel:+46701740605">070-174 06 05</a>');
    expect((await as.get('/my/details')).html).toContain('value="070-174 06 05"');
  });

  it('from another country is shown with its country', async () => {
    const { as, personId } = await newcomer('Olga');
    const phone = '+358401234567';
    await house.db.transaction().execute((tx) => updateContact(tx, personId, { phone }, house.clock.now()));
    expect((await as.get('/my/details')).html).toContain('value="+358 40 1234567"');
  });
});
