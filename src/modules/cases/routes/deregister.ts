/** Leaving: one's own page, and the officer's about someone else. */
import { type ComponentChildren, h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { execute, type FormFields, type House, type Role, takeKeptForm } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator, type Translate } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { enterFile, PersonFrame } from '../../people/index.ts';
import { deregister } from '../deregister.ts';
import { Kept } from '../pages/kept.tsx';
import { DeregisterPage, type DeregisterPageProps } from '../pages/my/deregister-page.tsx';
import { readDay } from '../pages/report/read-activity.ts';
import type { Typed } from '../registration/index.ts';
import { registrationParties } from '../state.ts';
import { openRegistration } from '../store/registration.ts';
import { enterOwn } from './own.ts';
import '../texts.ts';

interface Visit {
  personId: Uuid;
  path: string;
  /** Where "Cancel" leads, and where it goes afterwards with what was done. */
  back: string;
  byStaff: boolean;
  frame(page: ComponentChildren): ComponentChildren;
}

type Enter = (request: FastifyRequest, reply: FastifyReply) => Promise<Visit | null>;

export function deregisterPages(house: House): Endpoint[] {
  const own: Enter = async (request, reply) => {
    const standing = await enterOwn(house, request, reply, 'registration');
    if (standing === null) return null;
    return { personId: standing.personId, path: '/my/deregister', back: '/my', byStaff: false, frame: (page) => page };
  };
  const file: Enter = async (request, reply) => {
    const { person } = request.params as { person: string };
    const entered = await enterFile(house, request, reply, person, 'registration');
    if (entered === null) return null;
    const { personId } = entered.standing;
    const frame = (page: ComponentChildren) => h(PersonFrame, { frame: entered.frame, children: page });
    return { personId, path: `/people/${personId}/deregister`, back: `/people/${personId}`, byStaff: true, frame };
  };
  const params = z.object({ person: z.string().max(100) });
  return [
    ...leaving(house, own, { url: '/my/deregister', access: ['jobseeker'] }),
    ...leaving(house, file, {
      url: '/people/:person/deregister',
      access: registrationParties,
      params,
    }),
  ];
}

function leaving(house: House, enter: Enter, at: { url: string; access: readonly Role[]; params?: z.ZodObject }): Endpoint[] {
  const common = { ...at, kind: 'page' } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'End a registration',
      async handle(request, reply) {
        const visit = await enter(request, reply);
        if (visit === null) return reply;
        const kept: FormFields | null = await takeKeptForm(request);
        const typed = kept === null ? { on: [today(house.clock)] } : readForm(kept).values;
        return show(house, request, reply, visit, { typed, wrong: {}, refusal: null, kept: kept !== null });
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      keepsForm: true,
      summary: 'End a registration',
      async handle(request, reply) {
        const visit = await enter(request, reply);
        if (visit === null) return reply;
        const { values: typed, requestId } = readForm(request.body);
        const t = translator(request.language);
        const wrong = wrongIn(t, typed, visit.byStaff);
        if (Object.keys(wrong).length > 0) return show(house, request, reply, visit, { typed, wrong, refusal: null });
        const input = {
          personId: visit.personId,
          registrationId: valueOf(typed, 'registrationId'),
          version: Number(valueOf(typed, 'version')),
          on: readDay(valueOf(typed, 'on')),
          reason: valueOf(typed, 'reason'),
        };
        try {
          await execute(house, request.actor, deregister, input, requestId);
        } catch (error) {
          if (!(error instanceof Problem) || !(error.code in refused)) throw error;
          const isDay = error.code === 'deregistered-outside';
          const said = isDay
            ? { wrong: { on: t('cases:deregister.error.on') }, refusal: null }
            : { wrong: {}, refusal: t(refused[error.code]!) };
          return show(house, request, reply, visit, { typed, ...said });
        }
        return reply.redirect(href(request.language, `${visit.back}?done=deregistered`), 303);
      },
    }),
  ];
}

/** Refusals that the page says itself. */
const refused: Readonly<Record<string, string>> = {
  'deregistered-outside': 'cases:deregister.error.on',
  'changed-meanwhile': 'cases:problem.changed-meanwhile.text',
};

function wrongIn(t: Translate, typed: Typed, byStaff: boolean): DeregisterPageProps['wrong'] {
  return {
    ...(readDay(valueOf(typed, 'on')) === null ? { on: t('cases:deregister.error.on') } : {}),
    ...(valueOf(typed, 'reason') === '' ? { reason: t('cases:deregister.error.reason') } : {}),
    ...(byStaff || valueOf(typed, 'sure') === 'yes' ? {} : { sure: t('cases:deregister.error.sure') }),
  };
}

async function show(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  said: { typed: Typed; kept?: boolean } & Pick<DeregisterPageProps, 'wrong' | 'refusal'>,
): Promise<FastifyReply> {
  const open = await openRegistration(house.db, visit.personId);
  if (open === null) return reply.redirect(href(request.language, visit.back), 303);
  const { wrong, refusal, typed, kept = false } = said;
  const hasErrors = refusal !== null || Object.keys(wrong).length > 0;
  const page = h(DeregisterPage, {
    ...visit,
    wrong,
    refusal,
    today: today(house.clock),
    typed: { on: valueOf(typed, 'on'), reason: valueOf(typed, 'reason') },
    requestId: house.newId(),
    hidden: { registrationId: open.id, version: String(open.version) },
  });
  const t = translator(request.language);
  const title = t(visit.byStaff ? 'cases:staff.deregister.title' : 'cases:deregister.title');
  const breadcrumbs = visit.byStaff ? [] : [{ href: href(request.language, '/my'), text: t('cases:my.title') }];
  const html = renderPage(request, { title, hasErrors, breadcrumbs, children: visit.frame(h(Kept, { kept, children: page })) });
  return sendPage(reply, html, hasErrors ? 422 : 200);
}
