/** /planning/map: marks and wishes beside the map, and what they lead to. */
import { href } from '../../../../platform/i18n/index.ts';
import { LinkButton, useFormats, usePage } from '../../../../ui/index.ts';
import { isAnswered, valueOfAim } from '../../map/answer.ts';
import { moneyOf } from '../../map/money.ts';
import { queryOf, withMark } from '../../map/question.ts';
import type { Failed } from '../../map/search.ts';
import { MeasuresTable, type Municipalities, ResultNotice, WhoChanges } from '../result-parts.tsx';
import { type Names, useWords } from '../words.tsx';
import { Controls, type ControlsProps } from './controls.tsx';
import { Hindrances } from './hindrances.tsx';
import { ChangeLists, Exports, GroupChart, MapFigure, MunicipalityTable } from './parts.tsx';
import type { Scenario } from '../../store/scenarios.ts';
import type { ShownPlace } from './plan-map.tsx';
import { aimValue, useMapWords, useProofWords, usePutWords } from './words.ts';

/** How far a search that goes on beside the page has come. */
export interface Searching {
  value: number | null;
  bound: number | null;
}

export interface MapPageProps extends ControlsProps {
  shown: readonly ShownPlace[];
  names: Names;
  municipalities: Municipalities;
  milliseconds: number;
  searching: Searching | null;
  failed: Failed | null;
  isStopped: boolean;
  /** A scenario that the plan would be a version of. */
  scenario: Pick<Scenario, 'id' | 'title' | 'number' | 'author'> | null;
  mayWrite: boolean;
}

export function MapPage(props: MapPageProps) {
  const t = useMapWords();
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{props.scenario === null ? t('lead') : `${props.scenario.title}. ${t('lead')}`}</p>
      <div class="steered">
        <div>
          <h2>{t('choices')}</h2>
          <Controls {...props} />
        </div>
        <div id="plan-answer" data-fresh aria-busy="false">
          <Answer {...props} />
        </div>
      </div>
    </>
  );
}

function Answer(props: MapPageProps) {
  const t = useMapWords();
  const words = useWords();
  const { answer, municipalities } = props;
  const { result, changes } = answer;
  const rows = result.municipalities.map(({ code, weight, before, after }) => ({ code, weight, from: before, to: after }));
  return (
    <>
      <h2>{t('answer')}</h2>
      <div class="in-short" role="status" data-cost={answer.task.cost ?? undefined}>
        <InShort {...props} />
      </div>
      <Hindrances {...props} />
      <Marks {...props} />
      {props.mayWrite && isAnswered(answer) && (changes.length > 0 || props.scenario !== null) && (
        <p>
          <Save {...props} />
        </p>
      )}
      <MapFigure {...props} />
      <h2 id="who">{words('whoChanges')}</h2>
      <WhoChanges
        id="who-changes"
        rows={rows}
        municipalities={municipalities}
        sides={{ from: words('before'), to: words('after') }}
      />
      <GroupChart {...props} />
      <MeasuresTable
        id="measures"
        columns={[
          { name: words('baseNetwork'), measures: result.measures.before, places: result.places.before },
          { name: words('after'), measures: result.measures.after, places: result.places.after },
        ]}
      />
      <ChangeLists {...props} />
      <MunicipalityTable {...props} />
      <ResultNotice result={result} />
      <Exports {...props} />
    </>
  );
}

function InShort(props: MapPageProps) {
  const { answer, milliseconds, searching } = props;
  const t = useMapWords();
  const { language } = usePage();
  const { number } = useFormats();
  const proof = useProofWords(answer);
  const { question, result, task, after, changes } = answer;
  const text = (value: number): string => aimValue(language, question.aim, value);
  const [was, is] = [result.measures.before, result.measures.after].map((one) => valueOfAim(question, one));
  const closes = changes.filter(({ kind }) => kind === 'close').length;
  const hasPlan = isAnswered(answer);
  const money = moneyOf(answer);
  return (
    <>
      {hasPlan && is != null && (
        <p>
          <strong>{t(`is.${question.aim}`, { value: text(is), limit: question.limit })}</strong>{' '}
          {was != null && t('was', { value: text(was) })}
        </p>
      )}
      {hasPlan && searching === null && task.obstacle === null && <p>{proof}</p>}
      <p>
        {t('places', {
          before: number(task.before.size),
          after: number(after.size),
          closes: number(closes),
          opens: number(changes.length - closes),
        })}{' '}
        {money !== null && t('costs', { before: number(money.before), after: number(money.after) })}{' '}
        {searching === null && task.toChoose !== null && t('countedIn', { ms: number(milliseconds) })}
      </p>
      {hasPlan && <ReplacedIn {...props} />}
    </>
  );
}

/** That the replacement keeps to some counties, and the way to look further. */
function ReplacedIn({ action, answer: { question, task, chosen } }: MapPageProps) {
  const t = useMapWords();
  const { language } = usePage();
  if (task.counties === null) return null;
  const isShort = question.within === 'number' && (chosen?.places?.length ?? 0) < task.count;
  return (
    <p>
      {t('replacedIn', { counties: task.counties.join(', ') })} {isShort && t('replacedShort')}{' '}
      <a href={href(language, `${action}?${queryOf({ ...question, where: 'country' })}`)}>{t('replaceAnywhere')}</a>
    </p>
  );
}

function Marks({ action, answer: { question }, names }: MapPageProps) {
  const t = useMapWords();
  const { language } = usePage();
  const putWords = usePutWords();
  const marks = [
    ...question.close.map((code) => ({ code, what: t('acts.close') })),
    ...question.keep.map((code) => ({ code, what: t('acts.keep') })),
    ...[...question.put].map(([code, put]) => ({ code, what: putWords(put) })),
  ];
  if (marks.length === 0) return <p>{t('noMarks')}</p>;
  return (
    <details class="ds-details details" id="plan-marks">
      <summary>
        {t('marks')} ({marks.length})
      </summary>
      <ul>
        {marks.map(({ code, what }) => (
          <li>
            {names.code(code)}: {what}{' '}
            <a
              href={href(language, `${action}?${queryOf(withMark(question, code, 'none'))}`)}
              aria-label={t('unmarkThis', { place: names.code(code) })}
            >
              {t('unmark')}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Save({ action, answer, scenario }: MapPageProps) {
  const t = useMapWords();
  const { language } = usePage();
  return (
    <LinkButton href={href(language, `${action}/save?${queryOf(answer.question)}`)}>
      {t(scenario === null ? 'saveNew' : 'saveVersion')}
    </LinkButton>
  );
}
