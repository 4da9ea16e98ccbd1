/** Why a file is opened, or how the person was identified; and the way on with what was typed before it was opened. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Form,
  HiddenValues,
  Radios,
  TextArea,
  usePage,
  useText,
  valueOf,
  type Values,
  type Filled,
} from '../../../../ui/index.ts';
import { identifications } from '../../kinds.ts';
import { openingReasons } from '../../rules/file-opening-reason.ts';
import { Refused, useField } from '../form.tsx';

/** The prefix of what was typed in another form and is carried along. */
export const keptPrefix = 'kept.';

interface OpenFileProps {
  personId: string;
  form: Filled;
  requestId: string;
  /** The path, without language, of the page that was asked for. */
  back: string;
  /** What was typed in a form that was sent after the file had closed; null when none was. */
  kept: Values | null;
}

export function OpenFilePage({ personId, form, requestId, back, kept }: OpenFileProps) {
  const t = useText();
  const { language } = usePage();
  const field = useField(form);
  const carried = Object.fromEntries(Object.entries(kept ?? {}).map(([name, given]) => [`${keptPrefix}${name}`, given]));
  return (
    <>
      <Refused form={form} />
      <h1>{kept === null ? t('people:open.title') : t('people:open.keptTitle')}</h1>
      {kept !== null && <p class="lead">{t('people:open.kept')}</p>}
      <p class={kept === null ? 'lead' : undefined}>{t('people:open.lead')}</p>
      <Form action={href(language, `/people/${personId}/open`)} requestId={requestId}>
        <input type="hidden" name="return" value={back} />
        <HiddenValues values={carried} />
        <Radios
          name="reason"
          legend={t('people:open.reasonTitle')}
          value={valueOf(form.values, 'reason')}
          error={form.wrong['reason']}
          hint={t('people:open.reasonHint')}
          options={openingReasons.map((one) => ({ value: one, text: t(`people:openingReason.${one}`) }))}
        />
        <TextArea {...field('reasonText')} hint={t('people:hint.reasonText')} rows={3} maxLength={500} optional />
        <Radios
          name="identification"
          legend={t('people:open.identificationTitle')}
          value={valueOf(form.values, 'identification')}
          error={form.wrong['identification']}
          options={[
            { value: '', text: t('people:open.noIdentification') },
            ...identifications.map((one) => ({ value: one, text: t(`people:identification.${one}`) })),
          ]}
        />
        <Button>{t('people:open.submit')}</Button>
      </Form>
    </>
  );
}

/** After the file was opened again: what was typed, to be sent now. */
export function SendKeptPage({ to, kept, requestId }: { to: string; kept: Values; requestId: string }) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('people:open.sendTitle')}</h1>
      <p class="lead">{t('people:open.sendText')}</p>
      <Form action={href(language, to)} requestId={requestId}>
        <HiddenValues values={kept} />
        <Button>{t('people:open.send')}</Button>
      </Form>
    </>
  );
}
