/** A form of supply: its texts by its name, and how refusals are worded. */
import type { Actor } from '../../../../platform/auth/index.ts';
import type { PlainDate } from '../../../../platform/clock/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import type { Problem } from '../../../../platform/problem/index.ts';
import {
  type Filled,
  type FormAsked,
  type FormPage,
  FormVersion,
  type FormWords,
  Notice,
  useText,
  valueOf,
  type Values,
} from '../../../../ui/index.ts';
import type { Meetings } from '../../meetings.ts';

/** What a page of supply may read. */
export interface Desk {
  meetings: Meetings;
  actor: Actor;
  today: PlainDate;
}

export interface Asked extends FormAsked {
  meetings: Meetings;
  /** Of what the form is about; '' when it is about nothing that is there. */
  id: string;
}

export interface SupplyForm<Subject = unknown> extends FormPage<Subject, Asked> {
  /** Texts: `meetings:staffSupply.form.<name>.title` and `.submit`, and `meetings:staffSupply.done.<name>` on the page that follows. */
  name: string;
}

/** Declares a form; the parts agree on what it is about. `next`: without what was done. */
export function supplyForm<Subject>(form: Omit<SupplyForm<Subject>, 'title' | 'submit'>): SupplyForm {
  const words = `meetings:staffSupply.form.${form.name}`;
  const whole: SupplyForm<Subject> = {
    ...form,
    title: (_subject, t) => t(`${words}.title`),
    submit: (_subject, t) => t(`${words}.submit`),
    next: (result, asked, subject) => `${form.next(result, asked, subject)}?done=${form.name}`,
  };
  return whole as unknown as SupplyForm;
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

function wrongFields(refusal: Problem, t: Translate): Record<string, string> {
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

export const supplyWords: FormWords<SupplyForm> = {
  wrong: (refusal, _values, t) => wrongFields(refusal, t),
  said: ({ code, details }, t) => refusedText(t, code, details.params),
  rule: (id, t) => t(`meetings:staffSupply.rule.${id}`),
  cancel: (t) => t('meetings:staffSupply.cancel'),
};

export const versionOf = (values: Values): number => Number(valueOf(values, 'version'));

/** The version that the form was made from, with a notice when another has been made since. */
export function Version({ form, now }: { form: Filled; now: number }) {
  const t = useText();
  const changed = 'supply-changed-meanwhile';
  return (
    <>
      <FormVersion form={form} now={now} changed={changed} />
      {form.refusal?.code === changed && <Notice tone="warning">{t('meetings:staffSupply.changedMeanwhile')}</Notice>}
    </>
  );
}
