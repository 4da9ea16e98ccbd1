/** The pages of a case through the front door: my case, my report, my plan, the work list, a person's file. */
import { beforeEach, describe, expect, it } from 'vitest';
import { hasRegistered, withRegistration } from '../src/modules/cases/fixtures.ts';
import { giveMandate } from '../src/modules/people/index.ts';
import { jobseeker as signedInJobseeker, newNumber, opened, protect, signIn } from '../src/modules/people/fixtures.ts';
import { type Actor, execute, type SignedIn } from '../src/platform/auth/index.ts';
import { instant, plainDate } from '../src/platform/clock/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { insertOutage } from '../src/platform/outage/index.ts';
import { testHouse } from './database.ts';
import { type Client, clientOf, hidden, type Page, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);

const inWindow = '2024-02-10T08:00:00Z';
let serial = 300;

interface Person {
  client: Client;
  personId: Uuid;
  actor: Actor;
  number: string;
  headers: object;
}

/** Someone who is registered since a day, or (null) not at all, signed in. */
async function person(since: string | null = '2023-06-01', over: Parameters<typeof withRegistration>[3] = {}): Promise<Person> {
  serial += 1;
  const number = newNumber(house);
  const { actor, personId, headers } = await signedInJobseeker(house, `Sökande ${serial}`, number);
  if (since !== null) await withRegistration(house, personId, since, over);
  return { client: client(headers), personId, actor, number, headers };
}

const client = (headers: object): Client => clientOf(server, { headers } as SignedIn);

/** An officer, with these persons' files open. */
async function officer(role: 'caseworker' | 'desk-officer', ...open: readonly Uuid[]): Promise<{ client: Client; actor: Actor }> {
  const { actor, headers } = await signIn(house, { name: role, roles: [role] });
  for (const personId of open) await opened(house, actor, personId);
  return { client: client(headers), actor };
}

const location = ({ location }: Page): string => location;
const activity = { kind: 'job', date: '2024-01-12', what: 'Lagerarbetare', where: 'Lycksele' };
const version = (page: Page): string => hidden(page, 'version');

beforeEach(() => house.clock.set(inWindow));

describe('my case', () => {
  it('says to someone who is not registered how to register', async () => {
    const { client: amina } = await person(null);
    const page = await amina.get('/my');
    expect(page.status).toBe(200);
    expect(textOf(page)).toContain('Du är inte inskriven');
    expect(page.html).toContain('href="/my/registration"');
    expect(page.html).not.toContain('href="/my/report"');
  });

  it('says to someone registered what to do and by when, the most urgent first', async () => {
    const { client: amina } = await person('2023-06-01', { nextKind: 'first-plan', nextDue: plainDate('2024-03-01') });
    const text = textOf(await amina.get('/my'));
    expect(text).toContain('Du är inskriven sedan 1 juni 2023');
    expect(text).toContain('Lämna din aktivitetsrapport för januari 2024');
    expect(text).toContain('Senast onsdag 14 februari 2024');
    expect(text).toContain('Dagar kvar: 4');
    expect(text.indexOf('Lämna din aktivitetsrapport')).toBeLessThan(text.indexOf('Din plan ska vara klar'));
  });

  it.each([
    ['with-officer', 'En handläggare tittar på din inskrivning'],
    ['rejected', 'Du blev inte inskriven'],
  ] as const)('says what %s means', async (state, said) => {
    const { client: amina } = await person('2024-01-20', { state });
    expect(textOf(await amina.get('/my'))).toContain(said);
  });

  it('says of a month that is not owed that it need not be handed in, and names no last day', async () => {
    const { client: amina } = await person('2024-01-22');
    const text = textOf(await amina.get('/my/report/2024-01'));
    expect(text).toContain('Du behöver inte lämna in januari 2024');
    expect(text).not.toContain('14 februari');
  });

  it('is a named contact, not forms, for someone with protected identity', async () => {
    const gunilla = await person();
    await protect(house, gunilla.number);
    for (const path of ['/my', '/my/report', '/my/report/2024-01', '/my/plan', '/my/deregister']) {
      expect(location(await gunilla.client.get(path)), path).toBe('/my/protection');
    }
    const { client: cecilia } = await officer('caseworker');
    expect((await cecilia.get(`/people/${gunilla.personId}`)).html).not.toContain('Sökande');
  });

  it('ends when one leaves, and says how to come back', async () => {
    const { client: amina } = await person();
    const form = await amina.get('/my/deregister');
    const refused = await amina.post('/my/deregister', { on: '2024-02-10', reason: 'work', ...unseen(form) });
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('Kryssa i rutan om du vill skriva ut dig');
    const done = await amina.post('/my/deregister', { on: '2024-02-10', reason: 'work', sure: 'yes', ...unseen(refused) });
    expect(location(done)).toBe('/my?done=deregistered');
    expect(textOf(await amina.get('/my'))).toContain('Skriv in dig igen');
  });
});

const unseen = (page: Page) => ({ registrationId: hidden(page, 'registrationId'), version: hidden(page, 'version') });

describe('my activity report', () => {
  const base = '/my/report/2024-01';

  it('is written one activity at a time, saved at each, checked, sent, and receipted', async () => {
    const { client: amina } = await person();
    const empty = await amina.get(base);
    expect(textOf(empty)).toContain('Lämna den senast onsdag 14 februari 2024');
    const added = await amina.post(base, { ...activity, next: 'add', version: version(empty) });
    expect(location(added)).toBe(`${base}?done=added`);
    const listed = await amina.get(base);
    expect(textOf(listed)).toContain('Lagerarbetare');
    await amina.post(base, { ...activity, what: 'Förare', index: '0', next: 'save', version: version(listed) });
    expect(textOf(await amina.get(base))).not.toContain('Lagerarbetare');
    const said = await amina.post(`${base}/message`, { message: 'Jag har letat', writtenIn: 'fi', next: 'check' });
    expect(location(said)).toBe(`${base}/check`);
    const check = await amina.get(`${base}/check`);
    expect(textOf(check)).toContain('Rapporten är inte skickad än');
    const form = { next: 'send', version: version(check), _requestId: hidden(check, '_requestId') };
    const sent = await amina.post(`${base}/check`, form);
    expect(location(sent)).toBe(`${base}/receipt?done=sent`);
    expect(location(await amina.post(`${base}/check`, form))).toBe(`${base}/receipt?done=sent`);
    const receipt = textOf(await amina.get(`${base}/receipt`));
    expect(receipt).toMatch(/Kvittonummer\s+\S+/);
    expect(receipt).toContain('Lämnad i tid');
    expect(textOf(await amina.get('/my/report'))).toContain('januari 2024');
    expect(location(await amina.get(base))).toBe(`${base}/receipt`);
  });

  it('loses nothing when two windows write: the later one sees what is there and keeps its own', async () => {
    const { client: amina } = await person();
    const opened = await amina.get(base);
    await amina.post(base, { ...activity, next: 'add', version: version(opened) });
    const late = await amina.post(base, { ...activity, what: 'Kock', next: 'add', version: version(opened) });
    expect(late.status).toBe(422);
    expect(textOf(late)).toContain('ändrats i ett annat fönster');
    expect(late.html).toContain('value="Kock"');
    await amina.post(base, { ...activity, what: 'Kock', next: 'add', version: version(late) });
    const both = textOf(await amina.get(base));
    expect(both).toContain('Lagerarbetare');
    expect(both).toContain('Kock');
  });

  it('takes a button pressed twice as one activity', async () => {
    const { client: amina } = await person();
    const form = { ...activity, next: 'add', version: version(await amina.get(base)) };
    await amina.post(base, form);
    expect(location(await amina.post(base, form))).toBe(`${base}?done=added`);
    expect((await amina.get(base)).html.match(/Lagerarbetare<\/bdi>/g)).toHaveLength(1);
  });

  it('marks a day outside the month before it is sent, and takes it all the same (AR-8)', async () => {
    const { client: amina } = await person();
    await amina.post(base, { ...activity, date: '2024-02-03', next: 'add', version: version(await amina.get(base)) });
    const check = await amina.get(`${base}/check`);
    expect(textOf(check)).toContain('Dagen är inte i januari 2024');
    expect(location(await amina.post(`${base}/check`, { next: 'send', version: version(check) }))).toContain('/receipt');
  });

  it('says what is wrong in plain words and keeps what was typed', async () => {
    const { client: amina } = await person();
    const typed = { kind: '', date: '2024-02-31', what: '', where: 'Umeå', next: 'add', version: version(await amina.get(base)) };
    const refused = await amina.post(base, typed);
    expect(refused.status).toBe(422);
    const text = textOf(refused);
    expect(text).toContain('Välj vad för slags aktivitet det är');
    expect(text).toContain('Skriv vilken dag det var');
    expect(refused.html).toContain('value="Umeå"');
    const future = await amina.post(base, { ...activity, date: '2024-02-11', next: 'add', version: version(refused) });
    expect(textOf(future)).toContain('Dagen har inte varit än');
  });

  it('is not sent empty, and may say that nothing was done', async () => {
    const { client: amina } = await person();
    await amina.post(`${base}/message`, { message: '', next: 'check' });
    const empty = await amina.get(`${base}/check`);
    const refused = await amina.post(`${base}/check`, { next: 'send', version: version(empty) });
    expect(textOf(refused)).toContain('Lägg till minst en aktivitet');
    await amina.post(`${base}/message`, { nothingDone: 'yes', message: '', next: 'check' });
    const check = await amina.get(`${base}/check`);
    expect(textOf(check)).toContain('Inget att rapportera');
    expect(location(await amina.post(`${base}/check`, { next: 'send', version: version(check) }))).toContain('/receipt');
  });

  it('§12.3 after an outage on the last day: the deadline stands, the reason is filled in beforehand, other ways are offered', async () => {
    house.clock.set('2024-02-15T09:00:00Z');
    const { client: amina } = await person();
    const outage = { id: house.newId(), part: 'service', foundBy: 'system', note: '' };
    const [beganAt, endedAt] = [instant('2024-02-14T17:00:00Z'), instant('2024-02-14T21:00:00Z')];
    await house.db.transaction().execute((tx) => insertOutage(tx, { ...outage, beganAt, endedAt }, house.clock.now()));
    const page = await amina.get(`${base}/message`);
    const text = textOf(page);
    expect(text).toContain('Sista dagen var onsdag 14 februari 2024');
    expect(text).toContain('Vi flyttar inte sista dagen');
    expect(page.html).toContain('Tjänsten gick inte att använda 14 februari 2024 18:00');
    expect(page.html).toContain(`href="${base}/paper"`);
    await amina.post(`${base}/message`, { nothingDone: 'yes', message: '', lateReason: 'Sidan låg nere', next: 'check' });
    const check = await amina.get(`${base}/check`);
    await amina.post(`${base}/check`, { next: 'send', version: version(check) });
    expect(textOf(await amina.get(`${base}/receipt`))).toContain('Lämnad efter sista dagen');
  });

  it('can be printed, with the same last day and no identity number filled in', async () => {
    const { client: amina, number } = await person();
    const paper = await amina.get(`${base}/paper`);
    expect(textOf(paper)).toContain('Lämna den senast onsdag 14 februari 2024');
    expect(paper.html).not.toContain(number);
  });

  it('is refused for a month in which one was not registered', async () => {
    const { client: amina } = await person();
    expect((await amina.get('/my/report/2022-01')).status).toBe(422);
    for (const none of ['/my/report/2024-13', '/my/report/mars', '/my/registration/unknown']) {
      expect((await amina.get(none)).status).toBe(404);
    }
  });

  it('is written by a helper with a mandate for it, under the name of whom it is for', async () => {
    const amina = await person();
    const ingrid = await signIn(house, {
      name: 'Ingrid',
      roles: ['helper'],
      organisation: { number: '2120002445', name: 'Örnsköldsviks kommun' },
    });
    await execute(house, amina.actor, giveMandate, {
      personId: amina.personId,
      tasks: ['activity-report'],
      from: '2024-02-10',
      to: '2024-05-01',
      givenHow: 'online',
      organisationKind: 'municipality',
      organisationNumber: '2120002445',
      organisationName: 'Örnsköldsviks kommun',
    });
    const helper = client(ingrid.headers);
    const path = `/people/${amina.personId}/report/2024-01`;
    const page = await helper.get(path);
    expect(textOf(page)).toContain('Du gör det här för');
    await helper.post(path, { ...activity, next: 'add', version: version(page) });
    expect(textOf(await amina.client.get(base))).toContain('Lagerarbetare');
  });
});

const wholePlan = {
  participationHow: 'phone',
  participationOn: '2024-02-09',
  assessment: 'Behöver hjälp att hitta arbete',
  possibilities: 'Har arbetat på lager i åtta år',
  demand: 'God efterfrågan på orten',
  motive: 'Kort väg till arbete',
  'activities.0.what': 'Söka arbete varje vecka',
  'activities.0.by': '2024-05-01',
  duties: 'Lämna aktivitetsrapport\nKomma till möten',
  occupations: 'Lagerarbetare',
  areas: 'Dorotea\nVilhelmina',
  intervalHow: 'none',
};

describe('an officer', () => {
  const due = { nextKind: 'first-plan', nextDue: plainDate('2024-02-20') } as const;

  it('is asked for a reason before a file opens, and comes back to where they were going', async () => {
    const { personId } = await person('2024-01-21', due);
    const { client: cecilia } = await officer('caseworker');
    expect((await cecilia.get(`/people/${personId}/plan`)).location).toBe(
      `/people/${personId}/open?${new URLSearchParams({ return: `/people/${personId}/plan`, reason: 'plan-follow-up' })}`,
    );
  });

  it('sees the next last day first, and only the buttons for what may be done now', async () => {
    const { personId } = await person('2024-01-21', due);
    const cecilia = await officer('caseworker', personId);
    const page = await cecilia.client.get(`/people/${personId}`);
    const text = textOf(page);
    expect(text).toContain('Göra första planen: senast tisdag 20 februari 2024');
    expect(text.indexOf('Nästa sista dag')).toBeLessThan(text.indexOf('Om ärendet'));
    expect(text).toContain('Gör eller ändra planen');
    expect(text).toContain('caseworker öppnade ärendet');
    expect(text).not.toContain('Avgör inskrivningen');
    const bengt = await officer('desk-officer', personId);
    expect(textOf(await bengt.client.get(`/people/${personId}`))).not.toContain('Gör eller ändra planen');
  });

  it('§12.20 a plan without assessment or search direction is kept as a draft and not put in force; the page says what is missing', async () => {
    const { personId } = await person('2024-01-21', due);
    const { client: cecilia } = await officer('caseworker', personId);
    const path = `/people/${personId}/plan`;
    const empty = await cecilia.get(path);
    expect(textOf(empty)).toContain('Ska vara klar senast tisdag 20 februari 2024');
    const { assessment: _none, occupations: _nowhere, ...lacking } = wholePlan;
    const refused = await cecilia.post(path, { ...lacking, version: version(empty), next: 'force' });
    expect(refused.status).toBe(422);
    const text = textOf(refused);
    expect(text).toContain('Bedömning av behovet av stöd: skriv något här');
    expect(text).toContain('Yrken: skriv något här');
    expect(text).toContain('2000:628 §5a');
    expect(textOf(await cecilia.get(path))).toContain('Har arbetat på lager i åtta år');
    const dated = { ...wholePlan, 'activities.0.by': '2024-01-05', version: version(refused), next: 'force' };
    expect(textOf(await cecilia.post(path, dated))).toContain('dagen har redan varit');
  });

  it('puts a whole plan in force and is back at the list; the person reads it, says something and asks for it in Finnish', async () => {
    const amina = await person('2024-01-21', due);
    const { client: cecilia } = await officer('caseworker', amina.personId);
    const path = `/people/${amina.personId}/plan`;
    const saved = await cecilia.post(path, { ...wholePlan, version: version(await cecilia.get(path)), next: 'save' });
    expect(saved.location).toBe(`${path}?done=saved`);
    const draft = await cecilia.get(path);
    expect(textOf(draft)).toContain('Alla delar som krävs finns');
    const forced = await cecilia.post(path, { ...wholePlan, version: version(draft), next: 'force' });
    expect(forced.location).toBe('/work?done=plan');
    const mine = await amina.client.get('/my/plan');
    expect(textOf(mine)).toContain('Söka arbete varje vecka (till 1 maj 2024)');
    expect(textOf(mine)).toContain('Vi går igenom den igen senast lördag 10 augusti 2024');
    expect(textOf(mine)).toContain('Det här får leverantören som du väljer se');
    const words = await amina.client.post('/my/plan', { version: version(mine), words: 'Haluan kurssille', next: 'words' });
    expect(words.location).toBe('/my/plan?done=words');
    const asked = { translationOf: hidden(mine, 'translationOf'), language: 'fi', next: 'translation' };
    expect((await amina.client.post('/my/plan', asked)).location).toBe('/my/plan');
    expect(textOf(await amina.client.get('/my/plan'))).toContain('Finska: du bad om det 10 februari 2024');
    expect(textOf(await cecilia.get(path))).toContain('Haluan kurssille');
    expect(textOf(await cecilia.get(`/people/${amina.personId}`))).toContain('Översätta');
    expect(textOf(await cecilia.get(`/people/${amina.personId}`)), 'a plan has a day, no time of day').not.toContain('12:00');
  });

  it('answers the question of a registration, and the person is told', async () => {
    const { personId, number, actor: who } = await hasRegistered(house, `Fråga ${(serial += 1)}`);
    const { client: cecilia } = await officer('caseworker', personId);
    const path = `/people/${personId}/decide`;
    const form = await cecilia.get(path);
    expect(textOf(form)).toContain('Personen skrivs in');
    const typed = { decisionId: hidden(form, 'decisionId'), reasonText: 'Har visat legitimation' };
    expect((await cecilia.post(path, typed)).status).toBe(422);
    const hasty = await cecilia.post(path, { ...typed, outcome: 'reject', reasons: 'identity-not-proved' });
    expect(textOf(hasty)).toContain('FvL (2017:900) §25');
    expect(hasty.html).toContain('Har visat legitimation');
    const decided = await cecilia.post(path, { ...typed, outcome: 'approve' });
    expect(decided.location).toBe(`/people/${personId}?done=decided`);
    const { headers } = await signedInJobseeker(house, who.name, number);
    expect(textOf(await client(headers).get('/my'))).toContain('Du är inskriven');
    const conversation = `/people/${personId}/conversation`;
    const held = { outcome: 'attended', on: '2024-02-10', heldBy: 'me', note: '' };
    const own = await cecilia.post(conversation, { ...held, outcome: 'person-absent' });
    expect([own.status, textOf(own)]).toEqual([422, expect.stringContaining('JO 5700-2015')]);
    expect((await cecilia.post(conversation, held)).location).toBe(`/people/${personId}?done=conversation`);
  });

  it('takes in a paper report with the day it was handed in, and it is looked through', async () => {
    const amina = await person();
    const bengt = await officer('desk-officer', amina.personId);
    const path = `/people/${amina.personId}/report/2024-01`;
    const form = await bengt.client.get(path);
    const typed = {
      channel: 'paper',
      arrivedOn: '2024-02-10',
      'activities.0.kind': 'job',
      'activities.0.date': '2024-01-12',
      'activities.0.what': 'Kock',
      version: version(form),
      next: 'receive',
    };
    const unread = await bengt.client.post(path, { ...typed, channel: '', arrivedOn: '2024-02-31' });
    expect(textOf(unread)).toContain('Välj hur den lämnades');
    expect(unread.html).toContain('value="Kock"');
    expect((await bengt.client.post(path, { ...typed, arrivedOn: '2024-02-11' })).status).toBe(422);
    const places = form.html.slice(form.html.indexOf('name="handedInAt"'));
    const [, code, place] = /<option value="([\w-]+)">([^<]+)</.exec(places)!;
    const handedIn = { handedInOn: '2024-02-08', handedInAt: code! };
    expect((await bengt.client.post(path, { ...typed, ...handedIn })).location).toBe(`${path}?done=received`);
    expect(textOf(await amina.client.get('/my/report/2024-01/receipt'))).toContain(`8 februari 2024, ${place}`);
    expect(textOf(await amina.client.get('/my/report/2024-01/receipt'))).toContain('På papper');
    expect(textOf(await bengt.client.get(path))).not.toContain('Rapporten är granskad');
    const cecilia = await officer('caseworker', amina.personId);
    // Also when the registration has ended meanwhile.
    await amina.client.post('/my/deregister', { on: '2024-02-10', reason: 'work', sure: 'yes' });
    expect((await cecilia.client.get('/work?kind=review-report')).html).toContain(path);
    const overview = await cecilia.client.get(`/people/${amina.personId}`);
    expect(textOf(overview)).toContain('Granska rapporten för januari 2024');
    const review = await cecilia.client.post(`${path}/review`, { version: version(await cecilia.client.get(path)) });
    expect(review.location).toBe(`/people/${amina.personId}?done=reviewed`);
  });

  it('keeps what was typed when the file closed meanwhile', async () => {
    const { personId } = await person('2024-01-21', due);
    const { client: cecilia } = await officer('caseworker');
    const answer = await cecilia.post(`/people/${personId}/plan`, { ...wholePlan, version: '0', next: 'save' });
    expect(answer.status).toBe(403);
    expect(answer.html).toContain('Har arbetat på lager i åtta år');
  });
});

describe('the work list', () => {
  it('is in the order of last days, filtered, a page at a time, with what is late said in words', async () => {
    house.clock.set('2024-03-10T08:00:00Z');
    const { client: cecilia, actor } = await officer('caseworker');
    for (let day = 1; day <= 27; day += 1) {
      const nextDue = plainDate(`2024-03-${String(day).padStart(2, '0')}`);
      await person('2024-02-01', { nextKind: 'renew-plan', nextDue, municipalityCode: '0180' });
    }
    const filtered = '/work?kind=renew-plan&municipality=0180';
    const first = await cecilia.get(filtered);
    expect(textOf(first)).toContain('9 dagar sent');
    expect(first.html.match(/Gå igenom planen<\/td>|>Gå igenom planen</g)!.length).toBeGreaterThanOrEqual(25);
    const next = /href="(\/work\?[^"]*after=[^"]*)"/.exec(first.html)![1]!.replaceAll('&amp;', '&');
    const second = await cecilia.get(next);
    expect(textOf(second)).toContain('27 mars 2024');
    expect(textOf(second)).not.toContain('9 dagar sent');
    expect(textOf(await cecilia.get('/work?kind=decide&municipality=0180'))).toContain('Inget att göra med det här urvalet');
    expect(textOf(await cecilia.get('/work?mine=yes'))).toContain('Inget att göra');
    expect(actor.roles).toEqual(['caseworker']);
    expect((await cecilia.get('/work?after=nonsense')).status).toBe(200);
  });

  it('has no protected person in it', async () => {
    house.clock.set('2024-03-10T08:00:00Z');
    const gunilla = await person('2024-02-01', {
      nextKind: 'renew-plan',
      nextDue: plainDate('2024-03-02'),
      municipalityCode: '2482',
    });
    await protect(house, gunilla.number);
    const { client: cecilia } = await officer('caseworker');
    expect((await cecilia.get('/work?municipality=2482')).html).not.toContain(gunilla.personId);
  });
});

describe('a session that ends in the middle of a report', () => {
  it('loses nothing typed: after signing in again it stands in the form, and is said not to be sent', async () => {
    const amina = await person();
    const path = '/my/report/2024-01';
    const version1 = version(await amina.client.get(path));
    house.clock.set('2024-02-10T11:30:00Z');
    const headers = { ...amina.headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
    const payload = new URLSearchParams({ ...activity, next: 'add', version: version1 }).toString();
    const ended = await server.inject({ method: 'POST', url: path, headers, payload });
    expect(ended.statusCode).toBe(401);
    const kept = String(ended.headers['set-cookie']).match(/narvaro_kept=[\w-]+/)![0];
    const again = await signedInJobseeker(house, amina.actor.name, amina.number);
    const { cookie } = again.headers as { cookie: string };
    const page = await server.inject({
      url: path,
      headers: { ...again.headers, cookie: `${cookie}; ${kept}`, accept: 'text/html' },
    });
    expect(page.body).toContain('value="Lagerarbetare"');
    expect(page.body).toContain('ds-alert');
  });
});
