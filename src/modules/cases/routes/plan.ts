/** "My plan": to read, to say something about it, and to have it translated. */
import { h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { execute, type House, takeKeptForm } from '../../../platform/auth/index.ts';
import { type PlainDate, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import type { Standing } from '../../people/index.ts';
import { addOwnWords } from '../add-own-words.ts';
import { MyPlanPage, type MyPlanProps } from '../pages/plan/my-plan-page.tsx';
import { readSent, valueOf } from '../pages/registration/typed.ts';
import { requestTranslation } from '../request-translation.ts';
import { listPlans } from '../store/plan.ts';
import { openRegistration } from '../store/registration.ts';
import { enterOwn } from './own.ts';
import '../texts.ts';

const doneKeys = ['words', 'translation'] as const;
/** What is always a right in writing (LANG-1), then the other languages of the site. */
const languagesOffered = ['fi', 'fit', 'se', 'smj', 'sma', 'en', 'ar'] as const;
const longestWords = 2000;

export function planPages(house: House): Endpoint[] {
  const page = { kind: 'page', access: ['jobseeker'], url: '/my/plan' } as const;
  return [
    endpoint({
      ...page,
      method: 'GET',
      summary: 'My plan',
      query: z.object({ done: z.enum(doneKeys).nullable().catch(null) }),
      async handle(request, reply) {
        const standing = await enterOwn(house, request, reply, 'plan');
        if (standing === null) return reply;
        const kept = await takeKeptForm(request);
        const words = kept === null ? null : valueOf(readSent(kept).typed, 'words');
        return show(request, reply, standing, { done: request.query.done, words });
      },
    }),
    endpoint({
      ...page,
      method: 'POST',
      keepsForm: true,
      summary: 'Say something about the plan, or ask for it in another language',
      async handle(request, reply) {
        const standing = await enterOwn(house, request, reply, 'plan');
        if (standing === null) return reply;
        const { typed, next, requestId } = readSent(request.body);
        const { personId } = standing;
        const words = valueOf(typed, 'words').trim();
        const t = translator(request.language);
        if (next === 'words' && words.length > longestWords) {
          return show(request, reply, standing, { words, wrong: { words: t('cases:plan.error.words') } });
        }
        const id = valueOf(typed, 'planId');
        try {
          if (next === 'translation') {
            const input = { personId, what: 'plan', id, language: valueOf(typed, 'language') };
            await execute(house, request.actor, requestTranslation, input, requestId);
          } else {
            const input = { personId, version: Number(valueOf(typed, 'version')), words };
            await execute(house, request.actor, addOwnWords, input, requestId);
          }
        } catch (error) {
          if (!(error instanceof Problem) || error.code !== 'changed-meanwhile') throw error;
          return show(request, reply, standing, { words, wrong: { words: t('cases:problem.changed-meanwhile.text') } });
        }
        const done = next === 'translation' ? 'translation' : 'words';
        return reply.redirect(href(request.language, `/my/plan?done=${done}`), 303);
      },
    }),
  ];

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { personId }: Standing,
    { words, done = null, wrong = {} }: { words: string | null; done?: MyPlanProps['done']; wrong?: MyPlanProps['wrong'] },
  ): Promise<FastifyReply> {
    const open = await openRegistration(house.db, personId);
    const plan = (await listPlans(house.db, personId)).find((one) => one.state === 'in-force' && one.registrationId === open?.id);
    const { madeOn = null, renewBy = null } = plan ?? {};
    const t = translator(request.language);
    const hasErrors = Object.keys(wrong).length > 0;
    const children = h(MyPlanPage, {
      plan:
        plan === undefined || madeOn === null || renewBy === null
          ? null
          : { id: plan.id, version: plan.version, content: plan.content, madeOn, renewBy },
      firstBy: open?.nextKind === 'first-plan' ? open.nextDue : null,
      today: today(house.clock) satisfies PlainDate,
      ownWords: words ?? plan?.content.ownWords ?? '',
      languages: languagesOffered,
      wrong,
      done,
      requestId: house.newId(),
    });
    const breadcrumbs = [{ href: href(request.language, '/my'), text: t('cases:my.title') }];
    const html = renderPage(request, { title: t('cases:plan.title'), hasErrors, breadcrumbs, children });
    return sendPage(reply, html, hasErrors ? 422 : 200);
  }
}
