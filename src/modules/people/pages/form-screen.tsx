/** The page around a form. */
import { href } from '../../../platform/i18n/index.ts';
import { Button, Buttons, Form, KeptFormNotice, LinkButton, Notice, usePage, useText } from '../../../ui/index.ts';
import { type Asked, type Filled, type FormPage, Refused } from './form.tsx';

export interface FormScreenProps {
  page: FormPage;
  subject: unknown;
  form: Filled;
  asked: Asked;
  requestId: string;
  /** The form's own address, without the language. */
  url: string;
  /** What was just done, said first. */
  done: string | null;
  /** What was typed when the session had ended stands in the fields. */
  kept: boolean;
}

/** Heading, what is wrong, the fields and the buttons. Under a file the heading is the second: the first is the person. */
export function FormScreen({ page, subject, form, asked, requestId, url, done, kept }: FormScreenProps) {
  const t = useText();
  const { language } = usePage();
  const { Lead, Fields, Below } = page;
  const Heading = page.frame === 'file' ? 'h2' : 'h1';
  return (
    <>
      <Refused form={form} />
      {form.refusal === null && <Done name={done} />}
      {kept && <KeptFormNotice />}
      <Heading>{t(`people:form.${page.name}.title`)}</Heading>
      {Lead !== undefined && <Lead subject={subject} asked={asked} />}
      <Form action={href(language, url.split('?')[0]!)} requestId={requestId}>
        <Fields subject={subject} form={form} asked={asked} />
        <Buttons>
          <Button>{t(`people:form.${page.name}.submit`)}</Button>
          {page.back !== undefined && (
            <LinkButton variant="tertiary" href={href(language, page.back(asked))}>
              {t('people:cancel')}
            </LinkButton>
          )}
        </Buttons>
      </Form>
      {Below !== undefined && <Below subject={subject} asked={asked} />}
    </>
  );
}

/** "Saved", on the page that one comes to. */
export function Done({ name }: { name: string | null }) {
  const t = useText();
  if (name === null) return null;
  return (
    <Notice tone="success" answer>
      {t(`people:done.${name}`)}
    </Notice>
  );
}
