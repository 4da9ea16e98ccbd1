import { addDays, addMonths, type PlainDate } from '../../../platform/clock/index.ts';
import { inForceOn, rule } from '../../../platform/rule/index.ts';
import type { Ground } from '../../people/index.ts';
import { type Channel, type ChannelBy, channels } from '../kinds.ts';

/** Why someone meets on site although the rule says remote first; in the order in which the ground is told when there are several. */
export const exceptionGrounds = [
  'protected-identity',
  'disability',
  'language',
  'digital-exclusion',
  'no-e-identification',
  'officers-assessment',
  'in-depth-support',
  'no-travel-no-video',
  'own-request',
] as const;
export type ExceptionGround = (typeof exceptionGrounds)[number];

/** What a person may give as the reason when they ask; the others are known, or an officer's to say. */
export const askedGrounds = [
  'language',
  'disability',
  'digital-exclusion',
  'no-e-identification',
  'no-travel-no-video',
  'in-depth-support',
  'own-request',
] as const satisfies readonly ExceptionGround[];

interface RemoteFirst {
  /** Meetings on a day before so many months have passed since the registration are remote first. */
  months: number;
  /** In this order, when the rule decides. */
  remote: readonly Channel[];
  /** In this order, when there is a ground. */
  withGround: readonly Channel[];
  /** Whether whoever needs it has a right to meet in person. */
  duty: boolean;
}

const months = { remote: ['video', 'phone'], withGround: ['on-site', 'phone', 'video'] } as const;

export const remoteFirst = rule<RemoteFirst>({
  id: 'remote-first',
  says:
    'Meetings in the first months after the registration are by video or phone. On a ground (protected identity, disability, language, ' +
    'digital exclusion, no e-identification, an officer’s assessment, need of in-depth support, cannot travel where video is not ' +
    'possible, or an own request that an officer has granted) they are also on site. Afterwards the person chooses. No one is left ' +
    'to the rule alone: a channel that is not open can always be asked for, and an officer decides.',
  source:
    'Ekot 2019 (the first six months’ meetings remote); letter of the director-general 2019-02-28 (on site for those who need extra ' +
    'support, and where one cannot travel and video is not possible); SFS 2022:811 §24 p. 1 (whoever needs it gets a physical meeting)',
  values: {
    // No remote first before the autumn of 2019; used from the first day that the system answers for.
    '2019-01-01': { ...months, months: 0, duty: false },
    '2019-10-01': { ...months, months: 6, duty: false },
    '2022-12-01': { ...months, months: 6, duty: true },
  },
});

export interface ChannelFacts {
  /** The day on which the meeting is booked. */
  bookedOn: PlainDate;
  /** The meeting's day, or the first one looked for. */
  meetingOn: PlainDate;
  /** Null for someone who has no registration. */
  registeredOn: PlainDate | null;
  /** Grounds of the person's needs of support in force. */
  grounds: readonly Ground[];
  purpose: string;
  /** The latest request that an officer has granted. */
  granted: { wanted: Channel; ground: ExceptionGround; until: PlainDate } | null;
}

/** Why the channels are as they are; what is said to the person. */
export type ChannelWhy =
  | { code: 'ground'; ground: ExceptionGround }
  | { code: 'granted'; ground: ExceptionGround; until: PlainDate }
  /** `until`: the last day on which meetings are remote first; null while there is no registration to count from. */
  | { code: 'first-months'; months: number; until: PlainDate | null }
  | { code: 'own-choice' };

export interface ChannelDecision {
  /** What may be booked, the first one proposed; never none. */
  channels: readonly Channel[];
  by: ChannelBy;
  ground: ExceptionGround | null;
  why: ChannelWhy;
  /** What is not open and may be asked for: an officer decides. */
  mayAsk: readonly Channel[];
  /** Whether whoever needs it has a right to meet in person on that day. */
  duty: boolean;
}

/** Which channels a person may book, and why. A ground opens the meeting on site always; no answer closes the way to an officer. */
export function decideChannel(facts: ChannelFacts): ChannelDecision {
  const { value } = inForceOn(remoteFirst, facts.bookedOn);
  const given = (open: readonly Channel[], by: ChannelBy, ground: ExceptionGround | null, why: ChannelWhy): ChannelDecision => {
    const mayAsk = channels.filter((channel) => !open.includes(channel));
    return { channels: open, by, ground, why, mayAsk, duty: value.duty };
  };
  const ground = exceptionGrounds.find((one) => isKnown(one, facts));
  const last = facts.registeredOn === null ? null : addDays(addMonths(facts.registeredOn, value.months), -1);
  // No exception where there is no rule to except from: with a ground the meeting on site is then only proposed first.
  if (value.months === 0 || (last !== null && facts.meetingOn > last)) {
    const open = ground === undefined ? value.remote.concat('on-site') : value.withGround;
    return given(open, 'choice', null, { code: 'own-choice' });
  }
  if (ground !== undefined) return given(value.withGround, 'exception', ground, { code: 'ground', ground });
  const { granted } = facts;
  if (granted !== null && facts.bookedOn <= granted.until && !value.remote.includes(granted.wanted)) {
    const open = [granted.wanted, ...value.remote];
    return given(open, 'exception', granted.ground, { code: 'granted', ground: granted.ground, until: granted.until });
  }
  return given(value.remote, 'rule', null, { code: 'first-months', months: value.months, until: last });
}

/** That someone would rather is no ground by itself: an officer grants it. Neither is what only a request can say. */
function isKnown(ground: ExceptionGround, { grounds, purpose }: ChannelFacts): boolean {
  if (ground === 'own-request' || ground === 'no-travel-no-video') return false;
  return ground === 'in-depth-support' ? purpose === 'in-depth' : grounds.includes(ground);
}

/** How one of the open channels comes to be when it is the one booked: as the rule says, on the ground, or by choice. */
export function channelGround(
  { by, ground }: Pick<ChannelDecision, 'by' | 'ground'>,
  channel: Channel,
): { by: ChannelBy; ground: ExceptionGround | null } {
  if (by === 'exception' && channel !== 'on-site') return { by: 'rule', ground: null };
  return { by, ground };
}
