import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../platform/clock/index.ts';
import { grounds } from '../../people/index.ts';
import { channels } from '../kinds.ts';
import { channelGround, type ChannelFacts, decideChannel, exceptionGrounds, remoteFirst } from './remote-first.ts';

const day = plainDate;
const decide = (over: Partial<ChannelFacts> = {}) =>
  decideChannel({
    bookedOn: day('2020-02-14'),
    meetingOn: day('2020-02-20'),
    registeredOn: day('2020-02-10'),
    grounds: [],
    purpose: 'first-planning',
    granted: null,
    ...over,
  });

const between = (from: string, to: string) =>
  fc.integer({ min: 0, max: 2000 }).map((days) => {
    const found = addDays(day(from), days);
    return found > to ? day(to) : found;
  });
const facts: fc.Arbitrary<ChannelFacts> = fc.record({
  bookedOn: between('2019-01-01', '2024-06-01'),
  meetingOn: between('2019-01-01', '2024-06-01'),
  registeredOn: fc.option(between('2018-01-01', '2024-06-01')),
  grounds: fc.subarray([...grounds]),
  purpose: fc.constantFrom('first-planning', 'follow-up', 'in-depth', 'career-guidance'),
  granted: fc.option(
    fc.record({
      wanted: fc.constantFrom(...channels),
      ground: fc.constantFrom(...exceptionGrounds),
      until: between('2019-01-01', '2024-06-01'),
    }),
  ),
});

describe(remoteFirst.id, () => {
  it('MEET-6: the meetings of the first six months are by video or phone, to the day', () => {
    expect(decide()).toMatchObject({ channels: ['video', 'phone'], by: 'rule', ground: null, mayAsk: ['on-site'] });
    expect(decide().why).toEqual({ code: 'first-months', months: 6, until: '2020-08-09' });
    expect(decide({ meetingOn: day('2020-08-09') }).by).toBe('rule');
    const later = decide({ meetingOn: day('2020-08-10') });
    expect(later).toMatchObject({ channels: ['video', 'phone', 'on-site'], by: 'choice', why: { code: 'own-choice' } });
  });

  it('before October 2019 the person chose; someone without a registration has all the first months left', () => {
    expect(decide({ bookedOn: day('2019-09-30') })).toMatchObject({ by: 'choice' });
    expect(decide({ bookedOn: day('2019-10-01') })).toMatchObject({ by: 'rule' });
    expect(decide({ registeredOn: null }).why).toEqual({ code: 'first-months', months: 6, until: null });
  });

  it('MEET-6: language opens the meeting on site, and first', () => {
    expect(decide({ grounds: ['language'] })).toMatchObject({
      channels: ['on-site', 'phone', 'video'],
      by: 'exception',
      ground: 'language',
      why: { code: 'ground', ground: 'language' },
      mayAsk: [],
    });
    const later = decide({ grounds: ['language'], meetingOn: day('2021-02-20') });
    expect(later).toMatchObject({ channels: ['on-site', 'phone', 'video'], by: 'choice', ground: null });
  });

  it('need of in-depth support is a ground for the meeting that is about it', () => {
    expect(decide({ purpose: 'in-depth' })).toMatchObject({ by: 'exception', ground: 'in-depth-support' });
  });

  it('a wish is no ground until an officer grants it, and then until its day', () => {
    expect(decide({ grounds: ['own-request'] }).by).toBe('rule');
    const granted = { wanted: 'on-site', ground: 'own-request', until: day('2020-02-20') } as const;
    expect(decide({ granted, bookedOn: day('2020-02-20') })).toMatchObject({
      channels: ['on-site', 'video', 'phone'],
      by: 'exception',
      ground: 'own-request',
      why: { code: 'granted', ground: 'own-request', until: '2020-02-20' },
    });
    expect(decide({ granted, bookedOn: day('2020-02-21') }).by).toBe('rule');
  });

  it('SFS 2022:811 §24: from December 2022 whoever needs it has a right to meet in person', () => {
    expect(decide({ bookedOn: day('2022-11-30') }).duty).toBe(false);
    expect(decide({ bookedOn: day('2022-12-01') }).duty).toBe(true);
  });

  it('who has a ground and meets remotely all the same does as the rule says', () => {
    const decision = decide({ grounds: ['disability'] });
    expect(channelGround(decision, 'on-site')).toEqual({ by: 'exception', ground: 'disability' });
    expect(channelGround(decision, 'video')).toEqual({ by: 'rule', ground: null });
    expect(channelGround(decide({ meetingOn: day('2021-02-20') }), 'phone')).toEqual({ by: 'choice', ground: null });
  });

  it('whatever the facts: some channel is open, and every other one may be asked for', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const { channels: open, mayAsk, by, ground } = decideChannel(one);
        expect(open.length).toBeGreaterThan(0);
        expect([...open, ...mayAsk].toSorted()).toEqual([...channels].toSorted());
        expect(by === 'exception').toBe(ground !== null);
      }),
    );
  });

  it('whatever the facts: a ground opens the meeting on site', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const counts = one.grounds.some((ground) => ground !== 'own-request') || one.purpose === 'in-depth';
        if (counts) expect(decideChannel(one).channels[0]).toBe('on-site');
      }),
    );
  });

  it('whatever the facts: what is open for a meeting is open for a later one', () => {
    fc.assert(
      fc.property(facts, fc.nat(400), (one, days) => {
        const later = decideChannel({ ...one, meetingOn: addDays(one.meetingOn, days) });
        for (const channel of decideChannel(one).channels) expect(later.channels).toContain(channel);
      }),
    );
  });
});
