import type { ComponentChildren } from 'preact';

type Variant = 'primary' | 'secondary' | 'tertiary';

interface ButtonProps {
  children: ComponentChildren;
  variant?: Variant | undefined;
  /** `danger` for what cannot be undone. */
  color?: 'danger' | undefined;
  type?: 'submit' | 'button' | undefined;
  /** What the form sends when this button submits it. */
  name?: string | undefined;
  value?: string | undefined;
  disabled?: boolean | undefined;
  id?: string | undefined;
  /** Where it sends the form, when that is not the form's own address. */
  action?: string | undefined;
  /** For buttons with the same text in several rows: the whole name, e.g. "Remove Växjö". */
  label?: string | undefined;
}

/** A button of a form; submits unless told otherwise. */
export function Button({ children, variant = 'primary', color, type = 'submit', action, label, ...given }: ButtonProps) {
  return (
    <button
      class="ds-button"
      type={type}
      formAction={action}
      {...given}
      data-variant={variant}
      data-color={color}
      aria-label={label}
    >
      {children}
    </button>
  );
}

interface LinkButtonProps {
  href: string;
  children: ComponentChildren;
  variant?: Variant | undefined;
  label?: string | undefined;
}

/** A link that looks like a button: for the one next step of a page. It goes somewhere; a Button does something. */
export function LinkButton({ href, children, variant = 'primary', label }: LinkButtonProps) {
  return (
    <a class="ds-button" href={href} data-variant={variant} aria-label={label}>
      {children}
    </a>
  );
}

/** Buttons in a row. */
export function Buttons({ children }: { children: ComponentChildren }) {
  return <div class="buttons">{children}</div>;
}
