/** What runs out, and what no agreement covers: pages, and the same as CSV. */
import { h } from 'preact';
import { z } from 'zod';
import type { House, Role } from '../../../platform/auth/index.ts';
import { addMonths, day, plainDate, type PlainDate, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { ownAgency } from '../desk-tasks.ts';
import { coveringStates } from '../agreement-state.ts';
import { municipalityStates } from '../kinds.ts';
import { municipalitiesOn } from '../municipalities-on.ts';
import { AgreementsEndingPage } from '../pages/agreements/ending.tsx';
import { AgreementsMissingPage, type WithoutAgreement } from '../pages/agreements/missing.tsx';
import { agreementNotice, noticeDay } from '../rules/agreement-notice.ts';
import { requireDay } from '../rules/municipality-state.ts';
import { placeAgreement } from '../rules/place-agreement.ts';
import { listMunicipalityAgreements, listUncoveredPlaces } from '../store/agreement-gaps.ts';
import { type AgreementSummary, listAgreementRecords } from '../store/agreement-records.ts';
import { listCounties } from '../store/geography.ts';
import { asked, offset } from './asked.ts';

/** Who reads agreements. */
export const agreementReaders = ['planner', 'analyst', 'administrator'] as const satisfies readonly Role[];

const pageSize = 50;

const missingQuery = z.object({
  on: asked(day),
  county: asked(z.string().regex(/^\d{2}$/, 'a county code')),
  state: asked(z.enum(municipalityStates)),
  offset: asked(offset),
});
type MissingQuery = z.output<typeof missingQuery>;

export function agreementViews(house: House): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: agreementReaders } as const;
  const endingQuery = z.object({ on: asked(day) });

  const ending = async (on: PlainDate) => {
    requireDay(on);
    const { shownMonths: months } = valueOn(agreementNotice, on);
    const to = addMonths(on, months);
    return { on, to, months, rows: await listAgreementRecords(house.db, { on, ends: { from: on, to } }) };
  };

  const missing = async ({ on: asked_, county, state }: MissingQuery) => {
    const on = asked_ ?? today(house.clock);
    const agreements = await listMunicipalityAgreements(house.db, on);
    const inForce = new Set(
      agreements.filter((one) => coveringStates.some((state_) => state_ === one.state)).map((one) => one.municipalityCode),
    );
    const all = await municipalitiesOn(house.db, on, county);
    const without = all
      .filter((one) => !inForce.has(one.code) && (state === undefined || one.state === state))
      .map((municipality): WithoutAgreement => {
        const underWay = agreements.find((one) => one.municipalityCode === municipality.code) ?? null;
        return { municipality, underWay };
      });
    return { on, covered: all.filter(({ code }) => inForce.has(code)).length, without };
  };

  return [
    endpoint({
      ...page,
      url: '/agreements/ending',
      summary: 'Agreements that run out in the coming months',
      query: endingQuery,
      async handle(request, reply) {
        const children = h(AgreementsEndingPage, await ending(request.query.on ?? today(house.clock)));
        const title = translator(request.language)('network:staffAgreements.view.ending');
        return sendPage(reply, renderPage(request, { title, children, wide: true }));
      },
    }),

    endpoint({
      ...page,
      url: '/agreements/ending.csv',
      summary: 'The same as CSV',
      query: endingQuery,
      async handle(request, reply) {
        const { rows, on } = await ending(request.query.on ?? today(house.clock));
        void reply.header('content-disposition', `attachment; filename="agreements-ending-${on}.csv"`);
        const columns = ['id', 'title', 'kind', 'partyNames', 'places', 'state', 'lastDay', 'noticeDay'];
        return csvStream(reply, columns, rows.map(endingRow));
      },
    }),

    endpoint({
      ...page,
      url: '/agreements/missing',
      summary: 'Municipalities without an agreement, and places that offer what none covers',
      query: missingQuery,
      async handle(request, reply) {
        const { on, covered, without } = await missing(request.query);
        const { county, state, offset: at = 0 } = request.query;
        const places = await listUncoveredPlaces(house.db, on, valueOn(placeAgreement, on), ownAgency);
        const children = h(AgreementsMissingPage, {
          filter: { on, county, state },
          counties: await listCounties(house.db),
          places,
          municipalities: without,
          covered,
          offset: at,
          limit: pageSize,
        });
        const title = translator(request.language)('network:staffAgreements.view.missing');
        return sendPage(reply, renderPage(request, { title, children, wide: true }));
      },
    }),

    endpoint({
      ...page,
      url: '/agreements/missing.csv',
      summary: 'Municipalities without an agreement as CSV',
      query: missingQuery,
      async handle(request, reply) {
        const { on, without } = await missing(request.query);
        void reply.header('content-disposition', `attachment; filename="agreements-missing-${on}.csv"`);
        const rows = without.map(({ municipality: { code, name, county, state }, underWay }) => ({
          code,
          name,
          county,
          state,
          underWay: underWay?.title ?? '',
          underWayState: underWay?.state ?? '',
        }));
        return csvStream(reply, ['code', 'name', 'county', 'state', 'underWay', 'underWayState'], rows);
      },
    }),
  ];
}

const endingRow = (one: AgreementSummary) => ({
  ...one,
  partyNames: one.partyNames.join('; '),
  noticeDay: one.lastDay === null ? null : noticeDay(plainDate(one.lastDay), one.noticeMonths),
});
