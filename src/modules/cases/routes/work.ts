/** The work list: what is to be done, by last day, a page at a time. */
import { h } from 'preact';
import { z } from 'zod';
import { hasRole, type House } from '../../../platform/auth/index.ts';
import { day, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { formats, translator, type Language } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { type LiveRegister, municipalitiesByName } from '../../network/index.ts';
import {
  doneKeys,
  protectedKinds,
  question,
  WorkListPage,
  workKinds,
  type WorkListProps,
} from '../pages/work/work-list-page.tsx';
import type { WorkCursor } from '../store/work-list.ts';
import { protectedWork, type WorkFilter, workCounts, workList, type WorkRow } from '../work-list.ts';
import { pathOfTodo, staff } from './person.ts';
import '../texts.ts';

const pageSize = 25;

const asked = z.object({
  kind: z.enum(['', ...workKinds, ...protectedKinds]).catch(''),
  municipality: z
    .string()
    .regex(/^\d{4}$/)
    .catch(''),
  mine: z.literal('yes').nullable().catch(null),
  /** Where the page before ended: `<day or ->,<0 or 1>,<person>,<id>`. */
  after: z.string().max(120).catch(''),
  done: z.enum(doneKeys).nullable().catch(null),
});

export function workPages(house: House, live: LiveRegister): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      kind: 'page',
      access: staff,
      url: '/work',
      summary: 'What is to be done, by last day',
      query: asked,
      async handle(request, reply) {
        const { kind, municipality, after, done } = request.query;
        const mine = request.query.mine === 'yes';
        const { db } = house;
        const on = today(house.clock);
        const filter: WorkFilter = { ...(kind === '' ? {} : { kind }), ...(municipality === '' ? {} : { municipality }), mine };
        const cursor = readCursor(after);
        const { rows, next } = await workList(db, request.actor, filter, cursor, pageSize);
        // Protected persons stand in no list but their own officers', who see them first.
        const secret = cursor === null && municipality === '' ? await protectedWork(db, request.actor) : [];
        const own = secret.filter((row) => kind === '' || row.kind === kind);
        const counts = await workCounts(db, request.actor, filter, on);
        const nameOf = (code: string | null): string => live.current().municipalities.get(code ?? '')?.name ?? '';
        const choice = { kind, municipality, mine };
        const props: WorkListProps = {
          rows: [...own, ...rows].map((row) => ({
            ...row,
            municipality: nameOf(row.municipalityCode),
            path: workPath(row, question(choice)),
          })),
          today: on,
          asked: choice,
          kinds: hasRole(request.actor, ['protection-officer']) ? [...workKinds, ...protectedKinds] : workKinds,
          municipalities: municipalitiesByName(live.current()),
          counts: {
            overdue: countWords(request.language, counts.overdue),
            week: countWords(request.language, counts.week),
            all: countWords(request.language, counts.all),
          },
          next: next === null ? null : `/work?${withAfter(choice, next)}`,
          further: cursor !== null,
          done,
        };
        const title = translator(request.language)('cases:staff.work.title');
        return sendPage(reply, renderPage(request, { title, children: h(WorkListPage, props), wide: true }));
      },
    }),
  ];
}

/** Straight to where the work is done: a file that is not open is opened first, and comes back there. */
function workPath({ personId, id, kind, isTask, month }: WorkRow, list: URLSearchParams): string {
  const path = `/people/${personId}`;
  // A report that waits to be looked through is no task of its own, unless there is something to say about it.
  if (isTask || kind === 'review-report') return pathOfTodo(path, { id, kind, details: { month } }) ?? path;
  if (kind === 'decide') return `${path}/decide`;
  // A plan in force leads back to the list as it was.
  return list.size === 0 ? `${path}/plan` : `${path}/plan?${new URLSearchParams({ list: list.toString() })}`;
}

function countWords(language: Language, { count, isMore }: { count: number; isMore: boolean }): string {
  const n = formats(language).number(count);
  return isMore ? translator(language)('cases:staff.work.moreThan', { n }) : n;
}

function withAfter(choice: WorkListProps['asked'], cursor: WorkCursor): URLSearchParams {
  const query = question(choice);
  query.set('after', cursorText(cursor));
  return query;
}

/** A cursor as it stands in an address. */
export function cursorText({ due, early, personId, id }: WorkCursor): string {
  return [due ?? '-', early ? '1' : '0', personId, id].join(',');
}

/** A cursor in an address; null for the first page, and for one that is none. */
export function readCursor(text: string): WorkCursor | null {
  const [due = '', early = '', person = '', item = ''] = text.split(',');
  const [personId, id] = [parseUuid(person), parseUuid(item)];
  const on = due === '-' ? null : day.safeParse(due);
  if (personId === null || id === null || (on !== null && !on.success)) return null;
  return { due: on === null ? null : on.data, early: early === '1', personId, id };
}
