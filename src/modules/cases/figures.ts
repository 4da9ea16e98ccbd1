/** The figures of registration as they may be shown: small ones hidden, the others rounded, shares of what is shown. */
import { addDays, type PlainDate, plainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { steps } from './registration/index.ts';
import { reportSteps } from './report-funnel.ts';
import { goalOn } from './rules/self-registration-goal.ts';
import { shownCount, shownParts, shownShare, smallCells, type Shown } from './rules/small-cells.ts';
import {
  countAllRegistrations,
  countAttempts,
  countDetails,
  type Counted,
  type CountedPart,
  countRegistrations,
  countSteps,
  type Dimension,
} from './store/figures.ts';
import type { Service } from './store/attempt.ts';

/** Months as 'YYYY-MM'; both count. */
export interface Period {
  from: string;
  to: string;
}

export interface FigureRow {
  /** A month, a municipality code, an age band, a language or a ground. */
  key: string;
  registered: Shown;
  byThemselves: Shown;
  /** Whole per cent of what is shown. */
  share: number | null;
  /** Share of the decisions made that were automatic, whole per cent. */
  automated: number | null;
}

export interface RegistrationFigures {
  by: Dimension;
  period: Period;
  rows: FigureRow[];
  all: FigureRow;
  /** Per cent on the period's last day; null before there was a goal. */
  goal: number | null;
  /** A person has several grounds: the rows add up to more than all. */
  overlapping: boolean;
}

const first = (month: string): PlainDate => plainDate(`${month}-01`);

/** The last day of a month. */
function lastDay(month: string): PlainDate {
  const later = addDays(first(month), 31);
  return addDays(plainDate(`${later.slice(0, 7)}-01`), -1);
}

export async function registrationFigures(db: Database, by: Dimension, period: Period): Promise<RegistrationFigures> {
  const days = { from: first(period.from), to: first(period.to) };
  const counted = await countRegistrations(db, by, days);
  const whole = await countAllRegistrations(db, days);
  const limits = valueOn(smallCells, days.to);
  const parts = (of: (one: CountedPart) => number): Shown[] => shownParts(counted.map(of), limits);
  const columns = {
    registered: parts((one) => one.registered),
    byThemselves: parts((one) => one.by_themselves),
    decided: parts((one) => one.decided),
    automated: parts((one) => one.automated),
  };
  return {
    by,
    period,
    rows: counted.map(({ key }, index) => row(key, (column) => columns[column][index]!)),
    all: row('all', (column) => shownCount(whole[columnOf[column]], limits)),
    goal: goalOn(lastDay(period.to)),
    overlapping: by === 'ground',
  };
}

const columnOf = {
  registered: 'registered',
  byThemselves: 'by_themselves',
  decided: 'decided',
  automated: 'automated',
} as const satisfies Record<string, keyof Counted>;

function row(key: string, shown: (column: keyof typeof columnOf) => Shown): FigureRow {
  return {
    key,
    registered: shown('registered'),
    byThemselves: shown('byThemselves'),
    share: shownShare(shown('byThemselves'), shown('registered')),
    automated: shownShare(shown('automated'), shown('decided')),
  };
}

export interface Funnel {
  service: Service;
  started: Shown;
  submitted: Shown;
  steps: {
    step: string;
    shown: Shown;
    finished: Shown;
    /** Whole per cent of those who met the step. */
    finishedShare: number | null;
    /** Half took less; null where the step is hidden. */
    medianSeconds: number | null;
    withErrors: Shown;
    assisted: Shown;
    helpAsked: Shown;
    cameBack: Shown;
  }[];
  /** Fields that were wrong and reasons for help: only those met often enough to be shown. */
  details: { step: string; kind: 'error' | 'assistance' | 'help-asked'; what: string; attempts: number }[];
}

/** The steps of a service, in the order of its flow. */
const stepsOf: Readonly<Record<Service, readonly string[]>> = {
  registration: steps.map(({ id }) => id),
  'activity-report': reportSteps,
};

/** How people came through a service, step by step in the order of the flow. `language` null = all. */
export async function funnelOf(db: Database, service: Service, period: Period, language: string | null): Promise<Funnel> {
  const question = { service, from: first(period.from), to: first(period.to), language };
  const limits = valueOn(smallCells, question.to);
  const shown = (count: number): Shown => shownCount(count, limits);
  const whole = await countAttempts(db, question);
  const met = new Map((await countSteps(db, question)).map((one) => [one.step, one]));
  return {
    service,
    started: shown(whole.started),
    submitted: shown(whole.submitted),
    steps: stepsOf[service].flatMap((id) => {
      const one = met.get(id);
      if (one === undefined) return [];
      const [all, finished] = [shown(one.shown), shown(one.finished)];
      return [
        {
          step: id,
          shown: all,
          finished,
          finishedShare: shownShare(finished, all),
          medianSeconds: finished === null || one.median_seconds === null ? null : Math.round(one.median_seconds),
          withErrors: shown(one.with_errors),
          assisted: shown(one.assisted),
          helpAsked: shown(one.help_asked),
          cameBack: shown(one.came_back),
        },
      ];
    }),
    details: (await countDetails(db, question)).flatMap((one) => {
      const attempts = shown(one.attempts);
      return attempts === null ? [] : [{ ...one, attempts }];
    }),
  };
}
