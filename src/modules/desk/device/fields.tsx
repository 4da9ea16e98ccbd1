/** Form controls in the browser, drawn as those of the service's own pages. */
import type { ComponentChildren } from 'preact';

interface Labelled {
  name: string;
  label: string;
}

export interface Option {
  value: string;
  text: string;
}

export function Select({ name, label, options, value }: Labelled & { options: readonly Option[]; value?: string }) {
  return (
    <div class="ds-field">
      <label for={`f-${name}`}>{label}</label>
      <select class="ds-input" id={`f-${name}`} name={name}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Radios({ name, label, options }: Labelled & { options: readonly Option[] }) {
  return (
    <fieldset class="ds-fieldset">
      <legend>{label}</legend>
      {options.map(({ value, text }, at) => (
        <div class="ds-field">
          <input class="ds-input" type="radio" id={`f-${name}-${at}`} name={name} value={value} required />
          <label for={`f-${name}-${at}`}>{text}</label>
        </div>
      ))}
    </fieldset>
  );
}

export interface ButtonProps {
  children: ComponentChildren;
  onClick?: () => void;
  variant?: 'primary' | 'secondary' | 'tertiary';
  type?: 'button' | 'submit';
  disabled?: boolean;
}

export function Button({ children, onClick, variant = 'primary', type = 'button', disabled = false }: ButtonProps) {
  return (
    <button class="ds-button" type={type} data-variant={variant} onClick={onClick} disabled={disabled}>
      {children}
    </button>
  );
}

/** What must be seen; read out when it changes. */
export function Notice({
  tone,
  title,
  children,
}: {
  tone: 'info' | 'success' | 'warning' | 'danger';
  title: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="ds-alert" data-color={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** What was filled in. */
export interface Values {
  text(name: string): string;
  file(name: string): File | null;
}

/** A form that stays on the page; `onSend` gets what was filled in, and the form to empty. */
export function LocalForm({
  children,
  onSend,
}: {
  children: ComponentChildren;
  onSend: (values: Values, form: HTMLFormElement) => void;
}) {
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(valuesOf(event.currentTarget), event.currentTarget);
      }}
    >
      {children}
    </form>
  );
}

function valuesOf(form: HTMLFormElement): Values {
  const data = new FormData(form);
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  const file = (name: string): File | null => {
    const value = data.get(name);
    return value instanceof File ? value : null;
  };
  return { text, file };
}

/** Options from codes, with the words of `group`. */
export function optionsFrom(codes: readonly string[], word: (code: string) => string): Option[] {
  return codes.map((value) => ({ value, text: word(value) }));
}
