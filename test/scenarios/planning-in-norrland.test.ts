/**
 * From a plan to the register, as a planner does it by the pages: eight places in Norrland close, who loses is seen, two scenarios are
 * compared, a colleague approves, and the changes stand dated in the register and the letters in the outbox.
 */
import { describe, expect, it } from 'vitest';
import { listLetters } from '../../src/modules/contact/store/notice-letters.ts';
import { listClosures, listPresence, type Presence } from '../../src/modules/network/index.ts';
import { signInAs } from '../../src/platform/auth/index.ts';
import { plainDate } from '../../src/platform/clock/index.ts';
import { parseUuid } from '../../src/platform/ids/index.ts';
import { testHouse } from '../database.ts';
import { type Client, clientOf, formIn, hidden, type Page, textOf } from '../planner-client.ts';
import { testService } from '../service.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const vera = clientOf(server, await signInAs(house, ['planner'], 'Vera Planerare'));
const gosta = clientOf(server, await signInAs(house, ['planner'], 'Gösta Planerare'));
const today = plainDate('2020-02-14');

const idIn = ({ location }: Page): string => /[0-9a-f-]{36}/.exec(location)![0];

/** Sends the form of a page with what is typed in it; each field as it stands when it is not typed. */
async function submit(client: Client, url: string, typed: Record<string, string | string[]>, expected = 303): Promise<Page> {
  const page = await client.get(url);
  expect(page.status, url).toBe(200);
  const chosen = [...page.html.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)].map(([, name, options]) => {
    const value = /<option value="([^"]*)" selected/.exec(options!) ?? /<option value="([^"]*)"/.exec(options!);
    return [name!, value?.[1] ?? ''] as const;
  });
  const { fields } = formIn(page);
  const names = [...page.html.matchAll(/name="names" value="([^"]*)"/g)].map((match) => match[1]!);
  const answer = await client.post(url, { ...fields, ...Object.fromEntries(chosen), names, ...typed });
  expect(answer.status, textOf(answer).slice(0, 400)).toBe(expected);
  return answer;
}

/** Own offices of the four northernmost counties that the register has without an end. */
async function northern(): Promise<Presence[]> {
  const open = await listPresence(house.db, { on: today });
  return open.filter(
    ({ municipalityCode, validTo, kind }) =>
      validTo === null && /^2[2-5]/.test(municipalityCode) && (kind === 'staffed_office' || kind === 'visiting_office'),
  );
}

async function scenarioClosing(title: string, offices: readonly Presence[]): Promise<string> {
  const created = await submit(vera, '/planning/new', { title, baseDate: '2020-02-14', assumptions: 'Hyrorna löper ut.' });
  const id = idIn(created);
  const ticked: string[] = [];
  for (const { placeId, municipalityCode } of offices) {
    const before = ticked.map((one) => `&place=${one}`).join('');
    const found = await vera.get(`/planning/${id}/places?text=&county=${municipalityCode.slice(0, 2)}&kind=${before}`);
    expect(found.html).toContain(`value="${placeId}"`);
    // What was ticked in another county is still there, once.
    for (const one of ticked) expect(found.html.split(`value="${one}" checked`)).toHaveLength(2);
    ticked.push(placeId);
  }
  const query = ticked.map((one) => `place=${one}`).join('&');
  await submit(vera, `/planning/${id}/change?act=close&${query}`, { from: '2020-10-01' });
  return id;
}

describe('a planner', () => {
  it('is told by which rule a closure is refused that leaves people without a replacement', async () => {
    const [first, second] = await northern();
    const id = await scenarioClosing('Två som hänvisar till varandra', [first!]);
    const both = await vera.get(`/planning/${id}/change?act=close&place=${second!.placeId}`);
    const more = { ...formIn(both).fields, from: '2020-10-01', [`to.${second!.placeId}`]: `own:${first!.placeCode}` };
    expect((await vera.post(`/planning/${id}/change?act=close&place=${second!.placeId}`, more)).status).toBe(303);
    // Seen already by whoever writes it.
    expect(textOf(await vera.get(`/planning/${id}/decision`))).toContain('Registret skulle säga nej till 1 steg');
    await submit(vera, `/planning/${id}/propose`, { note: '' });
    await submit(gosta, `/planning/${id}/approve`, { note: '' });
    const dry = await gosta.get(`/planning/${id}/decision`);
    expect(textOf(dry)).toContain('Registret säger nej till 1 steg');
    expect(textOf(dry)).toContain('Det som ersätter ett kontor som stänger är en annan plats');
    expect(hidden(dry, 'version')).toBe('');
    const forced = await gosta.post(`/planning/${id}/decision`, { _csrf: hidden(dry, '_csrf'), version: '5', reason: 'Ändå' });
    expect([403, 409, 422]).toContain(forced.status);
  });

  it('is told what is wrong with a change, and what was typed stays', async () => {
    const [first] = await northern();
    const created = await submit(vera, '/planning/new', { title: 'Prov', baseDate: '2020-02-14', assumptions: '' });
    const url = `/planning/${idIn(created)}/change?act=close&place=${first!.placeId}`;
    const early = await submit(vera, url, { from: '2020-01-01' }, 422);
    expect(textOf(early)).toContain('Dagen måste vara efter utgångsdagen');
    expect(early.html).toContain('value="2020-01-01"');
    expect(textOf(await submit(vera, url, { from: 'snart' }, 422))).toContain('Skriv en dag som finns');
    const nowhere = `/planning/${idIn(created)}/change?act=close`;
    expect(textOf(await vera.get(nowhere))).toContain('välj minst en plats');
    await submit(vera, `/planning/new`, { title: '', baseDate: '2020-02-30', assumptions: '' }, 422);
    expect((await vera.get('/planning/0190aaaa-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await vera.get('/planning/nonsense')).status).toBe(404);
    expect((await vera.get('/planning/compare')).status).toBe(200);
  });

  it(
    'closes eight places in Norrland, sees who loses, compares, has it approved, and finds it in the register and the outbox',
    { timeout: 120_000 },
    async () => {
      const offices = await northern();
      expect(offices.length).toBeGreaterThan(12);
      const eight = offices.slice(-8);
      const id = await scenarioClosing('Åtta kontor i norr', eight);

      // Who loses: municipalities by name, groups, and where the figures come from.
      const page = await vera.get(`/planning/${id}`);
      const says = textOf(page);
      for (const { placeName } of eight) expect(says).toContain(placeName);
      expect(says).toMatch(/Längre väg för \d+ kommuner med [\d\s ]+ inskrivna arbetslösa/);
      expect(says).toContain('Kommuner som får längre väg');
      expect(says).toContain('landsbygdskommun');
      expect(says).toContain('uppskattade av tjänsten');
      expect(says).toContain('rekonstruerat');
      expect((await vera.get(`/planning/${id}/map.svg`)).html).toContain('<svg');

      // The half of it as another scenario, beside the first.
      const half = await scenarioClosing('Fyra kontor i norr', eight.slice(0, 4));
      const beside = await vera.get(`/planning/compare?ids=${id}&ids=${half}`);
      const compared = textOf(beside);
      expect(compared).toContain('Fyra kontor i norr jämfört med Åtta kontor i norr');
      expect(compared).toContain('Kommuner som får kortare väg');
      expect((await vera.get(`/planning/compare.svg?ids=${id},${half}`)).html).toContain('<svg');

      // A municipality and the staff organisation have their say.
      const body = `municipality:${eight[0]!.municipalityCode}`;
      await submit(vera, `/planning/${id}/comment`, {
        fromKind: 'body',
        bodyKey: body,
        fromName: '',
        arrivedOn: '2020-02-13',
        stance: 'against',
        words: 'Bussen går en gång om dagen.',
      });
      await submit(
        vera,
        `/planning/${id}/comment`,
        {
          fromKind: 'other',
          bodyKey: '',
          fromName: 'Personalorganisationen',
          arrivedOn: '2020-02-15',
          stance: 'asks',
          words: 'Vad händer med oss?',
        },
        422,
      );
      expect(textOf(await vera.get(`/planning/${id}`))).toContain('Bussen går en gång om dagen.');

      // Four eyes.
      await submit(vera, `/planning/${id}/propose`, { note: '' });
      expect(textOf(await vera.get(`/planning/${id}`))).toContain('Någon annan måste godkänna det');
      const own = await submit(vera, `/planning/${id}/approve`, { note: '' }, 422);
      expect(textOf(own)).toContain('Någon annan måste godkänna det');
      await submit(gosta, `/planning/${id}/approve`, { note: 'Läst.' });

      // What will be written is seen first; then it is.
      const dry = await gosta.get(`/planning/${id}/decision`);
      expect(textOf(dry).match(/Avvecklingsbeslut, säkring börjar/g)).toHaveLength(8);
      expect(textOf(dry)).not.toContain('nekas');
      const before = await listClosures(house.db, { on: today });
      const decided = await submit(gosta, `/planning/${id}/decision`, { reason: 'Hyrorna löper ut och besöken är få.' });
      const outcome = await gosta.get(decided.location);
      expect(textOf(outcome)).toContain('Allt är genomfört');

      const closures = (await listClosures(house.db, { on: today })).filter((one) => !before.some((old) => old.id === one.id));
      expect(closures.map(({ placeId, endDate }) => [placeId, endDate]).toSorted()).toEqual(
        eight.map(({ placeId }) => [placeId, '2020-09-30']).toSorted(),
      );
      for (const { placeId } of eight) {
        const there = await listPresence(house.db, { placeId, on: plainDate('2020-10-01') });
        expect(there.some(({ kind }) => kind === 'staffed_office' || kind === 'visiting_office')).toBe(false);
      }

      // The letters wait for another pair of eyes, and then lie in the outbox.
      const notice = /\/notices\/([0-9a-f-]{36})/.exec(outcome.html)![1]!;
      const seen = await vera.get(`/notices/${notice}`);
      const version = {
        _csrf: hidden(seen, '_csrf'),
        version: hidden(seen, 'version'),
        registerVersion: hidden(seen, 'registerVersion'),
      };
      const sent = await vera.post(`/notices/${notice}/approve`, version);
      expect(sent.status, textOf(sent).slice(0, 300)).toBe(303);
      const letters = await listLetters(house.db, parseUuid(notice)!);
      expect(letters.map(({ bodyKey }) => bodyKey)).toContain(body);
      expect(letters.length).toBeGreaterThan(8);

      // Planned against what happened.
      const later = textOf(await vera.get(`/planning/${id}/follow-up`));
      expect(later.match(/inskrivet, dagen har inte kommit/g)).toHaveLength(8);
      house.clock.set('2020-10-05T10:00:00Z');
      const autumn = clientOf(server, await signInAs(house, ['planner'], 'Vera Planerare'));
      const then = textOf(await autumn.get(`/planning/${id}/follow-up`));
      expect(then.match(/som planerat/g)).toHaveLength(8);
      expect(then).toContain('Väntan på möte');
    },
  );
});
