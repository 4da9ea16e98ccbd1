/** /outages: read by those who judge whether someone could reach the service; added to and corrected by administrators. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House, mayRun } from '../../platform/auth/index.ts';
import { addDays, instantAt, localTime, today } from '../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../platform/http/index.ts';
import { href, translator } from '../../platform/i18n/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { type Outage, outageById, outagesBetween } from '../../platform/outage/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, type Values, valueOf } from '../../ui/index.ts';
import { correctOutage, enterOutage } from '../enter-outage.ts';
import { appProblem } from '../problems.ts';
import { CorrectOutagePage, type OutageFields, type OutageFormProps, OutagesPage } from './outages.tsx';

const readers = ['caseworker', 'auditor', 'administrator'] as const;
const nothingTyped: OutageFields = { part: 'service', beganDate: '', beganTime: '', endedDate: '', endedTime: '', note: '' };
const ofOne = z.object({ id: z.uuid() });

export function outagePages(house: House): Endpoint[] {
  const list = { url: '/outages', kind: 'page' } as const;
  const single = { url: '/outages/:id', kind: 'page', access: correctOutage.roles, params: ofOne } as const;
  return [
    endpoint({
      ...list,
      method: 'GET',
      access: readers,
      summary: 'The log of outages',
      query: z.object({ saved: z.string().optional() }),
      handle: (request, reply) => sendList(house, request, reply, formOf(house), request.query.saved === 'yes'),
    }),
    endpoint({
      ...list,
      method: 'POST',
      access: enterOutage.roles,
      summary: 'Records an outage by hand',
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const fields = fieldsIn(values);
        try {
          await execute(house, request.actor, enterOutage, { part: fields.part, ...timesOf(fields) }, requestId);
          return await reply.redirect(`${href(request.language, '/outages')}?saved=yes`, 303);
        } catch (error) {
          return sendList(house, request, reply, refusedForm(house, request, fields, error));
        }
      },
    }),
    endpoint({
      ...single,
      method: 'GET',
      summary: 'The form to correct an outage',
      async handle(request, reply) {
        const outage = await knownOutage(house, request.params.id);
        return sendOne(request, reply, outage, formOf(house, fieldsOf(outage)));
      },
    }),
    endpoint({
      ...single,
      method: 'POST',
      summary: 'Corrects an outage',
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const fields = fieldsIn(values);
        const outage = await knownOutage(house, request.params.id);
        try {
          await execute(house, request.actor, correctOutage, { id: outage.id, ...timesOf(fields) }, requestId);
          return await reply.redirect(`${href(request.language, '/outages')}?saved=yes`, 303);
        } catch (error) {
          return sendOne(request, reply, outage, refusedForm(house, request, { ...fields, part: outage.part }, error));
        }
      },
    }),
  ];
}

type Form = Omit<OutageFormProps, 'action' | 'correcting'>;

function formOf(house: House, fields: OutageFields = nothingTyped): Form {
  return { fields, wrong: [], refusal: null, requestId: house.newId() };
}

/** The form with all that was typed and what is wrong with it. What cannot be put right in it is thrown on. */
function refusedForm(house: House, request: FastifyRequest, fields: OutageFields, error: unknown): Form {
  if (!(error instanceof Problem) || ![409, 422].includes(error.status)) throw error;
  const t = translator(request.language);
  const wrong = [...new Set((error.details.fields ?? []).map(({ field }) => field.split('.')[0]!))];
  const source = error.code.startsWith('outage-') ? 'app' : 'ui';
  const refusal = wrong.length > 0 ? null : t(`${source}:problem.${error.code}.text`);
  return { ...formOf(house, fields), wrong, refusal };
}

const isRefused = (form: Form): boolean => form.wrong.length > 0 || form.refusal !== null;

async function sendList(house: House, request: FastifyRequest, reply: FastifyReply, form: Form, saved = false) {
  const now = today(house.clock);
  const outages = await outagesBetween(house.db, instantAt(addDays(now, -365), '00:00')!, instantAt(addDays(now, 1), '00:00')!);
  const shown = mayRun(request.actor, enterOutage) ? { ...form, action: '/outages', correcting: false } : null;
  const children = h(OutagesPage, { outages, saved, form: shown });
  const title = translator(request.language)('app:outages.title');
  const html = renderPage(request, { title, children, wide: true, hasErrors: isRefused(form) });
  return sendPage(reply, html, isRefused(form) ? 422 : 200);
}

function sendOne(request: FastifyRequest, reply: FastifyReply, outage: Outage, form: Form) {
  const t = translator(request.language);
  const children = h(CorrectOutagePage, { form: { ...form, action: `/outages/${outage.id}`, correcting: true } });
  const breadcrumbs = [{ href: href(request.language, '/outages'), text: t('app:outages.title') }];
  const html = renderPage(request, { title: t('app:outages.correct'), children, breadcrumbs, hasErrors: isRefused(form) });
  return sendPage(reply, html, isRefused(form) ? 422 : 200);
}

async function knownOutage(house: House, id: string): Promise<Outage> {
  const key = parseUuid(id);
  const found = key === null ? null : await outageById(house.db, key);
  if (found === null) throw appProblem('outage-unknown');
  return found;
}

function fieldsIn(values: Values): OutageFields {
  const text = (name: string): string => valueOf(values, name);
  return {
    part: values['part']?.[0] ?? nothingTyped.part,
    beganDate: text('beganDate'),
    beganTime: text('beganTime'),
    endedDate: text('endedDate'),
    endedTime: text('endedTime'),
    note: text('note'),
  };
}

function timesOf(fields: OutageFields) {
  const open = fields.endedDate.trim() === '' && fields.endedTime.trim() === '';
  return {
    began: { date: fields.beganDate.trim(), time: fields.beganTime.trim() },
    ended: open ? null : { date: fields.endedDate.trim(), time: fields.endedTime.trim() },
    note: fields.note,
  };
}

function fieldsOf({ part, beganAt, endedAt, note }: Outage): OutageFields {
  const began = localTime(beganAt);
  const ended = endedAt === null ? { date: '', time: '' } : localTime(endedAt);
  return { part, beganDate: began.date, beganTime: began.time, endedDate: ended.date, endedTime: ended.time, note };
}
