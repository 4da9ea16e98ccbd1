/** What can be fetched, and how: the tables, examples that can be pasted, limits, the catalogue. */
import type { ComponentChildren } from 'preact';
import { href } from '../../../../platform/i18n/index.ts';
import { Notice, SummaryList, Table, useFormats, usePage, useText } from '../../../../ui/index.ts';
import type { OpenDataSettings } from '../../open-data/settings.ts';
import type { TableLanguage } from '../../open-data/tables.ts';

/** A metric with its tables. */
export interface ListedTable {
  metric: string;
  title: string;
  /** The first has no group of persons; the others one each. */
  tables: readonly { id: string }[];
  /** Names of the first’s variables besides contents and time. */
  variables: readonly string[];
  /** The first and last month; null: none yet. */
  months: readonly [string, string] | null;
  subject: 'network' | 'persons';
}

export interface StatisticsPageProps {
  /** What is counted of persons is made up for a trial. */
  isMadeUp: boolean;
  tables: readonly ListedTable[];
  formats: readonly string[];
  /** `https://…/v1/statistics` */
  address: string;
  /** For examples: its path within the site. */
  base: string;
  /** The language of the tables’ words. */
  language: TableLanguage;
  limits: { cells: number; periods: number };
  settings: OpenDataSettings;
}

const subjects = ['network', 'persons'] as const;

/** Where on the page, and under which heading. */
const sections = [
  ['tables', 'tables'],
  ['how', 'how'],
  ['good-to-know', 'good'],
  ['catalogue', 'catalogue'],
] as const;

export function StatisticsPage(props: StatisticsPageProps) {
  const t = useText();
  return (
    <>
      <h1>{t('insight:openData.title')}</h1>
      <p class="lead">{t('insight:openData.lead')}</p>
      {props.isMadeUp && <Notice tone="warning">{t('insight:openData.madeUpForTrial')}</Notice>}
      <Notice tone="info">{t('insight:openData.madeUp')}</Notice>
      <ul>
        {sections.map(([id, name]) => (
          <li>
            <a href={`#${id}`}>{t(`insight:openData.${name}`)}</a>
          </li>
        ))}
      </ul>
      <h2 id="tables">{t('insight:openData.tables')}</h2>
      <p>{t('insight:openData.filesHold')}</p>
      {subjects.map((subject) => (
        <Tables {...props} subject={subject} tables={props.tables.filter((one) => one.subject === subject)} />
      ))}
      <Examples {...props} />
      <GoodToKnow {...props} />
      <Catalogue settings={props.settings} />
    </>
  );
}

function Tables({ tables, subject, formats, base, language }: StatisticsPageProps & { subject: (typeof subjects)[number] }) {
  const t = useText();
  const page = usePage();
  if (tables.length === 0) return null;
  return (
    <Table
      id={`tables-${subject}`}
      caption={t(`insight:openData.subject.${subject}`)}
      cards
      rows={tables}
      columns={[
        {
          header: t('insight:openData.table'),
          rowHeader: true,
          cell: (row) => (
            <a href={href(page.language, `/metrics/${row.metric}`)} lang={language}>
              {row.title}
            </a>
          ),
        },
        {
          header: t('insight:openData.variables'),
          cell: (row) =>
            row.variables.length === 0 ? t('insight:openData.whole') : <span lang={language}>{row.variables.join(', ')}</span>,
        },
        {
          header: t('insight:openData.months'),
          cell: (row) => (row.months === null ? t('insight:openData.noMonths') : <bdi>{row.months.join('–')}</bdi>),
        },
        {
          header: t('insight:openData.files'),
          cell: (row) => (
            <ul class="plain-list" dir="ltr">
              {row.tables.map(({ id }) => (
                <li>
                  <code>{id}</code>{' '}
                  {formats.map((format) => (
                    <>
                      {' '}
                      <a
                        href={`${base}/tables/${id}/data?lang=${language}&outputFormat=${format}`}
                        aria-label={t('insight:openData.file', { table: id, format })}
                      >
                        {format}
                      </a>
                    </>
                  ))}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}

function Examples({ address, language }: StatisticsPageProps) {
  const t = useText();
  const table = `${address}/tables/municipalities-by-state`;
  const of = `lang=${language}&valueCodes[ContentsCode]=*`;
  const selection =
    '{"selection":[{"variableCode":"ContentsCode","valueCodes":["*"]},{"variableCode":"Tid","valueCodes":["top(3)"]}]}';
  const examples: readonly [string, string, ComponentChildren?][] = [
    ['tables', `curl '${address}/tables?lang=${language}'`],
    ['metadata', `curl '${table}/metadata?lang=${language}'`],
    [
      'csv',
      `curl -g '${table}/data?${of}&valueCodes[state]=*&valueCodes[Region]=*&codelist[Region]=vs_county&valueCodes[Tid]=2020*&outputFormat=csv'`,
    ],
    ['day', `curl -g '${table}/data?${of}&valueCodes[state]=*&valueCodes[Tid]=2020-02-14'`, t('insight:openData.dayText')],
    ['post', `curl '${table}/data?lang=${language}' -H 'content-type: application/json' -d '${selection}'`],
    ['parquet', `curl -g -o table.parquet '${table}/data?${of}&valueCodes[Tid]=*&outputFormat=parquet'`],
  ];
  return (
    <>
      <h2 id="how">{t('insight:openData.how')}</h2>
      {examples.map(([name, command, text]) => (
        <>
          <h3>{t(`insight:openData.example.${name}.title`)}</h3>
          {text !== undefined && <p>{text}</p>}
          <Command text={command} label={t(`insight:openData.example.${name}.title`)} />
        </>
      ))}
    </>
  );
}

/** A command that may be wider than the screen; it scrolls in a region that the keyboard reaches. */
function Command({ text, label }: { text: string; label: string }) {
  return (
    <div class="table-scroll" role="region" tabIndex={0} aria-label={label} dir="ltr">
      <pre>
        <code>{text}</code>
      </pre>
    </div>
  );
}

function GoodToKnow({ address, limits }: StatisticsPageProps) {
  const t = useText();
  const { language } = usePage();
  const { number } = useFormats();
  return (
    <>
      <h2 id="good-to-know">{t('insight:openData.good')}</h2>
      <ul>
        <li>
          {t('insight:openData.clients')} <code dir="ltr">{`${address}/api/v2`}</code>
        </li>
        <li>{t('insight:openData.limit', { cells: number(limits.cells), periods: number(limits.periods) })}</li>
        <li>{t('insight:openData.signs')}</li>
        <li>{t('insight:openData.totals')}</li>
        <li>
          <a href={href(language, '/docs')}>{t('insight:openData.docs')}</a>
        </li>
      </ul>
    </>
  );
}

function Catalogue({ settings: { publisher, contact, licence, missing } }: { settings: OpenDataSettings }) {
  const t = useText();
  const facts = [
    ...(publisher === null
      ? []
      : [{ term: t('insight:openData.publisher'), value: <a href={publisher.url}>{publisher.name}</a> }]),
    ...(contact === null
      ? []
      : [{ term: t('insight:openData.contact'), value: <a href={`mailto:${contact.email}`}>{contact.name}</a> }]),
    ...(licence === null ? [] : [{ term: t('insight:openData.licence'), value: <a href={licence}>{licence}</a> }]),
  ];
  return (
    <>
      <h2 id="catalogue">{t('insight:openData.catalogue')}</h2>
      <p>{t('insight:openData.catalogueText')}</p>
      <ul>
        <li>
          <a href="/catalog.rdf">RDF/XML</a>
        </li>
        <li>
          <a href="/catalog.ttl">Turtle</a>
        </li>
      </ul>
      {facts.length > 0 && <SummaryList items={facts} />}
      {missing.length > 0 && (
        <Notice tone="warning">
          {t('insight:openData.missing')}{' '}
          {missing.map((name, at) => (
            <>
              {at > 0 && ', '}
              <code dir="ltr">{name}</code>
            </>
          ))}
        </Notice>
      )}
    </>
  );
}
