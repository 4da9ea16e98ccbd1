/** The page around a form, and the page to check its answers on. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Form,
  HiddenValues,
  KeptFormNotice,
  LinkButton,
  usePage,
  useText,
  type Values,
} from '../../../../ui/index.ts';
import { type Desk, type Filled, type FormPage, homeOf, Refused } from './form.tsx';

interface Screen {
  page: FormPage;
  subject: unknown;
  desk: Desk;
  requestId: string;
  /** The form's own address, without the language. */
  url: string;
}

export function FormScreen({ page, subject, form, desk, requestId, url }: Screen & { form: Filled }) {
  const t = useText();
  const { language } = usePage();
  const home = homeOf(page);
  const back = page.crumbs(subject).at(-1)?.path ?? '';
  const { Fields } = page;
  return (
    <>
      <Refused form={form} />
      {form.kept === true && <KeptFormNotice />}
      <h1>{page.title(subject, t)}</h1>
      <Form action={href(language, url.split('?')[0]!)} requestId={requestId} withFile={page.upload !== undefined}>
        <Fields subject={subject} form={form} desk={desk} />
        <Buttons>
          {page.check === undefined ? (
            <Button>{t(`${home.texts}.submit.${page.done}`)}</Button>
          ) : (
            <Button name="next" value="check">
              {t('network:planner.check.next')}
            </Button>
          )}
          <LinkButton variant="tertiary" href={href(language, `${home.url}${back}`)}>
            {t('network:planner.cancel')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}

export function FormCheck({ page, subject, values, desk, known, requestId, url }: Screen & { values: Values; known: unknown }) {
  const t = useText();
  const { language } = usePage();
  const Answers = page.check!.Answers;
  return (
    <>
      <h1>{t('network:planner.check.title')}</h1>
      <Answers subject={subject} values={values} desk={desk} known={known} />
      <Form action={href(language, url.split('?')[0]!)} requestId={requestId}>
        <HiddenValues values={values} />
        <Buttons>
          <Button name="next" value="confirm">
            {t(`${homeOf(page).texts}.submit.${page.done}`)}
          </Button>
          <Button name="next" value="edit" variant="secondary">
            {t('network:planner.check.edit')}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}
