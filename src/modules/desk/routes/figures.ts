/** What the pilot is to yield: the page, the same as a file and over the API. */
import { h } from 'preact';
import { z } from 'zod';
import type { House, Role } from '../../../platform/auth/index.ts';
import { addDays, type PlainDate, parsePlainDate, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { type Language, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { beginsOn } from '../../../platform/rule/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { smallCells } from '../../cases/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { languageName } from '../../people/index.ts';
import { DeskFiguresPage } from '../pages/report/figures-page.tsx';
import { deskFigures, deskSummary } from '../report/figures.ts';
import { keysOf, tables } from '../report/tables.ts';
import { placesWithDesks, type ReportFilter } from '../store/report.ts';
import { listTopics } from '../store/topics.ts';
import '../texts.ts';

const readers = ['analyst', 'planner', 'administrator'] as const satisfies readonly Role[];
/** Figures are shown by the rule of small counts: none for days before it. */
const firstDay = beginsOn(smallCells);
/** Days that are shown when none are asked for: four weeks, today with them. */
const usualDays = 28;

const question = z.object({
  table: z.enum(tables).catch('hour').default('hour'),
  from: z.string().catch('').default(''),
  to: z.string().catch('').default(''),
  place: z.string().catch('').default(''),
});

interface Served {
  house: House;
  register: LiveRegister;
}

export function deskFigurePages({ house, register }: Served): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: readers, query: question } as const;
  return [
    endpoint({
      ...page,
      url: '/figures/desk',
      summary: 'Visits at the desks in figures',
      async handle(request, reply) {
        const { language, query } = request;
        const t = translator(language);
        const { filter, wrong } = filterOf(query, today(house.clock));
        const title = t('desk:staffFigures.title');
        const children = h(DeskFiguresPage, {
          figures: await deskFigures(house.db, query.table, filter),
          summary: await deskSummary(house.db, filter),
          places: await deskPlaces({ house, register }),
          nameOf: await namesOf({ house, register }, language),
          error: wrong ? t('desk:staffFigures.wrongDays', { first: firstDay }) : null,
        });
        return sendPage(reply, renderPage(request, { title, wide: true, children }));
      },
    }),
    endpoint({
      ...page,
      url: '/figures/desk.csv',
      summary: 'Visits at the desks in figures, as a file',
      async handle(request, reply) {
        const filter = readFilter(request.query, today(house.clock));
        const { table } = request.query;
        const { columns, rows, all } = await deskFigures(house.db, table, filter);
        void reply.header('content-disposition', `attachment; filename="desk-by-${table}-${filter.from}-${filter.to}.csv"`);
        const keys = table === 'not-offered' ? keysOf(table) : ['key'];
        const named = ({ keys: of, figures }: { keys: readonly string[]; figures: readonly (number | null)[] }) =>
          Object.fromEntries([
            // What is not known is left empty.
            ...keys.map((key, at) => [key, of[at] === undefined || of[at] === '-' ? '' : of[at]]),
            ...columns.map(({ name }, at) => [name, figures[at]]),
          ]);
        const whole = all === null ? [] : [{ keys: ['all'], figures: all }];
        return csvStream(reply, [...keys, ...columns.map(({ name }) => name)], [...rows, ...whole].map(named));
      },
    }),
    figuresApi(house),
  ];
}

const shown = z.number().nullable();
const answer = z.object({
  table: z.enum(tables),
  from: z.string(),
  to: z.string(),
  placeId: z.string().nullable(),
  summary: z.object({
    visits: shown,
    bookedShare: shown,
    notHelpedShare: shown,
    repeatShare: shown,
    importedShare: shown,
    waitHalf: shown,
    waitMost: shown,
    servedHalf: shown,
    servedMost: shown,
    generated: z.boolean(),
  }),
  columns: z.array(z.object({ name: z.string(), unit: z.enum(['count', 'share', 'minutes', 'hours']) })),
  rows: z.array(z.object({ keys: z.array(z.string()), figures: z.array(shown) })),
  all: z.array(shown).nullable(),
});

function figuresApi(house: House): Endpoint {
  return endpoint({
    method: 'GET',
    url: '/v1/desk/report',
    kind: 'api',
    access: readers,
    tag: 'desk',
    summary:
      'Visits at the desks in figures: small counts are null and the others rounded; times in minutes or hours, shares in per cent',
    query: z.object({
      table: z.enum(tables).default('hour'),
      from: z.string().default(''),
      to: z.string().default(''),
      place: z.string().default(''),
    }),
    answer,
    async handle(request) {
      const filter = readFilter(request.query, today(house.clock));
      const { table, columns, rows, all } = await deskFigures(house.db, request.query.table, filter);
      return {
        table,
        ...filter,
        summary: await deskSummary(house.db, filter),
        columns: columns.map((column) => ({ ...column })),
        rows: rows.map(({ keys, figures }) => ({ keys: [...keys], figures: [...figures] })),
        all: all === null ? null : [...all],
      };
    },
  });
}

interface Asked {
  from: string;
  to: string;
  place: string;
}

/** The days and the place asked for; the last four weeks when the days cannot be read, are the wrong way round or too early. */
function filterOf(asked: Asked, now: PlainDate): { filter: ReportFilter; wrong: boolean } {
  const placeId = parseUuid(asked.place);
  const usual = { placeId, from: addDays(now, 1 - usualDays), to: now };
  const to = asked.to === '' ? now : parsePlainDate(asked.to);
  const from = asked.from !== '' ? parsePlainDate(asked.from) : to === null ? null : addDays(to, 1 - usualDays);
  const isRead = from !== null && to !== null && from <= to && from >= firstDay && to <= now;
  const isPlace = asked.place === '' || placeId !== null;
  return isRead ? { filter: { placeId, from, to }, wrong: !isPlace } : { filter: usual, wrong: true };
}

/** Throws invalid-input where the page shows the last four weeks instead. */
function readFilter(asked: Asked, now: PlainDate): ReportFilter {
  const { filter, wrong } = filterOf(asked, now);
  if (!wrong) return filter;
  throw problem('invalid-input', {
    rule: smallCells,
    fields: [
      { field: 'to', expected: `days as ${firstDay}, the first one first, from ${firstDay} to today; place: the id of a place` },
    ],
  });
}

async function deskPlaces({ house, register }: Served): Promise<{ id: string; name: string }[]> {
  const desks = new Set<string>(await placesWithDesks(house.db));
  return register
    .current()
    .places.filter(({ place }) => desks.has(place.id))
    .map(({ place: { id, name } }) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
}

async function namesOf({ house, register }: Served, language: Language): Promise<(of: string, key: string) => string | null> {
  const topics = new Map((await listTopics(house.db)).map(({ code, names }) => [code, names[language] ?? names.sv]));
  const places = new Map<string, string>(register.current().places.map(({ place: { id, name } }) => [id, name]));
  return (of, key) => {
    if (of === 'topic') return topics.get(key) ?? null;
    if (of === 'place') return places.get(key) ?? null;
    return of === 'language' && key !== '-' ? languageName(language, key) : null;
  };
}
