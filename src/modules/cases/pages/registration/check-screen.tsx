/** All answers with links to change them, what is still missing, and sending in. */
import type { ComponentChildren } from 'preact';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Buttons, Checkbox, Details, ErrorSummary, Form, Notice, useFormats, usePage } from '../../../../ui/index.ts';
import { type Answers, stepOf, type StepId, typedOf } from '../../registration/index.ts';
import type { Attachment } from '../../store/attachment.ts';
import { StepAnswers } from './answers.tsx';
import { FileList, filesPath } from './file-list.tsx';
import { BackLink, Heading, Progress } from './step-screen.tsx';
import { stepPath, type Way } from './way.ts';
import { useRegistrationText } from './words.ts';

export interface CheckScreenProps {
  way: Way;
  answers: Answers;
  shown: readonly StepId[];
  missing: readonly StepId[];
  /** The first day without work when it has not come yet; null when it can be sent in. */
  notBefore: string | null;
  draftId: Uuid;
  version: number;
  requestId: Uuid;
  municipality: (code: string) => string | undefined;
  /** The files that are enclosed. */
  files: readonly Attachment[];
  /** Sent in without saying that it is true. */
  undeclared?: boolean;
  /** Every group of answers is open. */
  all?: boolean;
  /** Something was saved in another tab after this page was opened: these are the answers now. */
  changed?: boolean;
  /** More in the form: who helped. */
  children?: ComponentChildren;
}

export function CheckScreen(props: CheckScreenProps) {
  const { way, shown, missing, notBefore } = props;
  const t = useRegistrationText();
  const { date } = useFormats();
  const wrong = props.undeclared === true ? t('check.undeclared') : undefined;
  return (
    <>
      <BackLink way={way} shown={shown} id="check" fromCheck={false} />
      <ErrorSummary errors={wrong === undefined ? [] : [{ field: 'declared', text: wrong }]} />
      {props.changed === true && (
        <Notice tone="warning" title={t('check.changedTitle')} answer>
          {t('check.changedText')}
        </Notice>
      )}
      <Progress shown={shown} id="check" />
      <Heading way={way}>{t('check.title')}</Heading>
      <Missing way={way} missing={missing} />
      {notBefore !== null && missing.length === 0 && (
        <Notice title={t('check.earlyTitle')}>{t('check.earlyText', { day: date(notBefore) })}</Notice>
      )}
      <All {...props} />
      <div class="folded">
        {shown.map((id) => (
          <StepSection {...props} id={id} />
        ))}
      </div>
      {missing.length === 0 && <SendIn {...props} wrong={wrong} />}
    </>
  );
}

function SendIn({
  way,
  draftId,
  version,
  requestId,
  notBefore,
  wrong,
  children,
}: CheckScreenProps & { wrong: string | undefined }) {
  const t = useRegistrationText();
  const { language } = usePage();
  return (
    <Form action={href(language, stepPath(way, 'check'))} requestId={requestId}>
      <input type="hidden" name="_draft" value={draftId} />
      <input type="hidden" name="_version" value={version} />
      {children}
      {notBefore === null ? (
        <>
          <h2>{t('check.declareTitle')}</h2>
          <p>{t('check.what')}</p>
          <Checkbox name="declared" label={t('check.declare')} hint={t('check.declareHint')} error={wrong} />
          <Buttons>
            <Button>{t('check.send')}</Button>
          </Buttons>
        </>
      ) : (
        <Buttons>
          <Button>{t('check.sendLater')}</Button>
        </Buttons>
      )}
    </Form>
  );
}

/** One group of answers, folded: the page is long on a phone. What is still missing is open, and all are when that is asked for. */
function StepSection({ id, answers, way, municipality, files, missing, all }: CheckScreenProps & { id: StepId }) {
  const t = useRegistrationText();
  const { language } = usePage();
  const step = stepOf(id);
  if (id === 'check') return null;
  return (
    <Details summary={<h2>{t(`step.${id}.name`)}</h2>} open={all === true || missing.includes(id)}>
      {id === 'attachments' ? (
        <>
          <FileList files={files} path={filesPath(way)} />
          <p>
            {files.length === 0 && t('step.attachments.count', { n: 0 })}{' '}
            <a href={href(language, stepPath(way, id))} aria-label={t('check.changeOf', { what: t('step.attachments.name') })}>
              {t('check.change')}
            </a>
          </p>
        </>
      ) : (
        <StepAnswers step={step} typed={typedOf(id, answers)} way={way} municipality={municipality} />
      )}
    </Details>
  );
}

/** Opens or folds every group at once, without a script. */
function All({ way, all }: Pick<CheckScreenProps, 'way' | 'all'>) {
  const t = useRegistrationText();
  const { language } = usePage();
  const path = href(language, stepPath(way, 'check'));
  return (
    <p class="no-print">
      <a href={all === true ? path : `${path}?all=yes`}>{t(all === true ? 'check.foldAll' : 'check.showAll')}</a>
    </p>
  );
}

function Missing({ way, missing }: { way: Way; missing: readonly StepId[] }) {
  const t = useRegistrationText();
  const { language } = usePage();
  if (missing.length === 0) return null;
  return (
    <Notice tone="warning" title={t('check.missingTitle')}>
      <ul>
        {missing.map((id) => (
          <li>
            <a href={`${href(language, stepPath(way, id))}?from=check`}>{t('check.missing', { step: t(`step.${id}.name`) })}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
