/** Decide that an office closes, and take the securing of a place one step on. */
import { addDays, day, parsePlainDate, plainDate } from '../../../../platform/clock/index.ts';
import { fieldErrors } from '../../../../platform/auth/index.ts';
import { problem } from '../../../../platform/problem/index.ts';
import { Field, Radios, Select, TextArea, useFormats, useText, valueOf, type Values } from '../../../../ui/index.ts';
import { closeOffice } from '../../close-office.ts';
import { networkProblem } from '../../problems.ts';
import { closureDecision, refuseClosure } from '../../rules/closure-decision.ts';
import { securingSteps } from '../../state.ts';
import { stepSecuring } from '../../step-securing.ts';
import { type Closure, listClosures, listSecuring, type SecuringStep } from '../../store/closures.ts';
import type { Presence } from '../../store/presence.ts';
import { replacements } from './closure-impact.ts';
import { CloseAnswers } from './closure-answers.tsx';
import { anyDay } from './place-record.ts';
import { plannerForm, type PlannerForm, placeOfResult } from './form.tsx';
import { findPresence, Meanwhile, presenceCrumb, Reason } from './presence-forms.tsx';
import { useKind, usePeriod } from './words.tsx';

const replacementKinds = ['own', 'cooperation', 'neighbour'] as const;

export const closeOfficePage: PlannerForm = plannerForm<Presence>({
  url: '/presences/:id/close',
  command: closeOffice,
  summary: 'Decide that an office closes',
  done: 'officeClosed',
  subject: findPresence,
  begin: (presence, { today }) => ({ version: [presence.id], decidedOn: [today] }),
  input: (values, { id }) => closureInput(id, values),
  landing: placeOfResult,
  fieldOf: closureField,
  title: (presence, t) => t('network:planner.closeOffice.title', { name: presence.placeName }),
  crumbs: presenceCrumb,
  Fields({ subject, form, asked }) {
    const t = useText();
    const kind = useKind();
    const period = usePeriod();
    const { values, wrong } = form;
    const field = (name: string) => ({
      name,
      label: t(`network:planner.closeOffice.${name}`),
      value: valueOf(values, name),
      error: wrong[name],
    });
    const offered = replacements(asked.register, subject, parsePlainDate(valueOf(values, 'endDate').trim()) ?? asked.today);
    return (
      <>
        <p>
          <strong>{kind(subject.kind)}</strong>, {period(subject.validFrom, subject.validTo)}
        </p>
        <Meanwhile subject={subject} form={form} />
        <Field {...field('decidedOn')} type="date" />
        <Field {...field('endDate')} type="date" hint={t('network:planner.closeOffice.endDateHint')} />
        <Reason form={form} hint={t('network:planner.closeOffice.reasonHint')} />
        <Radios
          name="replacedByKind"
          legend={t('network:planner.closeOffice.replacedByKind')}
          value={valueOf(values, 'replacedByKind')}
          error={wrong['replacedByKind']}
          options={replacementKinds.map((one) => ({ value: one, text: t(`network:planner.replacement.${one}`) }))}
        />
        {replacementKinds.map((one) => (
          <Select
            {...field(`replacedBy.${one}`)}
            label={t(`network:planner.closeOffice.which.${one}`)}
            hint={one === 'cooperation' ? t('network:planner.closeOffice.whichHint') : undefined}
            options={[
              { value: '', text: t('network:planner.choose') },
              ...offered[one].map(({ code, name, minutes }) => ({
                value: code,
                text: minutes === null ? name : t('network:planner.closeOffice.option', { name, minutes }),
              })),
            ]}
          />
        ))}
      </>
    );
  },
  check: {
    /** What the command's own input and rule say, before its transaction asks them again. */
    refuse(presence, values, { id }) {
      const read = closeOffice.input.safeParse(closureInput(id, values));
      if (!read.success) return problem('invalid-input', { fields: fieldErrors(read.error) });
      if (presence.id !== read.data.version) return networkProblem('presence-changed-meanwhile');
      const { decidedOn, endDate } = read.data;
      const period = {
        kind: presence.kind,
        validFrom: plainDate(presence.validFrom),
        validTo: presence.validTo === null ? null : plainDate(presence.validTo),
      };
      const refusal = refuseClosure(period, { decidedOn, endDate });
      return refusal === null
        ? null
        : networkProblem(refusal, { rule: closureDecision, params: { date: endDate, from: decidedOn, to: endDate } });
    },
    Answers: CloseAnswers,
  },
});

/** What replaces the office stands in the field of its kind; a presence that has ended is a matter of the last day. */
function closureField(path: string, values: Values): string {
  const kind = valueOf(values, 'replacedByKind');
  if (path === 'replacedBy') return kind === '' ? 'replacedByKind' : `replacedBy.${kind}`;
  return path === 'from' ? 'endDate' : path;
}

function closureInput(presenceId: string, values: Values) {
  const kind = valueOf(values, 'replacedByKind');
  return {
    presenceId,
    version: valueOf(values, 'version'),
    decidedOn: valueOf(values, 'decidedOn').trim(),
    endDate: valueOf(values, 'endDate').trim(),
    reason: valueOf(values, 'reason'),
    replacedByKind: kind,
    replacedBy: valueOf(values, `replacedBy.${kind}`),
  };
}

interface Securing {
  closure: Closure;
  last: SecuringStep | null;
}

export const stepSecuringPage: PlannerForm = plannerForm<Securing>({
  url: '/closures/:id/step',
  command: stepSecuring,
  summary: 'Take the securing of a place one step on',
  done: 'stepTaken',
  async subject({ house, id }) {
    const [closure] = await listClosures(house.db, { on: anyDay, id });
    if (closure === undefined) throw networkProblem('closure-unknown');
    return { closure, last: (await listSecuring(house.db, id)).at(-1) ?? null };
  },
  begin: (_securing, { today, query }) => ({ since: [today], state: query['to'] ?? [] }),
  input: (values, { id: closureId }) => ({
    closureId,
    state: valueOf(values, 'state'),
    since: valueOf(values, 'since').trim(),
    note: valueOf(values, 'note'),
  }),
  landing: placeOfResult,
  title: (_securing, t) => t('network:planner.step.title'),
  crumbs: ({ closure }) => [{ path: `/places/${closure.placeId}`, text: closure.placeName }],
  Fields({ subject: { last }, form }) {
    const t = useText();
    const { date } = useFormats();
    const { values, wrong } = form;
    const steps = last === null ? [] : securingSteps[last.state];
    return (
      <>
        {last !== null && (
          <p>{t('network:planner.step.now', { state: t(`network:planner.securing.${last.state}`), date: date(last.since) })}</p>
        )}
        {steps.length === 0 && <p>{t('network:planner.step.final')}</p>}
        <Radios
          name="state"
          legend={t('network:planner.step.state')}
          value={valueOf(values, 'state')}
          error={wrong['state']}
          options={steps.map((one) => ({
            value: one,
            text: t(`network:planner.securing.${one}`),
            hint: t(`network:planner.securingHint.${one}`),
          }))}
        />
        <Field
          name="since"
          type="date"
          label={t('network:planner.step.since')}
          min={last === null ? undefined : addDays(day.parse(last.since), 1)}
          value={valueOf(values, 'since')}
          error={wrong['since']}
        />
        <TextArea
          name="note"
          label={t('network:planner.step.note')}
          value={valueOf(values, 'note')}
          error={wrong['note']}
          rows={3}
          optional
        />
      </>
    );
  },
});
