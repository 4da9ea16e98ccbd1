import type { ComponentChildren } from 'preact';
import { Details } from './facts.tsx';
import { type Described, describedBy, Descriptions, fieldId } from './field.tsx';

export interface FieldsetProps extends Described {
  id?: string | undefined;
  legend: ComponentChildren;
  /** The question is the page's heading: the legend holds an h1. */
  large?: boolean | undefined;
  children: ComponentChildren;
}

/** Controls that answer one question. */
export function Fieldset({ id, legend, large, hint, error, children }: FieldsetProps) {
  const classes = ['ds-fieldset', large === true ? 'legend-large' : '', error === undefined ? '' : 'has-error'];
  return (
    <fieldset
      class={classes.filter((one) => one !== '').join(' ')}
      id={id}
      aria-describedby={id === undefined ? undefined : describedBy(id, { hint, error })}
    >
      <legend>{legend}</legend>
      <Descriptions id={id ?? ''} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}

export interface Choice {
  value: string;
  text: ComponentChildren;
  hint?: ComponentChildren;
  disabled?: boolean | undefined;
}

interface ChoicesProps extends Described {
  name: string;
  legend: ComponentChildren;
  large?: boolean | undefined;
  options: readonly Choice[];
}

/** One of a few. */
export function Radios({ value, ...rest }: ChoicesProps & { value?: string | undefined }) {
  return <Choices {...rest} type="radio" chosen={value === undefined ? [] : [value]} />;
}

interface CheckboxesProps extends ChoicesProps {
  values?: readonly string[] | undefined;
  /** The rarer ones, folded away. */
  more?: { summary: string; options: readonly Choice[] } | undefined;
}

/** Any of a few; all are sent under the same name. */
export function Checkboxes({ values = [], ...rest }: CheckboxesProps) {
  return <Choices {...rest} type="checkbox" chosen={values} />;
}

// The first control has the field's own id, so that a link in the error summary leads to it.
function Choices({
  name,
  legend,
  large,
  hint,
  error,
  options,
  more,
  type,
  chosen,
}: Omit<CheckboxesProps, 'values'> & { type: 'radio' | 'checkbox'; chosen: readonly string[] }) {
  const id = fieldId(name);
  const toggle = (option: Choice, index: number) => (
    <Toggle
      id={index === 0 ? id : `${id}-${index + 1}`}
      checked={chosen.includes(option.value)}
      label={option.text}
      invalid={error !== undefined}
      {...{ type, name, value: option.value, hint: option.hint, disabled: option.disabled }}
    />
  );
  return (
    <Fieldset id={`${id}-group`} {...{ legend, large, hint, error }}>
      {options.map(toggle)}
      {more !== undefined && (
        <Details summary={more.summary}>{more.options.map((option, index) => toggle(option, options.length + index))}</Details>
      )}
    </Fieldset>
  );
}

export interface CheckboxProps extends Described {
  name: string;
  label: ComponentChildren;
  value?: string | undefined;
  checked?: boolean | undefined;
}

/** One thing to say yes to. */
export function Checkbox({ name, label, value = 'yes', checked = false, hint, error }: CheckboxProps) {
  return (
    <Toggle id={fieldId(name)} type="checkbox" invalid={error !== undefined} {...{ name, label, value, checked, hint, error }} />
  );
}

interface ToggleProps extends Described {
  id: string;
  type: 'radio' | 'checkbox';
  name: string;
  value: string;
  label: ComponentChildren;
  checked: boolean;
  invalid: boolean;
  disabled?: boolean | undefined;
}

function Toggle({ id, type, name, value, label, checked, invalid, disabled, hint, error }: ToggleProps) {
  return (
    <div class="ds-field">
      <input
        class="ds-input"
        {...{ id, type, name, value, checked, disabled }}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={invalid ? 'true' : undefined}
      />
      <label for={id}>{label}</label>
      <Descriptions id={id} hint={hint} error={error} />
    </div>
  );
}
