/**
 * The registration as data: one group of questions per page, in order (AF, Register). Self-service, help at a desk, practice, the API
 * and the tests read this one list. Texts: `registration.step.<step>` and `registration.field.<field>`.
 */
import { type PlainDate, plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { languagesOfLetters, spokenLanguages } from '../../people/index.ts';
import { needsPlanning, planningConversation } from '../rules/planning-conversation.ts';
import {
  type AnswerError,
  choice,
  choices,
  dayField,
  email,
  type Field,
  language,
  languages,
  lines,
  longText,
  month,
  municipality,
  phone,
  postalCode,
  rowsOf,
  type Said,
  text,
  yesNo,
  yesNoUnlessKnown,
} from './field.ts';

export interface Step {
  id: string;
  fields: Readonly<Record<string, Field>>;
  /** Shown only when this holds of the answers so far. */
  shownWhen?: (said: Said) => boolean;
  /** What no field can see alone: gives what is wrong, by field. */
  check?: (said: Said) => { field: string; code: AnswerError }[];
}

const step = <const Id extends string, const Fields extends Readonly<Record<string, Field>>>(
  definition: Step & { id: Id; fields: Fields },
): Step & { id: Id; fields: Fields } => definition;

const job = {
  occupation: text(6, 100),
  employer: text(6, 100, { optional: true }),
  from: month(6, { optional: true }),
  /** Empty while it goes on. */
  to: month(6, { optional: true }),
};

export const steps = [
  // Before anything else: whoever has protected personal data does not use these forms (JO 5254-2016), and nothing else is asked.
  step({ id: 'protection', fields: { protected: yesNoUnlessKnown(15) } }),
  step({
    id: 'first-day',
    fields: {
      firstDay: dayField(4),
      leavesSoon: yesNo(4),
      leavesOn: dayField(4, { askedWhen: (said) => said['first-day']?.['leavesSoon'] === 'yes' }),
    },
    check(said) {
      const { firstDay, leavesOn } = said['first-day'] ?? {};
      const early = typeof firstDay === 'string' && typeof leavesOn === 'string' && leavesOn < firstDay;
      return early ? [{ field: 'leavesOn', code: 'before-first-day' }] : [];
    },
  }),
  step({
    id: 'contact',
    fields: {
      // Letters to someone protected go to the mediation address; the home is not asked for.
      street: text(1, 200, { autocomplete: 'street-address', askedWhen: homeIsAsked }),
      postalCode: postalCode(1, { autocomplete: 'postal-code', askedWhen: homeIsAsked }),
      postTown: text(1, 100, { autocomplete: 'address-level2', askedWhen: homeIsAsked }),
      municipalityCode: municipality(1),
      email: email(1, { optional: true, autocomplete: 'email' }),
      phone: phone(1, { autocomplete: 'tel' }),
      preferredChannel: choice(1, ['web', 'phone', 'video', 'letter', 'in-person']),
    },
  }),
  step({
    id: 'language',
    fields: {
      languages: languages(6, spokenLanguages),
      needsInterpreter: yesNo(7),
      interpreter: language(7, spokenLanguages, { askedWhen: (said) => said['language']?.['needsInterpreter'] === 'yes' }),
      writtenLanguage: choice(1, languagesOfLetters),
    },
  }),
  step({
    id: 'support',
    fields: {
      wantsSupport: yesNo(7),
      grounds: choices(7, ['language', 'disability', 'digital-exclusion', 'no-e-identification', 'own-request'], {
        askedWhen: wantsSupport,
      }),
      // What is needed, not why: a diagnosis is never asked for (SFS 2002:546 §9).
      needs: choices(
        7,
        [
          'meeting-in-person',
          'language-interpreter',
          'sign-interpreter',
          'sight-interpreter',
          'aids',
          'adaptation',
          'help-with-forms',
        ],
        { askedWhen: wantsSupport },
      ),
      supportNote: longText(7, 1000, { optional: true, askedWhen: wantsSupport }),
    },
  }),
  step({
    id: 'education',
    fields: {
      level: choice(6, ['none', 'compulsory', 'upper-secondary', 'post-secondary-short', 'post-secondary-long', 'research']),
      educations: lines(6, 10, 150, { optional: true }),
    },
  }),
  step({
    id: 'work',
    fields: {
      jobs: rowsOf(job, 10, ({ from, to }) =>
        from !== undefined && to !== undefined && to < from ? { column: 'to', code: 'ends-before-it-begins' } : null,
      ),
    },
  }),
  step({
    id: 'skills',
    fields: {
      skills: longText(6, 2000, { optional: true }),
      licences: choices(6, ['AM', 'A', 'B', 'BE', 'C', 'CE', 'D', 'DE'], { optional: true }),
      hasCar: yesNo(6),
    },
  }),
  step({
    id: 'wanted',
    fields: {
      occupations: lines(6, 5, 100),
      where: choice(6, ['municipality', 'commuting', 'county', 'country']),
      extent: choices(6, ['full-time', 'part-time', 'hourly']),
    },
  }),
  step({ id: 'permit', fields: { mayWork: choice(5, ['yes', 'dont-know', 'no']) } }),
  step({
    id: 'benefit',
    fields: {
      inFund: choice(4, ['yes', 'no', 'dont-know']),
      fund: text(4, 100, { optional: true, askedWhen: (said) => said['benefit']?.['inFund'] === 'yes' }),
      claimsBenefit: yesNo(12),
    },
  }),
  // Files are added and removed by commands of their own; the step is finished by going on.
  step({ id: 'attachments', fields: {} }),
  step({
    id: 'planning',
    fields: {
      planningChannel: choice(8, ['phone', 'video', 'in-person']),
      planningTimes: choices(8, ['weekday-morning', 'weekday-afternoon']),
    },
    shownWhen: (said) => {
      const firstDay = dayIn(said, 'firstDay');
      if (firstDay === null || firstDay < firstValue) return true;
      return needsPlanning(valueOn(planningConversation, firstDay), { firstDay, leavesOn: dayIn(said, 'leavesOn') });
    },
  }),
  step({ id: 'check', fields: {} }),
] as const satisfies readonly Step[];

export type StepId = (typeof steps)[number]['id'];
export const stepIds = steps.map(({ id }) => id) as readonly StepId[];

export function isStepId(text: string): text is StepId {
  return (stepIds as readonly string[]).includes(text);
}

type ValuesOf<Of extends { fields: Readonly<Record<string, Field>> }> = {
  [Name in keyof Of['fields']]?: Of['fields'][Name] extends Field<infer Value> ? Value : never;
};

/** What has been answered, by step and field. A field that was not asked or left empty has no value. */
export type Answers = { [Id in StepId]?: ValuesOf<Extract<(typeof steps)[number], { id: Id }>> };

const firstValue = plainDate(Object.keys(planningConversation.values)[0]!);

function homeIsAsked(said: Said): boolean {
  return said['protection']?.['protected'] !== 'known';
}

function wantsSupport(said: Said): boolean {
  return said['support']?.['wantsSupport'] === 'yes';
}

function dayIn(said: Said, field: 'firstDay' | 'leavesOn'): PlainDate | null {
  const value = said['first-day']?.[field];
  return typeof value === 'string' ? plainDate(value) : null;
}
