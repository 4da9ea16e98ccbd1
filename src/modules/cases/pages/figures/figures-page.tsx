/** How many registered by themselves, against the goal; how many decisions were automatic; where people got stuck. */
import { href, languageFacts, languages } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Details,
  EmptyState,
  Field,
  Form,
  Notice,
  Select,
  Table,
  type Tab,
  Tabs,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { FigureRow, Funnel, RegistrationFigures } from '../../figures.ts';
import { type Service, services } from '../../store/attempt.ts';
import { type Dimension, dimensions } from '../../store/figures.ts';
import { ShareChart } from './share-chart.tsx';

export interface FiguresPageProps {
  figures: RegistrationFigures;
  funnel: Funnel;
  /** The language that the funnel is of; null = all. */
  language: string | null;
  nameOfMunicipality: (code: string) => string;
  /** What was wrong with the period asked for; null when nothing was. */
  error: string | null;
}

export function FiguresPage(props: FiguresPageProps) {
  const t = useText();
  const { figures, funnel, error } = props;
  const name = useKeyName(figures.by, props.nameOfMunicipality);
  const address = useAddress(props);
  return (
    <>
      <h1>{t('cases:figures.title')}</h1>
      <p class="lead">{t('cases:figures.lead')}</p>
      <Filters {...props} />
      {error === null ? null : <Notice tone="warning">{error}</Notice>}
      <Tabs
        label={t('cases:figures.by.label')}
        tabs={dimensions.map((by) => ({ href: address({ by }), text: t(`cases:figures.by.${by}`), current: by === figures.by }))}
      />
      <h2>{t('cases:figures.share.title')}</h2>
      {figures.rows.length === 0 ? (
        <EmptyState title={t('cases:figures.none.title')}>{t('cases:figures.none.text')}</EmptyState>
      ) : (
        <>
          <Sum figures={figures} />
          {figures.by === 'month' && (
            <ShareChart rows={figures.rows} goal={figures.goal} title={t('cases:figures.share.chart')} />
          )}
          <Rows figures={figures} name={name} />
          <p>
            <a href={address({ by: figures.by }, '.csv')}>{t('cases:figures.csv')}</a>
          </p>
        </>
      )}
      <FunnelPart
        funnel={funnel}
        tabs={services.map((service) => ({
          href: address({ service }),
          text: t(`cases:figures.service.${service}`),
          current: service === funnel.service,
        }))}
      />
      <Details summary={t('cases:figures.how.title')}>
        <p>{t('cases:figures.how.self')}</p>
        <p>{t('cases:figures.how.hidden')}</p>
        <p>{t('cases:figures.how.protected')}</p>
      </Details>
    </>
  );
}

function useAddress({ figures, funnel, language }: FiguresPageProps) {
  const page = usePage();
  return ({ by = figures.by, service = funnel.service }: { by?: Dimension; service?: Service }, ending = ''): string => {
    const query = new URLSearchParams({ by, service, from: figures.period.from, to: figures.period.to });
    if (language !== null) query.set('language', language);
    return `${href(page.language, `/figures/registration${ending}`)}?${query}`;
  };
}

function Filters({ figures, funnel, language }: FiguresPageProps) {
  const t = useText();
  const page = usePage();
  const { from, to } = figures.period;
  return (
    <Form action={href(page.language, '/figures/registration')} method="get" inline>
      <input type="hidden" name="by" value={figures.by} />
      <input type="hidden" name="service" value={funnel.service} />
      <Field name="from" label={t('cases:figures.from')} hint={t('cases:figures.monthHint')} value={from} short />
      <Field name="to" label={t('cases:figures.to')} hint={t('cases:figures.monthHint')} value={to} short />
      <Select
        name="language"
        label={t('cases:figures.language')}
        value={language ?? ''}
        options={[
          { value: '', text: t('cases:figures.allLanguages') },
          ...languages.map((one) => ({ value: one, text: languageFacts[one].name })),
        ]}
      />
      <Button variant="secondary">{t('cases:figures.show')}</Button>
    </Form>
  );
}

function Sum({ figures: { all, goal } }: { figures: RegistrationFigures }) {
  const t = useText();
  const { number } = useFormats();
  if (all.share === null) return <p>{t('cases:figures.share.hidden')}</p>;
  const values = { share: all.share, registered: number(all.registered ?? 0), goal: goal ?? 0 };
  return (
    <p>
      <strong>{t(goal === null ? 'cases:figures.share.sumNoGoal' : 'cases:figures.share.sum', values)}</strong>{' '}
      {all.automated !== null && t('cases:figures.share.automated', { share: all.automated })}
    </p>
  );
}

function useKeyName(by: Dimension, nameOfMunicipality: (code: string) => string): (key: string) => string {
  const t = useText();
  return (key) => {
    if (by === 'municipality') return nameOfMunicipality(key);
    if (by === 'language') return languages.find((one) => one === key) === undefined ? key : languageFacts[key as 'sv'].name;
    if (by === 'ground') return t(`cases:figures.ground.${key}`);
    return by === 'age' ? t(`cases:figures.age.${key}`) : key;
  };
}

function useShown(): (count: number | null) => string {
  const t = useText();
  const { number } = useFormats();
  return (count) => (count === null ? t('cases:figures.few') : number(count));
}

function Rows({ figures, name }: { figures: RegistrationFigures; name: (key: string) => string }) {
  const t = useText();
  const shown = useShown();
  const percent = (share: number | null): string => (share === null ? t('cases:figures.few') : `${share} %`);
  const columns = [
    { header: t(`cases:figures.by.${figures.by}`), cell: (row: FigureRow) => name(row.key), rowHeader: true },
    { header: t('cases:figures.registered'), cell: (row: FigureRow) => shown(row.registered), numeric: true },
    { header: t('cases:figures.byThemselves'), cell: (row: FigureRow) => shown(row.byThemselves), numeric: true },
    { header: t('cases:figures.shareColumn'), cell: (row: FigureRow) => percent(row.share), numeric: true },
    { header: t('cases:figures.automatedColumn'), cell: (row: FigureRow) => percent(row.automated), numeric: true },
  ];
  const { all } = figures;
  const totals = [
    t('cases:figures.all'),
    shown(all.registered),
    shown(all.byThemselves),
    percent(all.share),
    percent(all.automated),
  ];
  return (
    <>
      <Table id="share" caption={t('cases:figures.share.caption')} columns={columns} rows={figures.rows} totals={totals} />
      {figures.overlapping && <p class="hint">{t('cases:figures.overlapping')}</p>}
    </>
  );
}

function FunnelPart({ funnel, tabs }: { funnel: Funnel; tabs: readonly Tab[] }) {
  const t = useText();
  const name = (step: string): string =>
    t(funnel.service === 'registration' ? `cases:registration.step.${step}.title` : `cases:figures.reportStep.${step}`);
  const shown = useShown();
  type Step = Funnel['steps'][number];
  const time = (seconds: number | null): string =>
    seconds === null
      ? '–'
      : t('cases:figures.funnel.time', { minutes: Math.floor(seconds / 60), seconds: String(seconds % 60).padStart(2, '0') });
  return (
    <section aria-labelledby="funnel">
      <h2 id="funnel">{t('cases:figures.funnel.title')}</h2>
      <Tabs label={t('cases:figures.service.label')} tabs={tabs} />
      <p>{t('cases:figures.funnel.sum', { started: shown(funnel.started), submitted: shown(funnel.submitted) })}</p>
      {funnel.steps.length > 0 && (
        <Table
          id="funnel-steps"
          caption={t(`cases:figures.funnel.captions.${funnel.service}`)}
          rows={funnel.steps}
          columns={[
            {
              header: t('cases:figures.funnel.step'),
              cell: (row: Step) => name(row.step),
              rowHeader: true,
            },
            { header: t('cases:figures.funnel.shown'), cell: (row: Step) => shown(row.shown), numeric: true },
            {
              header: t('cases:figures.funnel.finished'),
              cell: (row: Step) => (row.finishedShare === null ? shown(row.finished) : `${row.finishedShare} %`),
              numeric: true,
            },
            { header: t('cases:figures.funnel.median'), cell: (row: Step) => time(row.medianSeconds), numeric: true },
            { header: t('cases:figures.funnel.errors'), cell: (row: Step) => shown(row.withErrors), numeric: true },
            { header: t('cases:figures.funnel.assisted'), cell: (row: Step) => shown(row.assisted), numeric: true },
            { header: t('cases:figures.funnel.helpAsked'), cell: (row: Step) => shown(row.helpAsked), numeric: true },
            { header: t('cases:figures.funnel.cameBack'), cell: (row: Step) => shown(row.cameBack), numeric: true },
          ]}
        />
      )}
      {funnel.details.length > 0 && (
        <Table
          id="funnel-details"
          caption={t('cases:figures.funnel.details')}
          rows={funnel.details}
          columns={[
            {
              header: t('cases:figures.funnel.step'),
              cell: (row) => name(row.step),
              rowHeader: true,
            },
            { header: t('cases:figures.funnel.kind'), cell: (row) => t(`cases:figures.funnel.kinds.${row.kind}`) },
            { header: t('cases:figures.funnel.what'), cell: (row) => row.what },
            { header: t('cases:figures.funnel.attempts'), cell: (row) => shown(row.attempts), numeric: true },
          ]}
        />
      )}
    </section>
  );
}
