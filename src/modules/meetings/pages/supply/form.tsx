/** A form of supply: one command asked for on one page, and what was typed kept when it is refused. */
import type { VNode } from 'preact';
import type { Actor, Command } from '../../../../platform/auth/index.ts';
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
  Notice,
  RefusalSummary,
  usePage,
  useText,
  valueOf,
  type Values,
} from '../../../../ui/index.ts';
import type { Meetings } from '../../meetings.ts';

export type { Filled };

/** What a form page may read. */
export interface Desk {
  meetings: Meetings;
  actor: Actor;
  today: PlainDate;
}

export interface SupplyForm<Subject = unknown> {
  /** The whole address, with `:id` of what it is about, if anything. */
  url: string;
  command: Command;
  summary: string;
  /** Texts: `meetings:staffSupply.form.<name>.title` and `.submit`, and `meetings:staffSupply.done.<name>` on the page that follows. */
  name: string;
  /** `given`: the other ids of the address. Throws a problem when it is not there, or not for this actor. */
  subject(desk: Desk, id: string, given: Values): Promise<Subject>;
  begin(subject: Subject, desk: Desk, query: Values): Values;
  input(id: string, values: Values, subject: Subject): unknown;
  /** The path that follows. */
  next(id: string, result: unknown, subject: Subject): string;
  /** Where "Cancel" goes, and the pages above. */
  crumbs(subject: Subject, t: Translate): readonly { path: string; text: string }[];
  Fields: (props: { subject: Subject; form: Filled; desk: Desk }) => VNode;
}

/** Declares a form; the parts agree on what it is about. */
export function supplyForm<Subject>(definition: SupplyForm<Subject>): SupplyForm {
  return definition as unknown as SupplyForm;
}

/** The fields that a refusal without fields of its own is about. */
const aboutField: Readonly<Record<string, string>> = {
  'place-not-bookable': 'placeId',
  'place-unknown': 'placeId',
  'account-taken': 'accountId',
  'account-unknown': 'accountId',
  'room-name-taken': 'name',
  'municipality-unknown': 'municipalityCode',
  'absence-over': 'backOn',
  'time-past': 'to',
  'type-in-force': 'from',
};

/** What is wrong, by field, in the person's words. */
export function wrongFields(refusal: Problem, t: Translate): Record<string, string> {
  const wrong: Record<string, string> = {};
  const own = refusal.details.fields ?? [];
  for (const { field } of own) {
    const name = fieldOf(field);
    wrong[name] ??= t(`meetings:staffSupply.wrong.${name.split('.')[0]!}`);
  }
  const about = aboutField[refusal.code];
  if (own.length === 0 && about !== undefined) wrong[about] = refusedText(t, refusal.code, refusal.details.params);
  return wrong;
}

/** Why something is refused. Meetings that may not be named are only counted. */
export function refusedText(t: Translate, code: string, params: Problem['details']['params']): string {
  const isHidden = code === 'meetings-in-the-way' && params?.['meetings'] === '';
  return t(`meetings:staffSupply.refused.${isHidden ? 'meetings-hidden' : code}`, params);
}

/** Days of a week have a field each; a list's items share one. */
function fieldOf(path: string): string {
  const [first = '', second] = path.split('.');
  if (first === 'stays') return second === undefined ? 'placeId' : 'hours';
  return (first === 'weekly' || first === 'names') && second !== undefined ? `${first}.${second}` : first;
}

function Refused({ form }: { form: Filled }) {
  const t = useText();
  if (form.refusal === null) return null;
  const { code, details } = form.refusal;
  const said = Object.keys(form.wrong).length > 0 ? [] : [refusedText(t, code, details.params)];
  return <RefusalSummary form={form} said={said} ruleText={(id) => t(`meetings:staffSupply.rule.${id}`)} />;
}

export interface ScreenProps {
  page: SupplyForm;
  subject: unknown;
  form: Filled;
  desk: Desk;
  requestId: string;
  /** The form's own address, without the language. */
  url: string;
}

export function SupplyFormScreen({ page, subject, form, desk, requestId, url }: ScreenProps) {
  const t = useText();
  const { language } = usePage();
  const { Fields } = page;
  const above = page.crumbs(subject, t);
  return (
    <>
      <Refused form={form} />
      {form.kept === true && <KeptFormNotice />}
      <h1>{t(`meetings:staffSupply.form.${page.name}.title`)}</h1>
      <Form action={href(language, url)} requestId={requestId}>
        <Fields subject={subject} form={form} desk={desk} />
        <Buttons>
          <Button>{t(`meetings:staffSupply.form.${page.name}.submit`)}</Button>
          <LinkButton variant="tertiary" href={href(language, above.at(-1)?.path ?? '/supply')}>
            {t('meetings:staffSupply.cancel')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}

export const versionOf = (values: Values): number => Number(valueOf(values, 'version'));

/** The version that the form was made from; after a refusal for being old, the one that holds now: who sends it again has seen it. */
export function Version({ form, now }: { form: Filled; now: number }) {
  const t = useText();
  const changed = form.refusal?.code === 'supply-changed-meanwhile';
  return (
    <>
      <input type="hidden" name="version" value={changed ? String(now) : valueOf(form.values, 'version')} />
      {changed && <Notice tone="warning">{t('meetings:staffSupply.changedMeanwhile')}</Notice>}
    </>
  );
}
