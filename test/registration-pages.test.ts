/** Registering by oneself over the pages, before anything runs in the browser. */
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { saveStep } from '../src/modules/cases/index.ts';
import { answerErrors, steps } from '../src/modules/cases/registration/index.ts';
import { execute } from '../src/platform/auth/index.ts';
import { later } from '../src/platform/clock/index.ts';
import { languages, translator } from '../src/platform/i18n/index.ts';
import { hidden, textOf } from './planner-client.ts';
import { base, registrationSite, sendIn, typed, upTo } from './registration-client.ts';

const { house, server, newcomer, signedInAs } = await registrationSite();

describe('the words of the registration', () => {
  const known = (language: (typeof languages)[number], key: string) =>
    expect(translator(language)(`cases:registration.${key}`), `${language} ${key}`).not.toContain('registration.');

  it.each(languages)('has every step, question, choice and error in %s', (language) => {
    for (const code of answerErrors) known(language, `error.${code}`);
    for (const step of steps) {
      for (const part of ['name', 'title', 'lead', 'why', 'tip']) known(language, `step.${step.id}.${part}`);
      const columns = Object.values(step.fields).flatMap((field) =>
        Object.entries('columns' in field ? (field.columns ?? {}) : {}),
      );
      for (const [name, field] of [...Object.entries(step.fields), ...columns]) {
        known(language, `field.${name}.label`);
        const named = field.kind === 'choice' || field.kind === 'choices';
        if (named && name !== 'writtenLanguage')
          for (const value of field.options ?? []) known(language, `field.${name}.option.${value}`);
      }
    }
  });
});

describe('someone who registers by themselves', () => {
  it('meets one group of questions per page, sees where they are, and ends with a receipt that says what was decided and how', async () => {
    const { as } = await newcomer('Amina');
    const start = textOf(await as.get(base));
    expect(start).toContain('Det här behöver du');
    expect(start).toContain('Mindre än tio minuter');
    await as.post(base, {});
    expect(textOf(await as.get(`${base}/first-day`))).toContain('Steg 2 av 14');
    const check = await upTo(as, 'planning');
    expect(textOf(check)).toContain('Läs igenom dina svar');
    expect(textOf(check)).toContain('Dorotea');
    const undeclared = await sendIn(as, check, {});
    expect(undeclared.status).toBe(422);
    const sent = await sendIn(as, check);
    expect(sent.status).toBe(303);
    const receipt = await as.get(sent.location);
    const said = textOf(receipt);
    for (const text of [
      'Kvittonummer',
      'Beslutet är automatiskt',
      'Du har visat vem du är',
      'IAFFS 2017:2',
      'Tycker du att beslutet är fel?',
      '15 mars 2020',
    ])
      expect(said).toContain(text);
  });

  it('who sends the same form twice gets the same receipt, and one registration', async () => {
    const { as, personId } = await newcomer('Dubbel');
    const check = await upTo(as, 'planning');
    const [one, two] = await Promise.all([sendIn(as, check), sendIn(as, check)]);
    expect(one.location).toBe(two.location);
    const { rows } = await sql`select id from cases.registration where person_id = ${personId}`.execute(house.db);
    expect(rows).toHaveLength(1);
    expect(textOf(await as.get(base))).toContain('Du är redan inskriven');
  });

  it('is told by field what to put right, first on the page, and everything typed stays', async () => {
    const { as } = await newcomer('Felix');
    await as.post(base, {});
    const wrong = await as.post(`${base}/contact`, { ...typed.contact, phone: 'ring inte', postalCode: '917 31', _version: '1' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('id="error-summary"');
    expect(wrong.html).toContain('href="#f-phone"');
    expect(wrong.html).toContain('value="ring inte"');
    expect(wrong.html).toContain('value="Provgatan 1"');
    expect(wrong.html).toMatch(/<title>Fel: /);
  });

  it('may go and come back, in another language and on another device', async () => {
    const { as } = await newcomer('Lova');
    await upTo(as, 'contact');
    const later = await as.post(`${base}/language`, {
      languages: ['sv', 'so'],
      needsInterpreter: 'no',
      writtenLanguage: 'sv',
      next: 'later',
      _version: '4',
    });
    expect(later.location).toBe(`${base}/saved`);
    expect(textOf(await as.get(later.location))).toContain('Du är inte inskriven än');
    expect(textOf(await as.get(`/ar${base}`))).toContain('الخطوة 5 من 14');
    const again = await as.get(`/easy${base}/language`);
    expect(again.html).toMatch(/value="so" checked|checked[^>]*value="so"/);
    // Leaving an empty page is no fault.
    expect((await as.post(`${base}/support`, { next: 'later', _version: '5' })).location).toBe(`${base}/saved`);
  });

  it('a job more is a row more, and nothing is saved by it', async () => {
    const { as, personId } = await newcomer('Rad');
    await upTo(as, 'education');
    const more = await as.post(`${base}/work`, {
      'jobs.0.occupation': 'Kock',
      'jobs.0.from': '3/2018',
      next: 'more',
      _version: '7',
    });
    expect(more.html).toContain('name="jobs.1.occupation"');
    expect(more.html).toContain('value="Kock"');
    const { rows } = await sql<{ done: string[] }>`select done from cases.draft where person_id = ${personId}`.execute(house.db);
    expect(rows[0]!.done).not.toContain('work');
  });

  it('changes an answer from the page with all of them, and is back there', async () => {
    const { as } = await newcomer('Ändra');
    await upTo(as, 'planning');
    const page = await as.get(`${base}/permit?from=check`);
    const sent = await as.post(`${base}/permit`, {
      mayWork: 'dont-know',
      _from: hidden(page, '_from'),
      _version: hidden(page, '_version'),
    });
    expect(sent.location).toBe(`${base}/check`);
    expect(textOf(await as.get(sent.location))).toContain('Vet inte');
  });

  it('before the first day everything is saved, a day to come back is said, and a calendar file holds nothing about who', async () => {
    const { as } = await newcomer('Tidig');
    const check = await upTo(as, 'planning', { 'first-day': { firstDay: ['2020-03-02'] } });
    expect(textOf(check)).toContain('Du kan inte skicka in än');
    const sent = await sendIn(as, check, {});
    expect(sent.location).toBe(`${base}/early`);
    expect(textOf(await as.get(sent.location))).toContain('Kom tillbaka 2 mars 2020');
    const file = await as.get(`${base}/reminder.ics`);
    expect(file.html).toContain('DTSTART;VALUE=DATE:20200302');
    expect(file.html).toContain('TRIGGER;RELATED=START:PT8H');
    expect(file.html).not.toContain('Tidig');
  });

  it('has the days that follow as a calendar file: no name, no number, no address', async () => {
    const { as } = await newcomer('Kalle');
    const sent = await sendIn(as, await upTo(as, 'planning'));
    const file = await as.get(`${sent.location.split('?')[0]}/days.ics`);
    expect(file.html).toContain('DTSTART;VALUE=DATE:20200315');
    // Eight in the morning of the day itself, not of the day after.
    expect(file.html.match(/^TRIGGER.*$/gm)).toSatisfy((all: string[]) =>
      all.every((one) => one === 'TRIGGER;RELATED=START:PT8H'),
    );
    // Ids may hold the same figures by chance: a telephone number stands by itself.
    expect(file.html).not.toMatch(/Kalle|Provgatan|0701740605|(?<![\w-])070/);
  });

  it('objects to an automatic decision in their own words, once', async () => {
    const { as } = await newcomer('Ivan');
    const sent = await sendIn(as, await upTo(as, 'planning'));
    const path = sent.location.split('?')[0]!;
    const receipt = await as.get(path);
    const form = { _decision: hidden(receipt, '_decision'), _requestId: hidden(receipt, '_requestId') };
    const empty = await as.post(`${path}/object`, { ...form, text: '  ' });
    expect(empty.status).toBe(422);
    expect(textOf(empty)).toContain('Skriv vad som är fel');
    const objected = await as.post(`${path}/object`, { _decision: form._decision, text: 'Fel dag' });
    expect(objected.location).toBe(`${path}?done=objected`);
    const after = textOf(await as.get(objected.location));
    expect(after).toContain('Vi har tagit emot det du skrev');
    expect(after).not.toContain('Vad är fel?');
  });

  it('in two tabs sees both what is saved and what was typed', async () => {
    const { as, actor, personId } = await newcomer('Flik');
    await upTo(as, 'education');
    const tab = await as.get(`${base}/education`);
    const version = Number(hidden(tab, '_version'));
    await execute(house, actor, saveStep, { personId, version, step: 'education', typed: { level: ['research'] } });
    const sent = await as.post(`${base}/education`, { level: 'compulsory', _version: String(version) });
    expect(sent.status).toBe(409);
    expect(textOf(sent)).toContain('Forskarutbildning');
    expect(sent.html).toMatch(/value="compulsory" checked|checked[^>]*value="compulsory"/);
    const again = await as.post(`${base}/education`, { level: 'compulsory', _version: hidden(sent, '_version') });
    expect(again.status).toBe(303);
  });

  it('loses nothing typed when the session ended in the middle', async () => {
    const { as, headers } = await newcomer('Vilse');
    await upTo(as, 'education');
    const at = house.clock.now();
    house.clock.set(later(at, 61 * 60_000));
    const form = new URLSearchParams({ 'jobs.0.occupation': 'Fiskare', _version: '7', _csrf: headers['x-csrf-token'] });
    const refused = await server.inject({
      method: 'POST',
      url: `${base}/work`,
      headers: { ...headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      payload: form.toString(),
    });
    expect(refused.statusCode).toBe(401);
    const kept = refused.cookies.find(({ name }) => name.includes('kept'))!;
    const back = await signedInAs({ name: 'Vilse' });
    const cookie = `${back.headers.cookie}; ${kept.name}=${kept.value}`;
    const page = await server.inject({ url: `${base}/work`, headers: { accept: 'text/html', cookie } });
    expect(page.body).toContain('value="Fiskare"');
    expect(page.body).toContain('Det du skrev finns kvar');
    house.clock.set(at);
  });

  it('with protected identity answers one question, and nothing of it is kept', async () => {
    const { as, personId } = await newcomer('Skydd');
    await as.post(base, {});
    const sent = await as.post(`${base}/protection`, { protected: 'yes', _version: '1' });
    expect(sent.location).toBe('/my/protection?done=report-protection');
    // It holds from that moment: whoever closes the page now is protected.
    const person = await sql<{ protection: string }>`select protection from people.person where person_id = ${personId}`.execute(
      house.db,
    );
    expect(person.rows).toEqual([{ protection: 'marked' }]);
    expect((await as.post(`${base}/first-day`, { _version: '1' })).location).toBe('/my/protection');
    const { rows } = await sql<{ answers: object }>`select answers from cases.draft where person_id = ${personId}`.execute(
      house.db,
    );
    expect(rows).toEqual([{ answers: {} }]);
  });

  it('encloses a file and takes it back; another kind of file gets a page that says what to do', async () => {
    const { as, headers } = await newcomer('Fil');
    const page = await upTo(as, 'benefit');
    const send = async (content: string, name: string) => {
      const body = new FormData();
      body.append('_draft', hidden(page, '_draft'));
      body.append('_version', hidden(page, '_version'));
      body.append('next', 'add');
      body.append('file', new Blob([content]), name);
      const request = new Request('http://x', { method: 'POST', body });
      return server.inject({
        method: 'POST',
        url: `${base}/attachments`,
        headers: { ...headers, accept: 'text/html', 'content-type': request.headers.get('content-type')! },
        payload: Buffer.from(await request.arrayBuffer()),
      });
    };
    expect((await send('%PDF-1.4 prov', 'betyg.pdf')).statusCode).toBe(303);
    const with1 = await as.get(`${base}/attachments`);
    expect(textOf(with1)).toContain('betyg.pdf');
    const wrong = await send('MZ program', 'virus.pdf');
    expect(wrong.statusCode).toBe(415);
    expect(wrong.body).toContain('Filen går inte att ta emot');
    const removed = await as.post(`${base}/attachments`, {
      next: 'remove',
      _draft: hidden(with1, '_draft'),
      _file: hidden(with1, '_file'),
    });
    expect(removed.status).toBe(303);
    expect(textOf(await as.get(`${base}/attachments`))).not.toContain('betyg.pdf');
  });

  it.each(['contact', 'language', 'check'])('a first visit to %s is under 60 kB in all', async (step) => {
    const { as, headers } = await newcomer(`Vikt ${step}`);
    await upTo(as, 'planning');
    const got = async (url: string) => {
      const { rawPayload, headers: answered } = await server.inject({
        url,
        headers: { ...headers, accept: 'text/html', 'accept-encoding': 'gzip' },
      });
      const text = (answered['content-encoding'] === 'gzip' ? gunzipSync(rawPayload) : rawPayload).toString();
      return { bytes: rawPayload.length, text };
    };
    const page = await got(`/easy${base}/${step}`);
    const assets = [...new Set([...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!))];
    expect(assets.length).toBeGreaterThan(1);
    let all = page.bytes;
    for (const url of assets) all += (await got(url)).bytes;
    expect(all).toBeLessThan(60_000);
  });
});
