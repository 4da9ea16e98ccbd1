/** What has happened to supply, and who has lost their time by it. */
import type { FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { hasRole } from '../../../platform/auth/index.ts';
import { localTime } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf, type Values } from '../../../ui/index.ts';
import { act } from '../book.ts';
import {
  type DisruptionKind,
  disruptionKinds,
  disruptions,
  findThings,
  inputOf,
  previewOf,
  readWhen,
  requireThing,
  type TypedWhen,
} from '../disruptions.ts';
import type { Meetings } from '../meetings.ts';
import { DisruptionPage, DisruptionsPage } from '../pages/disruption/disruptions-page.tsx';
import { displacedPages } from './displaced.ts';
import { listedMeetings } from './listed-meetings.ts';
import '../texts.ts';

const tellers = ['planner', 'administrator', 'caseworker', 'protection-officer'] as const;
const planners = ['planner', 'administrator'] as const;
const thing = z.object({ kind: z.enum(disruptionKinds), thing: z.uuid().transform((text) => parseUuid(text)!) });

export function disruptionPages(m: Meetings): Endpoint[] {
  return [findPage(m), ...thingPages(m), ...displacedPages(m)];
}

function findPage(m: Meetings): Endpoint {
  return endpoint({
    method: 'GET',
    kind: 'page',
    access: planners,
    url: '/disruptions',
    summary: 'Tell what has happened to an officer, a place, a room, an interpreter or an agreement',
    query: z.object({ kind: z.enum(disruptionKinds).catch('officer'), text: z.string().trim().max(80).catch('') }),
    async handle(request, reply) {
      const { kind, text } = request.query;
      const { date } = localTime(m.house.clock.now());
      const found = text === '' ? null : await findThings(m, kind, text, date);
      const title = translator(request.language)('meetings:staffDisruption.title');
      return sendPage(reply, renderPage(request, { title, children: h(DisruptionsPage, { kind, text, found }) }));
    },
  });
}

function thingPages(m: Meetings): Endpoint[] {
  const common = { kind: 'page', access: tellers, url: '/disruptions/:kind/:thing', params: thing } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'Which meetings something that happened hits',
      query: z.record(z.string(), z.unknown()),
      async handle(request, reply) {
        const { values } = readForm(request.query);
        return sendPage(reply, await thingPage(m, request, request.params, values, Object.keys(values).length > 0));
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      summary: 'Note what happened: each meeting hit loses its time, and its person is told',
      body: z.unknown(),
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const { kind, thing: id } = request.params;
        await requireThing(m, request.actor, kind, id);
        const { command, by } = disruptions[kind];
        const when = readWhen(kind, typedOf(values));
        const told = await listedMeetings(m, request, await previewOf(m, kind, id, when));
        await act(m, request.actor, command, inputOf(kind, id, when), requestId);
        const to = new URLSearchParams({ by, displaced: String(told.length) });
        return reply.redirect(`${href(request.language, '/displaced')}?${to}`, 303);
      },
    }),
  ];
}

const typedOf = (values: Values): TypedWhen => ({
  from: valueOf(values, 'from'),
  fromTime: valueOf(values, 'fromTime'),
  to: valueOf(values, 'to'),
  toTime: valueOf(values, 'toTime'),
  lastDay: valueOf(values, 'lastDay'),
});

async function thingPage(
  m: Meetings,
  request: FastifyRequest,
  { kind, thing: id }: { kind: DisruptionKind; thing: Uuid },
  values: Values,
  isAsked: boolean,
): Promise<string> {
  const one = await requireThing(m, request.actor, kind, id);
  const t = translator(request.language);
  const { date } = localTime(m.house.clock.now());
  const typed = isAsked ? typedOf(values) : { ...typedOf({}), from: date, to: date };
  let preview = null;
  const errors = [];
  try {
    const hit = isAsked ? await previewOf(m, kind, id, readWhen(kind, typed)) : null;
    if (hit !== null) preview = await listedMeetings(m, request, hit);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const fields = error.details.fields?.map(({ field }) => field) ?? ['to'];
    for (const field of fields) errors.push({ field, text: t(`meetings:staffDisruption.wrong.${field}`) });
  }
  return renderPage(request, {
    title: t(`meetings:staffDisruption.heading.${kind}`, { name: one.name }),
    breadcrumbs: hasRole(request.actor, planners)
      ? [{ href: href(request.language, `/disruptions?kind=${kind}`), text: t('meetings:staffDisruption.title') }]
      : [],
    hasErrors: errors.length > 0,
    wide: true,
    children: h(DisruptionPage, {
      kind,
      thing: one,
      when: disruptions[kind].when,
      typed,
      errors,
      preview,
      requestId: m.house.newId(),
    }),
  });
}
