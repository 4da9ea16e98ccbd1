/** /planning: scenarios, one of them, places to choose from, scenarios side by side. Decisions: decisions.ts. */
import { h } from 'preact';
import { z } from 'zod';
import { type House, mayRun } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { formEndpoints, sendSvg } from '../../../ui/index.ts';
import { allBodies } from '../../contact/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { ComparePage } from '../pages/compare-page.tsx';
import { drawDifferences } from '../pages/difference-map.tsx';
import { planningWords } from '../pages/forms/form-words.ts';
import { scenarioForms } from '../pages/forms/scenario-forms.tsx';
import { PlacesPage } from '../pages/places-page.tsx';
import { ScenarioPage } from '../pages/scenario-page.tsx';
import { ScenariosPage } from '../pages/scenarios-page.tsx';
import { namesIn, wordsOf } from '../pages/words.tsx';
import { planningProblem } from '../problems.ts';
import { knownMunicipalities } from '../reach/points.ts';
import { changeScenario } from '../scenarios/change-scenario.ts';
import { plannedKinds } from '../scenarios/change.ts';
import { type Difference, rowsAgainst } from '../scenarios/compare.ts';
import { createScenario } from '../scenarios/create-scenario.ts';
import { findPlaces, type FoundPlace } from '../scenarios/find-places.ts';
import { plannedNetwork } from '../scenarios/planned.ts';
import { planReaders, requireScenario } from '../scenarios/scenario-input.ts';
import { actsIn, scenarioStates } from '../scenarios/scenario-state.ts';
import {
  type Comment,
  findScenario,
  findVersion,
  listComments,
  listScenarios,
  listSteps,
  type Scenario,
} from '../store/scenarios.ts';
import { planningApi } from './api.ts';
import { decisionEndpoints } from './decisions.ts';
import { homeCrumb, idList, mostCompared, ofScenario, scenarioWays, send } from './page.ts';
import { staffingEndpoints } from './staffing.ts';
import '../texts.ts';

const common = { method: 'GET', kind: 'page', access: planReaders } as const;
const number = z.coerce.number().int().min(1).max(1_000_000).nullable().catch(null).default(null);
const dones = ['changed', 'copied', 'commented', 'sent-before', ...scenarioStates] as const;

export function planningPages(house: House, register: LiveRegister): Endpoint[] {
  const forms = scenarioForms(() => register.current()).flatMap((form) =>
    formEndpoints(house, form, planningWords, scenarioWays),
  );
  return [
    listPage(house),
    ...comparePages(house),
    ...onePages(house, register),
    placesPage(house, register),
    ...forms,
    ...decisionEndpoints(house, register),
    ...staffingEndpoints(house),
    ...planningApi(house),
  ];
}

function listPage(house: House): Endpoint {
  return endpoint({
    ...common,
    url: '/planning',
    summary: 'Scenarios of the network',
    async handle(request, reply) {
      const { text: title } = homeCrumb(request.language);
      const shown = {
        scenarios: await listScenarios(house.db),
        mayWrite: mayRun(request.actor, createScenario),
      };
      return send(request, reply, { title, children: h(ScenariosPage, shown) });
    },
  });
}

/** Before and after, of one scenario. */
const ownRows = ({ result }: Scenario): Difference[] =>
  result.municipalities.map(({ code, weight, before, after }) => ({ code, weight, from: before, to: after }));

const compared = z.object({ ids: idList.catch([]) });

function comparePages(house: House): Endpoint[] {
  const chosen = async (ids: readonly string[]): Promise<Scenario[]> => {
    const found: Scenario[] = [];
    for (const id of new Set(ids)) found.push(await requireScenario(house.db, id));
    return found;
  };
  return [
    endpoint({
      ...common,
      url: '/planning/compare',
      summary: 'Scenarios side by side: measures, who gains and who loses, and a map of the differences',
      query: compared,
      async handle(request, reply) {
        const asked = new Set(request.query.ids);
        const scenarios = asked.size > mostCompared ? [] : await chosen([...asked]);
        const [first, ...others] = scenarios;
        const against =
          first === undefined ? [] : others.map((scenario) => ({ scenario, rows: rowsAgainst(first.result, scenario.result) }));
        const children = h(ComparePage, {
          scenarios,
          against,
          municipalities: await knownMunicipalities(house.db),
          tooMany: asked.size > mostCompared ? mostCompared : null,
        });
        const title = wordsOf(translator(request.language))('compare.title');
        return send(request, reply, { title, children, above: [homeCrumb(request.language)] });
      },
    }),
    endpoint({
      ...common,
      url: '/planning/compare.svg',
      summary: 'Map of the differences between two scenarios',
      query: compared,
      async handle(request, reply) {
        const [first, other] = await chosen(request.query.ids);
        if (first === undefined || other === undefined) throw planningProblem('scenario-unknown');
        const t = translator(request.language);
        const title = wordsOf(t)('compare.map', { title: other.title, first: first.title });
        const known = await knownMunicipalities(house.db);
        return sendSvg(
          reply,
          drawDifferences(rowsAgainst(first.result, other.result), title, (code) => known.get(code)?.name ?? code, t),
        );
      },
    }),
  ];
}

function onePages(house: House, register: LiveRegister): Endpoint[] {
  const versionOf = async (id: string, asked: number | null): Promise<{ scenario: Scenario; isOld: boolean }> => {
    const newest = await requireScenario(house.db, id);
    const old = asked === null || asked === newest.number ? null : await findVersion(house.db, newest.id, asked);
    return { scenario: old ?? newest, isOld: old !== null };
  };
  return [
    endpoint({
      ...common,
      url: '/planning/:scenario',
      summary: 'One scenario: its changes, what they do to people, comments and history',
      params: ofScenario,
      query: z.object({ number, done: z.enum(dones).nullable().catch(null).default(null) }),
      async handle(request, reply) {
        const { scenario, isOld } = await versionOf(request.params.scenario, request.query.number);
        const children = h(ScenarioPage, {
          scenario,
          isOld,
          copiedFrom: scenario.copiedFrom === null ? null : ((await findScenario(house.db, scenario.copiedFrom))?.title ?? null),
          rows: ownRows(scenario),
          steps: await listSteps(house.db, scenario.id),
          comments: await withSenders(house, await listComments(house.db, scenario.id), request.language),
          municipalities: await knownMunicipalities(house.db),
          names: namesIn(register.current()),
          acts: actsIn(scenario.state),
          mayWrite: mayRun(request.actor, changeScenario),
          isOwn: scenario.authorIds.includes(request.actor.id),
          isStale: scenario.state !== 'decided' && scenario.registerVersion !== register.current().version,
          done: request.query.done,
        });
        return send(request, reply, { title: scenario.title, children, above: [homeCrumb(request.language)] });
      },
    }),
    endpoint({
      ...common,
      url: '/planning/:scenario/map.svg',
      summary: 'Map of what a scenario does to travel times',
      params: ofScenario,
      query: z.object({ number }),
      async handle(request, reply) {
        const { scenario } = await versionOf(request.params.scenario, request.query.number);
        const t = translator(request.language);
        const known = await knownMunicipalities(house.db);
        const title = wordsOf(t)('mapCaption');
        return sendSvg(
          reply,
          drawDifferences(ownRows(scenario), title, (code) => known.get(code)?.name ?? code, t),
        );
      },
    }),
  ];
}

async function withSenders(
  house: House,
  comments: readonly Comment[],
  language: Language,
): Promise<(Comment & { sender: string })[]> {
  const t = wordsOf(translator(language));
  const bodies = comments.length === 0 ? [] : await allBodies(house.db);
  const named = new Map(bodies.map(({ key, name }) => [key, name]));
  return comments.map((one) => ({
    ...one,
    sender: (one.bodyKey === null ? one.fromName : (named.get(one.bodyKey) ?? one.bodyKey)) ?? t(`sender.${one.fromKind}`),
  }));
}

const text = (max: number) => z.string().trim().max(max).catch('').default('');

function placesPage(house: House, register: LiveRegister): Endpoint {
  return endpoint({
    ...common,
    access: changeScenario.roles,
    url: '/planning/:scenario/places',
    summary: 'Places to close, open or change in a scenario',
    params: ofScenario,
    query: z.object({
      text: text(80),
      county: text(2),
      kind: z
        .enum(['', ...plannedKinds, 'none'])
        .catch('')
        .default(''),
      place: idList.catch([]),
    }),
    async handle(request, reply) {
      const scenario = await requireScenario(house.db, request.params.scenario);
      const ticked = new Set(request.query.place);
      const isTicked = ({ known }: FoundPlace): boolean => ticked.has(known.place.id);
      const current = register.current();
      const { text: looked, county: countyCode, kind } = request.query;
      const filter = { text: looked, countyCode, kind };
      const { after } = plannedNetwork(current, scenario.baseDate, scenario.changes);
      const counties = new Map([...current.municipalities.values()].map((one) => [one.countyCode, one.county]));
      const children = h(PlacesPage, {
        scenario,
        filter,
        counties: [...counties].map(([code, name]) => ({ code, name })),
        chosen: findPlaces(current, after, { text: '', countyCode: '', kind: '' }).filter(isTicked),
        found: findPlaces(current, after, filter).filter((one) => !isTicked(one)),
      });
      const { language } = request;
      const above = [homeCrumb(language), { href: href(language, `/planning/${scenario.id}`), text: scenario.title }];
      return send(request, reply, { title: wordsOf(translator(language))('places.title'), children, above });
    },
  });
}
