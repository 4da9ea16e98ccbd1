/** One scenario: where it stands, what it changes, what that does to people, what has been said of it, what has happened. */
import { href } from '../../../platform/i18n/index.ts';
import {
  Buttons,
  Details,
  EmptyState,
  LinkButton,
  Notice,
  SummaryList,
  Table,
  useFormats,
  usePage,
  useText,
} from '../../../ui/index.ts';
import type { Difference } from '../scenarios/compare.ts';
import type { Change } from '../scenarios/change.ts';
import type { Scenario } from '../store/scenarios.ts';
import { DifferenceFigure, MeasuresTable, type Municipalities, ResultNotice, WhoChanges } from './result-parts.tsx';
import { Comments, History, type SaidProps } from './scenario-said.tsx';
import { type Names, StateTag, useChange, useMoment, useWords } from './words.tsx';

export interface ScenarioProps extends SaidProps {
  /** Another version than the newest is looked at. */
  isOld: boolean;
  copiedFrom: string | null;
  rows: readonly Difference[];
  municipalities: Municipalities;
  names: Names;
  /** Whoever looks has written in it. */
  isOwn: boolean;
  /** The register has changed since the result was worked out. */
  isStale: boolean;
  done: string | null;
}

export function ScenarioPage(props: ScenarioProps) {
  const { scenario, done, isStale, isOld, municipalities, rows } = props;
  const t = useWords();
  const { result } = scenario;
  const sides = { from: t('before'), to: t('after') };
  return (
    <>
      {done !== null && (
        <Notice tone="success" answer>
          {t(`done.${done}`)}
        </Notice>
      )}
      <h1>{scenario.title}</h1>
      <SummaryList items={useFacts(props)} />
      {isOld ? <OldVersion scenario={scenario} /> : <Acts {...props} />}
      <h2 id="changes">{t('changes')}</h2>
      <Changes {...props} />
      <h2 id="result">{t('result')}</h2>
      {isStale && <Notice tone="warning">{t('stale')}</Notice>}
      <ResultNotice result={result} />
      <MeasuresTable
        id="measures"
        columns={[
          { name: t('baseNetwork'), measures: result.measures.before, places: result.places.before },
          { name: t('thisScenario'), measures: result.measures.after, places: result.places.after },
        ]}
      />
      <h2 id="who">{t('whoChanges')}</h2>
      <WhoChanges id="who-changes" rows={rows} municipalities={municipalities} sides={sides} />
      <DifferenceFigure
        id="map"
        caption={t('mapCaption')}
        picture={`/planning/${scenario.id}/map.svg?number=${scenario.number}`}
        rows={rows}
        municipalities={municipalities}
        sides={sides}
      />
      <h2 id="comments">{t('comments')}</h2>
      <Comments {...props} />
      <h2 id="history">{t('history')}</h2>
      <History {...props} />
    </>
  );
}

function useFacts({ scenario, copiedFrom }: ScenarioProps) {
  const t = useWords();
  const { language } = usePage();
  const { date } = useFormats();
  const moment = useMoment();
  const copy =
    scenario.copiedFrom === null
      ? []
      : [{ term: t('copiedFrom'), value: <a href={href(language, `/planning/${scenario.copiedFrom}`)}>{copiedFrom}</a> }];
  return [
    { term: t('stateName'), value: <StateTag state={scenario.state} /> },
    { term: t('field.baseDate'), value: <time dateTime={scenario.baseDate}>{date(scenario.baseDate)}</time> },
    { term: t('author'), value: t('authorOf', { author: scenario.author, number: scenario.number }) },
    { term: t('knownAt'), value: `${moment(scenario.knownAt)} (${t('registerVersion', { number: scenario.registerVersion })})` },
    { term: t('field.assumptions'), value: <Assumptions text={scenario.assumptions} /> },
    ...copy,
  ];
}

/** What was written; the address of a plan on the map as a link. */
function Assumptions({ text }: { text: string }) {
  const t = useWords();
  const { language } = usePage();
  if (text === '') return t('noAssumptions');
  const parts = text.split(/(\/planning\/(?:[0-9a-f-]{36}\/)?map\?\S+)/);
  return (
    <span class="as-written">
      {parts.map((part, at) => (at % 2 === 1 ? <a href={href(language, part)}>{t('planOnMap')}</a> : part))}
    </span>
  );
}

function OldVersion({ scenario }: { scenario: Scenario }) {
  const t = useWords();
  const { language } = usePage();
  return (
    <Notice tone="info">
      <p>{t('oldVersion', { number: scenario.number })}</p>
      <p>
        <a href={href(language, `/planning/${scenario.id}`)}>{t('newestVersion')}</a>
      </p>
    </Notice>
  );
}

function Acts({ scenario, acts, mayWrite, isOwn }: ScenarioProps) {
  const t = useWords();
  const text = useText();
  const { language } = usePage();
  const address = (path: string): string => href(language, `/planning/${scenario.id}/${path}`);
  const own = acts.includes('approve') && isOwn;
  const shown = (['propose', 'approve', 'reject'] as const).filter(
    (act) => acts.includes(act) && !(act === 'approve' && own) && !(act === 'propose' && scenario.changes.length === 0),
  );
  return (
    <>
      <h2>{t('next')}</h2>
      {own && <p>{t('ownApproval')}</p>}
      <Buttons>
        {mayWrite && acts.includes('change') && <LinkButton href={address('places')}>{t('addChanges')}</LinkButton>}
        {mayWrite && acts.includes('change') && (
          <LinkButton href={address('map')} variant="secondary">
            {text('planning:staffPlanningMap.openScenario')}
          </LinkButton>
        )}
        {mayWrite &&
          shown.map((act) => (
            <LinkButton href={address(act)} variant={act === 'reject' ? 'secondary' : undefined}>
              {t(`act.${act}`)}
            </LinkButton>
          ))}
        {acts.includes('carry-out') && <LinkButton href={address('decision')}>{t('act.carry-out')}</LinkButton>}
        {scenario.state === 'decided' && (
          <>
            <LinkButton href={address('decision')}>{t('decision.show')}</LinkButton>
            <LinkButton href={address('follow-up')} variant="secondary">
              {t('followUp.title')}
            </LinkButton>
          </>
        )}
        {['draft', 'proposed'].includes(scenario.state) && scenario.changes.length > 0 && (
          <LinkButton href={address('decision')} variant="secondary">
            {t('decision.try')}
          </LinkButton>
        )}
        {mayWrite && acts.includes('change') && (
          <LinkButton href={address('facts')} variant="secondary">
            {t('changeFacts')}
          </LinkButton>
        )}
        {mayWrite && (
          <LinkButton href={address('copy')} variant="secondary">
            {t('act.copy')}
          </LinkButton>
        )}
        {mayWrite && acts.includes('withdraw') && (
          <LinkButton href={address('withdraw')} variant="tertiary">
            {t('act.withdraw')}
          </LinkButton>
        )}
      </Buttons>
    </>
  );
}

/** So many changes stand open on the page. */
const mostOpen = 30;

function Changes({ scenario, names, acts, mayWrite, isOld }: ScenarioProps) {
  const t = useWords();
  const { language } = usePage();
  const text = useText();
  const { date, number } = useFormats();
  const say = useChange(names);
  if (scenario.changes.length === 0) return <EmptyState title={t('noChanges')}>{t('noChangesText')}</EmptyState>;
  const mayRemove = mayWrite && !isOld && acts.includes('change');
  const table = (
    <Table<Change>
      id="changes-table"
      caption={t('changes')}
      captionHidden
      cards
      columns={[
        { header: t('change.what'), rowHeader: true, cell: say },
        { header: t('change.from'), cell: ({ from }) => date(from) },
        {
          header: t('change.replacement'),
          cell: (one) => (one.kind === 'close' ? text(`network:planner.replacement.${one.replacedByKind}`) : '–'),
        },
        ...(mayRemove
          ? [
              {
                header: t('change.remove'),
                cell: (one: Change) => (
                  <a href={href(language, `/planning/${scenario.id}/remove?at=${scenario.changes.indexOf(one)}`)}>
                    {t('change.remove')}
                  </a>
                ),
              },
            ]
          : []),
      ]}
      rows={scenario.changes}
    />
  );
  if (scenario.changes.length <= mostOpen) return table;
  return <Details summary={t('listOf', { title: t('changes'), n: number(scenario.changes.length) })}>{table}</Details>;
}
