/** A form of the planner: one command asked for on one page, and what was typed kept when it is refused. */
import type { VNode } from 'preact';
import type { Command, House } from '../../../../platform/auth/index.ts';
import type { PlainDate } from '../../../../platform/clock/index.ts';
import type { Upload, UploadLimits } from '../../../../platform/http/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import type { Problem } from '../../../../platform/problem/index.ts';
import { type Filled, RefusalSummary, useText, type Values } from '../../../../ui/index.ts';
import type { Register } from '../../register.ts';

export type { Filled };

/** What a form page may read. */
export interface Desk {
  house: House;
  register: Register;
  today: PlainDate;
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

export function homeOf({ home = register }: FormPage): FormHome {
  return home;
}

export interface FormPage<Subject = unknown> {
  /** The register, when left out. */
  home?: FormHome;
  /** Below the home, with `:id` of what it is about, if anything. */
  url: string;
  command: Command;
  summary: string;
  done: string;
  /** The files that it may bring. */
  upload?: UploadLimits;
  /** What the page is about, as the register has it now. Throws place-unknown, presence-unknown, closure-unknown, agreement-unknown. */
  subject(desk: Desk, id: string): Promise<Subject>;
  /** What stands in the fields from the start; `query` is the page's own. */
  begin(subject: Subject, desk: Desk, query: Values): Values;
  /** The command's input as typed; the command itself says what is wrong with it. */
  input(id: string, values: Values, desk: Desk, uploads: readonly Upload[]): unknown;
  /** The page, below the home, that shows what was done. */
  landing(id: string, result: unknown): string;
  title(subject: Subject, t: Translate): string;
  crumbs(subject: Subject): readonly { path: string; text: string }[];
  Fields: (props: { subject: Subject; form: Filled; desk: Desk }) => VNode;
  /** The name of the field that a path of the command's input stands in, when it is not the path's own. */
  fieldOf?(path: string, values: Values): string;
  /** What is wrong there, when more can be said than for every value of the field. */
  wrongAt?(path: string, values: Values, t: Translate): string | undefined;
  /** A page to check the answers on before anything is done. `refuse` gives what is wrong already before it. */
  check?: {
    refuse(subject: Subject, id: string, values: Values, desk: Desk): Problem | null;
    /** What the answers are shown with, when that has to be read first. */
    known?(subject: Subject, values: Values, desk: Desk): Promise<unknown>;
    Answers: (props: { subject: Subject; values: Values; desk: Desk; known: unknown }) => VNode;
  };
}

/** Declares a form page; the parts agree on what it is about. */
export function formPage<Subject>(definition: FormPage<Subject>): FormPage {
  return definition as unknown as FormPage;
}

/** The page of the place that a command's result names. */
export function placeOfResult(_id: string, result: unknown): string {
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

/** What is wrong, by field, in the person's words. */
export function wrongFields(page: FormPage, refusal: Problem, values: Values, t: Translate): Record<string, string> {
  const wrong: Record<string, string> = {};
  const place = (path: string): string => page.fieldOf?.(path, values) ?? fieldOfPath(path);
  const own = refusal.details.fields ?? [];
  const byRule = homeOf(page).saysRules === true && !saidByField.includes(refusal.code);
  for (const { field } of own) {
    wrong[place(field)] ??= byRule
      ? t(`network:problem.${refusal.code}.text`, refusal.details.params)
      : (page.wrongAt?.(field, values, t) ?? t(`${homeOf(page).texts}.wrong.${wrongKey(field)}`));
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

/** What has to be put right, and the rule that says so. Stands first on the page. */
export function Refused({ form }: { form: Filled }) {
  const t = useText();
  if (form.refusal === null) return null;
  const { code, status, details } = form.refusal;
  const source = `${code === 'request-repeated' ? 'ui' : 'network'}:problem.${code}`;
  // A code that is not known is said beside its field; the problem's own text is for who came by an address.
  const said = details.fields === undefined && status !== 404 ? [t(`${source}.text`, details.params)] : [];
  return <RefusalSummary form={form} said={said} ruleText={(id) => t(`network:rule.${id}`)} />;
}
