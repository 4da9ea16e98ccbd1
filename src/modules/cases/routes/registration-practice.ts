/** Practice of the registration, open to everyone. The answers travel in the form; these routes know no database. */
import { type FunctionComponent, h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { HiddenValues, readForm, renderPage, sendPage } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { practiceNotice } from '../pages/practice/notice.ts';
import { PracticeCheck, PracticeDone, PracticeProtected, PracticeStart } from '../pages/practice/practice-pages.tsx';
import { municipalityNames, municipalityOptions } from '../pages/registration/municipalities.ts';
import { StepScreen } from '../pages/registration/step-screen.tsx';
import { typedIn } from '../pages/registration/typed.ts';
import { practiceWay } from '../pages/registration/way.ts';
import {
  type Answers,
  type FieldRefusal,
  isStepId,
  readStep,
  shownSteps,
  stepAfter,
  stepIds,
  type StepId,
  stepOf,
  type Typed,
} from '../registration/index.ts';
import '../texts.ts';

const params = z.object({ step: z.enum(stepIds) });

interface Tried {
  step: StepId;
  /** Everything typed so far, on all steps. */
  typed: Typed;
  errors: readonly FieldRefusal[];
  moreRows?: number;
}

export function practiceEndpoints(house: House, live: LiveRegister): Endpoint[] {
  const common = { kind: 'page', access: 'everyone' } as const;

  const send = <Props extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    title: string,
    page: FunctionComponent<Props>,
    props: Props,
    status = 200,
  ): FastifyReply => {
    const t = translator(request.language);
    const html = renderPage(request, {
      title: t(`cases:${title}`),
      notice: practiceNotice(request),
      hasErrors: status === 422,
      children: h(page, props),
    });
    return sendPage(reply, html, status);
  };

  const showStep = (request: FastifyRequest, reply: FastifyReply, tried: Tried): FastifyReply => {
    const answers = answersOf(tried.typed);
    const shown = shownSteps(answers);
    const requestId = house.newId();
    const register = live.current();
    if (tried.step === 'check') {
      const props = { answers, shown, typed: tried.typed, requestId, municipality: municipalityNames(register) };
      return send(request, reply, 'registration.check.title', PracticeCheck, props);
    }
    const step = stepOf(tried.step);
    const own = typedIn(step, tried.typed);
    const others = Object.fromEntries(Object.entries(tried.typed).filter(([name]) => !Object.hasOwn(own, name)));
    const props = {
      way: practiceWay,
      step,
      // Before the first answer every step is ahead.
      shown: shown.length === 1 ? stepIds : shown,
      typed: own,
      errors: tried.errors,
      municipalities: municipalityOptions(register),
      requestId,
      version: null,
      moreRows: tried.moreRows ?? 0,
      hidden: h(HiddenValues, { values: others }),
    };
    const status = tried.errors.length > 0 ? 422 : 200;
    return send(request, reply, `registration.step.${tried.step}.title`, StepScreen, props, status);
  };

  return [
    endpoint({
      ...common,
      method: 'GET',
      url: '/practice',
      summary: 'Practise the digital services',
      handle: (request, reply) => send(request, reply, 'practice.title', PracticeStart, {}),
    }),
    endpoint({
      ...common,
      method: 'GET',
      url: '/practice/registration/:step',
      summary: 'Practise a step of the registration',
      params,
      handle: (request, reply) => showStep(request, reply, { step: request.params.step, typed: {}, errors: [] }),
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/practice/registration/:step',
      summary: 'Go on in the practice of the registration; nothing is stored',
      params,
      handle(request, reply) {
        const { step } = request.params;
        const { values: typed, next } = readForm(request.body);
        const change = next.startsWith('change-') ? next.slice('change-'.length) : '';
        if (isStepId(change)) return showStep(request, reply, { step: change, typed, errors: [] });
        if (next === 'finish') return send(request, reply, 'practice.doneTitle', PracticeDone, {});
        if (next === 'more') return showStep(request, reply, { step, typed, errors: [], moreRows: 1 });
        const { answers, errors } = readStep(step, typedIn(stepOf(step), typed), answersOf(typed));
        if (errors.length > 0) return showStep(request, reply, { step, typed, errors });
        if (answers.protection?.protected === 'yes')
          return send(request, reply, 'registration.receipt.protectedTitle', PracticeProtected, {});
        return showStep(request, reply, { step: stepAfter(answers, step) ?? 'check', typed, errors: [] });
      },
    }),
  ];
}

/** What is answered so far; a step that was not filled in, or not rightly, counts as not answered. */
function answersOf(typed: Typed): Answers {
  return stepIds.reduce<Answers>((answers, id) => readStep(id, typedIn(stepOf(id), typed), answers).answers, {});
}
