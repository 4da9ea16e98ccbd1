/** A simulation: how far it has come, and what it says. */
import { addDays } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Details,
  Figure,
  Form,
  HiddenValues,
  LineChart,
  LinkButton,
  niceTop,
  Notice,
  Table,
  useFormats,
  usePage,
  type Values,
} from '../../../../ui/index.ts';
import type { Assumptions } from '../../staffing/assumptions.ts';
import { type Measure, type Total, totals } from '../../staffing/outcomes.ts';
import type { PolicyResult, Simulated } from '../../staffing/simulate.ts';
import type { Study } from '../../staffing/studies.ts';
import { useMoment } from '../words.tsx';
import { useMean, useStaffingWords, useValue } from './words.ts';

interface StudyProps {
  study: Study;
  given: Assumptions;
  values: Values;
  address: string;
}

export function StudyResult({ study, given, values, address }: StudyProps) {
  const t = useStaffingWords();
  const { language } = usePage();
  const moment = useMoment();
  const { simulated, state } = study;
  return (
    <>
      <h2 id="result">{t('result.title')}</h2>
      {(state === 'waiting' || state === 'running') && <Progress study={study} values={values} address={address} />}
      {state === 'failed' && (
        <Notice tone="danger" title={t('result.failed')}>
          <p>{t('result.failedText')}</p>
          <p>
            <a href={`${href(language, address)}&again=yes`}>{t('result.again')}</a>
          </p>
        </Notice>
      )}
      {state === 'done' && simulated === null && <Notice tone="warning">{t('result.none')}</Notice>}
      {simulated !== null && (
        <>
          <p>
            {t(study.isStopped ? 'result.stopped' : 'result.runs', { runs: simulated.runs, all: given.runs, seed: given.seed })}{' '}
            {study.madeAt !== null && t('result.madeAt', { at: moment(study.madeAt) })}
          </p>
          <TotalsTable simulated={simulated} />
          <DifferencesTable simulated={simulated} />
          {(['within', 'p90', 'backlog', 'utilisation', 'utilisationRemote', 'workload'] as const).map((measure) => (
            <MeasureFigure measure={measure} simulated={simulated} given={given} />
          ))}
          <p class="no-print">
            <a href={href(language, address.replace('/planning/staffing?', '/planning/staffing.csv?'))} download>
              {t('result.file')}
            </a>
          </p>
        </>
      )}
    </>
  );
}

function Progress({ study, values, address }: Pick<StudyProps, 'study' | 'values' | 'address'>) {
  const t = useStaffingWords();
  const { language } = usePage();
  const { done, all, key, isStopped } = study;
  return (
    <div data-under-way>
      <p role="status">
        <progress value={done} max={all} aria-label={t('result.title')} />{' '}
        {study.state === 'waiting' ? t('result.waiting') : t('result.progress', { done, all })}
      </p>
      <p>
        <LinkButton variant="secondary" href={href(language, address)}>
          {t('result.look')}
        </LinkButton>
      </p>
      {!isStopped && (
        <Form action={href(language, '/planning/staffing/stop')}>
          <HiddenValues values={{ ...values, study: key }} />
          <Button variant="secondary">{t('result.stop')}</Button>
        </Form>
      )}
    </div>
  );
}

function TotalsTable({ simulated }: { simulated: Simulated }) {
  const t = useStaffingWords();
  const mean = useMean();
  return (
    <Table<Total>
      id="totals"
      caption={t('result.totals')}
      columns={[
        { header: t('result.measure'), rowHeader: true, cell: (total) => t(`total.${total}`) },
        ...simulated.policies.map(({ policy, totals: own }) => ({
          header: t(`policy.${policy}`),
          numeric: true,
          cell: (total: Total) => mean(total, own[total]),
        })),
      ]}
      rows={totals}
    />
  );
}

/** Pairs with the same people: what is smaller than its interval is not told from nothing. */
function DifferencesTable({ simulated }: { simulated: Simulated }) {
  const t = useStaffingWords();
  const mean = useMean();
  const value = useValue();
  const others = simulated.policies.filter(({ differences }) => differences !== null);
  if (others.length === 0) return null;
  const shown = ({ differences }: PolicyResult, total: Total) => {
    const found = differences![total];
    // What is written as nothing is nothing, however sure.
    const isSure = found !== null && Math.abs(found.mean) > found.half && value(total, Math.abs(found.mean)) !== value(total, 0);
    return isSure ? <strong>{mean(total, found, true)}</strong> : mean(total, found, true);
  };
  return (
    <>
      <Table<Total>
        id="differences"
        caption={t('result.differences')}
        columns={[
          { header: t('result.measure'), rowHeader: true, cell: (total) => t(`total.${total}`) },
          ...others.map((one) => ({
            header: t(`policy.${one.policy}`),
            numeric: true,
            cell: (total: Total) => shown(one, total),
          })),
        ]}
        rows={totals}
      />
      <p class="hint">{t('result.pairs')}</p>
    </>
  );
}

/** As many as can be told apart; the table has the rest. */
const mostLines = 5;

function MeasureFigure({ measure, simulated, given }: { measure: Measure; simulated: Simulated; given: Assumptions }) {
  const t = useStaffingWords();
  const { date } = useFormats();
  const value = useValue();
  const mean = useMean();
  const shown = simulated.policies.slice(0, mostLines);
  const upper = Math.max(
    0,
    ...shown.flatMap(({ weeks }) => weeks[measure].map((one) => (one === null ? 0 : one.mean + one.half))),
  );
  const isShare = measure === 'within' || measure.startsWith('utilisation');
  const most = isShare ? 1 : niceTop(upper);
  const weekly = simulated.policies[0]!.weeks[measure];
  const caption = t(`measure.${measure}`);
  const rows = [...weekly.keys()];
  return (
    <Figure
      id={`weeks-${measure}`}
      caption={caption}
      picture={
        <LineChart
          title={caption}
          most={most}
          marks={[0, most / 2, most].map((at) => ({ value: at, text: value(measure, at) }))}
          columns={rows.map((week) => addDays(given.from, 7 * week).slice(0, 7))}
          named={5}
          lines={shown.map(({ policy, weeks }) => ({
            name: t(`policy.${policy}`),
            values: weeks[measure].map((one) => one?.mean ?? null),
            band: weeks[measure].map((one) => (one === null ? null : ([one.mean - one.half, one.mean + one.half] as const))),
          }))}
        />
      }
      table={
        <Details summary={t('result.table')}>
          <Table<number>
            id={`table-${measure}`}
            caption={caption}
            captionHidden
            columns={[
              { header: t('result.week'), rowHeader: true, cell: (week) => date(addDays(given.from, 7 * week)) },
              ...simulated.policies.map(({ policy, weeks }) => ({
                header: t(`policy.${policy}`),
                numeric: true,
                cell: (week: number) => mean(measure, weeks[measure][week] ?? null),
              })),
            ]}
            rows={rows}
          />
        </Details>
      }
    />
  );
}
