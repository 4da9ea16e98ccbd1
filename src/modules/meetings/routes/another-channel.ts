/** Asking for another channel, taking the request back, and the officer's answer. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, mayRun, takeKeptForm } from '../../../platform/auth/index.ts';
import { parsePlainDate, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, valueOf, type Values } from '../../../ui/index.ts';
import { isOwnCase } from '../../people/index.ts';
import { askChannel } from '../ask-channel.ts';
import { channelsOf } from '../channel-of.ts';
import { decideChannelRequest } from '../decide-channel-request.ts';
import type { Meetings } from '../meetings.ts';
import { anotherDone, AnotherChannelPage, type AnotherChannelProps } from '../pages/booking/another-channel-page.tsx';
import { bookingText } from '../pages/booking/words.tsx';
import { withdrawChannelRequest } from '../withdraw-channel-request.ts';
import { listRequests } from '../store/channel-request.ts';
import { type Passage, sendInPassage, type Visit } from './booking-way.ts';
import '../texts.ts';

interface Said {
  typed: Values;
  wrong: AnotherChannelProps['wrong'];
  refusal: AnotherChannelProps['refusal'];
  done?: AnotherChannelProps['done'];
}

const nothing: Said = { typed: {}, wrong: {}, refusal: null };

export function anotherChannelEndpoints(m: Meetings, passage: Passage): Endpoint[] {
  const page = { kind: 'page', access: passage.access, params: passage.params, url: `${passage.url}/another-channel` } as const;
  return [
    endpoint({
      ...page,
      method: 'GET',
      summary: 'Meet in another channel than the rule’s: ask, and see the answer',
      query: z.object({ done: z.enum(anotherDone).nullable().catch(null) }),
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const kept = await takeKeptForm(request);
        const typed = kept === null ? {} : readForm(kept).values;
        return show(m, request, reply, visit, { ...nothing, typed, done: request.query.done });
      },
    }),
    endpoint({
      ...page,
      method: 'POST',
      keepsForm: true,
      summary: 'Ask for another channel, take the request back, or answer it',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : send(m, request, reply, visit);
      },
    }),
  ];
}

async function send(m: Meetings, request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  const { values: typed, next, requestId } = readForm(request.body);
  const { personId } = visit;
  const of = (name: string) => valueOf(typed, name);
  const done = next === 'withdraw' ? 'withdrawn' : next === 'decide' ? 'decided' : 'asked';
  try {
    if (next === 'withdraw') {
      await execute(m.house, request.actor, withdrawChannelRequest, { personId, requestId: of('request') }, requestId);
    } else if (next === 'decide') {
      const until = of('until') === '' ? null : (parsePlainDate(of('until')) ?? of('until'));
      const input = { personId, requestId: of('request'), outcome: of('outcome'), until, reason: of('reason') };
      await execute(m.house, request.actor, decideChannelRequest, input, requestId);
    } else {
      const input = { personId, wanted: of('wanted'), ground: of('ground'), words: of('words') };
      await execute(m.house, request.actor, askChannel, input, requestId);
    }
  } catch (error) {
    if (!(error instanceof Problem) || ![403, 404, 409, 422].includes(error.status)) throw error;
    return show(m, request, reply, visit, { typed, ...saidOf(request, error) });
  }
  return reply.redirect(`${href(request.language, `${visit.way.base}/another-channel`)}?done=${done}`, 303);
}

/** A refusal beside its field, or as the problem that it is with its rule. */
function saidOf(request: FastifyRequest, { code, details }: Problem): Pick<Said, 'wrong' | 'refusal'> {
  const t = translator(request.language);
  const { fields = [], params, rule } = details;
  if (code === 'invalid-input') {
    const words = bookingText(request.language);
    return { wrong: Object.fromEntries(fields.map(({ field }) => [field, words(`wrong.${field}`)])), refusal: null };
  }
  const key = code === 'own-case' ? 'cases:problem.own-case.text' : `meetings:problem.${code}.text`;
  const says = rule === undefined ? null : t(`${code === 'own-case' ? 'cases' : 'meetings'}:rule.${rule.id}`);
  return { wrong: {}, refusal: { text: t(key, params), rule: rule === undefined ? null : { says: says!, source: rule.source } } };
}

async function show(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  { typed, wrong, refusal, done = null }: Said,
): Promise<FastifyReply> {
  const { db, clock } = m.house;
  const on = today(clock);
  const { personId } = visit;
  const of = (name: string) => valueOf(typed, name);
  const hasErrors = refusal !== null || Object.keys(wrong).length > 0;
  const isOfficer = visit.standing.capacity === 'staff' && mayRun(request.actor, decideChannelRequest);
  const children = h(AnotherChannelPage, {
    way: visit.way,
    decision: await channelsOf(db, personId, { purpose: '', bookedOn: on, meetingOn: on }),
    requests: await listRequests(db, personId),
    typed: { wanted: of('wanted'), ground: of('ground'), words: of('words') },
    answer: { outcome: of('outcome'), until: of('until'), reason: of('reason') },
    wrong,
    refusal,
    mayDecide: isOfficer && !(await isOwnCase(db, request.actor, personId, clock.now())),
    today: on,
    done,
    requestId: m.house.newId(),
  });
  const title = bookingText(request.language)('another.title');
  return sendInPassage(request, reply, visit, { title, children, hasErrors, status: hasErrors ? 422 : 200 });
}
