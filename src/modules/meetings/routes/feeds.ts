/** Meetings for calendar programs: a file of one meeting, and private feeds with the pages where they are made and ended. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint, etagMatches } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { ownPerson, sendElsewhere } from '../../people/index.ts';
import { feedText } from '../icalendar/feed.ts';
import { calendarText } from '../icalendar/file.ts';
import { entryOf } from '../icalendar/invitation.ts';
import { meetingWords, type WordsNeed } from '../meeting-words.ts';
import { FeedPage } from '../pages/feed-page.tsx';
import { meetingsProblem } from '../problems.ts';
import { endFeed, putFeed } from '../put-feed.ts';
import { changedAt, feedSince, type FeedOwner, ownerOfFeed } from '../store/feed.ts';
import { findMeeting } from '../store/meetings.ts';
import { officerOfAccount } from '../store/officers.ts';
import { assistedPassage, ownPassage, type Passage } from './booking-way.ts';
import '../texts.ts';

interface Feeds extends WordsNeed {
  house: House;
}

export function feedPages(feeds: Feeds): Endpoint[] {
  const { house } = feeds;
  return [
    ...[ownPassage(house), assistedPassage(house)].map((passage) => meetingFile(feeds, passage)),
    feed(feeds),
    ...settings(feeds, ownSettings(house)),
    ...settings(feeds, officerSettings(house)),
  ];
}

const calendarType = 'text/calendar; charset=utf-8';

function meetingFile(feeds: Feeds, passage: Passage): Endpoint {
  const { db } = feeds.house;
  return endpoint({
    method: 'GET',
    url: `${passage.url}/:id/calendar.ics`,
    kind: 'page',
    access: passage.access,
    params: passage.params,
    summary: 'A meeting as a calendar file',
    async handle(request, reply) {
      const visit = await passage.enter(request, reply);
      if (visit === null) return reply;
      const id = parseUuid(request.params.id ?? '');
      const meeting = id === null ? null : await findMeeting(db, visit.personId, id);
      // Nothing of someone who is protected leaves the house in a file; a time that is only held is no meeting.
      if (meeting === null || meeting.state === 'held' || visit.standing.isProtected) throw meetingsProblem('meeting-unknown');
      const { language } = request;
      const words = await meetingWords(feeds, db, meeting, language);
      const stamp = (await changedAt(db, [meeting])).get(meeting.id) ?? meeting.madeAt;
      const frame = { name: null, language, method: 'PUBLISH', parties: null } as const;
      return reply.type(calendarType).send(calendarText(frame, [entryOf(meeting, words, stamp)]));
    },
  });
}

const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Whoever has the key reads: a calendar program signs in nowhere. */
function feed(feeds: Feeds): Endpoint {
  const { db, clock } = feeds.house;
  return endpoint({
    method: 'GET',
    url: '/calendar/feed/:key.ics',
    kind: 'page',
    access: 'everyone',
    params: z.object({ key: z.string().max(100) }),
    summary: 'A private feed of meetings, for a calendar program',
    async handle(request, reply) {
      const owner = await ownerOfFeed(db, hashOf(request.params.key));
      const text = owner === null ? null : await feedText(feeds, db, owner, clock.now());
      if (text === null) throw meetingsProblem('feed-unknown');
      const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
      void reply.header('etag', etag).header('cache-control', 'private, no-cache').header('x-robots-tag', 'noindex');
      if (etagMatches(request, etag)) return reply.status(304).send();
      return reply.type(calendarType).send(text);
    },
  });
}

interface Settings {
  path: string;
  access: Endpoint['access'];
  crumbs(request: FastifyRequest): { href: string; text: string }[];
  /** Whose feed; null after having answered. */
  owner(request: FastifyRequest, reply: FastifyReply): Promise<FeedOwner | null>;
}

function ownSettings(house: House): Settings {
  return {
    path: '/my/meetings/calendar',
    access: ['jobseeker'],
    crumbs({ language }) {
      const t = translator(language);
      return [
        { href: href(language, '/my'), text: t('people:nav.my') },
        { href: href(language, '/my/meetings'), text: t('meetings:calendar.name') },
      ];
    },
    async owner(request, reply) {
      if (await sendElsewhere(house, request, reply)) return null;
      const id: Uuid | null = await ownPerson(house, request, reply);
      return id === null ? null : { kind: 'person', id };
    },
  };
}

function officerSettings({ db }: House): Settings {
  return {
    path: '/calendar/feed',
    access: putFeed.roles.filter((role) => role !== 'jobseeker'),
    crumbs: ({ language }) => [{ href: href(language, '/calendar'), text: translator(language)('meetings:staffCalendar.title') }],
    async owner({ actor }) {
      const officer = await officerOfAccount(db, actor.id);
      if (officer === null) throw meetingsProblem('officer-unknown');
      return { kind: 'officer', id: officer.id };
    },
  };
}

function settings({ house, publicUrl }: Feeds, { path, access, crumbs, owner }: Settings): Endpoint[] {
  const common = { kind: 'page', access } as const;
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    whose: FeedOwner,
    said: { address: string | null; ended: boolean },
  ): Promise<FastifyReply> => {
    const since = await feedSince(house.db, whose);
    const children = h(FeedPage, { path, kind: whose.kind, since, ...said });
    const title = translator(request.language)('meetings:feed.title');
    return sendPage(reply, renderPage(request, { title, children, breadcrumbs: crumbs(request) }));
  };
  const personOf = ({ kind, id }: FeedOwner): Uuid | null => (kind === 'person' ? id : null);
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: path,
      summary: 'The private address of one’s meetings, for a calendar program',
      query: z.object({ ended: z.literal('yes').nullable().catch(null).default(null) }),
      async handle(request, reply) {
        const whose = await owner(request, reply);
        if (whose === null) return reply;
        return show(request, reply, whose, { address: null, ended: request.query.ended !== null });
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: path,
      summary: 'Make the address, or another in its place',
      async handle(request, reply) {
        const whose = await owner(request, reply);
        if (whose === null) return reply;
        const key = randomBytes(32).toString('base64url');
        const input = { personId: personOf(whose), keyHash: hashOf(key).toString('base64url') };
        await execute(house, request.actor, putFeed, input);
        // Shown here and nowhere else: a page that one is sent on to would need the key in its address.
        return show(request, reply, whose, { address: `${publicUrl()}/calendar/feed/${key}.ics`, ended: false });
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: `${path}/end`,
      summary: 'End the address',
      async handle(request, reply) {
        const whose = await owner(request, reply);
        if (whose === null) return reply;
        await execute(house, request.actor, endFeed, { personId: personOf(whose) });
        return reply.redirect(`${href(request.language, path)}?ended=yes`, 303);
      },
    }),
  ];
}
