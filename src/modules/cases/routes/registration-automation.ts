/** The rules that decide by themselves: started, stopped, run again, and looked at by humans. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House } from '../../../platform/auth/index.ts';
import { instantAt, parsePlainDate, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { refusedFields } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { knownTo } from '../known-to.ts';
import { AutomationPage, type AutomationPageProps } from '../pages/registration/automation-page.tsx';
import { ReviewsPage, type ReviewsPageProps } from '../pages/registration/reviews-page.tsx';
import { batch, StopPage } from '../pages/registration/stop-page.tsx';
import { casesProblem } from '../problems.ts';
import { rerunDecisions } from '../rerun-decisions.ts';
import { reviewDecision } from '../review-decision.ts';
import { registrationDecision } from '../rules/registration-decision.ts';
import { decidingRules, startRule } from '../start-rule.ts';
import { stopRule } from '../stop-rule.ts';
import { countAffected, listAffected } from '../store/affected.ts';
import { automationHistory, decisionCounts } from '../store/automation-view.ts';
import { findStop } from '../store/automation.ts';
import { listToReview, personToReview } from '../store/decision.ts';

const administrator = { kind: 'page', access: ['administrator'] } as const;
const reviewsAtOnce = 100;

export function automationEndpoints(house: House): Endpoint[] {
  return [...ruleEndpoints(house), ...stopEndpoints(house), ...reviewEndpoints(house)];
}

function ruleEndpoints(house: House): Endpoint[] {
  const show = async (request: FastifyRequest, reply: FastifyReply, more: Pick<AutomationPageProps, 'done' | 'refused'>) => {
    const rules = [registrationDecision].map(async (rule) => ({
      rule,
      history: await automationHistory(house.db, rule.id),
      counts: await decisionCounts(house.db, rule.id),
    }));
    const props = { rules: await Promise.all(rules), today: today(house.clock), requestId: house.newId(), ...more };
    const title = translator(request.language)('cases:staffRegistration.automation.title');
    const html = renderPage(request, { title, children: h(AutomationPage, props), hasErrors: more.refused !== null });
    return sendPage(reply, html, more.refused === null ? 200 : 422);
  };
  const params = z.object({ rule: z.enum(decidingRules) });
  const post = { ...administrator, method: 'POST', params } as const;

  /** Runs a command of the page; null after its form has been sent back with what is wrong. */
  const tryTo = async (
    request: FastifyRequest,
    reply: FastifyReply,
    values: Record<string, string>,
    run: () => Promise<unknown>,
  ) => {
    try {
      await run();
      return true;
    } catch (error) {
      const fields = refusedFields(error);
      if (fields.length === 0) throw error;
      const t = translator(request.language);
      const names = fields.map(({ field }) => (field === 'reviewShare' ? 'share' : field));
      const wrong = Object.fromEntries(names.map((name) => [name, t(`cases:staffRegistration.automation.wrong.${name}`)]));
      await show(request, reply, { done: null, refused: { values, wrong } });
      return false;
    }
  };

  return [
    endpoint({
      ...administrator,
      method: 'GET',
      url: '/automation',
      summary: 'The rules that decide by themselves',
      query: z.object({ done: z.enum(['started', 'stopped']).nullable().catch(null).default(null) }),
      handle: (request, reply) => show(request, reply, { done: request.query.done, refused: null }),
    }),
    endpoint({
      ...post,
      url: '/automation/:rule/start',
      summary: 'Start a rule',
      async handle(request, reply) {
        const { values: typed, requestId } = readForm(request.body);
        const values = { share: valueOf(typed, 'share'), reason: valueOf(typed, 'reason') };
        const percent = Number(values.share.trim().replace(',', '.').replace(/%$/, ''));
        const input = { rule: request.params.rule, reviewShare: percent / 100, reason: values.reason };
        const run = () => execute(house, request.actor, startRule, input, requestId);
        if (!(await tryTo(request, reply, values, run))) return reply;
        return reply.redirect(href(request.language, '/automation?done=started'), 303);
      },
    }),
    endpoint({
      ...post,
      url: '/automation/:rule/stop',
      summary: 'Stop a rule',
      async handle(request, reply) {
        const { values: typed, requestId } = readForm(request.body);
        const values = { since: valueOf(typed, 'since'), reason: valueOf(typed, 'reason') };
        const day = parsePlainDate(values.since);
        const since = day === null || day > today(house.clock) ? '' : instantAt(day, '00:00');
        const run = () =>
          execute(house, request.actor, stopRule, { rule: request.params.rule, since, reason: values.reason }, requestId);
        if (!(await tryTo(request, reply, values, run))) return reply;
        return reply.redirect(href(request.language, '/automation?done=stopped'), 303);
      },
    }),
  ];
}

function stopEndpoints(house: House): Endpoint[] {
  const common = { ...administrator, url: '/automation/stops/:id', params: z.object({ id: z.uuid() }) } as const;
  const shownAtOnce = 50;
  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'The decisions that a stop put in doubt',
      query: z.object({
        after: z.uuid().nullable().catch(null).default(null),
        changed: z.coerce.number().int().min(0).nullable().catch(null).default(null),
      }),
      async handle(request, reply) {
        const stop = await findStop(house.db, request.params.id);
        if (stop === null) throw casesProblem('stop-unknown');
        const { after, changed } = request.query;
        const list = await listAffected(house.db, stop, { after, limit: shownAtOnce });
        const t = translator(request.language);
        const children = h(StopPage, {
          stop,
          report: await countAffected(house.db, stop),
          list: await knownTo(house.db, request.actor, list),
          next: list.length === shownAtOnce ? list.at(-1)!.decisionId : null,
          requestId: house.newId(),
          changed,
        });
        const breadcrumbs = [
          { href: href(request.language, '/automation'), text: t('cases:staffRegistration.automation.title') },
        ];
        return sendPage(
          reply,
          renderPage(request, { title: t('cases:staffRegistration.automation.affected'), children, breadcrumbs }),
        );
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      summary: 'Run a stopped rule again over what is in doubt',
      async handle(request, reply) {
        const { requestId } = readForm(request.body);
        const { id } = request.params;
        const { changed } = await execute(house, request.actor, rerunDecisions, { stopId: id, limit: batch }, requestId);
        return reply.redirect(href(request.language, `/automation/stops/${id}?changed=${changed}`), 303);
      },
    }),
  ];
}

function reviewEndpoints(house: House): Endpoint[] {
  const common = { kind: 'page', access: reviewDecision.roles, url: '/reviews' } as const;
  const show = async (request: FastifyRequest, reply: FastifyReply, more: Pick<ReviewsPageProps, 'done' | 'refused'>) => {
    const decisions = await knownTo(house.db, request.actor, await listToReview(house.db, reviewsAtOnce));
    const title = translator(request.language)('cases:staffRegistration.reviews.title');
    const children = h(ReviewsPage, { decisions, newId: house.newId, ...more });
    const html = renderPage(request, { title, children, hasErrors: more.refused !== null });
    return sendPage(reply, html, more.refused === null ? 200 : 422);
  };
  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'Automatic decisions drawn for a human to look at',
      query: z.object({ done: z.string().catch('').default('') }),
      handle: (request, reply) => show(request, reply, { done: request.query.done === 'yes', refused: null }),
    }),
    endpoint({
      ...common,
      method: 'POST',
      summary: 'Agree with an automatic decision, or hand it to an officer',
      async handle(request, reply) {
        const { values: typed, requestId } = readForm(request.body);
        const [review, note] = [valueOf(typed, 'review'), valueOf(typed, 'note')];
        const decisionId = valueOf(typed, '_decision');
        // The form does not say whom it is about: whoever reviews is not to know.
        const personId = parseUuid(decisionId) === null ? null : await personToReview(house.db, decisionId);
        if (personId === null) throw casesProblem('already-reviewed');
        try {
          await execute(house, request.actor, reviewDecision, { personId, decisionId, review, note }, requestId);
        } catch (error) {
          const fields = refusedFields(error);
          const known = fields.filter(({ field }) => field === 'review' || field === 'note');
          if (known.length === 0) throw error;
          const t = translator(request.language);
          const wrong = Object.fromEntries(
            known.map(({ field }) => [field, t(`cases:staffRegistration.reviews.wrong.${field}`)]),
          );
          return show(request, reply, { done: false, refused: { decisionId, review, note, wrong } });
        }
        return reply.redirect(href(request.language, '/reviews?done=yes'), 303);
      },
    }),
  ];
}
