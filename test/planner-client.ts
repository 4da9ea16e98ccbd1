/** A planner at the forms, as a browser sends them, over the service's front door. */
import { expect } from 'vitest';
import type { Service } from '../src/app/server.ts';
import { type SignedIn, signInAs } from '../src/platform/auth/index.ts';
import type { TestHouse } from './database.ts';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface Page {
  status: number;
  html: string;
  location: string;
}

/** Gets pages and sends forms in a session; `html` has its entities read back in `textOf`, not here. */
export function clientOf(server: Service['server'], signedIn: (Partial<SignedIn> & Pick<SignedIn, 'headers'>) | null) {
  const headers = { accept: 'text/html', ...signedIn?.headers };
  const pageOf = (answer: { statusCode: number; body: string; headers: Record<string, unknown> }): Page => ({
    status: answer.statusCode,
    html: answer.body,
    location: typeof answer.headers['location'] === 'string' ? answer.headers['location'] : '',
  });
  return {
    async get(url: string): Promise<Page> {
      return pageOf(await server.inject({ method: 'GET', url, headers }));
    },
    async post(url: string, fields: Fields): Promise<Page> {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(fields)) {
        for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
      }
      const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
      return pageOf(await server.inject({ method: 'POST', url, headers: form, payload: body.toString() }));
    },
  };
}
export type Client = ReturnType<typeof clientOf>;

/** What a page says, without its markup. */
export function textOf({ html }: Page): string {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return main
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

/** The value of a hidden field. */
export function hidden({ html }: Page, name: string): string {
  const tag = [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].find(([input]) => input.includes(`name="${name}"`));
  return /value="([^"]*)"/.exec(tag?.[0] ?? '')?.[1] ?? '';
}

/** The form of the page that a browser would send again. */
export function formIn(page: Page): { action: string; fields: Record<string, string> } {
  const form = /<main[\s\S]*?(<form[^>]*>[\s\S]*?<\/form>)/.exec(page.html)?.[1] ?? '';
  const read = (text: string): string =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  const inputs = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const pairs = inputs.map(([, name, value]) => [read(name!), read(value!)] as const);
  return { action: read(/action="([^"]*)"/.exec(form)?.[1] ?? ''), fields: Object.fromEntries(pairs) };
}

/** The ids in addresses of a kind (`places`, `presences`, `closures`) on a page, each once. */
export function idsIn({ html }: Page, kind: string): string[] {
  return [...new Set([...html.matchAll(new RegExp(`/register/${kind}/([0-9a-f-]{36})`, 'g'))].map((match) => match[1]!))];
}

let places = 0;
/** A new place as its form sends it; each has a short name of its own. */
export const placeFields = (more: Record<string, string> = {}) => ({
  code: `prov-${++places}`,
  name: `Provplats ${places}`,
  municipalityCode: '2425',
  localityCode: 'Dorotea',
  street: 'Storgatan 1',
  postalCode: '917 31',
  latitude: '64,26',
  longitude: '16.41',
  'accessibility.step_free': 'yes',
  ...more,
});
const idOf = (page: Page): string => /places\/([0-9a-f-]{36})/.exec(page.location)![1]!;

/** Adds a place; gives its id. */
export async function newPlace(as: Client, more: Record<string, string> = {}): Promise<string> {
  const added = await as.post('/register/places/new', placeFields(more));
  expect(added.status, textOf(added)).toBe(303);
  return idOf(added);
}

export const presenceFields = {
  kind: 'cooperation_place',
  validFrom: '2020-03-01',
  validTo: '',
  services: ['booked-meeting'],
  languages: ['sv', 'en'],
  hoursUnknown: 'yes',
};

/** A place with one presence; gives the ids of both. */
export async function openedPlace(
  as: Client,
  more: Record<string, string | string[]> = {},
): Promise<{ place: string; presence: string }> {
  const place = await newPlace(as);
  const opened = await as.post(`/register/places/${place}/open`, { ...presenceFields, ...more });
  expect(opened.status, textOf(opened)).toBe(303);
  return { place, presence: idsIn(await as.get(`/register/places/${place}`), 'presences')[0]! };
}

/** A planner at work at an instant; each has a session that is open then. */
export async function plannerAt(house: TestHouse, server: Service['server'], at: string): Promise<Client> {
  house.clock.set(at);
  return clientOf(server, await signInAs(house, ['planner'], 'David, planerare'));
}
