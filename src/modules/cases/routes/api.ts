/**
 * The API of a case, for the person (`/v1/me`) and for officers. Signed in by the session; what writes takes the form token in
 * `x-csrf-token` and, for safe retries, the client's own key in `idempotency-key`.
 */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { execute, type House } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { peopleProblem, personOf, requireStanding } from '../../people/index.ts';
import {
  caseAnswer,
  dutyAnswer,
  planAnswer,
  receiptAnswer,
  registrationAnswer,
  reportAnswer,
  reportReceiptAnswer,
  savedStepAnswer,
  stepAnswer,
} from '../api-answers.ts';
import { dutiesOf } from '../duties.ts';
import { casesProblem } from '../problems.ts';
import { missingSteps, shownSteps, stepIds, stepOf } from '../registration/index.ts';
import { month, reportInput } from '../report-input.ts';
import { saveReport } from '../save-report.ts';
import { saveStep } from '../save-step.ts';
import { startRegistration } from '../start-registration.ts';
import type { PlanContent } from '../rules/plan-content.ts';
import { sharedPlan } from '../rules/plan-for-provider.ts';
import { listDecisions } from '../store/decision.ts';
import { findDraft } from '../store/draft.ts';
import { listPlans } from '../store/plan.ts';
import { listRegistrations, openRegistration, type Registration } from '../store/registration.ts';
import { listReports } from '../store/report.ts';
import { submitRegistration } from '../submit-registration.ts';
import { submitReport } from '../submit-report.ts';
import { workApi } from './api-work.ts';

const mine = { kind: 'api', access: ['jobseeker'], tag: 'my case' } as const;
const none = z.strictObject({});
const list = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });

/** The client's own key of a request that may be sent again. */
function requestKey(request: FastifyRequest): string | null {
  const sent = request.headers['idempotency-key'];
  if (sent === undefined) return null;
  const key = typeof sent === 'string' ? parseUuid(sent) : null;
  if (key === null) throw problem('invalid-input', { fields: [{ field: 'idempotency-key', expected: 'a uuid' }] });
  return key;
}

/** The signed-in person. Someone with protected identity is served by their named contact, not here (JO 5254-2016). */
async function meOf(house: House, request: FastifyRequest): Promise<Uuid> {
  const personId = await personOf(house.db, request.actor.id);
  if (personId === null) throw peopleProblem('person-unknown');
  const standing = await requireStanding(house.db, request.actor, personId, 'registration', house.clock.now());
  if (standing.isProtected) throw peopleProblem('person-elsewhere');
  return personId;
}

export function casesApi(house: House): Endpoint[] {
  return [...caseEndpoints(house), ...registrationEndpoints(house), ...reportEndpoints(house), ...workApi(house)];
}

function caseEndpoints(house: House): Endpoint[] {
  return [
    endpoint({
      ...mine,
      method: 'GET',
      url: '/v1/me',
      summary: 'My case: the registration, what is being filled in, what to do and by when',
      query: none,
      answer: caseAnswer,
      async handle(request) {
        const personId = await meOf(house, request);
        const open = await openRegistration(house.db, personId);
        const draft = await findDraft(house.db, personId);
        return {
          personId,
          registration: open === null ? null : await registrationOf(house.db, open),
          draft: draft === null ? null : draftOf(draft),
          duties: await dutiesOf(house.db, personId, today(house.clock)),
        };
      },
    }),
    endpoint({
      ...mine,
      method: 'GET',
      url: '/v1/me/duties',
      summary: 'What to do and by when',
      query: none,
      answer: list(dutyAnswer),
      handle: async (request) => ({ items: await dutiesOf(house.db, await meOf(house, request), today(house.clock)) }),
    }),
    endpoint({
      ...mine,
      method: 'GET',
      url: '/v1/me/plans',
      summary: 'My plans that are or were in force, the latest first',
      query: none,
      answer: list(planAnswer),
      async handle(request) {
        const plans = await listPlans(house.db, await meOf(house, request));
        // The person is not protected: meOf refuses those who are.
        const forProvider = (content: PlanContent) => sharedPlan(content, false, today(house.clock));
        return {
          items: plans
            .filter(({ state }) => state !== 'draft')
            .map(({ id, content, madeOn, renewBy }) => ({ id, content, madeOn, renewBy, forProvider: forProvider(content) })),
        };
      },
    }),
  ];
}

function registrationEndpoints(house: House): Endpoint[] {
  return [
    endpoint({
      ...mine,
      method: 'GET',
      url: '/v1/registration-steps',
      access: 'everyone',
      summary: 'The questions of the registration, in order',
      query: none,
      answer: list(stepAnswer),
      handle: () => ({ items: stepIds.map(describedStep) }),
    }),
    endpoint({
      ...mine,
      method: 'POST',
      url: '/v1/me/registration-drafts',
      summary: 'Begin to fill in a registration, or go on with the one that is open',
      body: none,
      answer: z.object({ draftId: z.uuid(), version: z.number(), atStep: z.string(), resumed: z.boolean() }),
      async handle(request) {
        const personId = await meOf(house, request);
        const how = { language: request.language, channel: 'web', phoneGround: null };
        return execute(house, request.actor, startRegistration, { personId, ...how }, requestKey(request));
      },
    }),
    endpoint({
      ...mine,
      method: 'POST',
      url: '/v1/me/registration-drafts/steps/:step',
      summary: 'Save one step of the registration; what cannot be read comes back as errors',
      params: z.object({ step: z.enum(stepIds).exclude(['check']) }),
      body: z.strictObject({ version: z.int().min(1), typed: z.record(z.string(), z.array(z.string())) }),
      answer: savedStepAnswer,
      async handle(request) {
        const personId = await meOf(house, request);
        const { step } = request.params;
        const { version, next, errors, ended } = await execute(
          house,
          request.actor,
          saveStep,
          { personId, step, ...request.body },
          requestKey(request),
        );
        return { version, next, errors, ended };
      },
    }),
    endpoint({
      ...mine,
      method: 'POST',
      url: '/v1/me/registrations',
      summary: 'Send in the registration',
      body: z.strictObject({ draftId: z.uuid(), version: z.int().min(1) }),
      answer: receiptAnswer,
      async handle(request) {
        const personId = await meOf(house, request);
        return execute(house, request.actor, submitRegistration, { personId, ...request.body }, requestKey(request));
      },
    }),
    endpoint({
      ...mine,
      method: 'GET',
      url: '/v1/me/registrations',
      summary: 'My registrations with their decisions, the latest first',
      query: none,
      answer: list(registrationAnswer),
      async handle(request) {
        const all = await listRegistrations(house.db, await meOf(house, request));
        return { items: await Promise.all(all.map((one) => registrationOf(house.db, one))) };
      },
    }),
  ];
}

function reportEndpoints(house: House): Endpoint[] {
  const params = z.object({ month });
  return [
    endpoint({
      ...mine,
      method: 'GET',
      url: '/v1/me/activity-reports',
      summary: 'My activity reports, the latest month first',
      query: none,
      answer: list(reportAnswer),
      async handle(request) {
        return { items: (await listReports(house.db, await meOf(house, request))).map((one) => reportAnswer.parse(one)) };
      },
    }),
    endpoint({
      ...mine,
      method: 'GET',
      url: '/v1/me/activity-reports/:month',
      summary: 'The activity report of a month',
      params,
      query: none,
      answer: reportAnswer,
      async handle(request) {
        const all = await listReports(house.db, await meOf(house, request));
        const found = all.find((one) => one.month === request.params.month);
        if (found === undefined) throw casesProblem('case-unknown');
        return reportAnswer.parse(found);
      },
    }),
    endpoint({
      ...mine,
      method: 'POST',
      url: '/v1/me/activity-reports/:month',
      summary: 'Save what has been written so far of a month’s activity report',
      params,
      body: z.strictObject({ version: z.int().min(0), content: reportInput }),
      answer: z.object({ reportId: z.uuid(), version: z.number() }),
      async handle(request) {
        const personId = await meOf(house, request);
        return execute(house, request.actor, saveReport, { personId, ...request.params, ...request.body }, requestKey(request));
      },
    }),
    endpoint({
      ...mine,
      method: 'POST',
      url: '/v1/me/activity-reports/:month/submissions',
      summary: 'Hand in a month’s activity report',
      params,
      body: z.strictObject({ version: z.int().min(1) }),
      answer: reportReceiptAnswer,
      async handle(request) {
        const personId = await meOf(house, request);
        return execute(house, request.actor, submitReport, { personId, ...request.params, ...request.body }, requestKey(request));
      },
    }),
  ];
}

function describedStep(id: (typeof stepIds)[number]): z.output<typeof stepAnswer> {
  return {
    id,
    fields: Object.entries(stepOf(id).fields).map(([name, { kind, optional, options, maxLength, category }]) => ({
      name,
      kind,
      optional,
      options: options === undefined ? null : [...options],
      maxLength: maxLength ?? null,
      category,
    })),
  };
}

function draftOf({ id, version, atStep, answers, done }: NonNullable<Awaited<ReturnType<typeof findDraft>>>) {
  return { id, version, atStep, steps: shownSteps(answers), missing: missingSteps(answers, done), answers };
}

/** A registration as the person sees it: decisions only once they have been told. */
async function registrationOf(db: Database, of: Registration): Promise<z.output<typeof registrationAnswer>> {
  const decisions = await listDecisions(db, of.personId, of.id);
  const { id, state, firstDay, registeredOn, arrivedAt, receiptNumber, deregisteredOn } = of;
  return {
    id,
    state,
    firstDay,
    registeredOn,
    arrivedAt,
    receiptNumber,
    deregisteredOn,
    decisions: decisions
      .filter(({ toldAt }) => toldAt !== null)
      .map((one) => registrationAnswer.shape.decisions.element.parse(one)),
  };
}
