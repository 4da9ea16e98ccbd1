import type { ComponentChildren } from 'preact';
import { usePage, useText } from './context.ts';
import { fieldId } from './field.tsx';

export interface FormProps {
  action: string;
  children: ComponentChildren;
  /** `get` for searches and filters: no token, and the answer has an address of its own. */
  method?: 'post' | 'get' | undefined;
  /** The session's token; the page's own when left out. */
  csrf?: string | undefined;
  /** The client's own key of this submission: the same form sent twice is done once. */
  requestId?: string | undefined;
  id?: string | undefined;
  /** Fields beside each other, for filters over a list. */
  inline?: boolean | undefined;
  /** Has a FileField: the form is sent with its file. */
  withFile?: boolean | undefined;
}

/** A form. The browser's own validation is off: the server answers in the page's language (ErrorSummary). */
export function Form({ action, children, method = 'post', csrf, requestId, id, inline, withFile }: FormProps) {
  const page = usePage();
  const token = csrf ?? page.csrf;
  return (
    <form
      class={inline === true ? 'filters' : 'form'}
      action={action}
      method={method}
      id={id}
      noValidate={method === 'post'}
      encType={withFile === true ? 'multipart/form-data' : undefined}
    >
      {method === 'post' && token !== undefined && <input type="hidden" name="_csrf" value={token} />}
      {method === 'post' && requestId !== undefined && <input type="hidden" name="_requestId" value={requestId} />}
      {children}
    </form>
  );
}

/** Fields that nobody sees: what was typed elsewhere goes with the form, each value by its field's name. */
export function HiddenValues({ values }: { values: Readonly<Record<string, string | readonly string[]>> }) {
  const fields = Object.entries(values).flatMap(([name, given]) => [given].flat().map((value) => ({ name, value })));
  return (
    <>
      {fields.map((field) => (
        <input type="hidden" {...field} />
      ))}
    </>
  );
}

export interface SummarisedError {
  /** The field's name; the link goes to it. Without one the error stands as text. */
  field?: string | undefined;
  text: string;
}

/** What has to be put right, first on the page, with links to the fields. Takes the focus, also without script. Nothing when empty. */
export function ErrorSummary({ errors, title }: { errors: readonly SummarisedError[]; title?: string | undefined }) {
  const t = useText();
  if (errors.length === 0) return null;
  return (
    <div
      class="ds-error-summary error-box"
      id="error-summary"
      role="alert"
      tabIndex={-1}
      aria-labelledby="error-summary-title"
      autoFocus
    >
      <h2 id="error-summary-title">{title ?? t('ui:errorSummary.title')}</h2>
      <ul>
        {errors.map(({ field, text }) => (
          <li>{field === undefined ? text : <a href={`#${fieldId(field)}`}>{text}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
