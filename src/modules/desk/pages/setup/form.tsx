/** A form of the set-up of desks: its texts by its name, and how refusals are worded. */
import { href, type Translate } from '../../../../platform/i18n/index.ts';
import type { Problem } from '../../../../platform/problem/index.ts';
import {
  type FormAsked,
  type FormPage,
  type Filled,
  FormVersion,
  type FormWords,
  usePage,
  useText,
  valueOf,
  type Values,
} from '../../../../ui/index.ts';

export type Asked = FormAsked;

export interface SetupForm<Subject = unknown> extends FormPage<Subject> {
  /** Texts: `desk:staffSetup.form.<name>.title`, `.lead`, `.submit`, and `desk:staffSetup.done.<name>` on the page that follows. */
  name: string;
  /** Where one goes afterwards, and by "Cancel". */
  back(asked: Asked): string;
  /** The field of a path of the command's input, where it is not the path's first part. */
  fieldOf?(path: string, values: Values): string;
  /** What is wrong, for fields that mean something else in another form: `desk:staffSetup.wrong.<one>`. */
  wrongAs?: Readonly<Record<string, string>>;
}

/** Declares a form; the parts agree on what it is about. */
export function setupForm<Subject>(form: Omit<SetupForm<Subject>, 'title' | 'lead' | 'submit' | 'next'>): SetupForm {
  const words = `desk:staffSetup.form.${form.name}`;
  const whole: SetupForm<Subject> = {
    ...form,
    title: (_subject, t) => t(`${words}.title`),
    lead: (_subject, t) => t(`${words}.lead`),
    submit: (_subject, t) => t(`${words}.submit`),
    next: (_result, asked) => `${form.back(asked)}?done=${form.name}`,
  };
  return whole as unknown as SetupForm;
}

/** The fields that a refusal without fields of its own is about. */
const aboutField: Readonly<Record<string, string>> = {
  'agreement-overlaps': 'from',
  'desk-account-unknown': 'accountId',
  'desk-staff-overlaps': 'accountId',
  'letter-taken': 'letter',
  'counter-name-taken': 'name',
  'device-code-taken': 'code',
  'topic-code-taken': 'code',
  'topic-unknown': 'topics',
  'service-unknown': 'serviceIds',
  'account-unknown': 'members',
  'agreement-unknown': 'lastDay',
  'desk-staff-unknown': 'lastDay',
};

const ofNetwork: readonly string[] = [
  'place-unknown',
  'period-reversed',
  'agreement-overlaps',
  'agreement-unknown',
  'agreement-tasks-missing',
  'desk-account-unknown',
  'desk-staff-overlaps',
  'desk-staff-unknown',
];

function textOf(t: Translate, { code, details }: Problem, part: 'title' | 'text'): string {
  const module = ofNetwork.includes(code) ? 'network' : code === 'request-repeated' || code === 'invalid-input' ? 'ui' : 'desk';
  return t(`${module}:problem.${code}.${part}`, details.params);
}

function wrongFields(refusal: Problem, values: Values, t: Translate, page: SetupForm): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const { field } of refusal.details.fields ?? []) {
    const first = field.split('.')[0]!;
    const last = field.split('.').at(-1)!;
    const name = page.fieldOf?.(field, values) ?? first;
    const said = first === 'tasks' ? last : first;
    wrong[name] ??= t(`desk:staffSetup.wrong.${page.wrongAs?.[said] ?? said}`);
  }
  const about = aboutField[refusal.code];
  if (about !== undefined && Object.keys(wrong).length === 0) wrong[about] = textOf(t, refusal, 'text');
  return wrong;
}

export const setupWords: FormWords<SetupForm> = {
  wrong: wrongFields,
  said: (refusal, t) => textOf(t, refusal, 'text'),
  rule: (id, t) => t(`network:rule.${id}`),
  cancel: (t) => t('desk:staffSetup.cancel'),
};

export const Version = ({ form, now }: { form: Filled; now: number }) => (
  <FormVersion form={form} now={now} changed="changed-meanwhile" />
);

/** From the form of a thing to the one that ends it. */
export function EndLink({ to, form }: { to: string; form: string }) {
  const t = useText();
  const { language } = usePage();
  return (
    <p>
      <a href={href(language, to)}>{t(`desk:staffSetup.form.${form}.title`)}</a>
    </p>
  );
}

export const versionIn = (values: Values): number => Number(valueOf(values, 'version'));
/** A day or number that may be left empty. */
export const orNull = (text: string): string | null => (text === '' ? null : text);
export const numberOrNull = (text: string): number | null => (text === '' ? null : Number(text));
