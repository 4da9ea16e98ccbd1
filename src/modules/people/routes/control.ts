/** The auditor's list of openings, as a page and as CSV. */
import { h } from 'preact';
import { z } from 'zod';
import type { Actor } from '../../../platform/auth/index.ts';
import { addDays, day, type PlainDate, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { beginsOn } from '../../../platform/rule/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { type OpeningToCheck, openingsToCheck } from '../check-opening.ts';
import { type ControlFilter, ControlPage } from '../pages/staff/control.tsx';
import { checkReasons, openingCheck } from '../rules/opening-check.ts';
import type { Desk } from './desk.ts';
import { doneName } from './forms.ts';

const pageSize = 50;
/** A list that is looked at again and again: without a choice, the last week. */
const usualDays = 7;
const firstChecked = beginsOn(openingCheck);

const asked = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((text) => (text === '' ? undefined : text), schema.optional());

const listQuery = z.object({
  from: asked(day),
  to: asked(day),
  why: z
    .enum([...checkReasons, 'all'])
    .optional()
    .catch(undefined),
  checked: z.enum(['yes', 'no']).optional().catch(undefined),
  offset: z.coerce.number().int().min(0).max(100_000).catch(0).default(0),
  done: z.string().optional().catch(undefined),
});
type ListQuery = z.output<typeof listQuery>;

export function controlPages(desk: Desk): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: ['auditor'], query: listQuery } as const;
  return [
    endpoint({
      ...page,
      url: '/control/openings',
      summary: 'Openings of files to check',
      async handle(request, reply) {
        const { offset, done } = request.query;
        const { filter, openings, more } = await read(desk, request.actor, request.query);
        const children = h(ControlPage, {
          filter,
          rows: openings.slice(offset, offset + pageSize),
          total: openings.length,
          offset,
          limit: pageSize,
          more,
          done: doneName([done ?? '']),
        });
        const title = translator(request.language)('people:control.title');
        return sendPage(reply, renderPage(request, { title, children, wide: true }));
      },
    }),
    endpoint({
      ...page,
      url: '/control/openings.csv',
      summary: 'The same openings as CSV',
      async handle(request, reply) {
        const { filter, openings } = await read(desk, request.actor, request.query);
        void reply.header('content-disposition', `attachment; filename="openings-${filter.from}-${filter.to}.csv"`);
        return csvStream(reply, csvColumns, openings.map(csvRow));
      },
    }),
  ];
}

async function read({ house }: Desk, actor: Actor, query: ListQuery) {
  // Nothing was opened before the rule of this check, and nothing after today.
  const known = (on: PlainDate): PlainDate => [firstChecked, [on, now].toSorted()[0]!].toSorted()[1]!;
  const now = today(house.clock);
  const to = known(query.to ?? now);
  const from = known(query.from ?? addDays(to, 1 - usualDays));
  const filter: ControlFilter = { from, to, why: query.why ?? '', checked: query.checked ?? '' };
  const { openings, more } = await openingsToCheck(house.db, actor, { from, to, only: query.why === 'all' ? 'all' : 'to-check' });
  return { filter, openings: openings.filter((one) => isAsked(one, query)), more };
}

function isAsked(one: OpeningToCheck, { why, checked }: ListQuery): boolean {
  if (why !== undefined && why !== 'all' && !one.why.includes(why)) return false;
  return checked === undefined || (checked === 'yes') === (one.finding !== null);
}

const csvColumns =
  'opening_id at account_id actor roles person_id reason identification refused why finding checked_at checked_by'.split(' ');

/** Ids and codes; whose file it was is its id, or `protected`. What was written in words stays here. */
function csvRow(one: OpeningToCheck): Record<string, string> {
  return {
    opening_id: one.openingId,
    at: one.at,
    account_id: one.accountId,
    actor: one.actorName,
    roles: one.roles.join(' '),
    person_id: one.person?.personId ?? 'protected',
    reason: one.reason ?? '',
    identification: one.identification ?? '',
    refused: one.isRefused ? 'yes' : 'no',
    why: one.why.join(' '),
    finding: one.finding ?? '',
    checked_at: one.checkedAt ?? '',
    checked_by: one.checkedBy ?? '',
  };
}
