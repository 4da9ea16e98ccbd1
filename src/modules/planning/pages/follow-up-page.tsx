/** /planning/:scenario/follow-up: planned against what happened. */
import { EmptyState, Notice, Table, Tag, useFormats, useText } from '../../../ui/index.ts';
import type { Experience, Followed } from '../decision/follow-up.ts';
import type { ReachRow, ScenarioMeasures, ScenarioResult } from '../scenarios/result.ts';
import type { Decision } from '../store/decisions.ts';
import type { Scenario } from '../store/scenarios.ts';
import { MeasuresTable, type Municipalities } from './result-parts.tsx';
import { type Names, useChange, useMinutes, useWords } from './words.tsx';

export interface FollowUpProps {
  scenario: Scenario;
  /** Null: nothing is decided yet. */
  decision: Decision | null;
  followed: readonly Followed[];
  /** Of the network of today. */
  now: {
    measures: ScenarioMeasures | null;
    places: ScenarioResult['places']['before'];
    minutes: ReadonlyMap<string, number | null>;
  };
  touched: readonly ReachRow[];
  experience: readonly Experience[];
  municipalities: Municipalities;
  names: Names;
}

export function FollowUpPage(props: FollowUpProps) {
  const { scenario, decision, now } = props;
  const t = useWords();
  const { result } = scenario;
  return (
    <>
      <h1>{t('followUp.title')}</h1>
      <p class="lead">{scenario.title}</p>
      {decision === null ? (
        <EmptyState title={t('followUp.notDecided')}>{t('followUp.notDecidedText')}</EmptyState>
      ) : (
        <>
          {decision.finishedAt === null && <Notice tone="warning">{t('decision.unfinishedText')}</Notice>}
          <h2>{t('followUp.presence')}</h2>
          <Presences {...props} />
          <h2>{t('followUp.travel')}</h2>
          <p>{t('followUp.travelText')}</p>
          <MeasuresTable
            id="measures"
            columns={[
              { name: t('baseNetwork'), measures: result.measures.before, places: result.places.before },
              { name: t('followUp.planned'), measures: result.measures.after, places: result.places.after },
              { name: t('followUp.today'), measures: now.measures, places: now.places },
            ]}
          />
          <Travel {...props} />
          <h2>{t('followUp.experience')}</h2>
          <p>{t(props.experience.some(hasBegun) ? 'followUp.experienceText' : 'followUp.notBegun')}</p>
          {props.experience.map((one) => (
            <Experienced {...props} one={one} />
          ))}
        </>
      )}
    </>
  );
}

const tones = { 'as-planned': 'success', 'to-come': 'info', otherwise: 'warning', 'left-out': 'warning' } as const;

function Presences({ followed, names }: FollowUpProps) {
  const t = useWords();
  const text = useText();
  const say = useChange(names);
  return (
    <Table<Followed>
      id="followed"
      caption={t('followUp.presence')}
      captionHidden
      cards
      columns={[
        { header: t('followUp.planned'), rowHeader: true, cell: ({ change }) => say(change) },
        {
          header: t('followUp.inRegister'),
          cell: ({ there }) =>
            there.length === 0 ? t('places.nothingThere') : there.map((kind) => text(`network:planner.kind.${kind}`)).join(', '),
        },
        {
          header: t('decision.outcome'),
          cell: ({ outcome }) => <Tag tone={tones[outcome]}>{t(`followUp.outcome.${outcome}`)}</Tag>,
        },
      ]}
      rows={followed}
    />
  );
}

function Travel({ touched, now, municipalities }: FollowUpProps) {
  const t = useWords();
  const minutes = useMinutes();
  return (
    <Table<ReachRow>
      id="touched"
      caption={t('followUp.touched')}
      empty={t('nobody')}
      columns={[
        { header: t('municipality'), rowHeader: true, cell: ({ code }) => municipalities.get(code)?.name ?? code },
        { header: t('before'), numeric: true, cell: ({ before }) => minutes(before) },
        { header: t('followUp.planned'), numeric: true, cell: ({ after }) => minutes(after) },
        { header: t('followUp.today'), numeric: true, cell: ({ code }) => minutes(now.minutes.get(code) ?? null) },
      ]}
      rows={touched}
    />
  );
}

/** There is a whole month after the first change: else both are the same. */
const hasBegun = ({ before, after }: Experience): boolean => before.month < after.month;

function Experienced({ one, touched, municipalities }: FollowUpProps & { one: Experience }) {
  const { metric, before, after } = one;
  const t = useWords();
  const { decimal } = useFormats();
  const value = (of: Experience['before'], code: string): string => {
    const found = of.values.get(code) ?? null;
    return found === null ? t('noFigure') : decimal(found);
  };
  const isCounted = before.isCounted || after.isCounted;
  return (
    <>
      <h3>{t(`metric.${metric}`)}</h3>
      {(before.isMadeUp || after.isMadeUp) && <p>{t('madeUp')}</p>}
      {!isCounted ? (
        <p>{t('followUp.notCounted')}</p>
      ) : (
        <Table<ReachRow>
          id={metric}
          caption={t(`metric.${metric}`)}
          captionHidden
          columns={[
            { header: t('municipality'), rowHeader: true, cell: ({ code }) => municipalities.get(code)?.name ?? code },
            ...(hasBegun(one)
              ? [{ header: before.month, numeric: true, cell: ({ code }: ReachRow) => value(before, code) }]
              : []),
            { header: after.month, numeric: true, cell: ({ code }) => value(after, code) },
          ]}
          rows={touched}
        />
      )}
    </>
  );
}
