/** /planning/map and /planning/:scenario/map: a plan on the map, linked by its address. Its files: map-files.ts. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { type House, mayRun } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint, openStream } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { addScripts, formEndpoints, readForm, type Values, valueOf } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { mapForms } from '../pages/forms/map-forms.tsx';
import { planningWords } from '../pages/forms/form-words.ts';
import { MapPage } from '../pages/map/map-page.tsx';
import { shownPlaces } from '../pages/map/shown-places.ts';
import { aimValue, mapWordsOf } from '../pages/map/words.ts';
import { namesIn, placeName } from '../pages/words.tsx';
import { askedOf } from '../map/asked.ts';
import { type AnsweredMap, MapAnswers } from '../map/answers.ts';
import { type MapQuestion, type Mark, queryOf, withMark } from '../map/question.ts';
import { knownMunicipalities } from '../reach/points.ts';
import { createScenario } from '../scenarios/create-scenario.ts';
import { planReaders, requireScenario } from '../scenarios/scenario-input.ts';
import { after } from '../scenarios/scenario-state.ts';
import type { Scenario } from '../store/scenarios.ts';
import { type MapDoor, mapFiles } from './map-files.ts';
import { homeCrumb, ofScenario, scenarioWays, send } from './page.ts';

addScripts(new URL('../browser/', import.meta.url));

const common = { method: 'GET', kind: 'page', access: planReaders, query: z.record(z.string(), z.unknown()) } as const;

export function mapPages(house: House, register: LiveRegister): Endpoint[] {
  const door: MapDoor = { house, register, answers: new MapAnswers() };
  const forms = mapForms(door).flatMap((form) => formEndpoints(house, form, planningWords, scenarioWays));
  return [
    endpoint({
      ...common,
      url: '/planning/map',
      summary: 'The network on a map: what a plan leads to, and the best that is possible, with proof',
      handle: (request, reply) => show(door, request, reply, null),
    }),
    endpoint({
      ...common,
      url: '/planning/:scenario/map',
      summary: 'A scenario on the map, to be planned further',
      params: ofScenario,
      async handle(request, reply) {
        return show(door, request, reply, await requireScenario(house.db, request.params.scenario));
      },
    }),
    followSearch(door),
    ...mapFiles(door),
    ...forms,
  ];
}

/** How far a search has come, for as long as it goes on. */
function followSearch({ house, register, answers }: MapDoor): Endpoint {
  return endpoint({
    ...common,
    url: '/planning/map/search',
    summary: 'How far the search for a plan has come, as it goes on',
    handle(request, reply) {
      const current = register.current();
      const { language } = request;
      const question = askedOf(house.clock, current, readForm(request.query).values, null);
      const search = answers.searchFor(current, question);
      const stream = openStream(request, reply);
      const say = mapWordsOf(translator(language));
      const text = (value: number | null): string => (value === null ? '–' : aimValue(language, question.aim, value));
      const tell = (): void => {
        if (search === null || search.finished !== null || search.failed !== null) {
          stream.send('done', {});
          stream.end();
        } else if (search.soFar?.places != null) {
          const { value, bound } = search.soFar;
          stream.send('progress', { text: say('searching', { value: text(value), bound: text(bound) }) });
        }
      };
      const unlisten = search?.listen(tell);
      void stream.closed.then(() => unlisten?.());
      tell();
      return reply;
    },
  });
}

const marks = ['close', 'keep', 'put', 'none'] as const;

/** A place marked in the form leads to the address that says so. */
function marked(question: MapQuestion, values: Values, codes: ReadonlySet<string>): MapQuestion | null {
  const code = valueOf(values, 'place');
  const mark: Mark | undefined = marks.find((one) => one === valueOf(values, 'act'));
  return mark === undefined || !codes.has(code) ? null : withMark(question, code, mark);
}

async function show(
  door: MapDoor,
  request: FastifyRequest,
  reply: FastifyReply,
  scenario: Scenario | null,
): Promise<FastifyReply> {
  const { house, register, answers } = door;
  const { language, actor } = request;
  const { values } = readForm(request.query);
  const current = register.current();
  const action = scenario === null ? '/planning/map' : `/planning/${scenario.id}/map`;
  const question = askedOf(house.clock, current, values, scenario);
  const moved = marked(question, values, new Set(current.places.map(({ place }) => place.code)));
  if (moved !== null) return reply.redirect(href(language, `${action}?${queryOf(moved)}`), 303);
  if (valueOf(values, 'again') !== '') {
    answers.forget(current, question);
    return reply.redirect(href(language, `${action}?${queryOf(question)}`), 303);
  }
  const municipalities = await knownMunicipalities(house.db);
  const isStopped = valueOf(values, 'halt') !== '';
  const found: AnsweredMap = await answers.answer(current, question, { municipalities, by: actor.id, halt: isStopped });
  const t = translator(language);
  const children = h(MapPage, {
    action,
    ...found,
    places: current.places.toSorted((a, b) => placeName(a).localeCompare(placeName(b), 'sv')),
    isDayFixed: scenario !== null,
    shown: shownPlaces(found.answer, current.places, t, href(language, action)),
    names: namesIn(current),
    municipalities,
    isStopped,
    scenario,
    mayWrite: mayRun(actor, createScenario) && (scenario === null || after(scenario.state, 'change') !== null),
  });
  const above = scenario === null ? [] : [{ href: href(language, `/planning/${scenario.id}`), text: scenario.title }];
  return send(request, reply, {
    title: mapWordsOf(t)('title'),
    children,
    above: [homeCrumb(language), ...above],
    scripts: ['plan-map.js'],
  });
}
