/** A letter on one agreement's end: the decision is told as the decision that it is, whatever the agreement rests on. */
import { expect, it } from 'vitest';
import { stepAgreement } from '../src/modules/network/agreements/step-agreement.ts';
import { beginAgreement, cooperationWith, takeSteps } from '../src/modules/network/agreements/fixtures.ts';
import { agreementRecord, listAgreementRecords } from '../src/modules/network/index.ts';
import { execute } from '../src/platform/auth/index.ts';
import { today } from '../src/platform/clock/index.ts';
import { noticeDesk, said } from './notice-desk.ts';

const { house, anna, get, draft } = await noticeDesk();

it('says the day on which it was decided, and is not called reconstructed', async () => {
  const on = today(house.clock);
  const found = await listAgreementRecords(house.db, { on, kind: 'cooperation', state: 'in-force' });
  const agreement = found.find(({ evidence }) => evidence === 'reconstructed')!;
  const step = { agreementId: agreement.id, state: 'ended', since: '2020-09-01', note: '', reason: 'Lokalen sägs upp' };
  await execute(house, anna.actor, stepAgreement, step);
  // Looked over meanwhile: it is still decided on the first day.
  await execute(house, anna.actor, stepAgreement, { agreementId: agreement.id, state: 'under-review', since: on, note: '' });

  const day = said((await get(`/decisions/${agreement.id}`)).body);
  expect(day).toMatch(/Beslutat \d{1,2} \S+ 2020/);
  expect(day).not.toContain('rekonstruera');
  const listed = said((await get(`/decisions?text=${encodeURIComponent(agreement.title)}`)).body);
  expect(listed).toMatch(/Avtal slutar \d{1,2} \S+ 2020 31 augusti 2020/);
  const form = await get(`/notices/new?agreement=${agreement.id}`);
  expect(form.body).toContain('beslutsdag: {{beslutsdag}}');
  const id = await draft(`agreement=${agreement.id}`, {
    words: 'Beslutat {{beslutsdag}}. {{platser}}',
    replyTo: '',
    replyBy: '',
  });
  const { body } = await get(`/notices/${id}`);
  const preview = /\/notices\/[0-9a-f-]+\/preview\/[^"]+/.exec(body)![0];
  const letter = said((await get(preview)).body);
  expect(letter).toMatch(/Beslutat \d{1,2} \S+ 2020\. – .* sista dag 31 augusti 2020\. /);
  expect(letter).not.toContain('rekonstruerad');
});

it('one whose end nobody has decided has no day of a decision, and its letter does not begin with one', async () => {
  const on = today(house.clock);
  const found = (await listAgreementRecords(house.db, { on, state: 'in-force' }))[0]!;
  const form = await get(`/notices/new?agreement=${found.id}`);
  expect(form.body).not.toContain('beslutsdag: {{beslutsdag}}');
});

it('names the last day of a place also where a successor is only begun; one that covers the place from the day after lets it go on', async () => {
  const on = today(house.clock);
  const agreement = (await listAgreementRecords(house.db, { on, kind: 'cooperation', state: 'in-force' }))[0]!;
  const { placeList } = (await agreementRecord(house.db, agreement.id, on))!;
  const [place] = placeList;
  const end = { agreementId: agreement.id, state: 'ended', since: '2020-10-01', note: '', reason: 'Lokalen sägs upp' };
  await execute(house, anna.actor, stepAgreement, end);
  const id = await draft(`agreement=${agreement.id}`, { groups: ['place'] });
  const letter = async () => said((await get(`/notices/${id}/preview/municipality:${place!.municipalityCode}`)).body);
  const words = cooperationWith([place!.placeId], { title: 'Ersätter (prov)', from: '2020-10-01', replaces: agreement.id });
  const successor = await beginAgreement(house, words);
  expect(await letter()).toContain(`${place!.placeName}: sista dag 30 september 2020`);
  expect(said((await get(`/agreements/${agreement.id}`)).body)).toContain('Avtal som är tänkt att ersätta det Ersätter (prov)');
  await takeSteps(house, successor, [
    ['analysed', on],
    ['negotiated', on],
    ['agreed', on],
    ['in-force', '2020-10-01'],
  ]);
  expect(await letter()).not.toContain('sista dag 30 september 2020');
  expect((await letter()).toLowerCase()).toContain(place!.placeName.toLowerCase());
});
