/** The plan as the officer writes it: a draft that may lack anything, and the plan in force that may not. */
import { h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { execute, type House, takeKeptForm } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { EmptyState, readForm, valueOf } from '../../../ui/index.ts';
import type { Entered } from '../../people/index.ts';
import { Kept } from '../pages/kept.tsx';
import { PlanEditorPage, type PlanEditorProps } from '../pages/plan/editor-page.tsx';
import { asContent, asTyped, lineOfStep } from '../pages/plan/typed-plan.ts';
import { listOf } from '../pages/work/work-list-page.tsx';
import { completenessOf, putPlanInForce } from '../put-plan-in-force.ts';
import type { Typed } from '../registration/index.ts';
import { planContent } from '../rules/plan-content.ts';
import { refuseInterval } from '../rules/plan-search-interval.ts';
import { savePlan } from '../save-plan.ts';
import { findOpenCase } from '../store/open-case.ts';
import { listPlans, type Plan } from '../store/plan.ts';
import { enterCaseFile, sendInFile } from './file.ts';
import { personParams, staff } from './person.ts';
import { type PlanAt, planSteps } from './plan.ts';
import '../texts.ts';

/** What was typed and what is wrong with it; null typed: the plan as saved. */
interface Said {
  typed: Typed | null;
  wrong: PlanEditorProps['wrong'];
  refusal: string | null;
  saved: boolean;
  /** The form was kept while the session had ended. */
  kept: boolean;
}

const untouched: Said = { typed: null, wrong: {}, refusal: null, saved: false, kept: false };

export function planEditorPages(house: House): Endpoint[] {
  const person = planSteps(house);
  const page = {
    kind: 'page',
    access: [...staff, 'helper', 'jobseeker'],
    url: '/people/:person/plan',
    params: personParams,
  } as const;
  return [
    endpoint({
      ...page,
      method: 'GET',
      summary: 'A person’s plan, to write',
      async handle(request, reply) {
        const entered = await enterCaseFile(house, request, reply, 'plan');
        if (entered === null) return reply;
        if (entered.standing.capacity === 'mandate') return person.read(request, reply, helpedAt(entered));
        const kept = await takeKeptForm(request);
        const typed = kept === null ? null : readForm(kept).values;
        return show(request, reply, entered, {
          ...untouched,
          typed,
          kept: kept !== null,
          saved: (request.query as { done?: string }).done === 'saved',
        });
      },
    }),
    endpoint({
      ...page,
      method: 'POST',
      keepsForm: true,
      summary: 'Save the draft of a plan, or put it in force',
      async handle(request, reply) {
        const entered = await enterCaseFile(house, request, reply, 'plan');
        if (entered === null) return reply;
        if (entered.standing.capacity === 'mandate') return person.say(request, reply, helpedAt(entered));
        const { values: typed, next } = readForm(request.body);
        const { personId } = entered.standing;
        try {
          const version = Number(valueOf(typed, 'version'));
          const saved = await execute(house, request.actor, savePlan, { personId, version, content: asContent(typed) });
          if (next !== 'force')
            return reply.redirect(
              href(request.language, `/people/${personId}/plan?${savedIn(listOf(valueOf(typed, 'list')))}`),
              303,
            );
          await execute(house, request.actor, putPlanInForce, { personId, version: saved.version });
        } catch (error) {
          return refuse(request, reply, entered, typed, error);
        }
        return reply.redirect(href(request.language, `/work?${withDone(listOf(valueOf(typed, 'list')))}`), 303);
      },
    }),
  ];

  /** The editor again. What is saved as a draft stays saved also when it may not come into force. */
  function refuse(request: FastifyRequest, reply: FastifyReply, entered: Entered, typed: Typed, error: unknown) {
    if (!(error instanceof Problem)) throw error;
    const t = translator(request.language);
    if (error.code === 'changed-meanwhile') {
      return show(request, reply, entered, { ...untouched, typed, refusal: t('cases:staff.wrong.elsewhere') });
    }
    if (!['invalid-input', 'plan-incomplete', 'plan-day-wrong'].includes(error.code)) throw error;
    const wrong: Record<string, string> = {};
    for (const { field, expected } of error.details.fields ?? []) {
      const place = fieldOf(field.replace(/^content\./, ''), typed);
      wrong[place] ??= wordsOf(t, place, expected);
    }
    return show(request, reply, entered, { ...untouched, typed, wrong });
  }

  async function show(request: FastifyRequest, reply: FastifyReply, entered: Entered, said: Said): Promise<FastifyReply> {
    const { personId } = entered.standing;
    const open = await findOpenCase(house.db, personId);
    if (open === null) return showNone(request, reply, entered);
    const on = today(house.clock);
    const plans = (await listPlans(house.db, personId)).filter((one) => one.registrationId === open.id);
    const draft = plans.find((one) => one.state === 'draft') ?? null;
    const inForce = plans.find((one) => one.state === 'in-force') ?? null;
    const judged = draft === null ? 'not-judged' : completenessOf(draft.content, on);
    const t = translator(request.language);
    const props: PlanEditorProps = {
      path: `/people/${personId}/plan`,
      list: listOf(said.typed === null ? ((request.query as { list?: string }).list ?? '') : valueOf(said.typed, 'list')),
      // A new draft begins with what holds: a plan that is gone through is rarely written anew.
      typed: said.typed ?? startOf(draft, inForce),
      version: draft?.version ?? 0,
      wrong: said.wrong,
      refusal: said.refusal,
      missing: judged === 'not-judged' ? null : judged,
      rule: { says: t('cases:rule.plan-content'), source: planContent.source },
      deadline:
        open.nextDue === null || open.nextKind === 'decide' || open.nextKind === null
          ? null
          : { by: open.nextDue, early: open.dueEarly, renew: open.nextKind === 'renew-plan' },
      inForce: inForce === null || inForce.madeOn === null ? null : { content: inForce.content, madeOn: inForce.madeOn },
      ownWords: inForce?.content.ownWords ?? '',
      intervalRequired: refuseInterval(null, open.inProgramme, on) === 'interval-missing',
      mayPutInForce: open.state === 'registered',
      today: on,
      saved: said.saved,
      requestId: house.newId(),
      back: `/people/${personId}`,
    };
    const hasErrors = said.refusal !== null || Object.keys(said.wrong).length > 0;
    const title = `${t('cases:staff.editor.title')} – ${entered.frame.name}`;
    return sendInFile(request, reply, entered, {
      title,
      tab: 'plan',
      hasErrors,
      children: h(Kept, { kept: said.kept, children: h(PlanEditorPage, props) }),
    });
  }
}

/** There is no registration that a plan could belong to. */
function showNone(request: FastifyRequest, reply: FastifyReply, entered: Entered): FastifyReply {
  const t = translator(request.language);
  const title = t('cases:staff.editor.title');
  const children = h(EmptyState, { title, children: t('cases:staff.case.notRegistered') });
  return sendInFile(request, reply, entered, { title, tab: 'plan', children });
}

/** A helper reads the plan and says something about it in the person's name. */
function helpedAt({ standing, frame }: Entered): PlanAt {
  return { standing, path: `/people/${standing.personId}/plan`, helped: frame.name };
}

/** The query of the list that one comes back to. */
function withDone(list: string): URLSearchParams {
  const query = new URLSearchParams(list);
  query.set('done', 'plan');
  return query;
}

function savedIn(list: string): URLSearchParams {
  return new URLSearchParams(list === '' ? { done: 'saved' } : { done: 'saved', list });
}

function startOf(draft: Plan | null, inForce: Plan | null): Typed {
  const from = draft ?? inForce;
  return from === null ? {} : asTyped(from.content);
}

/** The field of the form that a path of the input stands in: `measures.2.by` is its own; `participation.on` is `participationOn`. */
function fieldOf(path: string, typed: Typed): string {
  const [first = '', second] = path.split('.');
  if (first === 'participation') return second === 'on' ? 'participationOn' : 'participationHow';
  if (first === 'interval') return valueOf(typed, 'intervalHow') === 'set' ? 'low' : 'exemption';
  if (first === 'measures' || first === 'activities') {
    return `${first}.${lineOfStep(typed, first, Number(second ?? 0))}.${path.endsWith('.by') ? 'by' : 'what'}`;
  }
  return first;
}

/** What is wrong with a day, when it is not how it is written. */
const days: Readonly<Record<string, string>> = { 'to-come': 'dayToCome', past: 'dayPast' };

function wordsOf(t: ReturnType<typeof translator>, place: string, expected: string): string {
  if (place === 'low' || place === 'exemption')
    return t(`cases:staff.wrong.${expected === 'interval-too-early' ? expected : place}`);
  const [first = ''] = place.split('.');
  const part = first.startsWith('participation') ? 'participation' : first;
  const key =
    days[expected] ??
    (place.endsWith('.by') || place === 'participationOn' ? 'day' : expected.startsWith('at most') ? 'tooLong' : 'required');
  return t(`cases:staff.wrong.${key}`, { field: t(`cases:staff.editor.part.${part}`) });
}
