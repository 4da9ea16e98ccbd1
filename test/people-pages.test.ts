/** The pages of people through the front door: the person's own, the file, the helper's, the auditor's, protected persons. */
import { beforeEach, describe, expect, it } from 'vitest';
import { recogniseAccount } from '../src/modules/people/index.ts';
import { type Role, type SignedIn, signInAs } from '../src/platform/auth/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { type Client, clientOf, hidden, textOf } from './planner-client.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house, { NARVARO_PROTECTED_PHONE: '010-000 00 00' });

const start = '2020-03-02T09:00:00Z';
/** Numbers of the tax agency's published test series and others with a right check digit, one per person. */
const numbers = ['199001012385', '198112189876', '197802022381', '200001012384', '196408233234', '195001182046'];
let next = 0;

interface Signed {
  client: Client;
  signedIn: SignedIn;
}

async function staff(roles: readonly Role[], name: string): Promise<Signed> {
  const signedIn = await signInAs(house, roles, name);
  return { signedIn, client: clientOf(server, signedIn) };
}

/** A jobseeker who has signed in with an identity number. */
async function jobseeker(name: string, number: string = numbers[next++]!): Promise<Signed & { personId: Uuid; number: string }> {
  const signed = await staff(['jobseeker'], name);
  const personId = await house.db.transaction().execute((tx) =>
    recogniseAccount(tx, {
      accountId: signed.signedIn.actor.id as Uuid,
      name,
      givenName: name,
      familyName: 'Provsson',
      identity: { personalNumber: number },
      organisation: null,
      roles: ['jobseeker'],
      newId: house.newId,
      now: house.clock.now(),
    }),
  );
  return { ...signed, personId: personId!, number };
}

const opening = { reason: 'plan-follow-up', reasonText: '', identification: '' };

let cecilia: Client;
beforeEach(async () => {
  house.clock.set(start);
  cecilia = (await staff(['caseworker'], 'Cecilia, arbetsförmedlare')).client;
});

describe('a person’s own pages', () => {
  it('details are changed, and what is wrong comes back with all that was typed', async () => {
    const { client } = await jobseeker('Amina');
    const form = await client.get('/my/details');
    expect(textOf(form)).toContain('Amina Provsson');
    const fields = {
      version: hidden(form, 'version'),
      email: 'amina@example.se',
      phone: '070-174 06 05',
      street: 'Storgatan 1',
      postalCode: '917 31',
      postTown: 'Dorotea',
      municipalityCode: '2425',
      languages: ['sv', 'ar'],
      otherLanguage: 'fit',
      interpreter: 'ar',
      writtenLanguage: 'fi',
      preferredChannel: 'phone',
    };
    const refused = await client.post('/my/details', { ...fields, email: 'amina@', phone: '12' });
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('Skriv en e-postadress');
    expect(textOf(refused)).toContain('Skriv ett telefonnummer');
    expect(refused.html).toContain('value="Storgatan 1"');
    expect(refused.html).toMatch(/value="fi"[^>]*checked/);
    const saved = await client.post('/my/details', fields);
    expect(saved.location).toBe('/my/details?done=my-details');
    const page = await client.get(saved.location);
    expect(textOf(page)).toContain('Dina uppgifter är sparade');
    expect(page.html).toContain('value="amina@example.se"');
    expect(page.html).toMatch(/<option value="fit" selected>|<option selected value="fit">/);
  });

  it('two tabs: the second to save is told, and loses nothing of what it typed', async () => {
    const { client } = await jobseeker('Bo');
    const [one, other] = [await client.get('/my/details'), await client.get('/my/details')];
    const base = { writtenLanguage: 'sv', preferredChannel: 'web' };
    expect((await client.post('/my/details', { ...base, version: hidden(one, 'version'), postTown: 'Åre' })).status).toBe(303);
    const late = await client.post('/my/details', { ...base, version: hidden(other, 'version'), postTown: 'Umeå' });
    expect(late.status).toBe(409);
    expect(textOf(late)).toContain('Uppgifterna ändrades på ett annat ställe');
    expect(late.html).toContain('value="Umeå"');
    expect((await client.get('/my/details')).html).toContain('value="Åre"');
  });

  it('a need of support is told, changed and taken away, also by the same form sent twice', async () => {
    const { client } = await jobseeker('Cia');
    const form = await client.get('/en/my/support');
    expect(textOf(form)).toContain('You have not told us of any need of support');
    expect(form.html).not.toContain('value="officers-assessment"');
    expect(textOf(await client.post('/easy/my/support', { ground: '' }))).toContain('Välj varför du behöver hjälp');
    const told = { _requestId: hidden(form, '_requestId'), ground: 'language', needs: ['language-interpreter'], note: 'Dari' };
    expect((await client.post('/en/my/support', told)).location).toBe('/en/my/support?done=my-support');
    expect((await client.post('/en/my/support', told)).status).toBe(303);
    const page = await client.get('/en/my/support');
    expect(page.html.match(/\/my\/support\/[0-9a-f-]{36}\/end/g)).toHaveLength(1);
    const end = /action="([^"]*\/end)"/.exec(page.html)![1]!;
    expect((await client.post(end, {})).location).toBe('/en/my/support?done=my-support-ended');
    expect(textOf(await client.get('/en/my/support'))).toContain('You have not told us');
  });

  it('someone without a known number is told how to go on', async () => {
    const { client } = await staff(['jobseeker'], 'Utan nummer');
    for (const path of ['/my/details', '/my/support', '/my/mandates', '/my/readers', '/my/protection']) {
      const page = await client.get(path);
      expect([path, page.status]).toEqual([path, 200]);
      expect(textOf(page)).toContain('Vi kan inte koppla inloggningen till dig');
    }
  });
});

describe('the search', () => {
  it('finds by the permitted terms, and keeps them out of the address', async () => {
    const { number, personId } = await jobseeker('Disa');
    const found = await cecilia.post('/people', { number: `${number.slice(2, 8)}-${number.slice(8)}` });
    expect(found.status).toBe(200);
    expect(found.html).toContain(`/people/${personId}`);
    const byName = await cecilia.post('/people', {
      name: 'disa prov',
      bornOn: `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`,
    });
    expect(byName.html).toContain(`/people/${personId}`);
  });

  it('§12.14 a telephone number or a diagnosis is refused with the rule; a code needs its purpose', async () => {
    for (const terms of [{ phone: '070-174 06 05' }, { name: '070-174 06 05' }, { diagnosis: 'F32' }, { disabilityCode: '51' }]) {
      const refused = await cecilia.post('/people', terms);
      expect(refused.status).toBe(422);
      expect(textOf(refused)).toContain('Så får du inte söka');
      expect(textOf(refused)).toContain('2002:546 §14');
    }
    expect((await cecilia.post('/people', { disabilityCode: '51', purpose: 'planning' })).status).toBe(200);
    expect(textOf(await cecilia.post('/people', {}))).toContain('Skriv något att söka på');
  });

  it('a wrong number is said at its field and stays there', async () => {
    const refused = await cecilia.post('/people', { number: '19900101-2386' });
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('Numret stämmer inte');
    expect(refused.html).toContain('value="19900101-2386"');
    expect(refused.html).toContain('href="#f-number"');
  });

  it('someone who is not there and someone protected are not found in the same words', async () => {
    const { client, number } = await jobseeker('Eva');
    await client.post('/my/protection/confirm', {});
    const hiddenOne = await cecilia.post('/people', { number });
    const nobody = await cecilia.post('/people', { number: '191212121212' });
    expect(textOf(hiddenOne).replaceAll(number, '')).toBe(textOf(nobody).replaceAll('191212121212', ''));
    expect(textOf(hiddenOne)).toContain('får hjälp på annat sätt');
  });

  it('a new person is added with how they were identified, and the file is open', async () => {
    const refused = await cecilia.post('/people/new', { givenName: '', familyName: 'Ny', number: '20990101-1234' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('value="Ny"');
    const added = await cecilia.post('/people/new', {
      givenName: 'Nils',
      familyName: 'Ny',
      number: '',
      bornOn: '1980-05-05',
      identityProof: 'none',
    });
    expect(added.location).toMatch(/^\/people\/[0-9a-f-]{36}\?done=add-person$/);
    const details = await cecilia.get(`${added.location.split('?')[0]}/details`);
    expect(textOf(details)).toContain('Nils Ny');
  });
});
