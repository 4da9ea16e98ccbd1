/** A form: one command asked for on one page, and what was typed kept when it is refused. */
import type { VNode } from 'preact';
import type { Actor, Command, House, Role } from '../../../platform/auth/index.ts';
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Language, Translate } from '../../../platform/i18n/index.ts';
import type { Problem } from '../../../platform/problem/index.ts';
import type { Task } from '../kinds.ts';
import type { FileTab } from './frame.tsx';
import { type Filled, RefusalSummary, useText, valueOf, type Values } from '../../../ui/index.ts';

export type { Filled };

/** Who asks, for what, when: what a page may read. */
export interface Asked {
  house: House;
  actor: Actor;
  /** The ids in the address; '' for one that the address does not have. */
  params: Readonly<Record<string, string>>;
  language: Language;
  today: PlainDate;
  /** By name. */
  municipalities: readonly { code: string; name: string }[];
}

export interface FormPage<Subject = unknown> {
  /** The whole address, with `:person` and other ids. */
  url: string;
  /** The page stands in one's own pages (`own`), under a person's file (`file`), or by itself (`staff`). */
  frame: 'own' | 'file' | 'staff';
  command: Command;
  /** Who may open the page, when not all who may run the command. */
  access?: readonly Role[];
  summary: string;
  /** With the frame `file`: what a mandate must cover for a helper to come in (contact-details when left out), and its tab. */
  task?: Task;
  tab?: FileTab;
  /** With the frame `staff`: the pages above. */
  crumbs?(asked: Asked, t: Translate): readonly { path: string; text: string }[];
  /** Texts: `people:form.<name>.title` and `.submit`; and `people:done.<name>` on the page that follows. */
  name: string;
  /** What the page is about. Throws a Problem when it is not there. */
  subject(asked: Asked): Promise<Subject>;
  /** What stands in the fields from the start; `query` is the page's own. */
  begin(subject: Subject, asked: Asked, query: Values): Values;
  /** The command's input as typed; the command itself says what is wrong with it. */
  input(asked: Asked, values: Values, subject: Subject): unknown;
  /** The path that follows, without language and without what was done. */
  next(asked: Asked, result: unknown, values: Values): string;
  /** Where "Cancel" goes; left out, there is nothing to cancel. */
  back?(asked: Asked): string;
  /** Above the fields: what this is for. */
  Lead?: (props: { subject: Subject; asked: Asked }) => VNode;
  Fields: (props: { subject: Subject; form: Filled; asked: Asked }) => VNode;
  /** Below the form: what is already there. */
  Below?: (props: { subject: Subject; asked: Asked }) => VNode;
  /** The name of the field that a path of the command's input stands in, when it is not the path's first word. */
  fieldOf?(path: string): string;
}

/** Declares a form page; the parts agree on what it is about. */
export function formPage<Subject>(definition: FormPage<Subject>): FormPage {
  return definition as unknown as FormPage;
}

/** The fields that a refusal without fields of its own is about. */
const aboutField: Readonly<Record<string, string>> = {
  'identity-number-wrong': 'number',
  'identity-number-taken': 'number',
  'organisation-number-wrong': 'organisationNumber',
  'organisation-unknown': 'organisation',
};

/** What is wrong, by field, in the person's words. */
export function wrongFields(page: Pick<FormPage, 'fieldOf'>, refusal: Problem, t: Translate): Record<string, string> {
  const wrong: Record<string, string> = {};
  const place = (path: string): string => page.fieldOf?.(path) ?? path.split('.')[0]!;
  const own = refusal.details.fields ?? [];
  for (const { field } of own) {
    // A problem of one field says best what is wrong with it; otherwise the field's own text does.
    const ofField = refusal.code === 'invalid-input' || refusal.code === 'mandate-refused';
    wrong[place(field)] ??= ofField
      ? (found(t, `people:wrong.${place(field)}`) ?? t('people:wrong.unnamed'))
      : t(`people:problem.${refusal.code}.title`, refusal.details.params);
  }
  const about = aboutField[refusal.code];
  if (own.length === 0 && about !== undefined)
    wrong[place(about)] = t(`people:problem.${refusal.code}.title`, refusal.details.params);
  return wrong;
}

/** What has to be put right, and the rule that says so. Stands first on the page. */
export function Refused({ form }: { form: Filled }) {
  const t = useText();
  if (form.refusal === null) return null;
  const { code, details } = form.refusal;
  const source = code === 'request-repeated' ? 'ui' : 'people';
  const said = code === 'invalid-input' ? [] : [t(`${source}:problem.${code}.text`, details.params)];
  return <RefusalSummary form={form} said={said} ruleText={(id) => t(`people:rule.${id}`)} />;
}

/** Whom a form speaks to: the person whose details they are, or someone who writes for them. */
export type Speaks = 'self' | 'other';

/** A field's label or hint, in words for the one who fills it in. */
export function useFieldText(to: Speaks = 'self'): (part: 'field' | 'hint', name: string) => string {
  const t = useText();
  return (part, name) => {
    const text = to === 'self' ? null : found(t, `people:other.${part}.${name}`);
    return text ?? t(`people:${part}.${name}`);
  };
}

/** The text of a key; null when there is none (a missing key comes back as itself). */
export function found(t: Translate, key: string): string | null {
  const text = t(key);
  return text === key || key.endsWith(`:${text}`) ? null : text;
}

/** A field's label, value and error by its name. */
export function useField(form: Filled, to: Speaks = 'self') {
  const said = useFieldText(to);
  return (name: string) => ({
    name,
    label: said('field', name),
    value: valueOf(form.values, name),
    error: form.wrong[name],
  });
}
