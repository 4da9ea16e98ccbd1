/** A scenario planned further on the map: what it says of days, hours and referrals stays, and what others have written meanwhile is not lost. */
import { describe, expect, it } from 'vitest';
import type { Change } from '../src/modules/planning/scenarios/change.ts';
import { findScenario } from '../src/modules/planning/store/scenarios.ts';
import { signInAs } from '../src/platform/auth/index.ts';
import { testHouse } from './database.ts';
import { type Client, clientOf, formIn, type Page, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const vera = clientOf(server, await signInAs(house, ['planner'], 'Vera Planerare'));
const nils = clientOf(server, await signInAs(house, ['planner'], 'Nils Planerare'));

const at = '/planning/map?on=2020-02-14';
const codesOf = async (kind: string): Promise<string[]> => {
  const { html } = await vera.get(at);
  const found = [...html.matchAll(/aria-label="([^"]*finns kvar)"[^>]*data-place="(af-[^"]*)"/g)];
  return found.flatMap(([, words, code]) => (words!.includes(kind) ? [code!] : []));
};
const changesOf = async (id: string): Promise<readonly Change[]> => (await findScenario(house.db, id))!.changes;
const from = '2020-10-01';

async function save(as: Client, url: string, more: Record<string, string> = {}): Promise<Page> {
  const form = await as.get(url);
  const { fields } = formIn(form);
  return as.post(url, { ...fields, title: 'Prov', assumptions: '', from, ...more });
}

async function newScenario(query: string): Promise<string> {
  const saved = await save(vera, `/planning/map/save?on=2020-02-14&${query}`);
  expect(saved.status, textOf(saved).slice(0, 600)).toBe(303);
  return /[0-9a-f-]{36}/.exec(saved.location)![0];
}

/** The address by which the map saves, as its own link says. */
async function saveLink(as: Client, url: string): Promise<string> {
  const { html } = await as.get(url);
  return /href="([^"]*\/map\/save[^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&');
}

describe('a scenario goes on on the map', { timeout: 120_000 }, () => {
  it('keeps the day, the hours and the referral of what the map does not touch', async () => {
    const [a, b, c] = await codesOf('fast bemanning');
    const id = await newScenario(`close=${a}`);
    const [place] = await changesOf(id);
    // Another day and another referral, by the scenario's own form; and visit days, which the map could not say.
    const { placeId } = place!;
    const removed = await vera.get(`/planning/${id}/remove?at=0`);
    await vera.post(`/planning/${id}/remove?at=0`, formIn(removed).fields);
    const form = await vera.get(`/planning/${id}/change?act=close&place=${placeId}`);
    const options = [...form.html.matchAll(/<option value="([^"]*)"/g)].map((match) => match[1]!);
    const done = await vera.post(`/planning/${id}/change?act=close&place=${placeId}`, {
      ...formIn(form).fields,
      from: '2020-12-01',
      [`to.${placeId}`]: options[2]!,
    });
    expect(done.status, textOf(done).slice(0, 600)).toBe(303);
    const [before] = await changesOf(id);

    const link = await saveLink(vera, `/planning/${id}/map`);
    const saved = await save(vera, link.replace(`close=${a}`, `close=${a},${b}&put=${c}!visiting_office!2.09:00.15:00`));
    expect(saved.status, textOf(saved).slice(0, 600)).toBe(303);
    const after = await changesOf(id);
    expect(after).toHaveLength(3);
    expect(after).toContainEqual(before);
    expect(after.filter((one) => one.from === from)).toMatchObject([
      { kind: 'close' },
      { kind: 'change-kind', presence: 'visiting_office', hours: { tue: [['09:00', '15:00']] } },
    ]);
    // A mark that is taken away takes the change out.
    const less = await save(vera, (await saveLink(vera, `/planning/${id}/map`)).replace(`${a},`, ''));
    expect(less.status, textOf(less).slice(0, 600)).toBe(303);
    expect(await changesOf(id)).toHaveLength(2);
  });

  it('puts together what two have done at once, and asks where they have changed the same place', async () => {
    const [a, b, c, d] = await codesOf('fast bemanning');
    const id = await newScenario(`close=${a}`);
    // Both open the map with version 1.
    const [forVera, forNils] = [await saveLink(vera, `/planning/${id}/map`), await saveLink(nils, `/planning/${id}/map`)];
    expect((await save(nils, forNils.replace(`close=${a}`, `close=${a},${b},${c}`))).status).toBe(303);

    const hers = forVera.replace(`close=${a}`, `close=${a},${d}&put=${c}!visiting_office`);
    const map = await vera.get(hers.replace('/map/save', '/map'));
    expect(textOf(map)).toContain('Version 2 har kommit till, av Nils Planerare');
    const asked = await vera.get(hers);
    expect(textOf(asked)).toContain('Version 2 har kommit till, av Nils Planerare');
    expect(textOf(asked)).toMatch(/vilken ändring ska gälla\?/);
    expect(textOf(asked)).toContain('Nya från kartan: 1. Tas bort: 0. Står kvar med sina dagar, tider och hänvisningar: 2.');
    const { fields } = formIn(asked);
    const texts = { ...fields, title: 'Prov', assumptions: '', from };
    const unanswered = await vera.post(hers, texts);
    expect(unanswered.status).toBe(422);
    expect(textOf(unanswered)).toContain('Välj vilken ändring som ska gälla för platsen');
    const name = /name="(take\.[^"]*)"/.exec(asked.html)![1]!;
    // Nils saves once more while she chooses: she is told, and loses nothing of what she had typed.
    const nilsAgain = await saveLink(nils, `/planning/${id}/map`);
    expect((await save(nils, nilsAgain, { title: 'Nils titel' })).status).toBe(303);
    const told = await vera.post(hers, { ...texts, [name]: 'mine' });
    expect(told.status).toBe(409);
    expect(textOf(told)).toContain('Inget av ditt är sparat');
    const saved = await vera.post(hers, { ...formIn(told).fields, title: 'Prov', assumptions: '', from, [name]: 'mine' });
    expect(saved.status, textOf(saved).slice(0, 900)).toBe(303);
    const kinds = (await changesOf(id)).map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(['change-kind', 'close', 'close', 'close']);
  });

  it('sets the visit days of a visiting office by the form, and keeps them in the address', async () => {
    const [office] = await codesOf('inresekontor');
    const chosen = `${at}&kind=visiting_office&days=mon&days=thu&opens=09:00&closes=15:00`;
    const marked = await vera.get(`${chosen}&place=${office}&act=put`);
    expect(marked.location).toContain(`put=${office}!visiting_office!1.09:00.15:00_4.09:00.15:00`);
    expect(textOf(await vera.get(marked.location))).toContain('inresekontor (måndag, torsdag)');
    const id = await newScenario(marked.location.split('?')[1]!);
    expect(await changesOf(id)).toMatchObject([
      { kind: 'change-days', hours: { mon: [['09:00', '15:00']], thu: [['09:00', '15:00']] } },
    ]);
    expect(textOf(await vera.get(`${at}&kind=visiting_office&days=mon&opens=15:00&closes=09:00`))).toContain(
      'öppning före stängning',
    );
    // Untouched on the map, its days stay as they are in the scenario.
    const again = await save(vera, await saveLink(vera, `/planning/${id}/map`));
    expect(again.status).toBe(303);
    expect(await changesOf(id)).toHaveLength(1);
  });

  it('a form that is sent twice changes the scenario once, and the second time shows what was saved', async () => {
    const [a, b] = await codesOf('fast bemanning');
    const id = await newScenario(`close=${a}`);
    const link = (await saveLink(vera, `/planning/${id}/map`)).replace(`close=${a}`, `close=${a},${b}`);
    const sent = { ...formIn(await vera.get(link)).fields, title: 'Prov', assumptions: '', from };
    expect((await vera.post(link, sent)).location).toContain('done=changed');
    // Put together again it is the same: it is answered as the first time.
    expect((await vera.post(link, sent)).location).toContain('done=changed');
    expect((await findScenario(house.db, id))!.number).toBe(2);

    const placeId = (await findScenario(house.db, id))!.changes[0]!.placeId;
    const taking = `/planning/${id}/remove?at=0`;
    const take = formIn(await vera.get(taking)).fields;
    expect((await vera.post(taking, take)).location).toContain('done=changed');
    const again = await vera.post(taking, take);
    expect([again.status, again.location]).toEqual([303, expect.stringContaining('done=sent-before')]);
    expect(textOf(await vera.get(again.location))).toContain('Formuläret var redan skickat');
    expect((await changesOf(id)).filter((one) => one.placeId === placeId)).toHaveLength(0);
    expect(await changesOf(id)).toHaveLength(1);
    // What is not there is not taken out.
    for (const odd of ['1', '99', 'x', '-1', '']) {
      const gone = await vera.get(`/planning/${id}/remove?at=${odd}`);
      expect(textOf(gone)).toContain('Den kan redan vara borttagen');
      expect((await vera.post(`/planning/${id}/remove?at=${odd}`, formIn(gone).fields)).status).toBe(409);
    }
  });
});
