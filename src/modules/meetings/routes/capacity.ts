/** /supply/free: free times left by type and place, need, and alarms. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, mayRun, type Role } from '../../../platform/auth/index.ts';
import { parsePlainDate, type PlainDate, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { type FreeLeft, freeLeft, halfHoursLeft, isOnSite, type Memory } from '../free-left.ts';
import { importForecast } from '../import-forecast.ts';
import type { Meetings } from '../meetings.ts';
import { CapacityPage } from '../pages/capacity/capacity-page.tsx';
import type { CapacityFormsProps } from '../pages/capacity/forms.tsx';
import type { NamedPlace } from '../pages/capacity/words.ts';
import { forecastFaults } from '../print-forecast.ts';
import { setFreeThreshold } from '../set-free-threshold.ts';
import { forecastSources, typesByNeed } from '../store/forecast.ts';
import { listThresholds, openAlarms } from '../store/free-alarm.ts';
import { type MeetingType, typesOn } from '../store/types.ts';
import '../texts.ts';

const readers = ['planner', 'analyst', 'administrator'] as const satisfies readonly Role[];
const limit = 25;

const question = z.object({
  type: z.string().catch(''),
  county: z.string().catch(''),
  place: z.string().catch(''),
  on: z.string().catch(''),
  offset: z.coerce.number().int().min(0).catch(0),
  done: z.enum(['threshold', 'forecast']).nullable().catch(null),
  rows: z.coerce.number().int().min(0).catch(0),
});
type Question = z.output<typeof question>;

export function capacityPages(m: Meetings): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      url: '/supply/free',
      kind: 'page',
      access: readers,
      summary: 'Free times left by type and place, against need',
      query: question,
      handle: (request, reply) => show(m, request, reply, request.query, { wrong: {}, typed: {} }),
    }),
    endpoint({
      method: 'POST',
      url: '/supply/free',
      kind: 'page',
      access: ['planner', 'administrator'],
      summary: 'Says how many free times there are to be, or loads a forecast of need',
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        return valueOf(values, 'what') === 'forecast'
          ? takeForecast(m, request, reply, valueOf(values, 'text'), requestId)
          : takeThreshold(m, request, reply, values, requestId);
      },
    }),
  ];
}

const pageAt = (language: Language, query: Record<string, string>): string =>
  `${href(language, '/supply/free')}?${new URLSearchParams(query)}`;

async function takeForecast(m: Meetings, request: FastifyRequest, reply: FastifyReply, text: string, requestId: string | null) {
  try {
    const { rows } = await execute(m.house, request.actor, importForecast, { text: text === '' ? '\n' : text }, requestId);
    return await reply.redirect(pageAt(request.language, { done: 'forecast', rows: String(rows) }), 303);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'forecast-unreadable') throw error;
    const faults = forecastFaults(error, translator(request.language));
    return show(m, request, reply, question.parse({}), { wrong: { text: faults }, typed: { text } });
  }
}

async function takeThreshold(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  values: ReturnType<typeof readForm>['values'],
  requestId: string | null,
) {
  const [typeCode, place, typed] = [valueOf(values, 'type'), valueOf(values, 'place'), valueOf(values, 'atLeast').trim()];
  const chosen = { type: typeCode, ...(place === '' ? {} : { place }) };
  const atLeast = typed === '' ? null : /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
  const input = { typeCode, placeId: place === '' ? null : place, atLeast };
  try {
    await execute(m.house, request.actor, setFreeThreshold, input, requestId);
    return await reply.redirect(pageAt(request.language, { ...chosen, done: 'threshold' }), 303);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid-input') throw error;
    const wrong = translator(request.language)('meetings:staffCapacity.wrongAtLeast');
    return show(m, request, reply, question.parse(chosen), { wrong: { atLeast: wrong }, typed: { atLeast: typed } });
  }
}

async function show(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Question,
  form: Pick<CapacityFormsProps, 'wrong' | 'typed'>,
): Promise<FastifyReply> {
  const { house } = m;
  const { language } = request;
  const memory: Memory = {
    picture: m.picture.current(),
    register: m.register.current(),
    today: today(house.clock),
    now: house.clock.now(),
  };
  const types = (await typesOn(house.db, memory.today))
    .filter(({ channels }) => channels.length > 0)
    .toSorted((a, b) => a.code.localeCompare(b.code, 'sv', { numeric: true }));
  const type = types.find(({ code }) => code === asked.type) ?? (await neediest(m, memory.today, types));
  const places = namesOf(memory);
  const place = type !== null && isOnSite(type) ? (places.get(asked.place) ?? null) : null;
  const counties = countiesOf(memory);
  const county = type !== null && isOnSite(type) ? (counties.find(({ code }) => code === asked.county)?.code ?? null) : null;
  const scope = { countyCode: place === null ? county : null, placeId: place === null ? null : parseUuid(place.id) };
  const thresholds = await listThresholds(house.db);
  const left = type === null ? null : await freeLeft(house.db, memory, type, scope, thresholds);
  const on = left === null ? null : (parsePlainDate(asked.on) ?? firstDay(left));
  const named =
    type === null
      ? null
      : {
          code: type.code,
          name: nameOf(type, language),
          isOnSite: isOnSite(type),
        };
  const t = translator(language);
  const children = h(CapacityPage, {
    types: types.map((one) => ({ code: one.code, name: nameOf(one, language) })),
    type: named,
    counties,
    county,
    place,
    places,
    left,
    shown: left?.places.slice(asked.offset, asked.offset + limit) ?? [],
    offset: asked.offset,
    limit,
    on,
    halves: type === null || on === null ? [] : await halfHoursLeft(house.db, memory, type, scope, on),
    alarms: await openAlarms(house.db),
    sources: type === null ? [] : await forecastSources(house.db, type.code),
    done: asked.done === null ? null : t(`meetings:staffCapacity.done.${asked.done}`, { rows: asked.rows }),
    forms: mayRun(request.actor, setFreeThreshold)
      ? { ...form, type: named, place, atLeast: ownThreshold(thresholds, type, scope.placeId), requestId: house.newId() }
      : null,
  });
  const hasErrors = form.wrong.atLeast !== undefined || form.wrong.text !== undefined;
  const html = renderPage(request, { title: t('meetings:staffCapacity.title'), children, wide: true, hasErrors });
  return sendPage(reply, html, hasErrors ? 422 : 200);
}

/** Of which type most is forecast to be needed; null when nothing is forecast: then one is to be chosen. */
async function neediest({ house }: Meetings, since: PlainDate, types: readonly MeetingType[]): Promise<MeetingType | null> {
  for (const needed of await typesByNeed(house.db, since)) {
    const found = types.find(({ code }) => code === needed);
    if (found !== undefined) return found;
  }
  return null;
}

/** What is said of exactly this, not what holds because nothing is. */
function ownThreshold(
  thresholds: Awaited<ReturnType<typeof listThresholds>>,
  type: MeetingType | null,
  placeId: Uuid | null,
): number | null {
  return thresholds.find((one) => one.typeCode === type?.code && one.placeId === placeId)?.atLeast ?? null;
}

/** The first day on which there is something to see. */
const firstDay = ({ days, window }: FreeLeft): PlainDate => days[0]?.on ?? window.first;

const nameOf = ({ names }: MeetingType, language: Language): string => names[language] ?? names['sv'] ?? '';

function namesOf({ register }: Memory): Map<string, NamedPlace> {
  return new Map(register.places.map(({ place: { id, name, municipality } }) => [id, { id, name, municipality }]));
}

function countiesOf({ register }: Memory): { code: string; name: string }[] {
  const counties = new Map([...register.municipalities.values()].map(({ countyCode, county }) => [countyCode, county]));
  return [...counties].map(([code, name]) => ({ code, name })).toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
}
