/** A meeting, or a time that may become one, as the pages show it. */
import { type Instant, localTime } from '../../../platform/clock/index.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { factsFor, phoneShown } from '../../people/index.ts';
import type { Channel } from '../kinds.ts';
import type { Meetings } from '../meetings.ts';
import type { MeetingFactsProps } from '../pages/booking/meeting-facts.tsx';
import type { ShownPlace } from '../pages/booking/words.tsx';
import { purposeName } from '../pages/booking/words.tsx';
import { exceptionGrounds } from '../rules/remote-first.ts';
import type { Meeting } from '../store/meetings.ts';
import { typesFor } from '../store/types.ts';
import type { Visit } from './booking-way.ts';

interface Time {
  purpose: string;
  typeCode: string;
  channel: Channel;
  start: Instant;
  end: Instant;
  placeId: Uuid | null;
  language: string;
  interpreter: boolean;
  ground: string | null;
}

export async function factsOfMeeting(
  m: Meetings,
  language: Language,
  visit: Visit,
  meeting: Meeting,
): Promise<MeetingFactsProps> {
  const { interpreterId, exceptionGround, sessionId } = meeting;
  const time = { ...meeting, interpreter: interpreterId !== null, ground: exceptionGround };
  return { ...(await factsOfTime(m, language, visit, time)), isGroup: sessionId !== null };
}

export async function factsOfTime(m: Meetings, language: Language, visit: Visit, time: Time): Promise<MeetingFactsProps> {
  const { db } = m.house;
  const { purpose, typeCode, channel, start, end, placeId, interpreter } = time;
  const types = await typesFor(db, purpose, localTime(start).date);
  return {
    purpose: purposeName(language, purpose, types, typeCode),
    channel,
    start,
    end,
    place: placeId === null ? null : await placeFor(m, db, visit.personId, placeId),
    phone: channel === 'phone' && visit.view.phone !== null ? phoneShown(visit.view.phone) : null,
    language: time.language,
    interpreter,
    ground: exceptionGrounds.find((one) => one === time.ground) ?? null,
  };
}

/** The place as the register has it; null when it is not there any longer. */
export function placeOf({ register }: Meetings, placeId: Uuid | null): ShownPlace | null {
  const found = placeId === null ? undefined : register.current().places.find(({ place }) => place.id === placeId);
  if (found === undefined) return null;
  const { name, street, postalCode, municipality } = found.place;
  return { name, street, postalCode, municipality };
}

/** With the way there from the person's municipality. */
async function placeFor(m: Meetings, db: Database, personId: Uuid, placeId: Uuid): Promise<MeetingFactsProps['place']> {
  const place = placeOf(m, placeId);
  if (place === null) return null;
  const facts = await factsFor(db, personId);
  const register = m.register.current();
  const origin = register.findOrigin('municipality', facts?.municipalityCode ?? '');
  const journey = origin === undefined ? undefined : register.journeysFrom(origin).find(({ to }) => to.place.id === placeId);
  return { ...place, minutes: journey?.minutes ?? null, estimated: journey?.source === 'estimate' };
}
