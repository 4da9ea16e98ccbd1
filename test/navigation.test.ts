/** The way about the site, for those who work in it. Over the front door. */
import { expect, it } from 'vitest';
import { type Role, signInAs } from '../src/platform/auth/index.ts';
import { clientOf } from './planner-client.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

// A Sunday.
const house = await testHouse('country', '2020-02-16T11:00:00Z');
const { server } = await testService(house);

async function open(role: Role, path: string): Promise<string> {
  return (await clientOf(server, await signInAs(house, [role], `Anställd ${role}`)).get(path)).html;
}

/** The texts of the links of each row of the navigation; what is current has a star. */
function rowsIn(html: string): string[][] {
  const nav = /<nav class="navigation"[\s\S]*?<\/nav>/.exec(html)![0];
  return [...nav.matchAll(/<ul[\s\S]*?<\/ul>/g)].map(([list]) =>
    [...list.matchAll(/<a href="[^"]*"( aria-current="[a-z]+")?>([^<]+)</g)].map(
      ([, current, text]) => `${text}${current ? '*' : ''}`,
    ),
  );
}

it('pages that belong together stand under one name, and below it while one of them is read', async () => {
  expect(rowsIn(await open('planner', '/displaced'))).toEqual([
    ['Kalender', 'Bemanning*', 'Hitta hjälp', 'Hela landet', 'Siffror', 'Registret', 'Planering', 'Beslut och information'],
    [
      'Platser och handläggare',
      'Lediga tider',
      'Något har hänt',
      'Möten utan tid*',
      'Gruppmöten',
      'Kontorens diskar',
      expect.any(String),
    ],
  ]);
  expect(rowsIn(await open('caseworker', '/letters'))).toEqual([
    ['Kalender', 'Mitt arbete*', 'Personer', 'Arbetsgivare', 'Hitta hjälp', 'Hela landet'],
    [
      'Mitt arbete',
      'Gruppmöten',
      'Möten utan tid',
      'Frågor om mötessätt',
      'Inlämnade dokument',
      'Att berätta',
      'Brev att posta*',
      expect.any(String),
    ],
  ]);
  // Who looks after the units sees what waits in them.
  expect(rowsIn(await open('administrator', '/documents'))[0]).toContain('Inlämnade dokument*');
  // Of someone in several roles each page stands once.
  const both = clientOf(server, await signInAs(house, ['caseworker', 'planner'], 'Anställd båda'));
  const [top, below] = rowsIn((await both.get('/displaced')).html);
  expect([top, below]).toEqual([
    expect.arrayContaining(['Mitt arbete*', 'Bemanning']),
    expect.arrayContaining(['Möten utan tid*']),
  ]);
  expect(rowsIn((await both.get('/supply')).html)[1]).toEqual([
    'Platser och handläggare*',
    'Lediga tider',
    'Något har hänt',
    'Kontorens diskar',
    expect.any(String),
  ]);
  // One page alone stands by its own name.
  expect(rowsIn(await open('administrator', '/'))[0]).toContain('Granska automatiska beslut');
});

it('the answer to a form stands where its form stood, and a page that is no item of its own below the page it belongs to', async () => {
  const planner = clientOf(server, await signInAs(house, ['planner'], 'Anställd planner'));
  const current = (html: string) => rowsIn(html).flatMap((row) => row.filter((text) => text.endsWith('*')));
  const refused = await planner.post('/sessions/01800000-0000-7000-8000-000000000000/seats', { seats: '3' });
  expect(current(refused.html)).toEqual(['Bemanning*', 'Gruppmöten*']);
  expect(current((await planner.get('/meeting-types')).html)).toEqual(['Bemanning*', 'Platser och handläggare*']);
});

it('the calendar opens on the week to come when it is Sunday, and today leads there too', async () => {
  for (const path of ['/calendar', '/calendar?view=week&on=2020-02-16']) {
    const html = await open('caseworker', path);
    expect(html).toContain('value="2020-02-17"');
  }
  expect(await open('caseworker', '/calendar?on=2020-02-12')).toContain('value="2020-02-12"');
});
