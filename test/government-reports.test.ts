/** A report to the government, from its assignment to the frozen files, as analysts do it at the pages. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { loadReports, remindOfReports } from '../src/modules/insight/index.ts';
import { withdrawPresence } from '../src/modules/network/index.ts';
import { execute, signInAs } from '../src/platform/auth/index.ts';
import { runJob } from '../src/platform/jobs/index.ts';
import { testHouse } from './database.ts';
import { clientOf, type Fields, hidden, type Page, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2020-10-22T08:00:00Z');
await loadReports(house, 'data/reports');
const { server } = await testService(house);
/** Someone else each time; a session ends when the clock goes far. */
const analyst = async (name: string) => clientOf(server, await signInAs(house, ['analyst'], name));
const writer = await analyst('Skribent');

/** Sends the form of a page with what is typed. */
async function send(as: typeof writer, url: string, typed: Fields = {}): Promise<Page> {
  const form = await as.get(url);
  expect(form.status, url).toBe(200);
  const kept = { _csrf: hidden(form, '_csrf'), _requestId: hidden(form, '_requestId'), version: hidden(form, 'version') };
  return as.post(url, { ...kept, ...typed });
}

const wording = { title: 'Prov', dueOn: '2020-10-23', template: 'Kontoren är {{offices}}.\n\n{{table offices by=kind}}\n' };
const proof = { code: 'prov', assignment: '2020-lokal-narvaro', language: 'sv', ...wording };

describe('what a template asks for', () => {
  it.each([
    ['HTML', 'Ett\n\ntvå <b>fett</b>', 'Rad 3: HTML kan inte användas (<b>).'],
    ['a whole block of HTML', '<script>alert(1)</script>', 'Rad 1: HTML kan inte användas (<script>alert(1)</script>).'],
    ['an unknown metric', 'Rad ett\n\n{{no-such-metric}}', 'Rad 3: måttet finns inte (no-such-metric).'],
    ['a key that the metric does not have', '{{offices channel=web}}', 'Rad 1: måttet delas inte upp så (channel'],
    ['an unknown value', '{{offices kind=castle}}', 'Rad 1: värdet finns inte (kind=castle).'],
    ['a day that is none', '{{offices on=2020-02-30}}', 'Rad 1: dagen finns inte (2020-02-30).'],
    ['a day before the definition', '{{offices on=2018-01-01}}', 'Rad 1: måttets definition gäller inte den dagen (2018-01-01).'],
    ['a table in a sentence', 'Se {{table offices}} här', 'Rad 1: en tabell, ett diagram eller en karta står på en egen rad'],
    ['a picture from elsewhere', '![x](https://example.org/x.png)', 'Rad 1: detta kan inte användas i en rapport (bild).'],
    ['a script as a link', '[x](javascript:alert(1))', 'Rad 1: en länk börjar med https:// eller mailto: (javascript:alert(1)).'],
    ['a setting twice', '{{offices on=2020-01-01 on=2020-02-01}}', 'Rad 1: inställningen finns inte, eller står två gånger'],
    ['months before all days', '{{chart offices from=0000-01 to=0000-02}}', 'Rad 1: månaderna går inte att läsa'],
    ['months after all days', '{{chart offices from=9999-11 to=9999-12}}', 'Rad 1: månaderna går inte att läsa'],
    ['a key twice', '{{table offices by=kind,kind}}', 'Rad 1: inställningen finns inte, eller står två gånger (by=kind,kind)'],
    ['two measures as one', '{{travel-percentiles percentile=p50,p95}}', 'Rad 1: välj ett värde i taget (percentile=p50,p95)'],
    ['two measures in a table', '{{table reach by=county threshold=15,30}}', 'Rad 1: välj ett värde i taget (threshold=15,30)'],
    ['a link to nowhere', '[x](https://)', 'Rad 1: en länk börjar med https:// eller mailto: (https://).'],
    [
      'a table with bars',
      'Se\n\n| a | b |\n|---|:-:|\n| 1 | 2 |',
      'Rad 3: detta kan inte användas i en rapport (tabell med lodstreck).',
    ],
    ['quotes in quotes', `${'> '.repeat(3000)}x`, 'Rad 1: citat, listor eller betoningar ligger för djupt i varandra.'],
    ['lists in lists', Array.from({ length: 300 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n'), 'Rad 21: citat, listor'],
    [
      'emphasis in emphasis',
      `${'*a '.repeat(500)}b${' c*'.repeat(500)}`,
      'Rad 1: citat, listor eller betoningar ligger för djupt',
    ],
    ['a paragraph that takes too long to read', `a\n\n${'[a]('.repeat(90_000)}`, 'Rad 3: stycket har mer än 10000 tecken'],
    ['a text that is too long', 'x '.repeat(200_001), 'högst 400 000 tecken'],
    ['braces that are not closed', 'a\n\nb {{offices', 'Rad 3: det som står inom klamrar går inte att läsa'],
  ])('%s is refused, named with its line, and nothing is kept', async (_what, template, said) => {
    const answer = await send(writer, '/reports/new', { ...proof, code: 'felaktig', template });
    expect(answer.status).toBe(422);
    expect(textOf(answer)).toContain(said);
    expect((await writer.get('/reports/felaktig')).status).toBe(404);
  });
});

describe('the life of a report', () => {
  it('is written by one, approved by another, frozen on its day, and then never another', async () => {
    expect((await send(writer, '/reports/new', proof)).location).toBe('/reports/prov?done=added');
    const draft = await writer.get('/reports/prov');
    expect(textOf(draft)).toContain('Utkast: siffrorna är inte frysta.');
    expect((await send(writer, '/reports/prov/send-to-review')).location).toContain('done=in-review');

    const second = await analyst('Granskare');
    // Whoever wrote does not approve.
    expect(textOf(await writer.get('/reports/prov'))).toContain('Någon annan måste godkänna den.');
    const own = await send(writer, '/reports/prov/approve');
    expect(own.status).toBe(422);
    expect(textOf(own)).toContain('Du har skrivit i rapporten.');
    expect((await send(second, '/reports/prov/approve')).location).toContain('done=approved');

    // Not before its day.
    const early = await send(second, '/reports/prov/freeze');
    expect(early.status).toBe(422);
    house.clock.set('2020-10-23T09:00:00Z');
    const third = await analyst('Den som fryser');
    expect((await send(third, '/reports/prov/freeze')).location).toContain('done=frozen');
    expect(textOf(await third.get('/reports/prov'))).toContain('Den ändras inte mer.');
    expect((await send(third, '/reports/prov/freeze')).status).toBe(409);
    expect((await send(third, '/reports/prov/change', wording)).status).toBe(409);

    for (const table of ['frozen_report', 'frozen_file', 'report_text'])
      await expect(sql`delete from ${sql.table(`insight.${table}`)}`.execute(house.db), table).rejects.toThrow();
  });

  it('can be counted again as it was known then; a later correction shows as a difference and changes nothing', async () => {
    const reader = await analyst('Läsare');
    const file = async (as: typeof writer, format: string) => (await as.get(`/reports/prov/file/${format}`)).html;
    const before = { text: await file(reader, 'text'), json: await file(reader, 'json') };
    const check = textOf(await reader.get('/reports/prov/check'));
    expect(check).toContain('Innehållet har kvar sin kontrollsumma.');
    expect(check).toContain('2 frågor av 2 gav samma siffror igen.');
    expect(check).toContain('Inga skillnader');

    house.clock.set('2020-11-02T09:00:00Z');
    await neverThere();
    const later = await analyst('Läsare senare');
    const after = textOf(await later.get('/reports/prov/check'));
    expect(after).toContain('2 frågor av 2 gav samma siffror igen.');
    expect(after).not.toContain('Inga skillnader');
    const count = Number(/Kontoren är (\d+)/.exec(before.text)![1]);
    expect(after).toMatch(new RegExp(`Egna kontor.*?I rapporten: ${count} .*?Nu: ${count - 1} `));
    expect(after).toContain('Närvaro på en plats network.stat_presence');
    expect((await later.get('/reports/prov/check')).html).toMatch(
      /<a href="\/register\/places\/[0-9a-f-]{36}">[^<]*staffed_office/,
    );
    expect(after).toContain('network.withdraw-presence');
    expect(after).toContain('fel adress i underlaget');
    expect(await file(later, 'text')).toBe(before.text);
    expect(await file(later, 'json')).toBe(before.json);
    expect(textOf(await later.get('/reports/prov'))).toContain(`Kontoren är ${count}`);
  });
});

/** An office that was counted was never there. */
async function neverThere(): Promise<void> {
  const { rows } = await sql<{ id: string; presenceId: string }>`
    select id, presence_id as "presenceId" from network.presence
    where kind = 'staffed_office' and upper_inf(recorded) and valid @> '2020-10-23'::date order by id limit 1`.execute(house.db);
  const { id, presenceId } = rows[0]!;
  const planner = { id: house.newId(), name: 'Planerare', roles: ['planner'] as const };
  await execute(house, planner, withdrawPresence, { presenceId, version: id, reason: 'fel adress i underlaget' });
}

it('a month that is not counted yet can be written about, is named in the draft, and is not frozen', async () => {
  house.clock.set('2020-11-02T10:00:00Z');
  const [author, second] = [await analyst('Författare'), await analyst('Granskare')];
  const template =
    'Inskrivna: {{registrations}}.\n\n{{table registrations by=channel}}\n\n{{chart meetings from=2020-10 to=2020-11}}\n';
  const made = await send(author, '/reports/new', { ...proof, code: 'ofardig', dueOn: '2020-11-02', template });
  expect(made.location).toContain('/reports/ofardig');
  const draft = await author.get('/reports/ofardig');
  expect(draft.status).toBe(200);
  expect(textOf(draft)).toContain('Inte räknat än');
  expect(textOf(draft)).toContain('Inskrivningar efter kanal, 2020-11');
  expect(textOf(draft)).toContain('Inskrivna: – ');
  // It is of the month, whichever day it is due.
  expect(textOf(draft)).toContain('Inskrivningar efter kanal (antal, 2020-11) [1]');
  expect(textOf(draft)).toContain('(registrations, version 1), antal, 2020-11. ');
  for (const format of ['text', 'html', 'pdf', 'csv', 'xlsx'])
    expect((await author.get(`/reports/ofardig/file/${format}`)).status, format).toBe(200);
  await send(author, '/reports/ofardig/send-to-review');
  await send(second, '/reports/ofardig/approve');
  const refused = await send(second, '/reports/ofardig/freeze');
  expect(refused.status).toBe(422);
  expect(textOf(refused)).toContain('Rad 1: månaden är inte färdigräknad än (registrations 2020-11).');
  // What is wrong stands in no field of this form.
  expect(refused.html).not.toContain('href="#f-template"');
  expect(textOf(await second.get('/reports/ofardig'))).toContain('Läge godkänd');
});

it('every statement of a shipped report gives its figures again when it is frozen', async () => {
  house.clock.set('2020-11-03T09:00:00Z');
  const as = await analyst('En som sänder');
  await send(as, '/reports/2020-10-23/send-to-review');
  await send(as, '/reports/2020-10-23/approve');
  expect((await send(as, '/reports/2020-10-23/freeze')).location).toContain('done=frozen');
  const check = textOf(await as.get('/reports/2020-10-23/check'));
  const [, same, all] = /(\d+) frågor av (\d+) gav samma/.exec(check)!;
  expect(Number(all)).toBeGreaterThan(30);
  expect(same).toBe(all);
  expect(check).toContain('Inga skillnader');
});

it('who prepares a report is reminded once for each number of days, and the calendar says so', async () => {
  house.clock.set('2020-06-08T05:00:00Z');
  expect((await runJob(house, remindOfReports)).report).toEqual({ reminded: [{ report: '2020-06-15', days: 7 }] });
  expect((await runJob(house, remindOfReports)).report).toEqual({ reminded: [] });
  expect(textOf(await (await analyst('Förberedare')).get('/reports'))).toContain('ska redovisas 15 juni 2020');
});
