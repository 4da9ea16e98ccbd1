/** Every form of supply: asked for on a page of its own, refused with all that was typed. */
import type { FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, takeKeptForm } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage } from '../../../ui/index.ts';
import type { Meetings } from '../meetings.ts';
import { endAbsenceForm, noteAbsenceForms } from '../pages/supply/absence-forms.tsx';
import { type Desk, type Filled, type SupplyForm, SupplyFormScreen, wrongFields } from '../pages/supply/form.tsx';
import { addOfficerForm, changeOfficerForm } from '../pages/supply/officer-forms.tsx';
import { reopenPlaceForm } from '../pages/supply/place-forms.tsx';
import { addInterpreterForm, addRoomForm, changeInterpreterForm, changeRoomForm } from '../pages/supply/resource-forms.tsx';
import { attendanceForm, dayForm, endAttendanceForm, patternForm } from '../pages/supply/time-forms.tsx';
import { addTypeForm, changeTypeForm } from '../pages/supply/type-forms.tsx';
import { meetingsProblem } from '../problems.ts';

const forms: readonly SupplyForm[] = [
  addOfficerForm,
  changeOfficerForm,
  patternForm,
  dayForm,
  attendanceForm,
  endAttendanceForm,
  addRoomForm,
  changeRoomForm,
  addInterpreterForm,
  changeInterpreterForm,
  ...noteAbsenceForms,
  endAbsenceForm,
  reopenPlaceForm,
  addTypeForm,
  changeTypeForm,
];

/** The names of what a form has done, to be said on the page that follows. */
export const supplyDone: readonly string[] = [...new Set(forms.map(({ name }) => name))];

export function supplyForms(meetings: Meetings): Endpoint[] {
  return forms.flatMap((form) => formEndpoints(meetings, form));
}

type OfForm = FastifyRequest<{ Params: Record<string, string> }>;

function formEndpoints(meetings: Meetings, form: SupplyForm): Endpoint[] {
  const params = z.record(z.string(), z.string().max(40));
  const common = { url: form.url, params, kind: 'page', access: form.command.roles, summary: form.summary } as const;
  const desk = (request: FastifyRequest): Desk => ({ meetings, actor: request.actor, today: today(meetings.house.clock) });
  const idOf = (request: OfForm): string => request.params['id'] ?? '';
  const subjectOf = (request: OfForm): Promise<unknown> => {
    const ids = Object.entries(request.params);
    if (form.url.startsWith('/supply') && ids.some(([, id]) => parseUuid(id) === null)) throw meetingsProblem('resource-unknown');
    return form.subject(desk(request), idOf(request), Object.fromEntries(ids.map(([name, id]) => [name, [id]])));
  };
  const html = (request: OfForm, subject: unknown, filled: Filled): string => {
    const t = translator(request.language);
    const url = request.url.split('?')[0]!;
    const requestId = meetings.house.newId();
    return renderPage(request, {
      title: t(`meetings:staffSupply.form.${form.name}.title`),
      children: h(SupplyFormScreen, { page: form, subject, form: filled, desk: desk(request), requestId, url }),
      breadcrumbs: form.crumbs(subject, t).map(({ path, text }) => ({ href: href(request.language, path), text })),
      hasErrors: filled.refusal !== null,
    });
  };
  return [
    endpoint({
      ...common,
      method: 'GET',
      query: z.record(z.string(), z.unknown()),
      async handle(request, reply) {
        const query = readForm(request.query).values;
        const kept = await takeKeptForm(request);
        const subject = await subjectOf(request);
        const values = kept === null ? form.begin(subject, desk(request), query) : readForm(kept).values;
        return sendPage(reply, html(request, subject, { values, refusal: null, wrong: {}, kept: kept !== null }));
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      keepsForm: true,
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const subject = await subjectOf(request);
        try {
          const input = form.input(idOf(request), values, subject);
          const result = await execute(meetings.house, request.actor, form.command, input, requestId);
          meetings.picture.tell((result as { resources: Uuid[] }).resources);
          const next = form.next(idOf(request), result, subject);
          return await reply.redirect(href(request.language, `${next}?done=${form.name}`), 303);
        } catch (error) {
          if (!(error instanceof Problem) || ![404, 409, 422].includes(error.status)) throw error;
          const wrong = wrongFields(error, translator(request.language));
          // What holds now may be newer than what the form was made from.
          const filled = { values, refusal: error, wrong };
          return sendPage(reply, html(request, await subjectOf(request), filled), error.status === 409 ? 409 : 422);
        }
      },
    }),
  ];
}
