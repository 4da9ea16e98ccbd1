/** GET /v1/scenarios: scenarios as data, for programs of those who plan. They are written on the pages, with their four eyes. */
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint, pageOf } from '../../../platform/http/index.ts';
import { weeklyHours } from '../../network/index.ts';
import { changeKinds, plannedKinds } from '../scenarios/change.ts';
import { differenceOf, rowsAgainst } from '../scenarios/compare.ts';
import { scenarioResult } from '../scenarios/result.ts';
import { planReaders, requireScenario } from '../scenarios/scenario-input.ts';
import { scenarioStates } from '../scenarios/scenario-state.ts';
import { type ListedScenario, listScenarios, type Scenario } from '../store/scenarios.ts';
import { idList, mostCompared, ofScenario } from './page.ts';

const common = { method: 'GET', kind: 'api', access: planReaders, tag: 'planning' } as const;

const listed = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(scenarioStates),
  /** Of the newest wording. */
  number: z.number().int(),
  baseDate: z.string(),
  author: z.string(),
  changeCount: z.number().int(),
  knownAt: z.string(),
});
const change = z.object({
  kind: z.enum(changeKinds),
  placeId: z.string(),
  from: z.string(),
  presence: z.enum(plannedKinds).optional(),
  hours: weeklyHours.nullable().optional(),
  replacedByKind: z.enum(['own', 'cooperation', 'neighbour']).optional(),
  replacedBy: z.string().optional(),
});
const whole = listed.extend({
  assumptions: z.string(),
  registerVersion: z.number().int(),
  copiedFrom: z.string().nullable(),
  changes: z.array(change),
  result: scenarioResult,
});

const minutes = z.number().nullable();
const touched = z.object({ municipalities: z.number().int(), weight: z.number() });
const compared = z.object({
  scenarios: z.array(listed.extend({ measures: scenarioResult.shape.measures, places: scenarioResult.shape.places })),
  /** Each of the others against the first. Weight: registered unemployed; minutes null where no way is known. */
  against: z.array(
    z.object({
      id: z.string(),
      worse: touched,
      better: touched,
      municipalities: z.array(z.object({ code: z.string(), weight: z.number(), from: minutes, to: minutes })),
    }),
  ),
});

/** What is told of a scenario; who wrote it by name, as its page has it. */
const short = ({ id, title, state, number, baseDate, author, changeCount, knownAt }: ListedScenario) => ({
  id,
  title,
  state,
  number,
  baseDate,
  author,
  changeCount,
  knownAt,
});

export function planningApi(house: House): Endpoint[] {
  return [
    endpoint({
      ...common,
      url: '/v1/scenarios',
      summary: 'Scenarios of the network, the newest first',
      query: z.object({
        state: z.enum(scenarioStates).optional(),
        limit: z.coerce.number().int().min(1).max(1000).default(100),
        offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      }),
      answer: z.object({ items: z.array(listed), total: z.number().int(), next: z.string().nullable() }),
      async handle(request) {
        const { state, limit, offset } = request.query;
        const all = (await listScenarios(house.db)).filter((one) => state === undefined || one.state === state);
        return pageOf(request, all.slice(offset, offset + limit).map(short), all.length, { limit, offset });
      },
    }),
    endpoint({
      ...common,
      url: '/v1/scenarios/:scenario',
      summary: 'One scenario: its changes, and what they do to travel times by municipality',
      params: ofScenario,
      answer: whole,
      async handle(request) {
        const scenario = await requireScenario(house.db, request.params.scenario);
        const { assumptions, registerVersion, copiedFrom, changes, result } = scenario;
        return { ...short(scenario), assumptions, registerVersion, copiedFrom, changes: [...changes], result };
      },
    }),
    comparison(house),
  ];
}

function comparison(house: House): Endpoint {
  return endpoint({
    ...common,
    url: '/v1/scenarios/compare',
    summary: 'Two to six scenarios side by side: measures, and who gains and who loses against the first',
    query: z.object({ ids: idList.pipe(z.array(z.string()).max(mostCompared)) }),
    answer: compared,
    async handle(request) {
      const scenarios: Scenario[] = [];
      for (const id of new Set(request.query.ids)) scenarios.push(await requireScenario(house.db, id));
      const [first, ...others] = scenarios;
      return {
        scenarios: scenarios.map((one) => ({ ...short(one), measures: one.result.measures, places: one.result.places })),
        against: others.map(({ id, result }) => {
          const municipalities = rowsAgainst(first!.result, result);
          const { worse, better } = differenceOf(municipalities);
          return { id, worse, better, municipalities };
        }),
      };
    },
  });
}
