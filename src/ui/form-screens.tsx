/** The form of a form page, and the page to check its answers on. */
import type { VNode } from 'preact';
import { Button, Buttons, LinkButton } from './button.tsx';
import { useText } from './context.ts';
import { type Filled, RefusalSummary } from './filled-form.tsx';
import { Form, HiddenValues } from './form.tsx';
import type { FormAsked, FormFrame, FormPage, FormWords } from './form-page.tsx';
import { KeptFormNotice } from './kept-form-notice.tsx';
import type { Values } from './sent-form.ts';

interface Screen<Asked extends FormAsked, Page> {
  page: Page & FormPage<unknown, Asked>;
  words: FormWords<Page>;
  subject: unknown;
  asked: Asked;
  action: string;
}

interface FormScreenProps<Asked extends FormAsked, Page> extends Screen<Asked, Page> {
  form: Filled;
  frame: FormFrame;
  /** Where "Cancel" goes. */
  cancel: string | null;
}

export function FormScreen<Asked extends FormAsked, Page>(props: FormScreenProps<Asked, Page>): VNode {
  const { page, words, subject, form, frame, asked, action, cancel } = props;
  const t = useText();
  const { Above, Fields, Below } = page;
  // Under a heading of another's the form's own is the second.
  const Heading = frame.around === undefined ? 'h1' : 'h2';
  const { refusal } = form;
  const isMarked = Object.keys(form.wrong).length > 0;
  const isSaid = refusal !== null && (!isMarked || words.saidBesideFields?.(refusal) === true);
  return (
    <>
      <RefusalSummary form={form} said={isSaid ? [words.said(refusal, t)] : []} ruleText={(id) => words.rule(id, t)} />
      {refusal === null && frame.notice}
      {form.kept === true && <KeptFormNotice />}
      <Heading>{page.title(subject, t)}</Heading>
      {page.lead !== undefined && <p class="lead">{page.lead(subject, t)}</p>}
      {Above !== undefined && <Above subject={subject} asked={asked} />}
      <Form action={action} requestId={asked.house.newId()} withFile={page.upload !== undefined}>
        <Fields subject={subject} form={form} asked={asked} />
        <Buttons>
          {page.check === undefined ? (
            <Button>{page.submit(subject, t)}</Button>
          ) : (
            <Button name="next" value="check">
              {words.check?.(t).next}
            </Button>
          )}
          {cancel !== null && (
            <LinkButton variant="tertiary" href={cancel}>
              {words.cancel(t)}
            </LinkButton>
          )}
        </Buttons>
      </Form>
      {Below !== undefined && <Below subject={subject} asked={asked} />}
    </>
  );
}

interface CheckScreenProps<Asked extends FormAsked, Page> extends Screen<Asked, Page> {
  values: Values;
  known: unknown;
}

export function CheckScreen<Asked extends FormAsked, Page>(props: CheckScreenProps<Asked, Page>): VNode {
  const { page, words, subject, values, known, asked, action } = props;
  const t = useText();
  const { Answers } = page.check!;
  const said = words.check?.(t);
  return (
    <>
      <h1>{said?.title}</h1>
      <Answers subject={subject} values={values} asked={asked} known={known} />
      <Form action={action} requestId={asked.house.newId()}>
        <HiddenValues values={values} />
        <Buttons>
          <Button name="next" value="confirm">
            {page.submit(subject, t)}
          </Button>
          <Button name="next" value="edit" variant="secondary">
            {said?.edit}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}
