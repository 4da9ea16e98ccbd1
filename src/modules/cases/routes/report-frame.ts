/** What every step of writing a report stands on: whose report it is, what is saved of it, and the page around a step. */
import { type FunctionComponent, h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { execute, type House } from '../../../platform/auth/index.ts';
import { type PlainDate, today } from '../../../platform/clock/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage } from '../../../ui/index.ts';
import type { Standing } from '../../people/index.ts';
import { Kept } from '../pages/kept.tsx';
import { contentOf, isHandedIn, type Written } from '../pages/report/content.ts';
import { Helped } from '../pages/report/helped.tsx';
import type { ReportPlace } from '../pages/report/view.ts';
import { monthName } from '../pages/words.tsx';
import { HelpPart, helpOf } from '../pages/registration/help-part.tsx';
import { recordAssistance } from '../record-assistance.ts';
import type { Typed } from '../registration/index.ts';
import type { ReportStep } from '../report-funnel.ts';
import { saveReport } from '../save-report.ts';
import { monthsReport } from '../written-report.ts';

/** Whose report, of which month, and where its pages stand (without language). */
export interface ReportAt {
  standing: Standing;
  month: PlainDate;
  base: string;
  /** With a mandate: the name of the person it is done for. */
  helped: string | null;
}

export type ReportHandler = (request: FastifyRequest, reply: FastifyReply, at: ReportAt) => Promise<FastifyReply>;

/** A step that is written in, of a report that is not handed in yet: `now` is what is saved of it. */
type OpenHandler = (
  request: FastifyRequest,
  reply: FastifyReply,
  at: ReportAt,
  now: Written,
) => FastifyReply | Promise<FastifyReply>;

export type ReportFrame = ReturnType<typeof reportFrame>;

/** The month's own page, without language. */
export const pathOf = (at: ReportAt): string => `${at.base}/${at.month.slice(0, 7)}`;

/** Sends the browser on to a path below the month's own. */
export function go(request: FastifyRequest, reply: FastifyReply, at: ReportAt, below = ''): FastifyReply {
  return reply.redirect(href(request.language, `${pathOf(at)}${below}`), 303);
}

export function placeOf({ body }: FastifyRequest, at: ReportAt, { so }: Written): ReportPlace {
  const help = at.helped === null ? null : h(HelpPart, { typed: readForm(body).values });
  return { path: pathOf(at), practice: false, hidden: { version: String(so.version) }, help };
}

/** The step's page in its frame. */
export function send<Props extends object>(
  request: FastifyRequest,
  reply: FastifyReply,
  at: ReportAt,
  page: FunctionComponent<Props>,
  props: Props,
  { hasErrors = false, kept = false }: { hasErrors?: boolean; kept?: boolean } = {},
): FastifyReply {
  const t = translator(request.language);
  const title = t('cases:report.name', { month: monthName(request.language, at.month) });
  const breadcrumbs = [
    ...(at.helped === null ? [{ href: href(request.language, '/my'), text: t('cases:my.title') }] : []),
    { href: href(request.language, at.base), text: t('cases:report.list.title') },
  ];
  const child = h(Kept, { kept, children: h(page, props) });
  const children = at.helped === null ? child : h(Helped, { name: at.helped, children: child });
  const html = renderPage(request, { title, hasErrors, breadcrumbs, children });
  return sendPage(reply, html, hasErrors ? 422 : 200);
}

export function reportFrame(house: House) {
  const load = async (at: ReportAt): Promise<Written> => {
    const so = await monthsReport(house.db, at.standing.personId, at.month, today(house.clock));
    return { so, content: contentOf(so, at.standing.writtenLanguage) };
  };

  /** Whoever comes to a step of a report that is handed in gets its receipt. */
  const whileOpen =
    (handler: OpenHandler): ReportHandler =>
    async (request, reply, at) => {
      const now = await load(at);
      return isHandedIn(now) ? go(request, reply, at, '/receipt') : handler(request, reply, at, now);
    };

  /** Saves what is written. False when someone else saved meanwhile. */
  async function save(
    request: FastifyRequest,
    at: ReportAt,
    { so, content }: Written,
    step: 'activities' | 'message' = 'activities',
  ): Promise<boolean> {
    const input = { personId: at.standing.personId, month: at.month, version: so.version, content, step };
    try {
      await execute(house, request.actor, saveReport, input);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.code === 'changed-meanwhile') return false;
      throw error;
    }
  }

  /** What help was needed with a step, when the helper says so. */
  async function helped({ actor }: FastifyRequest, at: ReportAt, step: ReportStep, typed: Typed): Promise<void> {
    const help = helpOf(typed);
    if (at.helped === null || help === null) return;
    const of = { personId: at.standing.personId, service: 'activity-report', month: at.month, step } as const;
    await execute(house, actor, recordAssistance, { ...of, ...help });
  }

  return { load, whileOpen, save, helped };
}
