/** The pages of people through the front door: the person's own, the file, the helper's, the auditor's, protected persons. */
import { beforeEach, describe, expect, it } from 'vitest';
import { newNumber, numberOf, signIn } from '../src/modules/people/fixtures.ts';
import { type Actor, type Role, type SignedIn, signInAs } from '../src/platform/auth/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { type Client, clientOf, hidden, textOf } from './planner-client.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house, { NARVARO_PROTECTED_PHONE: '010-000 00 00' });

const start = '2020-03-02T09:00:00Z';

interface Signed {
  client: Client;
  actor: Actor;
}

async function staff(roles: readonly Role[], name: string): Promise<Signed> {
  const { actor, headers } = await signIn(house, { name, roles });
  return { actor, client: clientOf(server, { headers } as SignedIn) };
}

/** A jobseeker who has signed in with an identity number of their own. */
async function jobseeker(name: string): Promise<Signed & { personId: Uuid; number: string }> {
  const number = newNumber(house);
  const { actor, headers, personId } = await signIn(house, { name, identity: { personalNumber: number } });
  return { actor, client: clientOf(server, { headers } as SignedIn), personId: personId!, number };
}

const reason = { reason: 'plan-follow-up', reasonText: '', identification: '' };

let cecilia: Client;
beforeEach(async () => {
  house.clock.set(start);
  cecilia = (await staff(['caseworker'], 'Cecilia, arbetsförmedlare')).client;
});

describe('a person’s own pages', () => {
  it('a session that ends in the middle of a form loses nothing typed', async () => {
    const name = 'Ulla';
    const number = newNumber(house);
    const first = await signIn(house, { name, identity: { personalNumber: number } });
    const html = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
    house.clock.set('2020-03-02T12:30:00Z');
    const ended = await server.inject({
      method: 'POST',
      url: '/my/support',
      headers: { ...first.headers, ...html },
      payload: 'ground=language&needs=language-interpreter&note=Helst+p%C3%A5+somaliska',
    });
    expect(ended.statusCode).toBe(401);
    const kept = String(ended.headers['set-cookie']).match(/narvaro_kept=[\w-]+/)![0];
    const { headers } = await signIn(house, { name, identity: { personalNumber: number } });
    const cookie = `${(headers as { cookie: string }).cookie}; ${kept}`;
    const page = await server.inject({ url: '/my/support', headers: { ...headers, cookie, accept: 'text/html' } });
    expect(page.body).toContain('Helst på somaliska</textarea>');
    expect(page.body).toContain('Ingenting har skickats än');
  });

  it('details are changed, and what is wrong comes back with all that was typed', async () => {
    const { client } = await jobseeker('Amina');
    const form = await client.get('/my/details');
    expect(form.html).toContain('href="/my/support"');
    expect(form.html).toContain('href="/my/protection"');
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
    const client = clientOf(server, await signInAs(house, ['jobseeker'], 'Utan nummer'));
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
      expect(textOf(refused)).toContain('Andra uppgifter får inte användas för att söka efter personer');
      expect(textOf(refused)).toContain('2002:546 §14');
    }
    expect((await cecilia.post('/people', { disabilityCode: '51', purpose: 'planning' })).status).toBe(200);
    expect(textOf(await cecilia.post('/people', {}))).toContain('Skriv ett personnummer, eller namn och födelsedag');
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

describe('a person’s file', () => {
  it('§12.15 without a reason it is asked for, and the way leads back; the person sees who and why', async () => {
    const { client, personId } = await jobseeker('Fia');
    const sent = await cecilia.get(`/people/${personId}/support`);
    expect([sent.status, sent.location]).toEqual([
      303,
      `/people/${personId}/open?return=${encodeURIComponent(`/people/${personId}/support`)}`,
    ]);
    const form = await cecilia.get(sent.location);
    expect(textOf(form)).not.toContain('Fia');
    const none = await cecilia.post(`/people/${personId}/open`, { reason: '', identification: '' });
    expect([none.status, textOf(none).includes('Välj en anledning')]).toEqual([422, true]);
    const wordless = await cecilia.post(`/people/${personId}/open`, { ...reason, reason: 'other', reasonText: '  ' });
    expect(textOf(wordless)).toContain('Beskriv anledningen');
    const opened = await cecilia.post(`/people/${personId}/open`, { ...reason, return: hidden(form, 'return') });
    expect(opened.location).toBe(`/people/${personId}/support`);
    const page = await cecilia.get(opened.location);
    expect(textOf(page)).toContain('Anledning: Följa upp planen');
    expect(textOf(page)).toContain('Öppen till kl. 11:00');
    const readers = await client.get('/my/readers');
    expect(textOf(readers)).toContain('Cecilia, arbetsförmedlare');
    expect(textOf(readers)).toContain('Följa upp planen');
  });

  it('an address elsewhere is never the way back', async () => {
    const { personId } = await jobseeker('Gia');
    for (const wanted of [
      'https://evil.example',
      '//evil.example',
      `/people/${personId}/../x`,
      '/work',
      `/people/${personId}/open`,
    ]) {
      const opened = await cecilia.post(`/people/${personId}/open`, { ...reason, return: wanted });
      expect([wanted, opened.location]).toEqual([wanted, `/people/${personId}`]);
    }
  });

  it('closed, it is asked for again', async () => {
    const { personId } = await jobseeker('Hia');
    await cecilia.post(`/people/${personId}/open`, reason);
    const closed = await cecilia.post(`/people/${personId}/close`, {});
    expect(closed.location).toBe('/people?done=close-file');
    expect(textOf(await cecilia.get(closed.location))).toContain('Akten är stängd');
    expect((await cecilia.get(`/people/${personId}/details`)).status).toBe(303);
  });

  it('is opened with the reason chosen for whoever comes to its plan', async () => {
    const { personId } = await jobseeker('Vera');
    const sent = await cecilia.get(`/people/${personId}/plan`);
    expect(sent.location).toContain('reason=plan-follow-up');
    expect((await cecilia.get(sent.location)).html).toMatch(
      /checked[^>]*value="plan-follow-up"|value="plan-follow-up"[^>]*checked/,
    );
  });

  it('it closes while a form is filled in: what was typed is kept on the way and then sent', async () => {
    const { personId } = await jobseeker('Ida');
    await cecilia.post(`/people/${personId}/open`, reason);
    const form = await cecilia.get(`/people/${personId}/details`);
    house.clock.set('2020-03-02T10:30:00Z');
    cecilia = (await staff(['caseworker'], 'Cecilia, arbetsförmedlare')).client;
    const typed = {
      version: hidden(form, 'version'),
      postTown: 'Kiruna',
      writtenLanguage: 'sv',
      preferredChannel: 'letter',
      languages: ['sv', 'fi'],
    };
    const late = await cecilia.post(`/people/${personId}/details`, typed);
    expect(late.status).toBe(403);
    expect(textOf(late)).toContain('Akten hade stängts');
    expect(hidden(late, 'kept.postTown')).toBe('Kiruna');
    const kept = Object.fromEntries(Object.entries(typed).map(([name, value]) => [`kept.${name}`, value]));
    const wrong = await cecilia.post(`/people/${personId}/open`, { return: hidden(late, 'return'), ...kept });
    expect(hidden(wrong, 'kept.postTown')).toBe('Kiruna');
    const again = await cecilia.post(`/people/${personId}/open`, { ...reason, return: hidden(late, 'return'), ...kept });
    expect(textOf(again)).toContain('Akten är öppen igen');
    expect(hidden(again, 'postTown')).toBe('Kiruna');
    expect((await cecilia.post(`/people/${personId}/details`, typed)).status).toBe(303);
    expect((await cecilia.get(`/people/${personId}/details`)).html).toContain('value="Kiruna"');
  });

  it('a coordination number that a personal number replaces is one person still', async () => {
    const coordination = numberOf(house, '19900161');
    const { personId } = await signIn(house, { name: 'Jan', identity: { coordinationNumber: coordination } });
    await cecilia.post(`/people/${personId}/open`, reason);
    const number = numberOf(house, '19900101');
    const wrong = await cecilia.post(`/people/${personId}/number`, { number: '19900101-2386', identityProof: 'id-document' });
    expect(wrong.status).toBe(422);
    const replaced = await cecilia.post(`/people/${personId}/number`, { number, identityProof: 'id-document' });
    expect(replaced.location).toBe(`/people/${personId}/details?done=replace-number`);
    for (const either of [coordination, number])
      expect((await cecilia.post('/people', { number: either })).html).toContain(`/people/${personId}`);
  });

  it('who works with nothing of this sees nothing of it', async () => {
    const { personId } = await jobseeker('Kia');
    const planner = (await staff(['planner'], 'David, planerare')).client;
    for (const path of [
      '/people',
      `/people/${personId}/details`,
      '/protected',
      '/control/openings',
      '/employers',
      '/my/details',
      '/helping',
    ])
      expect([path, (await planner.get(path)).status]).toEqual([path, 403]);
    expect((await clientOf(server, null).get('/my/details')).status).toBe(401);
  });
});

describe('mandates', () => {
  const gift = {
    organisationKind: 'municipality',
    organisationName: 'Uppsala kommun',
    organisationNumber: '212000-3005',
    to: '2020-06-30',
  };
  const helper = async () => {
    const { headers } = await signIn(house, {
      name: 'Hanna',
      roles: ['helper'],
      organisation: { number: '2120003005', name: 'Uppsala kommun' },
    });
    return clientOf(server, { headers } as SignedIn);
  };

  it('given by a form, shown to the helper, acted under, seen by the person and revoked by one press', async () => {
    const { client, personId } = await jobseeker('Lia');
    const refused = await client.post('/my/mandates/new', { ...gift, organisationNumber: '1', to: '2020-01-01' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('value="Uppsala kommun"');
    expect((await client.post('/my/mandates/new', { ...gift, tasks: ['contact-details'], to: '2020-01-01' })).html).toContain(
      'href="#f-to"',
    );
    expect((await client.get('/my/mandates/new')).html).toContain('value="meetings"');
    expect((await client.post('/my/mandates/new', { ...gift, tasks: ['contact-details', 'plan'] })).location).toBe(
      '/my/mandates?done=give-mandate',
    );

    const hanna = await helper();
    const list = await hanna.get('/helping');
    expect(textOf(list)).toContain('Lia Provsson');
    expect(list.html).toContain(`href="/people/${personId}/plan"`);
    expect((await hanna.get(`/people/${personId}/plan`)).status).toBe(200);
    const form = await hanna.get(`/people/${personId}/details`);
    expect(textOf(form)).toContain('Fullmakt till Uppsala kommun');
    const fields = { version: hidden(form, 'version'), postTown: 'Uppsala', writtenLanguage: 'sv', preferredChannel: 'web' };
    expect((await hanna.post(`/people/${personId}/details`, fields)).status).toBe(303);
    for (const closed of ['mandates', 'support']) expect((await hanna.get(`/people/${personId}/${closed}`)).status).toBe(403);
    expect(textOf(await client.get('/ar/my/readers'))).toContain('Uppsala kommun');

    const mine = await client.get('/my/mandates');
    const revoke = /action="([^"]*\/revoke)"/.exec(mine.html)![1]!;
    expect((await client.post(revoke, {})).location).toBe('/my/mandates?done=revoke-mandate');
    expect((await client.post(revoke, {})).status).toBe(409);
    expect((await hanna.get(`/people/${personId}/details`)).status).toBe(404);
    const none = textOf(await hanna.get('/helping'));
    expect(none).toContain('Ingen har gett er fullmakt');
    expect(none).toContain('Du är inloggad för Uppsala kommun');
  });

  it('nobody revokes another’s: their own pages know only their own', async () => {
    const one = await jobseeker('Mia');
    const other = await jobseeker('Nia');
    await one.client.post('/my/mandates/new', { ...gift, tasks: ['plan'] });
    const revoke = /action="([^"]*\/revoke)"/.exec((await one.client.get('/my/mandates')).html)![1]!;
    expect((await other.client.post(revoke, {})).status).toBe(404);
  });
});

describe('protected identity', () => {
  it('§12.4 told by the person: from then on an own contact, and to all others there is no such person', async () => {
    const { client, personId, number } = await jobseeker('Ola');
    await cecilia.post(`/people/${personId}/open`, reason);
    expect(textOf(await client.get('/my/protection/confirm'))).toContain('Ska vi skydda dina uppgifter nu?');
    const told = await client.post('/my/protection/confirm', {});
    expect(told.location).toBe('/my/protection?done=report-protection');
    expect(textOf(await client.get('/en/my/protection'))).toContain('010-000 00 00');
    for (const path of ['/my/details', '/my/support', '/my/mandates', '/my/mandates/new'])
      expect([path, (await client.get(path)).location]).toEqual([path, '/my/protection']);
    expect((await client.post('/my/support', { ground: 'language' })).location, 'a form that was open in another tab').toBe(
      '/my/protection',
    );

    const unknown = '01900000-0000-7000-8000-000000000000';
    for (const part of ['/details', '/support', '/mandates', '/protection']) {
      const there = await cecilia.get(`/people/${personId}${part}`);
      const nobody = await cecilia.get(`/people/${unknown}${part}`);
      expect([part, there.status, nobody.status]).toEqual([part, 404, 404]);
      expect(there.html.replaceAll(personId, unknown)).toBe(nobody.html);
    }
    const opens = await Promise.all([personId, unknown].map((id) => cecilia.post(`/people/${id}/open`, reason)));
    expect(opens.map(({ status }) => status)).toEqual([404, 404]);
    expect(opens[0]!.html.replaceAll(personId, unknown)).toBe(opens[1]!.html);
    expect((await cecilia.post('/people', { number })).html).not.toContain(personId);
  });

  it('an officer is named before there is a name to read, opens the file, and lifts the protection', async () => {
    const { client, personId } = await jobseeker('Pia');
    await client.post('/my/protection/confirm', {});
    const jonas = (await staff(['protection-officer'], 'Jonas')).client;
    const waiting = await jonas.get('/protected');
    expect(waiting.html).toContain(`/people/${personId}/officers`);
    expect(textOf(waiting)).not.toContain('Pia');
    expect((await jonas.post(`/people/${personId}/open`, reason)).status).toBe(404);
    const form = await jonas.get(`/people/${personId}/officers`);
    expect(textOf(form)).not.toContain('Pia');
    const me = /<option value="([0-9a-f-]{36})" selected>|<option selected value="([0-9a-f-]{36})">/.exec(form.html)!;
    expect((await jonas.post(`/people/${personId}/officers`, { accountId: (me[1] ?? me[2])! })).location).toBe(
      '/protected?done=name-officer',
    );
    expect(textOf(await jonas.get('/protected'))).toContain('Pia Provsson');
    expect((await jonas.post(`/people/${personId}/open`, { ...reason, return: `/people/${personId}/protection` })).status).toBe(
      303,
    );
    expect(textOf(await jonas.get(`/people/${personId}/protection`))).toContain('Läs inte upp uppgifterna');
    const other = (await staff(['protection-officer'], 'Ronja')).client;
    expect((await other.get(`/people/${personId}/officers`)).status).toBe(404);
    expect((await jonas.post(`/people/${personId}/protection/lift`, {})).status).toBe(303);
    expect((await client.get('/my/details')).status).toBe(200);
  });

  it('told to a caseworker, who writes it down and then sees the person no more', async () => {
    const { personId } = await jobseeker('Rut');
    await cecilia.post(`/people/${personId}/open`, reason);
    const told = await cecilia.post(`/people/${personId}/protection`, { level: 'marked', mediationAddress: '' });
    expect(told.location).toBe('/people?done=protection');
    expect((await cecilia.get(`/people/${personId}/details`)).status).toBe(404);
  });
});

describe('the auditor', () => {
  it('sees who opened what and why without whose file a protected person’s is, checks, and gets the list as CSV', async () => {
    const seen = await jobseeker('Siv');
    const concealed = await jobseeker('Tor');
    await cecilia.post(`/people/${seen.personId}/open`, { ...reason, reason: 'other', reasonText: 'Ringde om sitt möte' });
    await concealed.client.post('/my/protection/confirm', {});
    await cecilia.post(`/people/${concealed.personId}/open`, reason);
    const tove = (await staff(['auditor'], 'Tove')).client;
    const list = await tove.get('/control/openings?checked=no');
    expect(textOf(list)).toContain('Siv Provsson');
    expect(textOf(list)).toContain('Nekad öppning');
    expect(list.html).not.toContain(concealed.personId);
    expect(textOf(list)).not.toContain('Tor Provsson');
    const csv = await tove.get('/control/openings.csv?why=refused');
    expect(csv.html).toContain('protected');
    expect(csv.html).not.toContain(concealed.personId);
    expect((await tove.get('/control/openings?from=2019-13-40')).status).toBe(400);
    // Days before the check began and days to come are no fault of whoever asks.
    for (const days of ['from=1999-01-01', 'from=1999-01-01&to=1999-12-31', 'from=2199-01-01&to=2199-12-31', 'to=1900-01-02']) {
      expect([days, (await tove.get(`/control/openings?${days}`)).status]).toEqual([days, 200]);
      expect([days, (await tove.get(`/control/openings.csv?${days}`)).status]).toEqual([days, 200]);
    }

    const form = await tove.get('/control/openings?why=other');
    const check = /href="(\/control\/openings\/[0-9a-f-]{36})"/.exec(form.html)![1]!;
    expect((await tove.post(check, { finding: '' })).status).toBe(422);
    expect((await tove.post(check, { finding: 'ask-further', note: 'Fråga chefen' })).location).toBe(
      '/control/openings?done=check-opening',
    );
    expect(textOf(await tove.get('/control/openings?why=other&checked=yes'))).toContain('Fråga vidare');
    expect((await tove.get('/control/openings/01900000-0000-7000-8000-000000000000')).status).toBe(404);
  });
});

describe('employers', () => {
  it('are added, found, changed, and have contacts', async () => {
    const fields = { employerName: 'Provföretaget AB', employerNumber: '556012-5790', municipalityCode: '2425' };
    expect(textOf(await cecilia.post('/employers/new', { ...fields, employerNumber: '556012-5791' }))).toContain(
      'Organisationsnumret stämmer inte',
    );
    const added = await cecilia.post('/employers/new', fields);
    const url = added.location.split('?')[0]!;
    expect((await cecilia.post('/employers/new', fields)).status).toBe(409);
    for (const text of ['provför', '556012-5790']) expect((await cecilia.post('/employers', { text })).html).toContain(url);
    const form = await cecilia.get(`${url}/change`);
    const change = { ...fields, employerName: 'Nya Provföretaget AB', version: hidden(form, 'version') };
    expect((await cecilia.post(`${url}/change`, change)).status).toBe(303);
    expect((await cecilia.post(`${url}/change`, change)).status).toBe(409);
    expect(
      (await cecilia.post(`${url}/contacts/new`, { role: 'HR', contactName: '', phone: '08-123 456 78', email: '' })).status,
    ).toBe(303);
    const page = await cecilia.get(url);
    expect(textOf(page)).toContain('HR');
    expect((await cecilia.post(/action="([^"]*\/end)"/.exec(page.html)![1]!, {})).status).toBe(303);
    expect(textOf(await cecilia.get(url))).toContain('Det finns inga kontakter');
    const desk = (await staff(['desk-officer'], 'Bengt')).client;
    expect((await desk.get(url)).html).not.toContain(`${url}/change`);
  });
});
