/** A form of the set-up: one command asked for on one page, and what was typed kept when it is refused. */
import type { VNode } from 'preact';
import type { Actor, Command, House } from '../../../../platform/auth/index.ts';
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href, type Translate } from '../../../../platform/i18n/index.ts';
import type { Problem } from '../../../../platform/problem/index.ts';
import {
  Button,
  Buttons,
  type Filled,
  Form,
  KeptFormNotice,
  LinkButton,
  RefusalSummary,
  usePage,
  useText,
  valueOf,
  type Values,
} from '../../../../ui/index.ts';

export type { Filled };

/** Who asks for a form, and where. */
export interface Asked {
  house: House;
  actor: Actor;
  today: PlainDate;
  /** Of the address. */
  params: Readonly<Record<string, string>>;
}

export interface SetupForm<Subject = unknown> {
  /** The whole address. */
  url: string;
  command: Command;
  summary: string;
  /** Texts: `desk:staffSetup.form.<name>.title`, `.lead`, `.submit`, and `desk:staffSetup.done.<name>` on the page that follows. */
  name: string;
  /** Throws a problem when it is not there, or not for this actor. */
  subject(asked: Asked): Promise<Subject>;
  begin(subject: Subject, asked: Asked): Values;
  input(asked: Asked, values: Values, subject: Subject): unknown;
  /** Where one goes afterwards, and by "Cancel". */
  back(asked: Asked): string;
  /** The pages above. */
  crumbs(subject: Subject, asked: Asked, t: Translate): readonly { path: string; text: string }[];
  Fields: (props: { subject: Subject; form: Filled }) => VNode;
  /** The field of a path of the command's input, where it is not the path's first part. */
  fieldOf?(path: string, values: Values): string;
  /** What is wrong, for fields that mean something else in another form: `desk:staffSetup.wrong.<one>`. */
  wrongAs?: Readonly<Record<string, string>>;
}

/** Declares a form; the parts agree on what it is about. */
export function setupForm<Subject>(definition: SetupForm<Subject>): SetupForm {
  return definition as unknown as SetupForm;
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

/** What is wrong, by field, in the person's words. */
export function wrongFields(page: SetupForm, refusal: Problem, values: Values, t: Translate): Record<string, string> {
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

function Refused({ form }: { form: Filled }) {
  const t = useText();
  if (form.refusal === null) return null;
  const said = Object.keys(form.wrong).length > 0 ? [] : [textOf(t, form.refusal, 'text')];
  return <RefusalSummary form={form} said={said} ruleText={(id) => t(`network:rule.${id}`)} />;
}

export interface ScreenProps {
  page: SetupForm;
  subject: unknown;
  form: Filled;
  requestId: string;
  /** The form's own address, without the language. */
  url: string;
  /** Where "Cancel" goes. */
  back: string;
}

export function SetupFormScreen({ page, subject, form, requestId, url, back }: ScreenProps) {
  const t = useText();
  const { language } = usePage();
  const { Fields } = page;
  const words = `desk:staffSetup.form.${page.name}`;
  const lead = t(`${words}.lead`);
  return (
    <>
      <Refused form={form} />
      {form.kept === true && <KeptFormNotice />}
      <h1>{t(`${words}.title`)}</h1>
      <p class="lead">{lead}</p>
      <Form action={href(language, url)} requestId={requestId}>
        <Fields subject={subject} form={form} />
        <Buttons>
          <Button>{t(`${words}.submit`)}</Button>
          <LinkButton variant="tertiary" href={href(language, back)}>
            {t('desk:staffSetup.cancel')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}

/** The version that the form was made from; after a refusal for being old, the one that holds now: who sends it again has seen it. */
export function Version({ form, now }: { form: Filled; now: number }) {
  const isOld = form.refusal?.code === 'changed-meanwhile';
  return <input type="hidden" name="version" value={isOld ? String(now) : valueOf(form.values, 'version') || String(now)} />;
}

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
