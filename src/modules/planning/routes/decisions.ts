/** /planning/:scenario/decision and /follow-up: what a scenario writes into the register, and what became of it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House, mayRun } from '../../../platform/auth/index.ts';
import { later, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { formEndpoints, readForm, valueOf, type Values } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { carryOut } from '../decision/carry-out.ts';
import { carryOutScenario, resumeDecision } from '../decision/carry-out-scenario.ts';
import { experienceOf, firstDayOf, followChanges, touchedBy } from '../decision/follow-up.ts';
import { rehearse } from '../decision/rehearse.ts';
import { stepsOf } from '../decision/steps.ts';
import { DecisionPage } from '../pages/decision-page.tsx';
import { planningWords } from '../pages/forms/form-words.ts';
import { leaveOutForm } from '../pages/forms/leave-out-form.tsx';
import { FollowUpPage } from '../pages/follow-up-page.tsx';
import { namesIn, wordsOf } from '../pages/words.tsx';
import { knownMunicipalities } from '../reach/points.ts';
import { mayLeaveOut } from '../rules/step-left-out.ts';
import { resultOf } from '../scenarios/result.ts';
import { planReaders, requireScenario } from '../scenarios/scenario-input.ts';
import { findDecision, listDecisionSteps } from '../store/decisions.ts';
import type { Scenario } from '../store/scenarios.ts';
import { homeCrumb, ofScenario, send } from './page.ts';

/** A browser waits no longer: what is left of a great decision is gone on with from the page. */
const longestMs = 20_000;

const common = { method: 'GET', kind: 'page', access: planReaders, params: ofScenario } as const;

export function decisionEndpoints(house: House, register: LiveRegister): Endpoint[] {
  const show = (request: FastifyRequest, reply: FastifyReply, scenario: Scenario, more: Shown) =>
    showDecision({ house, register, request, reply }, scenario, more);
  return [
    endpoint({
      ...common,
      url: '/planning/:scenario/decision',
      summary: 'What a scenario would write into the register, or has written',
      query: z.object({ done: z.literal('yes').nullable().catch(null).default(null) }),
      async handle(request, reply) {
        const scenario = await requireScenario(house.db, request.params.scenario);
        return show(request, reply, scenario, { values: {}, refusal: null, done: request.query.done !== null });
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      access: carryOutScenario.roles,
      keepsForm: true,
      url: '/planning/:scenario/decision',
      summary: 'Decide that an approved scenario is carried out, or go on with it',
      async handle(request, reply) {
        const scenario = await requireScenario(house.db, request.params.scenario);
        const { values, requestId, next } = readForm(request.body);
        const { actor } = request;
        await register.refresh();
        try {
          if (next === 'resume') await execute(house, actor, resumeDecision, { scenarioId: scenario.id }, requestId);
          else {
            const input = { scenarioId: scenario.id, version: valueOf(values, 'version'), reason: valueOf(values, 'reason') };
            await execute(house, actor, carryOutScenario, { ...input, register: () => register.current() }, requestId);
          }
        } catch (error) {
          if (!(error instanceof Problem) || ![409, 422].includes(error.status)) throw error;
          return show(request, reply, scenario, { values, refusal: error, done: false });
        }
        await carryOut(house, actor, scenario.id, later(house.clock.now(), longestMs));
        return reply.redirect(href(request.language, `/planning/${scenario.id}/decision?done=yes`), 303);
      },
    }),
    ...formEndpoints(
      house,
      leaveOutForm(() => register.current()),
      planningWords,
      {
        // What waited behind it is gone on with.
        ran: async (result, { actor }) => {
          await carryOut(house, actor, (result as { scenarioId: Uuid }).scenarioId, later(house.clock.now(), longestMs));
        },
      },
    ),
    followUpPage(house, register),
  ];
}

interface Shown {
  values: Values;
  refusal: Problem | null;
  done: boolean;
}

async function showDecision(
  { house, register, request, reply }: { house: House; register: LiveRegister; request: FastifyRequest; reply: FastifyReply },
  scenario: Scenario,
  { values, refusal, done }: Shown,
): Promise<FastifyReply> {
  await register.refresh();
  const decision = await findDecision(house.db, scenario.id);
  const current = register.current();
  // Also before it is approved: whoever writes it sees what the register would say.
  const isToDecide = decision === null && ['draft', 'proposed', 'approved'].includes(scenario.state);
  const plan = {
    steps: isToDecide ? stepsOf(current, scenario.baseDate, scenario.changes) : [],
    changes: scenario.changes,
    // What is tried is the reason's place, not its words.
    reason: valueOf(values, 'reason') === '' ? '–' : valueOf(values, 'reason').slice(0, 2000),
  };
  const children = h(DecisionPage, {
    scenario,
    names: namesIn(current),
    decision,
    steps: await listDecisionSteps(house.db, scenario.id),
    rehearsed: isToDecide ? await rehearse(house, request.actor, plan) : [],
    mayWrite: mayRun(request.actor, carryOutScenario),
    mayLeaveOut: mayLeaveOut(request.actor.id, scenario.authorIds),
    form: { values, refusal },
    requestId: house.newId(),
    done,
  });
  return send(request, reply, {
    title: wordsOf(translator(request.language))(decision === null ? 'decision.title' : 'decision.doneTitle'),
    children,
    above: crumbsTo(request, scenario),
    status: refusal?.status ?? 200,
  });
}

const crumbsTo = ({ language }: FastifyRequest, { id, title }: Scenario) => [
  homeCrumb(language),
  { href: href(language, `/planning/${id}`), text: title },
];

function followUpPage(house: House, register: LiveRegister): Endpoint {
  return endpoint({
    ...common,
    url: '/planning/:scenario/follow-up',
    summary: 'A decided scenario: planned against what happened',
    async handle(request, reply) {
      const scenario = await requireScenario(house.db, request.params.scenario);
      await register.refresh();
      const [current, on] = [register.current(), today(house.clock)];
      const { changes, result } = scenario;
      const municipalities = await knownMunicipalities(house.db);
      const deprivation = new Map([...municipalities.values()].map((one) => [one.code, one.deprivation]));
      const now = resultOf(current, { baseDate: on, changes: [], limit: result.limit, deprivation }).result;
      const touched = touchedBy(current, changes, result);
      const firstDay = firstDayOf(changes);
      const codes = touched.map(({ code }) => code);
      const decision = await findDecision(house.db, scenario.id);
      const children = h(FollowUpPage, {
        scenario,
        decision,
        followed:
          decision === null ? [] : await followChanges(house.db, changes, await listDecisionSteps(house.db, scenario.id), on),
        now: {
          measures: now.measures.before,
          places: now.places.before,
          minutes: new Map(now.municipalities.map((one) => [one.code, one.before])),
        },
        touched,
        experience: decision === null || firstDay === null ? [] : await experienceOf(house.db, codes, firstDay, on),
        municipalities,
        names: namesIn(current),
      });
      const title = wordsOf(translator(request.language))('followUp.title');
      return send(request, reply, { title, children, above: crumbsTo(request, scenario) });
    },
  });
}
