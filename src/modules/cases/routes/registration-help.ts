/** /get-help: places and ways to get help, for everyone; being called back, for those we know. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, hasRole, type House } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { refusedFields } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { findHelp, type LiveRegister } from '../../network/index.ts';
import { factsFor, personOf } from '../../people/index.ts';
import { askCallBack } from '../ask-call-back.ts';
import { knownContact } from '../known-contact.ts';
import { noteHelpAsked } from '../note-help-asked.ts';
import { GetHelpPage } from '../pages/get-help.tsx';
import { municipalityOptions } from '../pages/registration/municipalities.ts';
import { isStepId, stepIds, type StepId, type Typed } from '../registration/index.ts';
import { findDraft } from '../store/draft.ts';
import '../texts.ts';

interface Asked {
  from: StepId | null;
  /** '' when none was chosen. */
  municipality: string;
  asked?: boolean;
  refused?: { typed: Typed; wrong: Record<string, string> };
}

export function helpEndpoints(house: House, live: LiveRegister): Endpoint[] {
  /** The jobseeker who asks; null for visitors, staff and those whose way is a named contact. */
  const personWho = async ({ actor }: FastifyRequest): Promise<Uuid | null> => {
    const personId = hasRole(actor, ['jobseeker']) ? await personOf(house.db, actor.id) : null;
    const facts = personId === null ? null : await factsFor(house.db, personId);
    return facts === null || facts.isProtected ? null : personId;
  };

  const show = async (request: FastifyRequest, reply: FastifyReply, personId: Uuid | null, asked: Asked) => {
    const register = live.current();
    const known = personId === null ? {} : await contactOf(house, request, personId);
    const municipality = asked.municipality || valueOf(known, 'municipalityCode');
    const origin = register.findOrigin('municipality', municipality);
    const on = today(house.clock);
    const help = origin === undefined ? null : findHelp(register, origin, on);
    const wrong = asked.refused?.wrong ?? {};
    const language = request.language === 'sv-easy' ? 'sv' : request.language;
    const begun: Typed = { phone: known['phone'] ?? [], language: [language], when: ['any'] };
    const props = {
      from: asked.from,
      help,
      places: (help?.dropIn ?? []).filter(({ services, withinReach }) => services.includes('digital-guidance') && withinReach),
      remote: help?.remote ?? findHelp(register, register.origins[0]!, on).remote,
      municipalities: municipalityOptions(register),
      municipality: help === null ? '' : municipality,
      callBack: personId === null ? null : { requestId: house.newId(), typed: asked.refused?.typed ?? begun, wrong },
      asked: asked.asked ?? false,
    };
    const refused = Object.keys(wrong).length > 0;
    const title = translator(request.language)('cases:getHelp.title');
    const html = renderPage(request, { title, children: h(GetHelpPage, props), hasErrors: refused });
    return sendPage(reply, html, refused ? 422 : 200);
  };

  const url = '/get-help';
  return [
    endpoint({
      method: 'GET',
      kind: 'page',
      access: 'everyone',
      url,
      summary: 'Where to get help with the digital services',
      query: z.object({
        from: z.enum(stepIds).nullable().catch(null).default(null),
        municipality: z.string().max(4).catch('').default(''),
        asked: z.string().catch('').default(''),
      }),
      async handle(request, reply) {
        const { from, municipality, asked } = request.query;
        const personId = await personWho(request);
        const justCame = municipality === '' && asked === '';
        if (personId !== null && from !== null && justCame) {
          await execute(house, request.actor, noteHelpAsked, { personId, step: from });
        }
        return show(request, reply, personId, { from, municipality, asked: asked === 'yes' });
      },
    }),
    endpoint({
      method: 'POST',
      kind: 'page',
      access: ['jobseeker'],
      url,
      summary: 'Ask to be called back',
      async handle(request, reply) {
        const personId = await personWho(request);
        const { values: typed, requestId } = readForm(request.body);
        const sentFrom = valueOf(typed, 'from');
        const from = isStepId(sentFrom) ? sentFrom : null;
        if (personId === null) return reply.redirect(href(request.language, '/my/protection'), 303);
        const [phone, when, language] = [valueOf(typed, 'phone'), valueOf(typed, 'when'), valueOf(typed, 'language')];
        try {
          await execute(house, request.actor, askCallBack, { personId, phone, when, language, step: from }, requestId);
        } catch (error) {
          const fields = refusedFields(error);
          if (fields.length === 0) throw error;
          const t = translator(request.language);
          const wrong = Object.fromEntries(fields.map(({ field }) => [field, t(`cases:getHelp.wrong.${field}`)]));
          return show(request, reply, personId, { from, municipality: '', refused: { typed, wrong } });
        }
        const query = new URLSearchParams({ asked: 'yes', ...(from === null ? {} : { from }) });
        return reply.redirect(`${href(request.language, url)}?${query}`, 303);
      },
    }),
  ];
}

/** What the person has typed so far, else what is known. */
async function contactOf(house: House, request: FastifyRequest, personId: Uuid): Promise<Typed> {
  const draft = await findDraft(house.db, personId);
  const contact = draft?.answers.contact;
  if (contact === undefined) return knownContact(house, request.actor, personId);
  const { phone, municipalityCode } = contact;
  return {
    ...(phone === undefined ? {} : { phone: [phone] }),
    ...(municipalityCode === undefined ? {} : { municipalityCode: [municipalityCode] }),
  };
}
