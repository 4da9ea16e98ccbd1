/** /planning/compare: two scenarios or more, side by side; each against the first. */
import { Notice, Table } from '../../../ui/index.ts';
import type { Difference } from '../scenarios/compare.ts';
import type { Scenario } from '../store/scenarios.ts';
import { DifferenceFigure, MeasuresTable, type Municipalities, ResultNotice, WhoChanges } from './result-parts.tsx';
import { useScenarioColumns } from './scenario-columns.tsx';
import { useWords } from './words.tsx';

export interface CompareProps {
  scenarios: readonly Scenario[];
  /** Of each scenario but the first: against the first. */
  against: readonly { scenario: Scenario; rows: readonly Difference[] }[];
  municipalities: Municipalities;
  /** So many can be compared, and more were chosen; null: not more. */
  tooMany: number | null;
}

export function ComparePage({ scenarios, against, municipalities, tooMany }: CompareProps) {
  const t = useWords();
  const [first] = scenarios;
  if (first === undefined || against.length === 0)
    return (
      <>
        <h1>{t('compare.title')}</h1>
        <Notice tone="warning">{tooMany === null ? t('compare.tooFew') : t('compare.tooMany', { most: tooMany })}</Notice>
      </>
    );
  const isSameBase = scenarios.every(
    ({ baseDate, registerVersion }) => baseDate === first.baseDate && registerVersion === first.registerVersion,
  );
  return (
    <>
      <h1>{t('compare.title')}</h1>
      <p class="lead">{t('compare.lead')}</p>
      {!isSameBase && <Notice tone="warning">{t('compare.otherBase')}</Notice>}
      <Facts scenarios={scenarios} />
      <h2 id="result">{t('result')}</h2>
      <ResultNotice result={first.result} />
      <MeasuresTable
        id="measures"
        columns={[
          { name: t('baseNetwork'), measures: first.result.measures.before, places: first.result.places.before },
          ...scenarios.map(({ title, result }) => ({
            name: title,
            measures: result.measures.after,
            places: result.places.after,
          })),
        ]}
      />
      {against.map(({ scenario, rows }, at) => (
        <>
          <h2>{t('compare.against', { title: scenario.title, first: first.title })}</h2>
          <WhoChanges
            id={`against-${at}`}
            rows={rows}
            municipalities={municipalities}
            sides={{ from: first.title, to: scenario.title }}
          />
          <DifferenceFigure
            id={`map-${at}`}
            caption={t('compare.map', { title: scenario.title, first: first.title })}
            picture={`/planning/compare.svg?ids=${first.id},${scenario.id}`}
            rows={rows}
            municipalities={municipalities}
            sides={{ from: first.title, to: scenario.title }}
          />
        </>
      ))}
    </>
  );
}

function Facts({ scenarios }: Pick<CompareProps, 'scenarios'>) {
  const t = useWords();
  return <Table<Scenario> id="compared" caption={t('compare.which')} cards columns={useScenarioColumns()} rows={scenarios} />;
}
