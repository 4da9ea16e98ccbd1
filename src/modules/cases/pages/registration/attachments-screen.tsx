/** Files to enclose: one at a time, taken back as long as nothing is sent in. */
import type { ComponentChildren } from 'preact';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Buttons, Details, ErrorSummary, FileField, Form, SummaryList, usePage } from '../../../../ui/index.ts';
import type { StepId } from '../../registration/index.ts';
import type { Attachment } from '../../store/attachment.ts';
import { filesPath, useFileSize } from './file-list.tsx';
import { BackLink, Heading, HelpLink, Progress } from './step-screen.tsx';
import { stepPath, type Way } from './way.ts';
import { useRegistrationText } from './words.ts';

const step = 'attachments';

export interface AttachmentsScreenProps {
  way: Way;
  shown: readonly StepId[];
  files: readonly Attachment[];
  draftId: Uuid;
  version: number;
  requestId: Uuid;
  fromCheck: boolean;
  /** What is wrong with the file that was sent. */
  wrong?: string | undefined;
  /** More of the form: who helped with the step and why. */
  children?: ComponentChildren;
}

export function AttachmentsScreen(props: AttachmentsScreenProps) {
  const { way, shown, files, draftId, version, requestId, fromCheck, wrong, children } = props;
  const t = useRegistrationText();
  const { language } = usePage();
  return (
    <>
      <BackLink way={way} shown={shown} id={step} fromCheck={fromCheck} />
      <ErrorSummary errors={wrong === undefined ? [] : [{ field: 'file', text: wrong }]} />
      <Progress shown={shown} id={step} />
      <Heading way={way}>{t('step.attachments.title')}</Heading>
      <p class="lead">{t('step.attachments.lead')}</p>
      <Files way={way} files={files} draftId={draftId} />
      <Form action={href(language, stepPath(way, step))} requestId={requestId} withFile>
        <input type="hidden" name="_draft" value={draftId} />
        <input type="hidden" name="_version" value={version} />
        {fromCheck && <input type="hidden" name="_from" value="check" />}
        <FileField
          name="file"
          label={t('step.attachments.file')}
          hint={t('step.attachments.fileHint')}
          error={wrong}
          accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
          optional
        />
        {children}
        <Buttons>
          <Button>{t(fromCheck ? 'toCheck' : 'next')}</Button>
          <Button variant="secondary" name="next" value="add">
            {t('step.attachments.add')}
          </Button>
          <Button variant="tertiary" name="next" value="later">
            {t('later')}
          </Button>
        </Buttons>
      </Form>
      <Details summary={t('why')}>
        <p>{t('step.attachments.why')}</p>
      </Details>
      <HelpLink way={way} id={step} />
    </>
  );
}

function Files({ way, files, draftId }: Pick<AttachmentsScreenProps, 'way' | 'files' | 'draftId'>) {
  const t = useRegistrationText();
  const { language } = usePage();
  const sizeOf = useFileSize();
  if (files.length === 0) return null;
  return (
    <>
      <h2>{t('step.attachments.added')}</h2>
      <SummaryList
        items={files.map(({ id, name, size }) => ({
          term: (
            <a href={href(language, `${filesPath(way)}/${id}`)}>
              <bdi>{name}</bdi>
            </a>
          ),
          value: sizeOf({ size }),
          action: (
            <Form action={href(language, stepPath(way, step))}>
              <input type="hidden" name="_draft" value={draftId} />
              <input type="hidden" name="_file" value={id} />
              <Button variant="tertiary" name="next" value="remove" label={t('step.attachments.removeOf', { name })}>
                {t('step.attachments.remove')}
              </Button>
            </Form>
          ),
        }))}
      />
    </>
  );
}
