import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

/** What a plan must say, part by part. */
export const planParts = [
  'participation',
  'assessment',
  'possibilities',
  'demand',
  'measures',
  'duties',
  'occupations',
  'areas',
] as const;
export type PlanPart = (typeof planParts)[number];

export const planContent = rule({
  id: 'plan-content',
  says:
    'A plan is made together with the jobseeker and says the need of support, with the officer’s judgement of the person’s ' +
    'possibilities and of the demand in the occupation; the measures and activities; the duties; and where and for what to search. ' +
    'A plan that lacks a part is not complete.',
  source:
    'SFS 2000:628 §5a from 2022-12-01; the two parts of the assessment that were missing in 9 of 10 plans: IAF 2021 on plans and reports 2020-2021',
  // What had to be in a plan before that day is not known here: completeness is not judged then.
  values: { '2022-12-01': planParts },
});

/** So many jobs to apply for each month, or why no number was set. */
export type SearchInterval = { low: number; high: number } | { exemption: string };

export interface PlannedStep {
  what: string;
  /** When it is to be done; null while no day is set. */
  by: PlainDate | null;
}

/** The content of a plan. Texts may be empty in a draft. */
export interface PlanContent {
  /** How and when the jobseeker took part; null while they have not. */
  participation: { how: 'in-person' | 'phone' | 'video' | 'in-writing'; on: PlainDate } | null;
  /** The need of support. */
  assessment: string;
  /** The officer's judgement of the person's possibilities and needs. */
  possibilities: string;
  /** The demand in the occupation that is sought. */
  demand: string;
  /** What the authority does. */
  measures: readonly PlannedStep[];
  /** Why the measures suit this person and the labour market. */
  motive: string;
  /** What the jobseeker does. */
  activities: readonly PlannedStep[];
  duties: readonly string[];
  occupations: readonly string[];
  areas: readonly string[];
  interval: SearchInterval | null;
  /** The jobseeker's own words about it. */
  ownWords: string;
}

const says: Readonly<Record<PlanPart, (content: PlanContent) => boolean>> = {
  participation: ({ participation }) => participation !== null,
  assessment: ({ assessment }) => isSaid(assessment),
  possibilities: ({ possibilities }) => isSaid(possibilities),
  demand: ({ demand }) => isSaid(demand),
  measures: ({ measures, activities }) => [...measures, ...activities].some(({ what }) => isSaid(what)),
  duties: ({ duties }) => duties.some(isSaid),
  occupations: ({ occupations }) => occupations.some(isSaid),
  areas: ({ areas }) => areas.some(isSaid),
};

/** The parts of `required` that a plan does not say, in their order. */
export function missingParts(content: PlanContent, required: readonly PlanPart[]): PlanPart[] {
  return required.filter((part) => !says[part](content));
}

/** A day of the plan that cannot be on the day it comes into force, by its field. */
export interface WrongDay {
  field: string;
  why: 'to-come' | 'past';
}

/** The jobseeker has taken part when the plan comes into force, and what is to be done is done on that day or later. */
export function wrongDays(content: PlanContent, on: PlainDate): WrongDay[] {
  const { participation } = content;
  const past = (name: 'measures' | 'activities'): WrongDay[] =>
    content[name].flatMap(({ by }, index) =>
      by !== null && by < on ? [{ field: `${name}.${index}.by`, why: 'past' } as const] : [],
    );
  return [
    ...(participation !== null && participation.on > on ? [{ field: 'participation.on', why: 'to-come' } as const] : []),
    ...past('measures'),
    ...past('activities'),
  ];
}

function isSaid(text: string): boolean {
  return text.trim() !== '';
}
