/** A form of the planner: where it stands, its texts, and how refusals are worded. */
import { z } from 'zod';
import type { Translate } from '../../../../platform/i18n/index.ts';
import type { Problem } from '../../../../platform/problem/index.ts';
import type { FormAsked, FormPage, FormWords, Values } from '../../../../ui/index.ts';
import type { Register } from '../../register.ts';

/** What a form page may read. */
export interface Desk extends FormAsked {
  register: Register;
  /** Of what it is about; '' when it is about nothing that is there. */
  id: string;
}

/** What was done, said on the page that the person comes to. */
export const doneKeys = [
  'placeAdded',
  'placeChanged',
  'presenceOpened',
  'presenceChanged',
  'presenceWithdrawn',
  'officeClosed',
  'stepTaken',
  'securingPlanned',
] as const;
export type Done = (typeof doneKeys)[number];

/** The pages that a form belongs to. */
export interface FormHome {
  url: string;
  /** The text key of its name. */
  title: string;
  /** Where its own texts stand: `submit`, `wrong`. */
  texts: string;
  /** A rule's refusal says beside the field what it found, with its days and names. */
  saysRules?: boolean;
}

const register: FormHome = { url: '/register', title: 'network:planner.list.title', texts: 'network:planner' };

export interface PlannerForm<Subject = unknown> extends FormPage<Subject, Desk> {
  /** The register, when left out. */
  home?: FormHome;
  /** What it does, for its button and the page that follows. */
  done: string;
  /** The name of the field that a path of the command's input stands in, when it is not the path's own. */
  fieldOf?(path: string, values: Values): string;
  /** What is wrong there, when more can be said than for every value of the field. */
  wrongAt?(path: string, values: Values, t: Translate): string | undefined;
}

/** `url`, `landing` and `crumbs` are below the home; `url` with `:id` of what it is about, if anything. */
interface Declared<Subject> extends Omit<PlannerForm<Subject>, 'next' | 'submit' | 'crumbs' | 'params' | 'input'> {
  input(values: Values, desk: Desk): unknown;
  /** The page that shows what was done. */
  landing(result: unknown, desk: Desk): string;
  crumbs(subject: Subject): readonly { path: string; text: string }[];
}

/** Declares a form; the parts agree on what it is about. */
export function plannerForm<Subject>({ landing, crumbs, ...form }: Declared<Subject>): PlannerForm {
  const { home = register, url, done } = form;
  const whole: PlannerForm<Subject> = {
    ...form,
    sendsAlone: true,
    url: `${home.url}${url}`,
    ...(url.includes(':id') ? { params: z.object({ id: z.uuid() }) } : {}),
    submit: (_subject, t) => t(`${home.texts}.submit.${done}`),
    next: (result, desk) => `${home.url}${landing(result, desk)}?done=${done}`,
    crumbs: (subject, t) =>
      [{ path: '', text: t(home.title) }, ...crumbs(subject)].map(({ path, text }) => ({ path: `${home.url}${path}`, text })),
  };
  return whole as unknown as PlannerForm;
}

/** The page of the place that a command's result names. */
export function placeOfResult(result: unknown): string {
  return `/places/${(result as { placeId: string }).placeId}`;
}

/** The fields that a refusal without fields of its own is about. */
const aboutField: Readonly<Record<string, string>> = {
  'place-code-taken': 'code',
  'municipality-unknown': 'municipalityCode',
  'locality-unknown': 'localityCode',
  'period-reversed': 'validTo',
  'presence-overlaps': 'validFrom',
  'presence-ended': 'from',
  'closure-end-outside-presence': 'endDate',
  'closure-already-decided': 'decidedOn',
  'replacement-unknown': 'replacedBy',
  'securing-step-refused': 'state',
  'securing-goes-back': 'since',
};

/** Refusals of many fields at once: each field has its own words. */
const saidByField: readonly string[] = ['invalid-input', 'agreement-lacks'];

function wrongFields(refusal: Problem, values: Values, t: Translate, page: PlannerForm): Record<string, string> {
  const wrong: Record<string, string> = {};
  const { home = register } = page;
  const place = (path: string): string => page.fieldOf?.(path, values) ?? fieldOfPath(path);
  const own = refusal.details.fields ?? [];
  const byRule = home.saysRules === true && !saidByField.includes(refusal.code);
  for (const { field } of own) {
    wrong[place(field)] ??= byRule
      ? t(`network:problem.${refusal.code}.text`, refusal.details.params)
      : (page.wrongAt?.(field, values, t) ?? t(`${home.texts}.wrong.${wrongKey(field)}`));
  }
  const about = aboutField[refusal.code];
  if (own.length === 0 && about !== undefined)
    wrong[place(about)] = t(`network:problem.${refusal.code}.title`, refusal.details.params);
  return wrong;
}

// Days and facts have a field each; a list's items share one.
function fieldOfPath(path: string): string {
  const [first = '', second] = path.split('.');
  return (first === 'hours' || first === 'accessibility') && second !== undefined ? `${first}.${second}` : first;
}

const wrongKey = (path: string): string => path.split('.')[0]!;

export const plannerWords: FormWords<PlannerForm> = {
  wrong: wrongFields,
  said: ({ code, details }, t) => t(`${code === 'request-repeated' ? 'ui' : 'network'}:problem.${code}.text`, details.params),
  // A code that is not known is said beside its field; the problem's own text is for who came by an address.
  saidBesideFields: ({ status, details }) => details.fields === undefined && status !== 404,
  rule: (id, t) => t(`network:rule.${id}`),
  cancel: (t) => t('network:planner.cancel'),
  check: (t) => ({
    title: t('network:planner.check.title'),
    next: t('network:planner.check.next'),
    edit: t('network:planner.check.edit'),
  }),
};
