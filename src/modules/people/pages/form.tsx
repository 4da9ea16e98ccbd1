/** A form of people: where it stands, its texts by its name, and how refusals are worded. */
import type { Actor, House } from '../../../platform/auth/index.ts';
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Language, Translate } from '../../../platform/i18n/index.ts';
import type { Problem } from '../../../platform/problem/index.ts';
import type { Task } from '../kinds.ts';
import type { FileTab } from './frame.tsx';
import {
  type Filled,
  type FormAsked,
  type FormPage,
  type FormWords,
  RefusalSummary,
  useText,
  valueOf,
} from '../../../ui/index.ts';

/** Who asks, for what, when: what a page may read. */
export interface Asked {
  house: House;
  actor: Actor;
  /** The ids in the address; '' for one that is no id. */
  params: Readonly<Record<string, string>>;
  language: Language;
  today: PlainDate;
  /** By name. */
  municipalities: readonly { code: string; name: string }[];
}

export type AskedForm = Asked & FormAsked;

export interface PersonForm<Subject = unknown> extends FormPage<Subject, AskedForm> {
  /** The page stands in one's own pages (`own`), under a person's file (`file`), or by itself (`staff`). */
  frame: 'own' | 'file' | 'staff';
  /** With the frame `file`: what a mandate must cover for a helper to come in (contact-details when left out), and its tab. */
  task?: Task;
  tab?: FileTab;
  /** Texts: `people:form.<name>.title` and `.submit`; and `people:done.<name>` on the page that follows. */
  name: string;
  /** The name of the field that a path of the command's input stands in, when it is not the path's first word. */
  fieldOf?(path: string): string;
}

/** Declares a form; the parts agree on what it is about. `next`: without what was done. */
export function personForm<Subject>(form: Omit<PersonForm<Subject>, 'title' | 'submit'>): PersonForm {
  const own: Pick<PersonForm, 'crumbs'> = { crumbs: (_subject, t) => [{ path: '/my', text: t('people:nav.my') }] };
  const whole: PersonForm<Subject> = {
    ...(form.frame === 'own' ? own : {}),
    ...form,
    title: (_subject, t) => t(`people:form.${form.name}.title`),
    submit: (_subject, t) => t(`people:form.${form.name}.submit`),
    next: (result, asked, subject) => withDone(form.next(result, asked, subject), form.name),
  };
  return whole as unknown as PersonForm;
}

/** A path with what was done there, to be said on the page that follows. */
export function withDone(path: string, done: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}done=${done}`;
}

/** The fields that a refusal without fields of its own is about. */
const aboutField: Readonly<Record<string, string>> = {
  'identity-number-wrong': 'number',
  'identity-number-taken': 'number',
  'organisation-number-wrong': 'organisationNumber',
  'organisation-unknown': 'organisation',
};

/** What is wrong, by field, in the person's words. */
export function wrongFields(page: Pick<PersonForm, 'fieldOf'>, refusal: Problem, t: Translate): Record<string, string> {
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

const isInput = ({ code }: Problem): boolean => code === 'invalid-input';

function said({ code, details }: Problem, t: Translate): string {
  return t(`${code === 'request-repeated' ? 'ui' : 'people'}:problem.${code}.text`, details.params);
}

export const personFormWords: FormWords<PersonForm> = {
  wrong: (refusal, _values, t, page) => wrongFields(page, refusal, t),
  said,
  saidBesideFields: (refusal) => !isInput(refusal),
  rule: (id, t) => t(`people:rule.${id}`),
  cancel: (t) => t('people:cancel'),
};

/** What has to be put right, and the rule that says so, over a form that is no page of its own. */
export function Refused({ form }: { form: Filled }) {
  const t = useText();
  const { refusal } = form;
  if (refusal === null) return null;
  const all = isInput(refusal) ? [] : [said(refusal, t)];
  return <RefusalSummary form={form} said={all} ruleText={(id) => t(`people:rule.${id}`)} />;
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
