/** Help with registering: practice, places and calls, someone who sits beside; and humans over the rules that decide. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { stepIds } from '../src/modules/cases/registration/index.ts';
import { opened } from '../src/modules/people/fixtures.ts';
import { instant } from '../src/platform/clock/index.ts';
import { insertOutage } from '../src/platform/outage/index.ts';
import { clientOf, hidden, textOf } from './planner-client.ts';
import { base, registrationSite, sendIn, typed, upTo } from './registration-client.ts';

const { house, server, newcomer, signedInAs } = await registrationSite();

const rowCounts = async () => {
  const { rows } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in ('people', 'cases', 'network', 'platform') and table_type = 'BASE TABLE' order by 1`.execute(house.db);
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const [schema, table] = name.split('.') as [string, string];
    const { rows: counted } = await sql<{ n: string }>`select count(*) as n from ${sql.table(`${schema}.${table}`)}`.execute(
      house.db,
    );
    // The pulse beats by itself.
    if (name !== 'platform.pulse') counts[name] = Number(counted[0]!.n);
  }
  return counts;
};

describe('practice', () => {
  it('goes through every step to the end and writes nothing anywhere', async () => {
    const visitor = clientOf(server, null);
    const before = await rowCounts();
    expect((await visitor.get('/practice')).html).toContain('Övning: inget sparas');
    let carried: Record<string, readonly string[]> = {};
    let page = await visitor.get('/practice/registration/protection');
    for (const step of stepIds.filter((id) => id !== 'check')) {
      expect(page.html).toContain(`action="/practice/registration/${step}"`);
      expect(page.html).toContain('Övning: inget sparas');
      expect(page.html).toContain('Tips');
      carried = { ...carried, ...typed[step] };
      page = await visitor.post(`/practice/registration/${step}`, carried);
    }
    expect(textOf(page)).toContain('Snickare');
    const changed = await visitor.post('/practice/registration/check', { ...carried, next: 'change-contact' });
    expect(changed.html).toContain('value="Provgatan 1"');
    const done = await visitor.post('/practice/registration/check', { ...carried, next: 'finish' });
    expect(textOf(done)).toContain('Övningen är klar');
    expect(await rowCounts()).toEqual(before);
  });

  it.each(['/practice/registration/protection', '/practice/report'])(
    '%s says that a change of language begins anew, once something is answered',
    async (url) => {
      const visitor = clientOf(server, null);
      const said = 'Byter du språk börjar övningen om';
      expect((await visitor.get(url)).html).not.toContain(said);
      const page = await visitor.post(url, { protected: 'no' });
      expect(page.html).toContain(said);
      // Nothing that was answered stands in an address.
      expect(page.html).not.toMatch(/(href|action)="[^"]*protected=/);
    },
  );

  it('shows errors as the service does', async () => {
    const page = await clientOf(server, null).post('/practice/registration/permit', {});
    expect(page.status).toBe(422);
    expect(page.html).toContain('id="error-summary"');
  });
});

describe('get help', () => {
  it('shows visitors the nearest place where someone guides, and how to be called: sign in', async () => {
    const page = await clientOf(server, null).get('/get-help?from=contact&municipality=2482');
    const said = textOf(page);
    expect(said).toContain('Du var på: Kontakt');
    expect(said).toMatch(/cirka \d+ minuter bort/);
    expect(said).toContain('Logga in om du vill bli uppringd');
    expect(page.html).toContain('href="/?municipality=2482"');
  });

  it('notes in the funnel which step help was asked for from, and a call that is owed', async () => {
    const { as, personId } = await newcomer('Ring');
    await upTo(as, 'contact');
    const page = await as.get('/get-help?from=language');
    expect(page.html).toContain('value="+46701740605"');
    expect(textOf(page)).toContain('Dorotea');
    const wrong = await as.post('/get-help', { phone: 'x', when: 'any', language: 'sv', from: 'language' });
    expect(wrong.status).toBe(422);
    const asked = await as.post('/get-help', { phone: '070-174 06 05', when: 'morning', language: 'so', from: 'language' });
    expect(textOf(await as.get(asked.location))).toContain('Vi ringer dig');
    const { rows } = await sql<{ what: string | null }>`
      select e.what from cases.attempt_event e join cases.draft d on d.attempt_id = e.attempt_id
      where d.person_id = ${personId} and e.kind = 'help-asked' and e.step = 'language' order by e.what nulls first`.execute(
      house.db,
    );
    expect(rows.map(({ what }) => what)).toEqual([null, 'call-back']);
    const todo = await sql<{
      kind: string;
    }>`select kind from cases.todo where person_id = ${personId} and done_at is null`.execute(house.db);
    expect(todo.rows).toEqual([{ kind: 'call-back' }]);
  });
});

describe('registering with help', () => {
  const path = (personId: string) => `/people/${personId}/registration`;

  it('needs the open file, asks how the person comes and by which ground, and shows what the log of outages says', async () => {
    const person = await newcomer('Edith');
    const officer = await signedInAs({ name: 'Bengt', roles: ['desk-officer'] });
    const { as } = officer;
    const closed = await as.get(path(person.personId));
    expect(closed.status).toBe(303);
    expect(closed.location).toContain(`/people/${person.personId}/open`);
    await opened(house, officer.actor, person.personId);
    await house.db.transaction().execute((tx) =>
      insertOutage(
        tx,
        {
          id: house.newId(),
          part: 'service',
          beganAt: instant('2020-02-14T07:00:00Z'),
          endedAt: instant('2020-02-14T08:30:00Z'),
          foundBy: 'system',
          note: '',
        },
        house.clock.now(),
      ),
    );
    const start = await as.get(path(person.personId));
    expect(textOf(start)).toContain('avbrott 14 februari 2020 från 08:00 till 09:30');
    expect(textOf(start)).toContain('Registret vet inte om kontoret är öppet 14 februari 2020');
    expect((await as.post(path(person.personId), {})).status).toBe(422);
    expect(textOf(await as.post(path(person.personId), { channel: 'phone' }))).toContain('Välj ett av skälen');
    const begun = await as.post(path(person.personId), { channel: 'phone', phoneGround: 'outage' });
    expect(begun.location).toBe(`${path(person.personId)}/protection`);
  });

  it('ties the help to the step, and ends with a receipt to print', async () => {
    const person = await newcomer('Olle');
    const { as, actor } = await signedInAs({ name: 'Cecilia', roles: ['caseworker'] });
    await opened(house, actor, person.personId);
    await as.post(path(person.personId), { channel: 'in-person', identityProof: 'id-document' });
    for (const step of stepIds.filter((id) => id !== 'check')) {
      const page = await as.get(`${path(person.personId)}/${step}`);
      expect(textOf(page)).toContain('Behövdes hjälp på det här steget?');
      const help = step === 'contact' ? { 'help.why': 'digital', 'help.autonomy': 'together' } : {};
      const sent = await as.post(`${path(person.personId)}/${step}`, {
        ...typed[step],
        ...help,
        _version: hidden(page, '_version'),
      });
      expect(sent.status, `${step} ${textOf(sent)}`).toBe(303);
    }
    const { rows } =
      await sql`select step, why, how, autonomy from cases.assistance where person_id = ${person.personId}`.execute(house.db);
    expect(rows).toEqual([{ step: 'contact', why: 'digital', how: 'in-person', autonomy: 'together' }]);
    const check = await as.get(`${path(person.personId)}/check`);
    const sent = await as.post(`${path(person.personId)}/check`, {
      _draft: hidden(check, '_draft'),
      _version: hidden(check, '_version'),
      declared: 'yes',
    });
    const receipt = await as.get(sent.location);
    expect(textOf(receipt)).toContain('Inskrivningen är inskickad');
    expect(textOf(receipt)).toContain('Skriv ut sidan');
    // The person sees the same receipt.
    const own = await person.as.get(`${base}/receipt/${sent.location.split('/receipt/')[1]!.split('?')[0]}`);
    expect(textOf(own)).toContain('Kvittonummer');
  });

  it('someone else’s receipt is not there', async () => {
    const one = await newcomer('En');
    const sent = await sendIn(one.as, await upTo(one.as, 'planning'));
    const other = await newcomer('Annan');
    expect((await other.as.get(sent.location)).status).toBe(404);
  });
});

describe('the rules that decide', () => {
  it('§12.6 an administrator stops a rule, sees what is affected, and runs it again; a human looks at what was drawn', async () => {
    const { as: person } = await newcomer('Robot');
    await sendIn(person, await upTo(person, 'planning'));
    const { as: admin } = await signedInAs({ name: 'Administratör', roles: ['administrator'] });
    const page = textOf(await admin.get('/automation'));
    expect(page).toContain('Beslut om inskrivning');
    expect(page).toContain('Beslutar sedan');
    expect(page).toContain('100 procent');

    const { as: caseworker } = await signedInAs({ name: 'Granskare', roles: ['caseworker'] });
    const drawn = await caseworker.get('/reviews');
    expect(textOf(drawn)).not.toContain('Robot');
    expect(drawn.html).not.toContain('_person');
    const form = { _decision: hidden(drawn, '_decision') };
    expect((await caseworker.post('/reviews', { ...form, review: 'disagrees' })).status).toBe(422);
    expect((await caseworker.post('/reviews', { ...form, review: 'agrees', note: '' })).location).toBe('/reviews?done=yes');

    expect((await admin.post('/automation/registration-decision/stop', { since: '2999-01-01', reason: '' })).status).toBe(422);
    const stopped = await admin.post('/automation/registration-decision/stop', { since: '2020-02-01', reason: 'prov' });
    expect(stopped.location).toBe('/automation?done=stopped');
    const after = await admin.get(stopped.location);
    const stop = /\/automation\/stops\/[0-9a-f-]{36}/.exec(after.html)![0];
    const affected = await admin.get(stop);
    expect(textOf(affected)).toMatch(/Kör nästa \d+/);
    expect(textOf(affected)).not.toContain('Robot');
    const run = await admin.post(stop, {});
    expect(textOf(await admin.get(run.location))).toContain('Alla berörda beslut är körda');
    const started = await admin.post('/automation/registration-decision/start', { share: '5 %', reason: 'prov' });
    expect(started.location).toBe('/automation?done=started');
    expect(textOf(await admin.get('/automation'))).toContain('5 procent');
  });
});
