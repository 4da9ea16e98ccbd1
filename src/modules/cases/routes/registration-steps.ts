/** The steps of a registration over HTTP: the same for the person alone and for someone who helps. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { z } from 'zod';
import { execute, type House, takeKeptForm } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, type SentForm, valueOf } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { knownContact } from '../known-contact.ts';
import { municipalityOptions } from '../pages/registration/municipalities.ts';
import { SavedScreen } from '../pages/registration/saved-screen.tsx';
import { StepScreen, type StepScreenProps } from '../pages/registration/step-screen.tsx';
import { typedIn } from '../pages/registration/typed.ts';
import { stepPath } from '../pages/registration/way.ts';
import { type FieldRefusal, shownSteps, type StepId, stepIds, stepOf, type Typed, typedOf } from '../registration/index.ts';
import { saveStep } from '../save-step.ts';
import { type Draft, findDraft } from '../store/draft.ts';
import { type Passage, passageParams, type Visit } from './registration-passage.ts';

// These two have pages of their own.
const params = z.object({ step: z.enum(stepIds).exclude(['attachments', 'check']) });

/** What a step page shows besides what is stored. */
interface Shown {
  typed?: Typed;
  errors?: readonly FieldRefusal[];
  moreRows?: number;
  fromCheck?: boolean;
  kept?: boolean;
  savedMeanwhile?: Typed | null;
  status?: number;
}

export function stepEndpoints(house: House, live: LiveRegister, passage: Passage): Endpoint[] {
  const show = async (request: FastifyRequest, reply: FastifyReply, visit: Visit, id: StepId, more: Shown) => {
    const draft = await findDraft(house.db, visit.personId);
    if (draft === null) return reply.redirect(href(request.language, visit.way.base), 303);
    const shown = shownSteps(draft.answers);
    const step = stepOf(id);
    // A step that is not asked any more, after an answer was changed.
    if (!shown.includes(id)) return reply.redirect(href(request.language, stepPath(visit.way, shown[0]!)), 303);
    const typed = more.typed ?? (await storedTyped(house, request, visit, id, draft));
    const props: StepScreenProps = {
      way: visit.way,
      step,
      shown,
      typed,
      errors: more.errors ?? [],
      municipalities: municipalityOptions(live.current()),
      requestId: house.newId(),
      version: draft.version,
      moreRows: more.moreRows ?? 0,
      fromCheck: more.fromCheck ?? false,
      kept: more.kept ?? false,
      savedMeanwhile: more.savedMeanwhile ?? null,
      children: passage.helpPart?.(typed),
    };
    return sendStepPage(request, reply, visit, id, h(StepScreen, props), more.status);
  };

  const save = async (request: FastifyRequest, reply: FastifyReply, visit: Visit, id: StepId, form: SentForm) => {
    const typed = typedIn(stepOf(id), form.values);
    const fromCheck = valueOf(form.values, '_from') === 'check';
    const again = { typed: { ...form.values, ...typed }, fromCheck };
    const version = Number(valueOf(form.values, '_version'));
    try {
      const saved = await execute(house, request.actor, saveStep, { personId: visit.personId, version, step: id, typed });
      // Whoever wants to leave leaves, and is told what was not saved.
      if (saved.errors.length > 0 && form.next === 'later') {
        return await reply.redirect(`${href(request.language, stepPath(visit.way, 'saved'))}?not=${id}`, 303);
      }
      if (saved.errors.length > 0) return await show(request, reply, visit, id, { ...again, errors: saved.errors, status: 422 });
      if (saved.ended === 'own-channel') return await passage.leave(request, reply, visit);
      await passage.helped?.(request, visit, id, form.values);
      const next = form.next === 'later' ? 'saved' : fromCheck ? 'check' : (saved.next ?? 'check');
      return await reply.redirect(href(request.language, stepPath(visit.way, next)), 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'draft-unknown') return reply.redirect(href(request.language, visit.way.base), 303);
      if (error.code !== 'changed-meanwhile') throw error;
      const draft = await findDraft(house.db, visit.personId);
      const savedMeanwhile = draft === null ? null : typedOf(id, draft.answers);
      return show(request, reply, visit, id, { ...again, savedMeanwhile, status: 409 });
    }
  };

  const common = { kind: 'page', access: passage.access, params: passageParams.extend(params.shape) } as const;
  const url = `${passage.url}/:step`;
  return [
    endpoint({
      ...common,
      method: 'GET',
      url,
      summary: 'A step of the registration',
      query: z.object({ from: z.string().catch('') }),
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const kept = await takeKeptForm(request);
        const fromCheck = request.query.from === 'check';
        const { step } = request.params;
        if (kept === null) return show(request, reply, visit, step, { fromCheck });
        return show(request, reply, visit, step, { fromCheck, kept: true, typed: readForm(kept).values });
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url,
      keepsForm: true,
      summary: 'Saves a step of the registration',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const { step } = request.params;
        const form = readForm(request.body);
        if (form.next === 'more') return show(request, reply, visit, step, { typed: form.values, moreRows: 1 });
        // Nothing to save, nothing to put right: whoever goes now goes.
        if (form.next === 'later' && isEmpty(typedIn(stepOf(step), form.values))) {
          return reply.redirect(href(request.language, stepPath(visit.way, 'saved')), 303);
        }
        return save(request, reply, visit, step, form);
      },
    }),
    endpoint({
      ...common,
      params: passageParams,
      method: 'GET',
      url: `${passage.url}/saved`,
      summary: 'What is filled in is saved, for another day',
      query: z.object({ not: z.enum(stepIds).nullable().catch(null).default(null) }),
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const draft = await findDraft(house.db, visit.personId);
        if (draft === null) return reply.redirect(href(request.language, visit.way.base), 303);
        const title = translator(request.language)('cases:registration.saved.title');
        const screen = h(SavedScreen, { way: visit.way, atStep: draft.atStep, notSaved: request.query.not });
        return sendPage(reply, renderPage(request, { title, children: visit.frame(screen) }));
      },
    }),
  ];
}

/** What is stored; before the first answer what the authority knows already, to be checked by the person. */
async function storedTyped(house: House, request: FastifyRequest, visit: Visit, id: StepId, draft: Draft): Promise<Typed> {
  const stored = typedOf(id, draft.answers);
  if (id !== 'contact' || !isEmpty(stored)) return stored;
  return knownContact(house, request.actor, visit.personId);
}

const isEmpty = (typed: Typed): boolean => Object.values(typed).every((values) => values.every((one) => one.trim() === ''));

function sendStepPage(
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  step: string,
  screen: ComponentChildren,
  status = 200,
) {
  const html = renderPage(request, {
    title: translator(request.language)(`cases:registration.step.${step}.title`),
    children: visit.frame(screen),
    hasErrors: status === 422,
  });
  return sendPage(reply, html, status);
}
