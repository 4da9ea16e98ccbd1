/** The securing of places through the front door, as planners follow it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { testHouse } from './database.ts';
import { type Client, plannerAt, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);

let client: Client;
beforeEach(async () => {
  client = await plannerAt(house, server, '2020-02-14T11:00:00Z');
});

describe('M3 securing', () => {
  it('says on 2020-02-14 that of 132 places 99 are secured and 33 remain, 20 of them in dialogue (S1)', async () => {
    const text = textOf(await client.get('/securing?on=2020-02-14'));
    expect(text).toContain('132 platser förlorar sitt kontor. 99 är säkrade eller återställda, 33 återstår.');
    expect(text).toContain('Av dem som återstår är 20 i dialog och 13 i ett annat läge.');
    expect(text).toContain('rekonstruerade');
    const remaining = await client.get('/securing.csv?on=2020-02-14&state=remaining');
    expect(remaining.html.trim().split('\n')).toHaveLength(34);
    expect(textOf(await client.get('/securing?on=2020-06-15'))).toContain('132 är säkrade eller återställda, 0 återstår');
    expect(textOf(await client.get('/securing?on=2019-01-01'))).toContain('Inget beslut om stängning var fattat den dagen.');
  });

  it('shows what is planned next, by whom, and that it should have been done; the plan of an earlier day stays', async () => {
    const list = await client.get('/securing?on=2020-02-14&state=decided');
    const form = /\/register\/closures\/[0-9a-f-]{36}\/plan/.exec(list.html)![0];
    const plan = { region: 'Region Norr (prov)', nextStep: 'Besöka lokalen', dueOn: '2020-02-20', blockedBy: 'Lokal saknas' };
    const refused = await client.post(form, { ...plan, nextStep: ' ', dueOn: 'i vår' });
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('Skriv vad som ska göras härnäst');
    expect(refused.html).toContain('value="i vår"');
    expect((await client.post(form, { ...plan, dueOn: '2020-02-13' })).status).toBe(422);
    const saved = await client.post(form, { ...plan, nextStep: 'Besöka\r\nlokalen' });
    expect(saved.location).toContain('done=securingPlanned');
    const shown = textOf(await client.get(saved.location));
    expect(shown).toContain('Planen är sparad');
    expect(shown).toContain('Lokal saknas');

    expect(textOf(await client.get('/securing?on=2020-02-14&plan=blocked'))).toContain('1 plats 14 februari 2020');
    expect(textOf(await client.get('/securing?on=2020-02-14&plan=overdue'))).toContain('Inga platser stämmer med valen');
    const late = textOf(await client.get(`/securing?on=2020-02-21&plan=overdue&region=${encodeURIComponent(plan.region)}`));
    expect(late).toMatch(/Besöka lokalen Region Norr \(prov\), senast 20 februari 2020 Försenat/);
    // Of the day before it was made nothing was planned.
    expect(textOf(await client.get('/securing?on=2020-02-13&state=remaining'))).not.toContain('Besöka lokalen');
  });
});
