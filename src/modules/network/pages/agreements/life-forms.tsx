/** The forms of an agreement's life: a step, a place that leaves, a document. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { valueOn } from '../../../../platform/rule/index.ts';
import {
  Field,
  FileField,
  Notice,
  Radios,
  RuleFacts,
  TextArea,
  useFormats,
  usePage,
  useText,
  valueOf,
} from '../../../../ui/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { addAgreementDocument, agreementDocumentBytes } from '../../agreements/add-agreement-document.ts';
import { stepAgreement } from '../../agreements/step-agreement.ts';
import { type AgreementAction, agreementActions, type AgreementState, canAgreement } from '../../agreement-state.ts';
import { agreementContent, lacksInAgreement } from '../../rules/agreement-content.ts';
import type { AgreementRecord } from '../../store/agreement-record.ts';
import { type Desk, plannerForm, type PlannerForm } from '../planner/form.tsx';
import { agreementCrumb, agreementsHome, findAgreement, notNow } from './forms.tsx';
import { mayBeKept, StateTag } from './words.tsx';

export const toAgreement = (_result: unknown, { id }: Desk): string => `/${id}`;

/** Where a step can lead now; the end has a page of its own. A decided end is taken back by saying that it stays as it is. */
function nextStates(record: AgreementRecord): AgreementState[] {
  const { state } = record;
  if (state === null) return [];
  const actions = Object.keys(agreementActions) as AgreementAction[];
  const next = actions.flatMap((action) => {
    const { to } = agreementActions[action];
    return to !== null && to !== 'ended' && canAgreement(state, action) ? [to] : [];
  });
  return mayBeKept(record) ? [...next, state] : next;
}

export const stepAgreementPage: PlannerForm = plannerForm<AgreementRecord>({
  home: { ...agreementsHome, texts: 'network:staffAgreements.step' },
  url: '/:id/step',
  command: stepAgreement,
  summary: 'Take an agreement one step on',
  done: 'stepped',
  subject: findAgreement,
  begin: (record, { today, query }) => ({
    since: [query['to']?.[0] === 'in-force' && record.from !== null && record.from > today ? record.from : today],
    state: query['to'] ?? [],
  }),
  input: (values, { id: agreementId }) => ({
    agreementId,
    state: valueOf(values, 'state'),
    since: valueOf(values, 'since').trim(),
    note: valueOf(values, 'note'),
  }),
  landing: toAgreement,
  title: (record, t) => t('network:staffAgreements.step.title', { title: record.title }),
  crumbs: agreementCrumb,
  Above: notNow((state) => canAgreement(state, 'end')),
  // What the agreement lacks stands in no field of this form.
  fieldOf: (path) => (['state', 'since', 'note'].includes(path) ? path : 'state'),
  Fields({ subject: record, form: { values, wrong, refusal }, asked }) {
    const t = useText();
    const { date } = useFormats();
    const states = nextStates(record);
    return (
      <>
        <p>
          {t('network:staffAgreements.step.now')} <StateTag state={record.state} />{' '}
          {record.stateSince !== null && t('network:staffAgreements.since', { date: date(record.stateSince) })}
        </p>
        {states.includes('agreed') && <Lacks record={record} today={asked.today} saysRule={refusal === null} />}
        {states.length > 0 && (
          <Radios
            name="state"
            legend={t('network:planner.step.state')}
            value={valueOf(values, 'state')}
            error={wrong['state']}
            options={states.map((one) => ({
              value: one,
              text: t(one === record.state ? 'network:staffAgreements.step.keep' : `network:staffAgreements.state.${one}`),
              hint: t(
                one === record.state ? 'network:staffAgreements.step.keepHint' : `network:staffAgreements.stateMeans.${one}`,
              ),
            }))}
          />
        )}
        <Field
          name="since"
          type="date"
          label={t('network:planner.step.since')}
          hint={t('network:staffAgreements.step.sinceHint')}
          value={valueOf(values, 'since')}
          error={wrong['since']}
        />
        <TextArea
          name="note"
          label={t('network:planner.step.note')}
          value={valueOf(values, 'note')}
          error={wrong['note']}
          rows={3}
          maxLength={1000}
          optional
        />
      </>
    );
  },
});

/** What it lacks before it can be agreed, by the rule. */
function Lacks({ record, today, saysRule }: { record: AgreementRecord; today: PlainDate; saysRule: boolean }) {
  const t = useText();
  const { language } = usePage();
  const lacks = lacksInAgreement({ ...record, places: record.placeList }, valueOn(agreementContent, today));
  if (lacks.length === 0) return null;
  return (
    <Notice tone="warning" title={t('network:staffAgreements.lacks.title')}>
      <ul>
        {lacks.map((path) => (
          <li>
            {t(
              path.startsWith('terms.')
                ? `network:staffAgreements.term.${path.slice(6)}`
                : `network:staffAgreements.lacks.${path}`,
            )}
          </li>
        ))}
      </ul>
      <p>
        <a href={href(language, `/agreements/${record.id}/change`)}>{t('network:staffAgreements.lacks.change')}</a>
      </p>
      {saysRule && <RuleFacts says={t(`network:rule.${agreementContent.id}`)} source={agreementContent.source} />}
    </Notice>
  );
}

export const agreementDocumentPage: PlannerForm = plannerForm<AgreementRecord>({
  home: agreementsHome,
  url: '/:id/document',
  command: addAgreementDocument,
  summary: 'Add a document to an agreement',
  done: 'documentAdded',
  upload: { maxBytes: agreementDocumentBytes, maxFiles: 1 },
  subject: findAgreement,
  begin: () => ({}),
  input: (_values, { id: agreementId, uploads: [file] }) => ({ agreementId, name: file?.name ?? '', content: file?.bytes }),
  landing: toAgreement,
  title: (_record, t) => t('network:staffAgreements.action.add-document'),
  crumbs: agreementCrumb,
  fieldOf: () => 'document',
  Fields({ form: { wrong } }) {
    const t = useText();
    return (
      <FileField
        name="document"
        label={t('network:staffAgreements.document.label')}
        hint={t('network:staffAgreements.document.hint', { megabytes: agreementDocumentBytes / 1_048_576 })}
        accept=".pdf,image/png,image/jpeg"
        error={wrong['document']}
      />
    );
  },
});
