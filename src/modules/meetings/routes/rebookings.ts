/** New times for many: how it goes, what each meeting was and became, and the same as a file. */
import type { FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { hasRole } from '../../../platform/auth/index.ts';
import { localTime } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { howTold } from '../../contact/index.ts';
import type { Meetings } from '../meetings.ts';
import type { RebookedRow, ShownTime } from '../pages/disruption/rebooked-rows.tsx';
import { RebookingPage } from '../pages/disruption/rebooking-page.tsx';
import { meetingsProblem } from '../problems.ts';
import { rebookMeeting } from '../rebook-meeting.ts';
import { meetingStaff } from '../state.ts';
import { allOfficers } from '../store/officers.ts';
import {
  countItems,
  findRebooking,
  type KeptTime,
  listItems,
  type Rebooking,
  type RebookingItem,
  rebookingOutcomes,
} from '../store/rebooking.ts';
import { meetingNews } from '../tell-news.ts';
import { namesShown } from './listed-meetings.ts';

const limit = 100;
const params = z.object({ rebooking: z.string() });
const question = z.object({
  outcome: z.enum(rebookingOutcomes).nullable().catch(null),
  offset: z.coerce.number().int().min(0).catch(0),
});

export function rebookingPages(m: Meetings): Endpoint[] {
  const common = { method: 'GET', kind: 'page', access: rebookMeeting.roles, params } as const;
  return [
    endpoint({
      ...common,
      url: '/displaced/rebookings/:rebooking',
      summary: 'New times for many: how far it has come, and what each meeting was and became',
      query: question,
      async handle(request, reply) {
        const { outcome, offset } = request.query;
        const { id, startedAt } = await requireRebooking(m, request.params.rebooking);
        const items = await listItems(m.house.db, id, outcome, { limit, offset });
        const t = translator(request.language);
        const children = h(RebookingPage, {
          path: `/displaced/rebookings/${id}`,
          startedAt,
          counts: await countItems(m.house.db, id),
          outcome,
          rows: await rowsOf(m, request, items),
          part: { limit, offset },
          meetsPeople: hasRole(request.actor, meetingStaff),
        });
        const title = t('meetings:staffDisruption.rebooking.title');
        const breadcrumbs = [{ href: href(request.language, '/displaced'), text: t('meetings:staffDisruption.displaced.title') }];
        return sendPage(reply, renderPage(request, { title, breadcrumbs, children, wide: true, scripts: ['progress.js'] }));
      },
    }),
    endpoint({
      ...common,
      url: '/displaced/rebookings/:rebooking.csv',
      summary: 'What each meeting was and became, as a file',
      async handle(request, reply) {
        const { id } = await requireRebooking(m, request.params.rebooking);
        const rows = await rowsOf(m, request, await listItems(m.house.db, id, null, null));
        const t = translator(request.language);
        void reply.header('content-disposition', `attachment; filename="rebooking-${id.slice(-12)}.csv"`);
        const named = hasRole(request.actor, meetingStaff) ? ['person'] : [];
        return csvStream(
          reply,
          [...named, ...columns],
          rows.map((row) => asColumns(row, (key) => t(`meetings:staffDisruption.${key}`))),
        );
      },
    }),
  ];
}

async function requireRebooking({ house }: Meetings, id: string): Promise<Rebooking> {
  const found = z.uuid().safeParse(id).success ? await findRebooking(house.db, id) : null;
  if (found === null) throw meetingsProblem('rebooking-unknown');
  return found;
}

/** Of persons whom the viewer may know of; others are left out. */
async function rowsOf(m: Meetings, { actor }: FastifyRequest, items: readonly RebookingItem[]): Promise<RebookedRow[]> {
  const { house, register } = m;
  const ids = items.map(({ personId }) => personId);
  const names = await namesShown(house, actor, ids);
  const officerIds = items.flatMap(({ before, after }) => [...before.officerIds, ...(after?.officerIds ?? [])]);
  const officers = new Map((await allOfficers(house.db, [...new Set(officerIds)])).map(({ id, name }) => [id, name]));
  const places = new Map<string, string>(register.current().places.map(({ place }) => [place.id, place.name]));
  const about = items.map(({ personId, meetingId }) => ({ personId, about: meetingId }));
  const told = await howTold(house.db, meetingNews, about);
  const shown = ({ start, end, channel, placeId, officerIds: held }: KeptTime): ShownTime => ({
    start,
    end,
    channel,
    place: placeId === null ? null : (places.get(placeId) ?? ''),
    officers: held.map((id: Uuid) => officers.get(id) ?? '').join(', '),
  });
  return items.flatMap(({ personId, meetingId, before, after, ...came }) => {
    const name = names.get(personId);
    if (name === undefined) return [];
    const times = { before: shown(before), after: after === null ? null : shown(after) };
    return [{ personId, meetingId, name, ...times, ...came, told: told.get(meetingId) ?? null }];
  });
}

const times = ['day', 'from', 'to', 'channel', 'place', 'officers'] as const;
const columns = [
  ...times.map((one) => `before_${one}`),
  ...times.map((one) => `after_${one}`),
  'outcome',
  'why',
  'nearest',
  'told',
  'told_by',
  'told_at',
];

function asColumns({ name, before, after, outcome, why, nearest, told }: RebookedRow, t: (key: string) => string) {
  return {
    person: name,
    ...timeColumns('before', before, t),
    ...(after === null ? {} : timeColumns('after', after, t)),
    outcome: outcome === null ? t('rebooking.waits') : t(`rebooking.outcome.${outcome}`),
    why: why === null ? '' : t(`why.${why}`),
    nearest: nearest === null ? '' : localTime(nearest).date,
    told: told === null ? t('told.nothing') : t(`told.${told.state}`),
    told_by: told?.channel == null ? '' : t(`told.by.${told.channel}`),
    told_at: told?.sentAt ?? '',
  };
}

function timeColumns(name: 'before' | 'after', { start, end, channel, place, officers }: ShownTime, t: (key: string) => string) {
  const [from, to] = [localTime(start), localTime(end)];
  return {
    [`${name}_day`]: from.date,
    [`${name}_from`]: from.time,
    [`${name}_to`]: to.time,
    [`${name}_channel`]: t(`channel.${channel}`),
    [`${name}_place`]: place ?? '',
    [`${name}_officers`]: officers,
  };
}
