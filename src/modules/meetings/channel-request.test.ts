/** Asking for another channel than the rule's, on a real database. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, execute } from '../../platform/auth/index.ts';
import { jobseeker, staff, withRegistration } from '../cases/fixtures.ts';
import { lookAfter, protect } from '../people/fixtures.ts';
import { putNeed } from '../people/index.ts';
import { askChannel } from './ask-channel.ts';
import { channelMessages } from './channel-messages.ts';
import { channelsOf } from './channel-of.ts';
import { decideChannelRequest } from './decide-channel-request.ts';
import { listOpenRequests, listRequests } from './store/channel-request.ts';
import { withdrawChannelRequest } from './withdraw-channel-request.ts';
import { plainDate, today } from '../../platform/clock/index.ts';

const house = await testHouse('empty');
const asked = { wanted: 'on-site', ground: 'no-travel-no-video', words: 'Jag har ingen dator.' } as const;

async function registered(name = 'Maja') {
  const person = await jobseeker(house, name);
  await withRegistration(house, person.personId, '2020-02-03');
  return person;
}
const ask = (actor: Actor, personId: string, over: object = {}) =>
  execute(house, actor, askChannel, { personId, ...asked, ...over });
const decide = (actor: Actor, personId: string, requestId: string, over: object) =>
  execute(house, actor, decideChannelRequest, { personId, requestId, outcome: 'grant', until: null, reason: '', ...over });
const open = async (personId: Parameters<typeof channelsOf>[1]) => {
  const on = today(house.clock);
  return channelsOf(house.db, personId, { purpose: 'first-planning', bookedOn: on, meetingOn: on });
};

describe('another channel', () => {
  it('is asked for, granted by an officer until a day, told to the person, and open until then', async () => {
    const { actor, personId } = await registered();
    expect((await open(personId)).channels).toEqual(['video', 'phone']);
    const { requestId } = await ask(actor, personId);
    const officer = await staff(house, 'caseworker', personId);
    expect(await decide(officer, personId, requestId, { until: '2020-05-01' })).toMatchObject({ state: 'granted' });
    expect(await open(personId)).toMatchObject({ channels: ['on-site', 'video', 'phone'], ground: 'no-travel-no-video' });
    const after = { purpose: 'first-planning', bookedOn: plainDate('2020-05-02'), meetingOn: plainDate('2020-05-02') };
    expect((await channelsOf(house.db, personId, after)).channels).toEqual(['video', 'phone']);
    const told = sql`select source, about from contact.message where person_id = ${personId}`;
    expect((await told.execute(house.db)).rows).toEqual([{ source: 'meetings.channel-decided', about: requestId }]);
    const [source] = channelMessages({ publicUrl: () => 'https://narvaro.example' });
    const words = await source!.make(house.db, requestId, personId, 'sv');
    expect(words?.text).toContain('Boka senast 1 maj 2020.');
    expect(words?.text).toContain('https://narvaro.example/my/meetings/book');
    expect((await source!.make(house.db, requestId, personId, 'ar'))?.short).toContain(
      'https://narvaro.example/ar/my/meetings/book',
    );
  });

  it('is refused only with a reason, and can be asked for again', async () => {
    const { actor, personId } = await registered();
    const { requestId } = await ask(actor, personId);
    await expect(ask(actor, personId)).rejects.toMatchObject({ code: 'channel-request-open' });
    const officer = await staff(house, 'caseworker', personId);
    const refuse = (reason: string) => decide(officer, personId, requestId, { outcome: 'refuse', reason });
    await expect(refuse(' ')).rejects.toMatchObject({ code: 'invalid-input', details: { fields: [{ field: 'reason' }] } });
    await refuse('Du har sagt att video fungerar.');
    await expect(refuse('Igen.')).rejects.toMatchObject({ code: 'state-refuses' });
    await ask(actor, personId);
    expect((await listRequests(house.db, personId)).map(({ state }) => state)).toEqual(['asked', 'refused']);
  });

  it('is taken back by the one who asked', async () => {
    const { actor, personId } = await registered();
    const { requestId } = await ask(actor, personId);
    await execute(house, actor, withdrawChannelRequest, { personId, requestId });
    expect((await listRequests(house.db, personId))[0]).toMatchObject({ state: 'withdrawn', decidedAt: null });
    await expect(execute(house, actor, withdrawChannelRequest, { personId, requestId })).rejects.toMatchObject({
      code: 'state-refuses',
    });
  });

  it('needs no asking where a ground is known', async () => {
    const { actor, personId } = await registered();
    await execute(house, actor, putNeed, { personId, ground: 'language', needs: ['language-interpreter'] });
    await expect(ask(actor, personId)).rejects.toMatchObject({ code: 'channel-already-open' });
    expect((await open(personId)).channels[0]).toBe('on-site');
  });

  it('FvL §16: is decided by no officer who is too near, and by nobody at the desk', async () => {
    const { actor, personId } = await registered();
    const { requestId } = await ask(actor, personId);
    const desk = await staff(house, 'desk-officer', personId);
    await expect(decide(desk, personId, requestId, { until: '2020-05-01' })).rejects.toMatchObject({ code: 'not-allowed' });
    const self = { ...actor, roles: ['jobseeker', 'caseworker'] } as Actor;
    await expect(decide(self, personId, requestId, { until: '2020-05-01' })).rejects.toMatchObject({ code: 'own-case' });
  });

  it('of someone who is protected is in no list, and is not asked for on the web', async () => {
    const { actor, personId, number } = await registered('Stina');
    await ask(actor, personId);
    const waiting = async () =>
      (await listOpenRequests(house.db, { ground: null, limit: 100, offset: 0 })).some((one) => one.personId === personId);
    expect(await waiting()).toBe(true);
    await protect(house, number);
    await expect(ask(actor, personId)).rejects.toMatchObject({ code: 'person-elsewhere' });
    const officer = await staff(house, 'protection-officer');
    await lookAfter(house, officer, personId);
    expect((await open(personId)).ground).toBe('protected-identity');
  });
});
