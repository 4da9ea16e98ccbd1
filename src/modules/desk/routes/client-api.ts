/** Desks over the API for other authorities' programs: visits in, figures of their own matters out, and what became of a document. */
import { z } from 'zod';
import { type Actor, execute, type House } from '../../../platform/auth/index.ts';
import { daysBetween, day } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { documentKinds, documentStates } from '../kinds.ts';
import { deskProblem } from '../problems.ts';
import { parseReceiptCode, shownReceiptCode } from '../receipt-code.ts';
import { mostReported, reportedVisit, reportVisits } from '../report-visits.ts';
import { deskFigures } from '../report/figures.ts';
import { findByReceipt } from '../store/documents.ts';
import { dimensions } from '../store/report.ts';
import { place } from './api.ts';
import { requireClient } from './bearer.ts';
import '../texts.ts';

const api = { kind: 'api', access: 'everyone', bearer: true, tag: 'desk' } as const;

/** Figures of at most so many days at once. */
const mostDays = 370;

const added = z.object({
  /** So many are new. */
  added: z.int().meta({ examples: [2] }),
  /** So many had been reported before, alike in everything. */
  known: z.int().meta({ examples: [0] }),
});

const documentAnswer = z.object({
  receiptCode: z.string().meta({ examples: ['ABCD-EFGH-JKMN-P'] }),
  kind: z.enum(documentKinds),
  state: z.enum(documentStates),
  /** When it reached the desk; never changed. */
  arrivedAt: z.string(),
  forwardedAt: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
});

const figuresAnswer = z.object({
  by: z.enum(dimensions),
  from: z.string(),
  to: z.string(),
  agency: z.string(),
  columns: z.array(z.object({ name: z.string(), unit: z.enum(['count', 'share', 'minutes', 'hours']) })),
  /** Small counts are null and the others rounded (rule small-cells). */
  rows: z.array(z.object({ key: z.string(), figures: z.array(z.number().nullable()) })),
  all: z.array(z.number().nullable()).nullable(),
});

export function clientApi(house: House): Endpoint[] {
  return [visitsIn(house), documentState(house), figures(house)];
}

function visitsIn(house: House): Endpoint {
  return endpoint({
    ...api,
    method: 'POST',
    url: '/v1/desk/places/:place/visits',
    summary: 'Report visits of an office with a queue system of its own; the same visit reported again is not added again',
    params: place,
    body: z.strictObject({ visits: z.array(reportedVisit).min(1).max(mostReported) }),
    answer: added,
    async handle(request, reply) {
      const { id, name, keyHash } = await requireClient(house.db, request, reply);
      const sent = request.headers['idempotency-key'];
      const requestId = typeof sent === 'string' ? parseUuid(sent) : null;
      if (requestId === null) throw problem('invalid-input', { fields: [{ field: 'idempotency-key', expected: 'a uuid' }] });
      const actor: Actor = { id: `client:${id}`, name, roles: ['visitor'] };
      const input = { keyHash, placeId: request.params.place, visits: request.body.visits };
      const result = await execute(house, actor, reportVisits, input, requestId);
      return { added: result.visits, known: result.known };
    },
  });
}

function documentState(house: House): Endpoint {
  return endpoint({
    ...api,
    method: 'GET',
    url: '/v1/desk/documents/:receipt',
    summary: 'What became of a document of the authority’s own matters, by the code on its receipt',
    params: z.object({
      receipt: z
        .string()
        .max(40)
        .meta({ examples: ['ABCD-EFGH-JKMN-P'] }),
    }),
    answer: documentAnswer,
    async handle(request, reply) {
      const { agency } = await requireClient(house.db, request, reply);
      const code = parseReceiptCode(request.params.receipt);
      const found = code === null ? null : await findByReceipt(house.db, code);
      if (found === null || found.agency !== agency) throw deskProblem('document-unknown');
      const { kind, state, arrivedAt, forwardedAt, acknowledgedAt } = found;
      return { receiptCode: shownReceiptCode(found.receiptCode), kind, state, arrivedAt, forwardedAt, acknowledgedAt };
    },
  });
}

function figures(house: House): Endpoint {
  return endpoint({
    ...api,
    method: 'GET',
    url: '/v1/desk/own-figures',
    summary: 'Visits about the authority’s own matters, counted by one property, as they may be shown',
    query: z.object({
      by: z.enum(dimensions).default('week'),
      from: day,
      to: day,
      place: z.uuid().optional(),
    }),
    answer: figuresAnswer,
    async handle(request, reply) {
      const { agency } = await requireClient(house.db, request, reply);
      const { by, from, to, place: placeId } = request.query;
      const length = daysBetween(from, to);
      if (length < 0 || length >= mostDays)
        throw problem('invalid-input', {
          fields: [{ field: 'to', expected: `from the first day on, at most ${mostDays} days` }],
        });
      const found = await deskFigures(house.db, by, {
        placeId: placeId === undefined ? null : parseUuid(placeId),
        from,
        to,
        agency,
      });
      const rows = found.rows.map(({ keys, figures: of }) => ({ key: keys.join(' '), figures: [...of] }));
      return { by, from, to, agency, columns: [...found.columns], rows, all: found.all === null ? null : [...found.all] };
    },
  });
}
