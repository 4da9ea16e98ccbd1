/** The manager's week: in a sentence, in two pictures, and in figures for those who want them. */
import { addDays, type PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Button, Details, EmptyState, Field, Form, Notice, useFormats, usePage } from '../../../../ui/index.ts';
import { isMissed, rank, type Week } from '../../report/week.ts';
import type { ServiceGoal, WeekNeeds } from '../../staffing/week-needs.ts';
import { least } from '../../staffing/history.ts';
import { NeedFacts } from './need-facts.tsx';
import { CounterTable, DayTable, VisitTable } from './week-tables.tsx';
import { CountersPicture, Legend, VisitsPicture } from './week-picture.tsx';
import { clockOf, useWeekText, weekNumber } from './words.ts';

export interface WeekPageProps {
  place: { id: string; name: string };
  week: Week;
  needs: WeekNeeds;
  /** Counters that the place has. */
  counters: number;
  today: PlainDate;
  /** The goal was tried by the reader: it is not the place's own. */
  isTried: boolean;
  /** Visits that a program has made up are among those that are counted, or that the need is reckoned from. */
  isMadeUp: boolean;
}

export function WeekPage(props: WeekPageProps) {
  const t = useWeekText();
  const { place, week, needs, today } = props;
  const number = weekNumber(week.monday);
  return (
    <>
      <h1>{t('title', { week: number, place: place.name })}</h1>
      <Weeks {...props} />
      {props.isMadeUp && <Notice tone="info">{t('generated')}</Notice>}
      {week.days.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <>
          <InShort {...props} />
          {week.monday > today ? <Planned {...props} /> : <Past {...props} />}
        </>
      )}
      <NeedNotice {...props} />
      <NeedFacts needs={needs} />
      <GoalForm {...props} />
    </>
  );
}

/** Of a week that has begun: who came, and the counters beside what was needed. */
function Past({ week, needs, today }: WeekPageProps) {
  const t = useWeekText();
  const number = weekNumber(week.monday);
  const { goal } = needs;
  return (
    <>
      <div class="figure-parts">
        <section aria-labelledby="visits">
          <h2 id="visits">{t('visits')}</h2>
          <VisitsPicture
            week={week}
            title={t('visitsPicture', { week: number })}
            today={today}
            isMissed={(slot) => goal !== null && isMissed(slot, goal.percent / 100)}
          />
          {goal !== null && <Legend of="visits" />}
        </section>
        <CountersPart week={week} needs={needs} today={today} />
      </div>
      <DayTable week={week} goal={goal} />
      <Details summary={t('figures')}>
        <VisitTable week={week} goal={goal} />
        <CounterTable week={week} isToCome={false} />
      </Details>
    </>
  );
}

/** Of a week to come: what is expected to be needed. */
function Planned({ week, needs, today }: WeekPageProps) {
  const t = useWeekText();
  if (needs.byDay.size === 0) return null;
  return (
    <>
      <div class="figure-parts">
        <CountersPart week={week} needs={needs} today={today} />
      </div>
      <Details summary={t('figures')}>
        <CounterTable week={week} isToCome />
      </Details>
    </>
  );
}

function CountersPart({ week, needs, today }: Pick<WeekPageProps, 'week' | 'needs' | 'today'>) {
  const t = useWeekText();
  const number = weekNumber(week.monday);
  const hasNeeds = needs.why === 'worked-out';
  const isToCome = week.monday > today;
  const of = isToCome ? 'countersToCome' : hasNeeds ? 'counters' : 'countersOnly';
  return (
    <section aria-labelledby="counters">
      <h2 id="counters">{t(of)}</h2>
      <CountersPicture week={week} title={t(`${of}Picture`, { week: number })} today={today} />
      {!isToCome && <Legend of="counters" hasNeeds={hasNeeds} isToCome={week.days.some(({ day }) => day > today)} />}
    </section>
  );
}

function Weeks({ place, week, today }: WeekPageProps) {
  const t = useWeekText();
  const { language } = usePage();
  const address = (monday: PlainDate) => `${href(language, `/desk/${place.id}/week`)}?week=${monday}`;
  const [before, after] = [addDays(week.monday, -7), addDays(week.monday, 7)];
  return (
    <nav class="quick" aria-label={t('weeks')}>
      <ul class="plain-list">
        <li>
          <a href={address(before)}>{t('weekBefore', { week: weekNumber(before) })}</a>
        </li>
        <li>
          <a href={address(after)}>{t(after > today ? 'weekToCome' : 'weekAfter', { week: weekNumber(after) })}</a>
        </li>
      </ul>
    </nav>
  );
}

function InShort({ week, needs, today }: WeekPageProps) {
  const t = useWeekText();
  const { number, weekday } = useFormats();
  const slots = week.days.flatMap(({ day, slots: of }) =>
    of.flatMap((slot, at) => (slot === null ? [] : [{ day, begin: week.begins[at]!, slot }])),
  );
  const visits = slots.reduce((sum, { slot }) => sum + slot.visits, 0);
  const waits = week.days.flatMap((day) => day.waits).toSorted((a, b) => a - b);
  const [half, most] = [rank(waits, 0.5), rank(waits, 0.9)];
  const came = slots.filter(({ slot }) => slot.known > 0);
  const { goal } = needs;
  const kept = goal === null ? 0 : came.filter(({ slot }) => !isMissed(slot, goal.percent / 100)).length;
  const lacking = slots
    .map((one) => ({ ...one, lacks: one.day <= today ? (one.slot.need ?? 0) - one.slot.open : 0 }))
    .filter(({ lacks, slot }) => lacks > 0 && slot.open + slot.visits > 0);
  const worst = lacking.toSorted((a, b) => b.lacks - a.lacks)[0];
  const when = ({ day, begin }: { day: PlainDate; begin: number }) => ({
    day: weekday(day),
    from: clockOf(begin),
    to: clockOf(begin + 30),
  });
  if (visits === 0 && week.monday > today) return <p class="in-short">{t('toCome')}</p>;
  return (
    <div class="in-short">
      <p>
        <strong>{t('short.visits', { count: visits, visits: number(visits) })}</strong>
        {half !== null && ` ${t('short.waited', { half: Math.floor(half), most: Math.floor(most!) })}`}
      </p>
      {goal !== null && came.length > 0 && (
        <p>{t('short.goal', { percent: goal.percent, minutes: goal.minutes, kept: number(kept), all: number(came.length) })}</p>
      )}
      {worst !== undefined && (
        <p>
          <strong>
            {t('short.lacking', { count: lacking.length, ...when(worst), open: worst.slot.open, need: worst.slot.need! })}
          </strong>
        </p>
      )}
      {worst === undefined && needs.why === 'worked-out' && visits > 0 && <p>{t('short.enough')}</p>}
    </div>
  );
}

function NeedNotice({ needs, counters, week }: WeekPageProps) {
  const t = useWeekText();
  const most = Math.max(0, ...week.days.flatMap(({ slots }) => slots.map((slot) => slot?.need ?? 0)));
  if (needs.why === 'no-goal')
    return (
      <Notice tone="info" title={t('noGoal')}>
        {t('noGoalText')}
      </Notice>
    );
  if (needs.why === 'too-little')
    return (
      <Notice tone="info" title={t('tooLittle')}>
        {t('tooLittleText', { ...least, known: needs.inputs.days, knownServed: needs.inputs.served })}
      </Notice>
    );
  if ([...needs.byDay.values()].some(({ reached }) => !reached)) return <Notice tone="warning">{t('unreached')}</Notice>;
  return most > counters ? <Notice tone="warning">{t('moreThanCounters', { most, counters })}</Notice> : null;
}

function GoalForm({ place, week, needs, isTried }: WeekPageProps) {
  const t = useWeekText();
  const { language } = usePage();
  const goal: ServiceGoal | null = needs.goal;
  return (
    <Details summary={t('tryGoal')} open={isTried || needs.why === 'no-goal'}>
      <p>{t('tryGoalText')}</p>
      <Form action={href(language, `/desk/${place.id}/week`)} method="get" inline>
        <input type="hidden" name="week" value={week.monday} />
        <Field name="percent" label={t('percent')} inputMode="numeric" short value={goal?.percent ?? ''} />
        <Field name="minutes" label={t('minutes')} inputMode="numeric" short value={goal?.minutes ?? ''} />
        <Button variant="secondary">{t('try')}</Button>
      </Form>
    </Details>
  );
}
