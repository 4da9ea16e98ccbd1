/** Equal service by place and group at once, open to everyone: the page, its map and its figures as a file. */
import type { FastifyRequest } from 'fastify';
import { h } from 'preact';
import type { House } from '../../../platform/auth/index.ts';
import { addDays, parsePlainDate, plainDate, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { renderPage, sendPage, sendSvg } from '../../../ui/index.ts';
import { codeName } from '../codes.ts';
import { metricOf, subjects } from '../equal-service/subjects.ts';
import { groupsOf, nameOf, tell, type ToldRow } from '../equal-service/told.ts';
import { keptAreas } from '../kept.ts';
import { drawVerdicts } from '../pages/equal/equal-map.tsx';
import { GroupsPage, type GroupsProps, verdictKey } from '../pages/equal/groups-page.tsx';
import { monthEnd } from '../pages/metrics/asked.ts';
import { wordsLanguage } from '../pages/metrics/words.tsx';
import type { Area } from '../store/regions.ts';

type Asked = Omit<GroupsProps, 'told'>;

const columns = [
  'subject',
  'metric',
  'version',
  'month',
  'place_level',
  'place',
  'name',
  'group_kind',
  'group',
  'verdict',
  'share_from',
  'share_under',
  'country',
  'evidence',
] as const;

export function equalGroupPages(house: House): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: 'everyone' } as const;
  const answer = async (asked: Asked): Promise<GroupsProps> => {
    const { metric, level, of, on, areas } = asked;
    const subject = subjects.find(({ id }) => id === asked.subject)!;
    if (metric.time !== 'month' || metric.disclosure !== 'persons') return { ...asked, told: null };
    return { ...asked, told: await tell({ db: house.db, subject, metric, areas, level, month: on.slice(0, 7), of }) };
  };
  const read = async (request: FastifyRequest): Promise<Asked> =>
    readAsked(request.query, today(house.clock), await keptAreas(house.db));
  /** A file is only of what was asked for. */
  const strictly = async (request: FastifyRequest) => {
    const asked = await read(request);
    const props = asked.hasError ? null : await answer(asked);
    if (props === null || props.told === null) throw problem('not-found');
    return { ...props, told: props.told };
  };

  return [
    endpoint({
      ...page,
      url: '/equal-service/groups',
      summary: 'Equal service by place and group at once: which groups are served otherwise than elsewhere, and where',
      async handle(request, reply) {
        const props = await answer(await read(request));
        const title = translator(request.language)('insight:equal.groups.title');
        const html = renderPage(request, { title, wide: true, hasErrors: props.hasError, children: h(GroupsPage, props) });
        return sendPage(reply, html, props.hasError ? 422 : 200);
      },
    }),
    endpoint({
      ...page,
      url: '/equal-service/groups/map.svg',
      summary: 'Map of how a group is served in municipalities or counties beside the same group in the rest of the country',
      async handle(request, reply) {
        const { subject, level, of, areas, told } = await strictly(request);
        if ('place' in of) throw problem('not-found');
        const t = translator(request.language);
        const words = (key: string): string => t(`insight:equal.${key}`);
        const language = wordsLanguage(request.language);
        const title = `${words(`subject.${subject}`)}, ${codeName(areas, of.group.split, of.group.code, language)}`;
        const rows = told.rows.map(({ place, verdict }) => ({ code: place, verdict }));
        return sendSvg(
          reply,
          drawVerdicts(
            { rows },
            level,
            title,
            (code) => codeName(areas, level, code, language),
            (one) => words(verdictKey(one)),
          ),
          300,
        );
      },
    }),
    endpoint({
      ...page,
      url: '/equal-service/groups/figures.csv',
      summary: 'Equal service by place and group at once, as a file',
      async handle(request, reply) {
        const props = await strictly(request);
        const { subject, metric, level, of, on, areas, told } = props;
        const rows = told.rows.map(({ place, group, verdict, tenth }: ToldRow) => ({
          subject,
          metric: metric.id,
          version: metric.version,
          month: on.slice(0, 7),
          place_level: level,
          place,
          name: codeName(areas, level, place, wordsLanguage(request.language)),
          group_kind: group.split,
          group: group.code,
          verdict,
          share_from: tenth === null ? null : tenth / 10,
          share_under: tenth === null ? null : (tenth + 1) / 10,
          country: told.country.get(nameOf(group)) ?? null,
          evidence: told.isMadeUp ? 'made up for the trial' : 'recorded',
        }));
        const name = 'place' in of ? of.place : `${of.group.split}-${of.group.code}-${level}`;
        void reply.header('content-disposition', `attachment; filename="equal-service-${subject}-${name}-${on.slice(0, 7)}.csv"`);
        return csvStream(reply, columns, rows);
      },
    }),
  ];
}

/** From the address: what, one place or one group, which month. What cannot be used is replaced and said. */
function readAsked(query: unknown, now: ReturnType<typeof today>, areas: readonly Area[]): Asked {
  const given = (name: string): string => {
    const value: unknown = (query as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'string' ? value.trim().slice(0, 60) : '';
  };
  const chosen = subjects.find(({ id }) => id === given('subject'));
  const subject = chosen ?? subjects.find(({ id }) => id === 'self-registration')!;
  const metric = metricOf(subject);
  const groups = groupsOf(metric.disclosure === 'persons' ? metric : metricOf(subjects.find(({ id }) => id === 'on-site')!));
  const group = groups.find((one) => nameOf(one) === given('group'));
  const place = given('place');
  const isCounty = areas.some(({ countyCode }) => countyCode === place);
  const isPlace = isCounty || areas.some(({ code }) => code === place);
  const isBy = ['', 'municipality', 'county'].includes(given('by'));
  const typed = given('on');
  // Also where a measure is of days, groups would be by month.
  const last = addDays(plainDate(`${now.slice(0, 7)}-01`), -1);
  const day = typed === '' ? last : parsePlainDate(/^\d{4}-\d{2}$/.test(typed) ? `${typed}-01` : typed);
  const isCovered = day !== null && day >= metric.from && (metric.to === null || day <= metric.to) && day <= now;
  return {
    subject: subject.id,
    metric,
    level: (isPlace ? isCounty : given('by') === 'county') ? 'county' : 'municipality',
    of: isPlace ? { place } : { group: group ?? groups[0]! },
    on: isCovered ? monthEnd(day) : last,
    areas,
    hasError:
      (given('subject') !== '' && chosen === undefined) ||
      (place !== '' && !isPlace) ||
      (given('group') !== '' && group === undefined) ||
      !isBy ||
      !isCovered,
  };
}
