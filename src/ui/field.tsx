import type { ComponentChildren, JSX } from 'preact';
import { useText } from './context.ts';

/** The id of the control with this name: what the label is for and the error summary links to. */
export function fieldId(name: string): string {
  return `f-${name.replaceAll(/[^\w-]/g, '-')}`;
}

export interface Described {
  hint?: ComponentChildren;
  /** What is wrong and how to put it right. */
  error?: string | undefined;
}

interface Labelled extends Described {
  name: string;
  label: ComponentChildren;
  /** Said beside the label. Fields are required unless they say this. */
  optional?: boolean | undefined;
  disabled?: boolean | undefined;
}

export interface FieldProps extends Labelled {
  type?: 'text' | 'search' | 'email' | 'tel' | 'number' | 'date' | 'time' | 'datetime-local' | 'password' | 'url' | undefined;
  value?: string | number | undefined;
  autocomplete?: string | undefined;
  inputMode?: 'numeric' | 'decimal' | 'text' | undefined;
  min?: string | number | undefined;
  max?: string | number | undefined;
  step?: string | number | undefined;
  maxLength?: number | undefined;
  /** For a value of few characters. */
  short?: boolean | undefined;
  /** Left-to-right values (codes, addresses) in a right-to-left page. */
  dir?: 'ltr' | 'auto' | undefined;
  spellcheck?: boolean | undefined;
  /** Address that answers `{ items: [{ label, value, detail? }] }`; the typed text is added to it: `/v1/places?q=`. */
  typeahead?: string | undefined;
  /** Name of a hidden field that gets the chosen item's value. */
  typeaheadValueName?: string | undefined;
}

/** One line of text, a number or a date, with its label. */
export function Field(props: FieldProps) {
  const { name, type = 'text', value, inputMode, min, max, step, maxLength, short, dir, spellcheck, disabled, typeahead } = props;
  // Preact types inputs one by one for each `type`; here the type is a value.
  const attributes = {
    type,
    name,
    value,
    inputMode,
    min,
    max,
    step,
    maxLength,
    dir,
    spellcheck,
    disabled,
  } as JSX.IntrinsicElements['input'];
  const input = (
    <input
      class="ds-input"
      {...attributes}
      {...controlOf(props)}
      autocomplete={props.autocomplete}
      data-width={short === true ? 'short' : undefined}
      data-typeahead={typeahead}
    />
  );
  return (
    <Frame {...props}>
      {typeahead === undefined ? input : <Typeahead valueName={props.typeaheadValueName}>{input}</Typeahead>}
    </Frame>
  );
}

function Typeahead({ valueName, children }: { valueName: string | undefined; children: ComponentChildren }) {
  const t = useText();
  return (
    <span class="typeahead" data-count-text={t('ui:typeahead.count')} data-none-text={t('ui:typeahead.none')}>
      {children}
      {valueName !== undefined && <input type="hidden" name={valueName} data-typeahead-value />}
    </span>
  );
}

export interface FileFieldProps extends Labelled {
  /** What the browser offers to choose from: `.pdf,image/png`. The server decides by the content. */
  accept?: string | undefined;
  /** On a telephone the camera opens at once; the picture is shown before it is sent, where scripts run (`preview.js`). */
  camera?: boolean | undefined;
}

/** A file from the person's phone or computer; its Form says `withFile`. */
export function FileField(props: FileFieldProps) {
  const { name, accept, disabled, camera } = props;
  const photo = camera === true ? { capture: 'environment' as const, 'data-preview': '' } : {};
  return (
    <Frame {...props}>
      <input class="ds-input" type="file" {...controlOf(props)} {...{ name, accept, disabled, ...photo }} />
    </Frame>
  );
}

export interface TextAreaProps extends Labelled {
  value?: string | undefined;
  rows?: number | undefined;
  maxLength?: number | undefined;
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const { name, rows = 5, maxLength, disabled, value } = props;
  return (
    <Frame {...props}>
      <textarea class="ds-input" {...controlOf(props)} {...{ name, rows, maxLength, disabled }}>
        {value}
      </textarea>
    </Frame>
  );
}

export interface Option {
  value: string;
  text: string;
}

/** Things with a code and a name, to choose from in the order given. */
export function optionsOf(named: readonly { code: string; name: string }[]): Option[] {
  return named.map(({ code, name }) => ({ value: code, text: name }));
}

export interface SelectProps extends Labelled {
  options: readonly Option[];
  value?: string | undefined;
}

/** A choice among many. Among a few, take Radios: all of them are seen. */
export function Select(props: SelectProps) {
  const { name, options, value, disabled } = props;
  return (
    <Frame {...props}>
      <select class="ds-input" {...controlOf(props)} {...{ name, disabled }}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </Frame>
  );
}

function controlOf({ name, hint, error }: Pick<Labelled, 'name' | 'hint' | 'error'>) {
  const id = fieldId(name);
  return {
    id,
    'aria-describedby': describedBy(id, { hint, error }),
    'aria-invalid': error === undefined ? undefined : ('true' as const),
  };
}

/** The ids of the hint and the error of a control, as aria-describedby takes them. */
export function describedBy(id: string, { hint, error }: Described): string | undefined {
  const ids = [isGiven(hint) ? `${id}-hint` : '', error === undefined ? '' : `${id}-error`].filter((one) => one !== '');
  return ids.length === 0 ? undefined : ids.join(' ');
}

function Frame({ name, label, hint, error, optional, children }: Labelled & { children: ComponentChildren }) {
  const t = useText();
  const id = fieldId(name);
  return (
    <div class={error === undefined ? 'ds-field' : 'ds-field has-error'}>
      <label for={id}>
        {label}
        {optional === true && <span class="optional"> {t('ui:field.optional')}</span>}
      </label>
      <Descriptions id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

/** Hint and error of a control, with the ids that describedBy gives. */
export function Descriptions({ id, hint, error }: Described & { id: string }) {
  const t = useText();
  return (
    <>
      {isGiven(hint) && (
        <div data-field="description" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error !== undefined && (
        <p class="ds-validation-message" data-color="danger" data-field="validation" id={`${id}-error`}>
          <span class="ds-sr-only">{t('ui:field.error')} </span>
          {error}
        </p>
      )}
    </>
  );
}

function isGiven(part: ComponentChildren): boolean {
  return part !== undefined && part !== null && part !== false && part !== '';
}
