/** The step of the files to enclose. What is no file of ours, or too large, is refused before it comes here. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, type SentForm, valueOf } from '../../../ui/index.ts';
import { addAttachment, attachmentLimits } from '../add-attachment.ts';
import { AttachmentsScreen } from '../pages/registration/attachments-screen.tsx';
import { stepPath } from '../pages/registration/way.ts';
import { shownSteps } from '../registration/index.ts';
import { removeAttachment } from '../remove-attachment.ts';
import { saveStep } from '../save-step.ts';
import { listAttachments } from '../store/attachment.ts';
import { findDraft } from '../store/draft.ts';
import { type Passage, passageParams, type Visit } from './registration-passage.ts';

const step = 'attachments';
/** Refusals that are said beside the field. */
const aboutFile = ['attachment-empty', 'attachment-too-large', 'attachment-type', 'attachments-full'];

export function attachmentEndpoints(house: House, passage: Passage): Endpoint[] {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    visit: Visit,
    more: { fromCheck: boolean; refusal?: Problem },
  ) => {
    const draft = await findDraft(house.db, visit.personId);
    if (draft === null) return reply.redirect(href(request.language, visit.way.base), 303);
    const shown = shownSteps(draft.answers);
    if (!shown.includes(step)) return reply.redirect(href(request.language, stepPath(visit.way, shown[0]!)), 303);
    const t = translator(request.language);
    const { refusal } = more;
    const children = h(AttachmentsScreen, {
      way: visit.way,
      shown,
      files: await listAttachments(house.db, visit.personId, draft.id),
      draftId: draft.id,
      version: draft.version,
      requestId: house.newId(),
      fromCheck: more.fromCheck,
      wrong: refusal === undefined ? undefined : t(`cases:problem.${refusal.code}.text`, refusal.details.params),
      children: passage.helpPart?.({}),
    });
    const title = t('cases:registration.step.attachments.title');
    const html = renderPage(request, { title, children: visit.frame(children), hasErrors: refusal !== undefined });
    return sendPage(reply, html, refusal === undefined ? 200 : 422);
  };

  const takeBack = async (request: FastifyRequest, visit: Visit, { values: typed }: SentForm) => {
    const input = { personId: visit.personId, draftId: valueOf(typed, '_draft'), attachmentId: valueOf(typed, '_file') };
    await execute(house, request.actor, removeAttachment, input).catch((error: unknown) => {
      // Taken back in another tab already.
      if (!(error instanceof Problem) || error.code !== 'attachment-unknown') throw error;
    });
  };

  const goOn = async (request: FastifyRequest, reply: FastifyReply, visit: Visit, form: SentForm) => {
    const version = Number(valueOf(form.values, '_version'));
    const saved = await execute(house, request.actor, saveStep, { personId: visit.personId, version, step, typed: {} });
    await passage.helped?.(request, visit, step, form.values);
    const fromCheck = valueOf(form.values, '_from') === 'check';
    const next = form.next === 'later' ? 'saved' : fromCheck ? 'check' : (saved.next ?? 'check');
    return reply.redirect(href(request.language, stepPath(visit.way, next)), 303);
  };

  const common = { kind: 'page', access: passage.access, params: passageParams, url: `${passage.url}/${step}` } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'Files to enclose with the registration',
      query: z.object({ from: z.string().catch('') }),
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : show(request, reply, visit, { fromCheck: request.query.from === 'check' });
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      upload: { maxBytes: attachmentLimits.bytes, maxFiles: 1 },
      summary: 'Enclose a file with the registration, take one back, or go on',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const form = readForm(request.body);
        const fromCheck = valueOf(form.values, '_from') === 'check';
        const again = fromCheck ? '?from=check' : '';
        const here = `${href(request.language, stepPath(visit.way, step))}${again}`;
        try {
          if (form.next === 'remove') {
            await takeBack(request, visit, form);
            return await reply.redirect(here, 303);
          }
          const [file] = request.uploads;
          if (file !== undefined) {
            const input = {
              personId: visit.personId,
              draftId: valueOf(form.values, '_draft'),
              name: file.name,
              content: file.bytes,
            };
            await execute(house, request.actor, addAttachment, input, form.requestId);
          }
          return form.next === 'add' ? await reply.redirect(here, 303) : await goOn(request, reply, visit, form);
        } catch (error) {
          if (error instanceof Problem && aboutFile.includes(error.code))
            return show(request, reply, visit, { fromCheck, refusal: error });
          if (error instanceof Problem && error.code === 'draft-unknown')
            return reply.redirect(href(request.language, visit.way.base), 303);
          throw error;
        }
      },
    }),
  ];
}
