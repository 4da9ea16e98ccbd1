/** A meeting in words, in one language: for messages and calendars. */
import { type Instant, localTime } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { formats, href, type MessageLanguage, translator } from '../../platform/i18n/index.ts';
import type { LiveRegister } from '../network/index.ts';
import { languageName } from '../people/index.ts';
import { purposeName } from './pages/booking/words.tsx';
import type { Meeting } from './store/meetings.ts';
import { typeOn } from './store/types.ts';
import './texts.ts';

export interface WordsNeed {
  register: LiveRegister;
  /** The address that people know the site by. */
  publicUrl(): string;
}

/** What a message says: its subject, in one line for SMS, and the whole. */
export interface Said {
  subject: string;
  short: string;
  text: string;
}

export interface MeetingWords {
  language: MessageLanguage;
  /** The page about the meeting. */
  link: string;
  /** What a calendar shows: the channel, and nothing of why. */
  title: string;
  /** Where: name and address; null for what is not on site, and for a place that the register does not know. */
  place: string | null;
  about: string;
  invitation(name: 'booked' | 'changed' | 'moved' | 'reminder'): Said;
  cancellation(): Said;
  displacement(): Said;
  failure(): Said;
  offer(until: Instant): Said;
}

/** The page about a meeting of one's own. */
export function meetingLink({ publicUrl }: WordsNeed, language: MessageLanguage, meetingId: string): string {
  return `${publicUrl()}${href(language, `/my/meetings/${meetingId}`)}`;
}

/** Where a meeting on site is: the place's name, and its street and town as far as the register knows them. */
export function placeOf(
  { register }: WordsNeed,
  { placeId }: Pick<Meeting, 'placeId'>,
): { name: string; address: string } | null {
  const place = register.current().places.find((one) => one.place.id === placeId)?.place;
  if (place === undefined) return null;
  const { name, street, postalCode, municipality } = place;
  const parts = [street, [postalCode, municipality].filter((part) => part !== null && part !== '').join(' ')];
  return { name, address: parts.filter((part) => part !== null && part !== '').join(', ') };
}

/** `enter`: an address by which the person comes straight into the video meeting, named instead of the page about it. */
export async function meetingWords(
  need: WordsNeed,
  db: Database,
  meeting: Meeting,
  language: MessageLanguage,
  enter: string | null = null,
): Promise<MeetingWords> {
  const p = await phrasesOf(need, db, meeting, language, enter);
  const { link, place } = p;
  return {
    language,
    link,
    title: translator(language)(`meetings:calendar.title.${meeting.channel}`),
    place: place === null ? null : [place.name, place.address].filter((part) => part !== '').join(', '),
    about: translator(language)('meetings:calendar.about', { link }),
    invitation: (name) => invitation(p, name),
    cancellation: () => cancellation(p, meeting),
    displacement: () => displacement(p, meeting),
    failure: () => failure(p),
    offer: (until) => offer(p, until),
  };
}

/** What every message about a meeting is put together of. */
interface Phrases {
  t(key: string, params?: Record<string, string>): string;
  link: string;
  /** Where the person goes in: the page about the meeting, or straight into the room. */
  enter: string;
  /** Where another time is booked. */
  again: string;
  place: { name: string; address: string } | null;
  /** 'We CALL you …', for a time in words. */
  said(when: string): string;
  /** A time in words: with the weekday, and in few. */
  moment(at: Instant): string;
  brief(at: Instant): string;
  start: Instant;
  /** Channel, time, place, interpreter and what it is about, a paragraph each; the channel first. */
  meets: string[];
  /** The number to call instead, as a sentence; none where the register has none. */
  call: string[];
}

async function phrasesOf(
  need: WordsNeed,
  db: Database,
  meeting: Meeting,
  language: MessageLanguage,
  enter: string | null,
): Promise<Phrases> {
  const translate = translator(language);
  const t: Phrases['t'] = (key, params) => translate(`meetings:message.${key}`, params);
  const { channel, start } = meeting;
  const format = formats(language);
  const place = placeOf(need, meeting);
  const isUnknown = channel === 'on-site' && place === null;
  const link = meetingLink(need, language, meeting.id);
  const phone = need.register.current().channels.find((one) => one.channel === 'phone')?.contact ?? null;
  const moment = (at: Instant): string => {
    const { date, time } = localTime(at);
    return t('when', { weekday: format.weekday(date), date: format.date(date), time });
  };
  const brief = (at: Instant): string => {
    const { date, time } = localTime(at);
    return t('whenShort', { date: format.date(date), time });
  };
  const facts = await factsOf(db, meeting, language, t);
  return {
    t,
    link,
    enter: enter ?? link,
    again: `${need.publicUrl()}${href(language, '/my/meetings')}`,
    place,
    said: (when) => (isUnknown ? t('saidUnknownPlace', { when }) : t(`said.${channel}`, { when, place: place?.name ?? '' })),
    moment,
    brief,
    start,
    meets: [
      t(`how.${isUnknown ? 'on-site-unknown' : enter === null ? channel : 'videoByCode'}`, {
        place: place?.name ?? '',
        link: enter ?? link,
      }),
      t('time', { when: moment(start), end: localTime(meeting.end).time }),
      ...(place === null || place.address === '' ? [] : [t('where', { address: place.address })]),
      ...facts,
    ],
    call: phone === null ? [] : [t('changeCall', { phone })],
  };
}

const paragraphs = (...parts: readonly string[]): string => parts.join('\n\n');

function invitation(p: Phrases, name: 'booked' | 'changed' | 'moved' | 'reminder'): Said {
  const { t, link, enter, meets, start } = p;
  const [how = '', ...rest] = meets;
  return {
    subject: t(`${name}.subject`, { said: p.said(p.moment(start)) }),
    short: t(`${name}.short`, { said: p.said(p.brief(start)), link: enter }),
    text: paragraphs(how, t(`${name}.first`), ...rest, [t('change', { link }), ...p.call].join('\n')),
  };
}

function cancellation({ t, again: link, ...p }: Phrases, { start, cancelReason }: Meeting): Said {
  const by = cancelReason === 'authority' ? 'Authority' : 'Person';
  const when = p.moment(start);
  return {
    subject: t(`cancelled.subjectBy${by}`, { when }),
    short: t(`cancelled.shortBy${by}`, { when: p.brief(start), link }),
    text: paragraphs(t(`cancelled.by${by}`, { when }), [t('cancelled.again', { link }), ...p.call].join('\n')),
  };
}

function displacement({ t, link, ...p }: Phrases, { start, displacedBy }: Meeting): Said {
  const when = p.moment(start);
  const why = displacedBy === null ? '' : t(`displaced.why.${displacedBy}`);
  return {
    subject: t('displaced.subject', { when }),
    short: t('displaced.short', { when: p.brief(start), link }),
    text: paragraphs(
      t('displaced.first', { when, why }).trim(),
      [t('displaced.choose', { link }), ...p.call].join('\n'),
      t('displaced.safe'),
    ),
  };
}

/** It was to be moved and never was: ours to answer for. */
function failure({ t, again: link, start, ...p }: Phrases): Said {
  const when = p.moment(start);
  return {
    subject: t('failed.subject', { when }),
    short: t('failed.short', { when: p.brief(start), link }),
    text: paragraphs(t('failed.first', { when }), [t('failed.choose', { link }), ...p.call].join('\n')),
  };
}

function offer({ t, start, ...p }: Phrases, until: Instant): Said {
  // Where one stands in line is where one answers.
  const link = `${p.again}/waiting`;
  return {
    subject: t('offered.subject', { said: p.said(p.moment(start)) }),
    short: t('offered.short', { said: p.said(p.brief(start)), until: p.brief(until), link }),
    text: paragraphs(
      ...p.meets,
      t('offered.first'),
      [t('offered.answer', { link }), ...p.call].join('\n'),
      t('offered.until', { until: p.moment(until) }),
    ),
  };
}

/** Who interprets, and what it is about. */
async function factsOf(
  db: Database,
  meeting: Meeting,
  language: MessageLanguage,
  t: (key: string, params: Record<string, string>) => string,
): Promise<string[]> {
  const type = await typeOn(db, meeting.typeCode, localTime(meeting.start).date);
  const name = purposeName(language, meeting.purpose, type === null ? [] : [type]);
  return [
    ...(meeting.interpreterId === null ? [] : [t('interpreter', { language: languageName(language, meeting.language) })]),
    t('subject', { name }),
  ];
}
