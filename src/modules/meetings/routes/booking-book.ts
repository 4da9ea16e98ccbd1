/** Steps 1 and 2: what, how and which wishes; and the times that there are. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Language, languageFacts } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Problem } from '../../../platform/problem/index.ts';
import { readForm, type Values } from '../../../ui/index.ts';
import { conversationToHold } from '../../cases/index.ts';
import { languageName, spokenLanguages } from '../../people/index.ts';
import { bookersOf } from '../decide-booking.ts';
import type { Meetings } from '../meetings.ts';
import { type Channel, channels } from '../kinds.ts';
import { meetingsProblem } from '../problems.ts';
import { offerTimes, openChannels, purposesFor } from '../offer-times.ts';
import { AlreadyBooked, BookPage, PurposesPage } from '../pages/booking/book-page.tsx';
import { NearestPage } from '../pages/booking/nearest-page.tsx';
import { TimesPage, type TimesPageProps } from '../pages/booking/times-page.tsx';
import { bookingText, momentWords, purposeName } from '../pages/booking/words.tsx';
import type { Wishes } from '../pages/booking/wishes.ts';
import { typesIn } from '../picture/index.ts';
import { type NotOwn, ownBooking } from '../rules/own-booking.ts';
import { findMeeting, listMeetings } from '../store/meetings.ts';
import { listRequests } from '../store/channel-request.ts';
import { latestOfficer } from '../store/latest-officer.ts';
import { anySecond } from '../together.ts';
import { competencesOf } from '../supply-known.ts';
import { alternativesTo, reasonsOf } from './booking-reasons.ts';
import { type Passage, sendInPassage, type Visit, wishesOf } from './booking-way.ts';
import type { RefusedTime } from './booking-check.ts';
import { mayWait } from './waiting.ts';
import '../texts.ts';

/** Times in one part of the list: two days or so of one place. */
const timesInPart = 36;
/** Fewer times than these are few: then it is said why, and what else there is. */
const few = 4;

/** The conversation that cases waits for. */
const firstPlanning = 'first-planning';

export function bookEndpoints(m: Meetings, passage: Passage): Endpoint[] {
  const common = { kind: 'page', method: 'GET', access: passage.access, params: passage.params } as const;
  return [
    endpoint({
      ...common,
      url: `${passage.url}/book`,
      summary: 'Book a meeting: what it is about and how it is held',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const wishes = wishesOf(visit, readForm(request.query).values);
        return showBook(m, request, reply, visit, wishes, {});
      },
    }),
    endpoint({
      ...common,
      url: `${passage.url}/times`,
      summary: 'Book a meeting: the times that are free',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const { values } = readForm(request.query);
        const wishes = wishesOf(visit, values);
        const wrong = await wrongIn(m, request.language, visit, wishes, values);
        if (Object.keys(wrong).length > 0) return showBook(m, request, reply, visit, wishes, wrong);
        return showTimes(m, request, reply, visit, wishes, null);
      },
    }),
  ];
}

async function wrongIn(
  m: Meetings,
  language: Language,
  visit: Visit,
  wishes: Wishes,
  values: Values,
): Promise<Record<string, string>> {
  const t = bookingText(language);
  const typedDay = values['from']?.[0] ?? '';
  if (typedDay !== '' && wishes.from === null) return { from: t('wrong.from') };
  if (wishes.channel === 'any' || wishes.purpose === '') return {};
  const { channels, mayAsk } = await openChannels(m.house, visit.personId, wishes);
  if (channels.includes(wishes.channel)) return {};
  const isOfficer = bookersOf(visit.actor, visit.standing).includes('officer');
  if (!isOfficer || !mayAsk.includes(wishes.channel)) return { channel: t('wrong.channel') };
  return wishes.ground === null ? { ground: t('wrong.ground') } : {};
}

async function showBook(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  asked: Wishes,
  wrong: Record<string, string>,
): Promise<FastifyReply> {
  const { language } = request;
  const { db } = m.house;
  const t = bookingText(language);
  const changed = asked.change === null ? null : await findMeeting(db, visit.personId, asked.change);
  const { open: bookable, refused } = await purposesFor(m, visit, changed);
  const toHold = await conversationToHold(db, visit.personId);
  const due = toHold !== null && toHold.bookedAt === null && bookable.has(firstPlanning);
  const kept = changed !== null && bookable.has(changed.purpose) ? changed.purpose : null;
  const purpose = kept ?? (asked.purpose === '' && due ? firstPlanning : asked.purpose);
  const wishes = { ...asked, purpose };
  const page = (children: ComponentChildren) =>
    sendInPassage(request, reply, visit, {
      title: t(changed === null ? 'book.title' : 'book.titleChange'),
      hasErrors: Object.keys(wrong).length > 0,
      status: Object.keys(wrong).length > 0 ? 422 : 200,
      children,
    });
  const displaced = changed === null ? await displacedOf(m, visit, purpose) : null;
  if (displaced !== null) return reply.redirect(href(language, `${visit.way.base}/${displaced}/change`), 303);
  const refusal = refused.get(purpose);
  if (refusal?.code === 'already-booked') {
    const { start } = (await findMeeting(db, visit.personId, refusal.meetingId))!;
    return page(h(AlreadyBooked, { way: visit.way, meetingId: refusal.meetingId, when: momentWords(language, start) }));
  }
  if (!bookable.has(purpose)) {
    const purposes = [...bookable]
      // The first conversation is for those who are to have one; officers book it for anyone.
      .filter(([one]) => one !== firstPlanning || due || visit.way.kind === 'staff')
      .map(([one, types]) => ({ purpose: one, name: purposeName(language, one, types), due: one === firstPlanning && due }))
      .toSorted((a, b) => Number(b.due) - Number(a.due));
    const isUnregistered = [...refused.values()].some(({ code }) => code === 'registration-required');
    return page(h(PurposesPage, { way: visit.way, purposes, isUnregistered, change: changed?.id ?? null }));
  }
  return page(
    h(BookPage, {
      way: visit.way,
      purpose: purposeName(language, purpose, bookable.get(purpose)),
      wishes,
      decision: await openChannels(m.house, visit.personId, wishes),
      asked: (await listRequests(db, visit.personId)).some(({ state }) => state === 'asked'),
      languages: languageOptions(language, visit.view),
      competences: visit.way.kind === 'staff' ? competencesOf(m) : [],
      hasMet: (await latestOfficer(db, visit.personId)) !== null,
      today: today(m.house.clock),
      // Only until something else is said: whoever comes back to change their wishes finds their own.
      wished: due && purpose === firstPlanning && isFirstLook(request) ? wishedChannel(toHold.wish) : null,
      isOfficer: bookersOf(visit.actor, visit.standing).includes('officer'),
      wrong,
    }),
  );
}

const isFirstLook = ({ query }: FastifyRequest): boolean => readForm(query).values['language'] === undefined;

/** How someone wished to talk when they registered, as a channel of meetings. */
function wishedChannel(wish: string | null): Channel | null {
  return wish === 'in-person' ? 'on-site' : (channels.find((one) => one === wish) ?? null);
}

/** The meeting of a purpose that lost its time: a new time for such a meeting is for that one, so that nobody ends up with two. */
export async function displacedOf({ house }: Meetings, { personId }: Visit, purpose: string): Promise<Uuid | null> {
  const all = await listMeetings(house.db, personId);
  return all.find((one) => one.state === 'displaced' && one.purpose === purpose)?.id ?? null;
}

/** Swedish and the person's own first, then all others by name. */
export function languageOptions(
  language: Language,
  view: { languages: readonly string[]; interpreter: string | null },
): { value: string; text: string }[] {
  const own = ['sv', ...view.languages, ...(view.interpreter === null ? [] : [view.interpreter])].filter((code) =>
    /^[a-z]{2,3}$/.test(code),
  );
  const { tag } = languageFacts[language];
  const named = (name: string) => name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  const option = (code: string) => ({ value: code, text: named(languageName(language, code)) });
  const others = spokenLanguages.filter((code) => !own.includes(code)).map(option);
  return [...[...new Set(own)].map(option), ...others.toSorted((a, b) => a.text.localeCompare(b.text, tag))];
}

/** Why a purpose has no list of times. */
function notBookable(purpose: string, refusal: NotOwn | undefined): Problem {
  if (refusal === undefined) return meetingsProblem('type-unknown', { params: { type: purpose } });
  const { code, ...params } = refusal;
  return meetingsProblem(code, { rule: ownBooking, params });
}

/** The time could not be had: the nearest others, or, when there are none near it, all that there are. */
export async function showRefused(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  wishes: Wishes,
  { others, ...refused }: RefusedTime,
): Promise<FastifyReply> {
  if (others.length === 0) return showTimes(m, request, reply, visit, wishes, refused);
  const { language } = request;
  const types = typesIn(m.picture.current(), today(m.house.clock));
  const purpose = purposeName(language, wishes.purpose, types);
  const times = others.toSorted((a, b) => a.start.localeCompare(b.start));
  const children = h(NearestPage, { way: visit.way, purpose, wishes, refused, times, requestId: m.house.newId() });
  return sendInPassage(request, reply, visit, { title: bookingText(language)('times.nearest'), children, status: 409 });
}

/** Step 2. `refused`: what was just tried could not be had. */
export async function showTimes(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  wishes: Wishes,
  refused: TimesPageProps['refused'],
): Promise<FastifyReply> {
  const { language } = request;
  const changed = wishes.change === null ? null : await findMeeting(m.house.db, visit.personId, wishes.change);
  const { open: bookable, refused: notOwn } = await purposesFor(m, visit, changed);
  if (!bookable.has(wishes.purpose)) throw notBookable(wishes.purpose, notOwn.get(wishes.purpose));
  const count = timesInPart * wishes.parts;
  // What two officers were to hold two hold.
  const together = wishes.together ?? (changed !== null && changed.officerIds.length > 1 ? anySecond : null);
  const offered = await offerTimes(m, visit, { ...wishes, together }, count);
  const isFew = offered.times.length < few;
  const children = h(TimesPage, {
    way: visit.way,
    purpose: purposeName(language, wishes.purpose, bookable.get(wishes.purpose)),
    wishes,
    offered,
    reasons: isFew ? reasonsOf(language, offered.why) : [],
    alternatives: isFew ? alternativesTo(language, wishes, offered) : [],
    more: offered.times.length === count,
    refused,
    waiting: await mayWait(m, visit),
    requestId: m.house.newId(),
  });
  const title = bookingText(language)('times.title');
  return sendInPassage(request, reply, visit, { title, children, status: refused === null ? 200 : 409 });
}
