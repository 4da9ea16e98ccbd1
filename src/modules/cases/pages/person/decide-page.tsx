/** The officer's answer to the question of a registration. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Checkbox,
  Checkboxes,
  Details,
  Field,
  Form,
  Radios,
  SummaryList,
  TextArea,
  usePage,
  useText,
  valueOf,
} from '../../../../ui/index.ts';
import { rejectReasons } from '../../decide-registration.ts';
import type { Attachment } from '../../store/attachment.ts';
import type { Decision } from '../../store/decision.ts';
import { Facts } from '../registration/decision-text.tsx';
import { FileList } from '../registration/file-list.tsx';
import { useStaffDecisionText } from '../registration/words.ts';
import { Refused, Submit, type TaskFormProps } from './task-pages.tsx';

/** `doubt`: what the person objects, or what whoever looked at the decision disagreed with, in their own words. */
interface DecidePageProps extends TaskFormProps {
  decision: Decision;
  doubt: string | null;
  files: readonly Attachment[];
}

export function DecidePage({ decision, doubt, files, ...props }: DecidePageProps) {
  const { path, back, typed, wrong, requestId } = props;
  const t = useText();
  const words = useStaffDecisionText();
  const { language } = usePage();
  const { question, reasons, facts } = decision;
  return (
    <>
      <Refused {...props} />
      <h2>{t('cases:staff.kind.decide')}</h2>
      {question !== null && <p class="lead">{words(`question.${question}`)}</p>}
      <SummaryList
        items={[
          {
            term: t('cases:registration.receipt.reasons'),
            value: reasons.map((one) => words(`reason.${one}`)).join(' '),
          },
          { term: t('cases:registration.receipt.facts'), value: <Facts facts={facts} to="staff" /> },
          ...(files.length === 0
            ? []
            : [{ term: t('cases:registration.receipt.files'), value: <FileList files={files} path={`${back}/attachments`} /> }]),
          ...(doubt === null ? [] : [{ term: t('cases:staff.decide.doubt'), value: <bdi>{doubt}</bdi> }]),
        ]}
      />
      <Form action={href(language, path)} requestId={requestId}>
        <input type="hidden" name="decisionId" value={decision.id} />
        <Radios
          name="outcome"
          legend={t('cases:staff.decide.outcome')}
          value={valueOf(typed, 'outcome')}
          error={wrong['outcome']}
          options={(['approve', 'reject'] as const).map((one) => ({ value: one, text: t(`cases:staff.decide.${one}`) }))}
        />
        <TextArea
          name="reasonText"
          label={t('cases:staff.decide.reasonText')}
          hint={t('cases:staff.decide.reasonTextHint')}
          value={valueOf(typed, 'reasonText')}
          error={wrong['reasonText']}
          maxLength={5000}
        />
        <Against {...props} />
        <Submit text={t('cases:staff.decide.submit')} back={back} />
      </Form>
    </>
  );
}

/** What a decision against the person needs besides (FvL §25). */
function Against({ typed, wrong, today }: TaskFormProps) {
  const t = useText();
  const words = useStaffDecisionText();
  return (
    <Details summary={t('cases:staff.decide.ifReject')} open={valueOf(typed, 'outcome') === 'reject'}>
      <Checkboxes
        name="reasons"
        legend={t('cases:staff.decide.reasons')}
        values={typed['reasons'] ?? []}
        error={wrong['reasons']}
        options={rejectReasons.map((one) => ({ value: one, text: words(`reason.${one}`) }))}
      />
      {(['communicatedOn', 'answerBy'] as const).map((name) => (
        <Field
          name={name}
          type="date"
          label={t(`cases:staff.decide.${name}`)}
          value={valueOf(typed, name)}
          error={wrong[name]}
          max={name === 'communicatedOn' ? today : undefined}
          dir="ltr"
        />
      ))}
      <Checkbox name="answered" label={t('cases:staff.decide.answered')} checked={valueOf(typed, 'answered') === 'yes'} />
    </Details>
  );
}
