/** Which programme a person is in, and for how long. */
import { formats, href, type Language, translator } from '../../../../platform/i18n/index.ts';
import { Field, Form, Radios, usePage, useText, valueOf } from '../../../../ui/index.ts';
import type { Programme } from '../../store/programme.ts';
import { Refused, Submit, type TaskFormProps } from './task-pages.tsx';

export function ProgrammePage(props: TaskFormProps) {
  const { path, back, typed, wrong, requestId } = props;
  const t = useText();
  const { language } = usePage();
  const field = (name: 'what' | 'from' | 'until') => ({
    name: `programme.${name}`,
    label: t(`cases:staff.programme.${name}`),
    value: valueOf(typed, `programme.${name}`),
    error: wrong[`programme.${name}`],
  });
  return (
    <>
      <Refused {...props} />
      <h2>{t('cases:staff.programme.title')}</h2>
      <p>{t('cases:staff.programme.lead')}</p>
      <Form action={href(language, path)} requestId={requestId}>
        <Radios
          name="in"
          legend={t('cases:staff.programme.in')}
          value={valueOf(typed, 'in')}
          options={(['yes', 'no'] as const).map((one) => ({ value: one, text: t(`cases:staff.programme.${one}`) }))}
        />
        <Field {...field('what')} autocomplete="off" maxLength={200} />
        <Field {...field('from')} type="date" dir="ltr" />
        <Field {...field('until')} hint={t('cases:staff.programme.untilHint')} type="date" dir="ltr" optional />
        <Submit text={t('cases:staff.programme.submit')} back={back} />
      </Form>
    </>
  );
}

/** "Jobbgarantin, 1 mars 2024–…" */
export function programmeWords(language: Language, { what, from, until }: Programme): string {
  const { date } = formats(language);
  const params = { what, from: date(from), until: until === null ? '…' : date(until) };
  return translator(language)('cases:staff.case.programmeSays', params);
}
