/** Registering with someone's help: /people/:person/registration, for staff with the file open and helpers with a mandate. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { execute, type House, mayRun } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { outageOn } from '../../../platform/outage/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { type LiveRegister, officeOn } from '../../network/index.ts';
import { enterFile, factsFor, PersonFrame, proveIdentity, reopenPage, type Standing } from '../../people/index.ts';
import { AssistedProtected } from '../pages/registration/assisted-protected.tsx';
import { AssistedStart } from '../pages/registration/assisted-start.tsx';
import { HelpPart, helpOf } from '../pages/registration/help-part.tsx';
import { assistedWay, stepPath } from '../pages/registration/way.ts';
import { recordAssistance } from '../record-assistance.ts';
import type { Typed } from '../registration/index.ts';
import { startRegistration } from '../start-registration.ts';
import { registrationParties } from '../state.ts';
import { findDraft } from '../store/draft.ts';
import { openRegistration } from '../store/registration.ts';
import { attachmentEndpoints } from './registration-attachments.ts';
import { checkEndpoints } from './registration-check.ts';
import { type Passage, passageParams, type Visit } from './registration-passage.ts';
import { receiptEndpoints } from './registration-receipt.ts';
import { stepEndpoints } from './registration-steps.ts';

type AssistedVisit = Visit & { standing: Standing };

export function assistedEndpoints(house: House, live: LiveRegister): Endpoint[] {
  const passage = assistedPassage(house);
  return [
    ...startEndpoints(house, passage),
    ...stepEndpoints(house, live, passage),
    ...attachmentEndpoints(house, passage),
    ...checkEndpoints(house, live, passage),
    ...receiptEndpoints(house, passage),
  ];
}

interface AssistedPassage extends Passage {
  enter(request: FastifyRequest, reply: FastifyReply): Promise<AssistedVisit | null>;
  leave(request: FastifyRequest, reply: FastifyReply, visit: AssistedVisit): Promise<FastifyReply>;
}

function assistedPassage(house: House): AssistedPassage {
  return {
    url: '/people/:person/registration',
    // A relative who helps is a jobseeker, or has no other role; standing decides whether anyone may.
    access: registrationParties,
    async enter(request, reply) {
      const { person = '' } = passageParams.parse(request.params);
      const entered = await enterFile(house, request, reply, person, 'registration').catch((error: unknown) => {
        if (!(error instanceof Problem) || error.code !== 'file-reason-required') throw error;
        // The file was closed while the step was filled in: it is opened again with what was typed kept on the way.
        reopenPage({ house, params: { person } }, request, reply, readForm(request.body).values);
        return null;
      });
      if (entered === null) return null;
      const { standing, frame } = entered;
      return {
        standing,
        personId: standing.personId,
        way: assistedWay(standing.personId),
        frame: (page) => h(PersonFrame, { frame, children: page }),
      };
    },
    // Whoever wrote it down loses sight of the person, unless they are named: so the answer is a page about no one.
    async leave(request, reply, visit) {
      const by = visit.standing.capacity === 'mandate' ? 'helper' : 'staff';
      const title = translator(request.language)(`cases:staffRegistration.protected.${by}.title`);
      return sendPage(reply, renderPage(request, { title, children: h(AssistedProtected, { by }) }));
    },
    helpPart: (typed) => h(HelpPart, { typed }),
    async helped({ actor }, visit, step, typed) {
      const help = helpOf(typed);
      if (help !== null) await execute(house, actor, recordAssistance, { personId: visit.personId, step, ...help });
    },
  };
}

function startEndpoints(house: House, passage: AssistedPassage): Endpoint[] {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    visit: AssistedVisit,
    refused: { typed: Typed; wrong: Record<string, string> } | null,
  ) => {
    const draft = await findDraft(house.db, visit.personId);
    const open = await openRegistration(house.db, visit.personId);
    const day = draft?.answers['first-day']?.firstDay ?? today(house.clock);
    const facts = await factsFor(house.db, visit.personId);
    const staff = visit.standing.capacity === 'staff';
    const municipality = draft?.answers.contact?.municipalityCode ?? facts?.municipalityCode ?? null;
    const office =
      municipality === null || visit.standing.isProtected ? 'not-known' : await officeOn(house.db, municipality, day);
    const children = h(AssistedStart, {
      way: visit.way,
      requestId: house.newId(),
      draft,
      receiptPath: open === null ? null : stepPath(visit.way, `receipt/${open.id}`),
      desk: staff ? { identityProof: facts?.identityProof ?? 'none', day, outage: await outageOn(house.db, day), office } : null,
      typed: refused?.typed ?? {},
      wrong: refused?.wrong ?? {},
    });
    const title = translator(request.language)('cases:staffRegistration.title');
    const html = renderPage(request, { title, children: visit.frame(children), hasErrors: refused !== null });
    return sendPage(reply, html, refused === null ? 200 : 422);
  };

  const begin = async (request: FastifyRequest, visit: AssistedVisit, typed: Typed) => {
    const { actor, language } = request;
    const proof = valueOf(typed, 'identityProof');
    if (proof !== '' && mayRun(actor, proveIdentity)) {
      await execute(house, actor, proveIdentity, { personId: visit.personId, identityProof: proof });
    }
    const channel = visit.standing.capacity === 'staff' ? valueOf(typed, 'channel') : 'web';
    const phoneGround = channel === 'phone' ? valueOf(typed, 'phoneGround') || null : null;
    return execute(house, actor, startRegistration, { personId: visit.personId, language, channel, phoneGround });
  };

  const common = { kind: 'page', access: passage.access, params: passageParams, url: passage.url } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'Help someone register: how the person comes',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : show(request, reply, visit, null);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      summary: 'Begin to help someone register, or go on',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const { values: typed } = readForm(request.body);
        const t = translator(request.language);
        const refused = (field: string) =>
          show(request, reply, visit, { typed, wrong: { [field]: t(`cases:staffRegistration.wrong.${field}`) } });
        if (visit.standing.capacity === 'staff' && valueOf(typed, 'channel') === '') return refused('channel');
        try {
          const begun = await begin(request, visit, typed);
          return await reply.redirect(href(request.language, stepPath(visit.way, begun.atStep)), 303);
        } catch (error) {
          if (error instanceof Problem && error.code === 'phone-ground-required') return refused('phoneGround');
          if (error instanceof Problem && error.code === 'already-registered') return show(request, reply, visit, null);
          throw error;
        }
      },
    }),
  ];
}
