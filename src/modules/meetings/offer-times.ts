/** The times that someone is offered: every type of the purpose that they may book, in the channels that are open to them. */
import { type Actor, type House } from '../../platform/auth/index.ts';
import { instantAt, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { registeredSince } from '../cases/index.ts';
import { factsFor, type Standing } from '../people/index.ts';
import { channelsOf } from './channel-of.ts';
import { bookersOf } from './decide-booking.ts';
import { findFreeTimes, type FreeTime, type FreeTimes, type Wanted, type Why } from './free-times.ts';
import type { Channel, Preference } from './kinds.ts';
import type { Meetings } from './meetings.ts';
import { typesIn } from './picture/index.ts';
import { type NotOwn, ownBooking, refuseOwnBooking } from './rules/own-booking.ts';
import type { ChannelDecision, ExceptionGround } from './rules/remote-first.ts';
import { mergeFreeTimes } from './search/merge.ts';
import { latestOfficer } from './store/latest-officer.ts';
import { listComing, type Meeting } from './store/meetings.ts';
import type { MeetingType } from './store/types.ts';
import { wantedOfficers } from './together.ts';

/** Whom the times are for and who asks. */
export interface For {
  personId: Uuid;
  standing: Standing;
  actor: Actor;
}

export interface WishedTime {
  purpose: string;
  channel: Channel | 'any';
  language: string;
  interpreter: boolean;
  minutes: number | null;
  prefer: Preference;
  from: PlainDate | null;
  /** An officer's, for a channel that the rule does not open. */
  ground: ExceptionGround | null;
  /** Two officers at once, which staff choose (`AskedOfficers`). */
  together: string | null;
}

export interface Offered {
  decision: ChannelDecision;
  times: FreeTime[];
  /** The first and the last day that can be booked; null when there is nothing to book. */
  window: FreeTimes['window'] | null;
  why: Why[];
}

/** The types of each purpose, the purposes in the order of their codes. */
export interface Purposes {
  /** What can be booked. */
  open: Map<string, MeetingType[]>;
  /** What could be, but for the rule own-booking. */
  refused: Map<string, NotOwn>;
}

/** What someone may book, by the rules that decide the booking; `moves`: the meeting that is to have another time. */
export async function purposesFor(
  { house: { db, clock }, picture }: Meetings,
  { personId, actor, standing }: For,
  moves: Pick<Meeting, 'id' | 'purpose'> | null = null,
): Promise<Purposes> {
  const as = bookersOf(actor, standing);
  const now = clock.now();
  const { date } = localTime(now);
  const types = typesIn(picture.current(), date).filter((type) => isBookedSingly(type) && mayBook(type.bookedBy, as));
  const isRegistered = (await registeredSince(db, personId)) !== null;
  const coming = await listComing(db, personId, now);
  const open = Map.groupBy(types, ({ purpose }) => purpose);
  const refused = new Map<string, NotOwn>();
  for (const purpose of open.keys()) {
    const refusal = refuseOwnBooking(valueOn(ownBooking, date), { as, purpose, isRegistered, coming, moves });
    if (refusal !== null) refused.set(purpose, refusal);
  }
  for (const purpose of refused.keys()) open.delete(purpose);
  return { open, refused };
}

/** Of a meeting for several persons a seat is booked. */
const isBookedSingly = ({ channels, seats }: MeetingType): boolean => channels.length > 0 && seats === 1;

const mayBook = (bookedBy: MeetingType['bookedBy'], as: readonly string[]): boolean => bookedBy.some((one) => as.includes(one));

/** The channels that are open for a purpose, to a meeting from a day on at the earliest. */
export function openChannels({ db, clock }: House, personId: Uuid, wished: Pick<WishedTime, 'purpose' | 'from'>) {
  const { date } = localTime(clock.now());
  const meetingOn = wished.from !== null && wished.from > date ? wished.from : date;
  return channelsOf(db, personId, { purpose: wished.purpose, bookedOn: date, meetingOn });
}

/** At most `count` times, those preferred first, and why there are none or few. */
export async function offerTimes(m: Meetings, to: For, wished: WishedTime, count: number): Promise<Offered> {
  const { db, clock } = m.house;
  const now = clock.now();
  const { date } = localTime(now);
  const decision = await openChannels(m.house, to.personId, wished);
  const as = bookersOf(to.actor, to.standing);
  const open = wished.ground !== null && as.includes('officer') ? [...decision.channels, ...decision.mayAsk] : decision.channels;
  const channels = wished.channel === 'any' ? decision.channels : open.filter((channel) => channel === wished.channel);
  const facts = await factsFor(db, to.personId);
  const register = m.register.current();
  const origin = register.findOrigin('municipality', facts?.municipalityCode ?? '') ?? null;
  const common: Omit<Wanted, 'type' | 'channels'> = {
    today: date,
    now,
    from: wished.from === null || wished.from <= date ? null : instantAt(wished.from, '00:00'),
    until: null,
    origin,
    withinMinutes: origin === null || !channels.includes('on-site') ? null : wished.minutes,
    placeId: null,
    language: wished.language,
    interpreter: wished.interpreter,
    prefer: wished.prefer,
    officerId: wished.prefer === 'same-officer' ? await latestOfficer(db, to.personId) : null,
    count,
  };
  const types = typesIn(m.picture.current(), date).filter(
    (type) => type.purpose === wished.purpose && isBookedSingly(type) && mayBook(type.bookedBy, as),
  );
  // Channel by channel: each has its times in the list, not only the one preferred.
  const found = channels.flatMap((channel) =>
    types.flatMap((type) => {
      if (!type.channels.includes(channel)) return [];
      const otherTypes = types.filter((other) => other !== type && other.channels.some((one) => decision.channels.includes(one)));
      const wanted = { ...common, ...wantedOfficers(type, wished), channels: [channel], otherTypes };
      return [findFreeTimes(m.picture.current(), register, wanted)];
    }),
  );
  const [first, ...others] = found;
  if (first === undefined) return { decision, times: [], window: null, why: [] };
  return { decision, ...mergeFreeTimes([first, ...others], wished.prefer, count) };
}
