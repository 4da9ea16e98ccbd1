/** "My plan": to read, to say something about it, and to have it translated. */
import { h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { execute, type House, takeKeptForm } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import type { Standing } from '../../people/index.ts';
import { addOwnWords } from '../add-own-words.ts';
import { Kept } from '../pages/kept.tsx';
import { MyPlanPage, type MyPlanProps } from '../pages/plan/my-plan-page.tsx';
import { Helped } from '../pages/report/helped.tsx';
import { sharedPlan } from '../rules/plan-for-provider.ts';
import { listPlans } from '../store/plan.ts';
import { openRegistration } from '../store/registration.ts';
import { askedTranslations } from '../store/translation.ts';
import { askTranslation } from './ask-translation.ts';
import { enterOwn } from './own.ts';
import '../texts.ts';

const doneKeys = ['words'] as const;
const longestWords = 2000;

interface Said {
  /** What was typed; null for the words that are saved. */
  words: string | null;
  done?: MyPlanProps['done'];
  wrong?: MyPlanProps['wrong'];
  /** The form was kept while the session had ended. */
  kept?: boolean;
}

/** Whose plan, and where its page stands (without language). */
export interface PlanAt {
  standing: Standing;
  path: string;
  /** With a mandate: the name of the person it is done for. */
  helped: string | null;
}

export function planPages(house: House): Endpoint[] {
  const steps = planSteps(house);
  const page = { kind: 'page', access: ['jobseeker'], url: '/my/plan' } as const;
  const own =
    (handler: (request: FastifyRequest, reply: FastifyReply, at: PlanAt) => Promise<FastifyReply>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const standing = await enterOwn(house, request, reply, 'plan');
      return standing === null ? reply : handler(request, reply, { standing, path: '/my/plan', helped: null });
    };
  return [
    endpoint({ ...page, method: 'GET', summary: 'My plan', handle: own(steps.read) }),
    endpoint({
      ...page,
      method: 'POST',
      keepsForm: true,
      summary: 'Say something about the plan, or ask for it in another language',
      handle: own(steps.say),
    }),
  ];
}

/** Reading a plan and saying something about it: the same for the person and for a helper under a mandate. */
export function planSteps(house: House) {
  async function read(request: FastifyRequest, reply: FastifyReply, at: PlanAt): Promise<FastifyReply> {
    const kept = await takeKeptForm(request);
    const words = kept === null ? null : valueOf(readForm(kept).values, 'words');
    const { done } = request.query as { done?: string };
    return show(request, reply, at, { done: doneKeys.find((one) => one === done) ?? null, words, kept: kept !== null });
  }

  async function say(request: FastifyRequest, reply: FastifyReply, at: PlanAt): Promise<FastifyReply> {
    const { values: typed, next, requestId } = readForm(request.body);
    const { personId } = at.standing;
    const words = valueOf(typed, 'words').trim();
    const t = translator(request.language);
    if (next === 'words' && words.length > longestWords) {
      return show(request, reply, at, { words, wrong: { words: t('cases:plan.error.words') } });
    }
    try {
      if (next === 'translation') {
        await askTranslation(house, request, personId, 'plan');
      } else {
        const input = { personId, version: Number(valueOf(typed, 'version')), words };
        await execute(house, request.actor, addOwnWords, input, requestId);
      }
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'changed-meanwhile') throw error;
      return show(request, reply, at, { words, wrong: { words: t('cases:problem.changed-meanwhile.text') } });
    }
    return reply.redirect(href(request.language, next === 'translation' ? at.path : `${at.path}?done=words`), 303);
  }

  return { read, say };

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { standing: { personId, isProtected }, path, helped }: PlanAt,
    { words, done = null, wrong = {}, kept = false }: Said,
  ): Promise<FastifyReply> {
    const open = await openRegistration(house.db, personId);
    const plan = (await listPlans(house.db, personId)).find((one) => one.state === 'in-force' && one.registrationId === open?.id);
    const { madeOn = null, renewBy = null } = plan ?? {};
    const t = translator(request.language);
    const hasErrors = Object.keys(wrong).length > 0;
    const page = h(MyPlanPage, {
      path,
      plan:
        plan === undefined || madeOn === null || renewBy === null
          ? null
          : { id: plan.id, version: plan.version, content: plan.content, madeOn, renewBy },
      shared: plan === undefined ? null : sharedPlan(plan.content, isProtected, today(house.clock)),
      firstBy: open?.nextKind === 'first-plan' ? open.nextDue : null,
      today: today(house.clock),
      ownWords: words ?? plan?.content.ownWords ?? '',
      asked: plan === undefined ? [] : await askedTranslations(house.db, personId, plan.id),
      wrong,
      done,
      requestId: house.newId(),
    });
    const kepts = h(Kept, { kept, children: page });
    const children = helped === null ? kepts : h(Helped, { name: helped, children: kepts });
    const breadcrumbs = helped === null ? [{ href: href(request.language, '/my'), text: t('cases:my.title') }] : [];
    const html = renderPage(request, { title: t('cases:plan.title'), hasErrors, breadcrumbs, children });
    return sendPage(reply, html, hasErrors ? 422 : 200);
  }
}
