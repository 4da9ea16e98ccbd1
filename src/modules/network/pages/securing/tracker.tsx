/** Every place that lost its office: its state on a day, who answers for the next step, by when, and what stands in the way. */
import { href } from '../../../../platform/i18n/index.ts';
import { EmptyState, Pagination, Table, Tag, useFormats, usePage, useText } from '../../../../ui/index.ts';
import { securedStates, securingStates } from '../../state.ts';
import type { County } from '../../store/geography.ts';
import type { MonthOfSecuring, TrackedPlace, TrackerFilter } from '../../store/securing.ts';
import { Choice, CountyChoice, CsvLink, SearchForm, searchQuery } from '../search.tsx';
import { EvidenceTag, useRegisterHref } from '../planner/words.tsx';
import { NextStep } from './next-step.tsx';
import { SecuringOverTime } from './over-time.tsx';

export interface Tracker {
  filter: TrackerFilter;
  counties: readonly County[];
  regions: readonly string[];
  /** All of that day; the list shows those that the filter lets through. */
  all: readonly TrackedPlace[];
  rows: readonly TrackedPlace[];
  months: readonly MonthOfSecuring[];
  offset: number;
  limit: number;
  /** The person may plan and take steps. */
  mayChange: boolean;
}

/** What a plan may be asked for by. */
export const planFilters = ['overdue', 'blocked', 'unplanned'] as const;

export function TrackerPage(page: Tracker) {
  const t = useText();
  const { date } = useFormats();
  const { language } = usePage();
  const { filter, all, rows, offset, limit } = page;
  const address = (path: string, more: Record<string, string> = {}) =>
    `${href(language, path)}?${searchQuery({ ...filter }, more)}`;
  return (
    <>
      <h1>{t('network:staffSecuring.title')}</h1>
      <p class="lead">{t('network:staffSecuring.lead')}</p>
      <Counts all={all} on={filter.on} />
      {all.length > 0 && <SecuringOverTime months={page.months} />}
      <h2>{t('network:staffSecuring.placesTitle')}</h2>
      <Filters {...page} />
      <div role="status">
        <p>
          <strong>{t('network:staffSecuring.count', { count: rows.length, date: date(filter.on) })}</strong>
        </p>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('network:staffSecuring.emptyTitle')}>
          <p>{t(all.length === 0 ? 'network:staffSecuring.noneYet' : 'network:staffSecuring.emptyText')}</p>
          <p>
            <a href={href(language, '/securing')}>{t('network:planner.list.clear')}</a>
          </p>
        </EmptyState>
      ) : (
        <Places rows={rows.slice(offset, offset + limit)} mayChange={page.mayChange} />
      )}
      {rows.length > 0 && offset >= rows.length && (
        <p>
          <a href={address('/securing')}>{t('network:planner.list.firstPage')}</a>
        </p>
      )}
      <Pagination total={rows.length} offset={offset} limit={limit} href={(at) => address('/securing', { offset: String(at) })} />
      {rows.length > 0 && (
        <p>
          <CsvLink href={address('/securing.csv')} rows={rows.length} />
        </p>
      )}
    </>
  );
}

/** The sentence of the reports: of so many, so many are secured and so many remain. */
function Counts({ all, on }: { all: readonly TrackedPlace[]; on: string }) {
  const t = useText();
  const { number, date } = useFormats();
  const remaining = all.filter(({ state }) => !securedStates.includes(state));
  const inDialogue = remaining.filter(({ state }) => state === 'in_dialogue').length;
  const overdue = remaining.filter((one) => one.overdue).length;
  const unplanned = remaining.filter(({ nextStep }) => nextStep === null).length;
  if (all.length === 0) return null;
  return (
    <>
      <p>
        <strong>
          {t('network:staffSecuring.said', {
            date: date(on),
            all: number(all.length),
            secured: number(all.length - remaining.length),
            remaining: number(remaining.length),
          })}
        </strong>{' '}
        {remaining.length > 0 &&
          t('network:staffSecuring.saidOf', {
            dialogue: number(inDialogue),
            other: number(remaining.length - inDialogue),
          })}
      </p>
      {remaining.length > 0 && (
        <p>{t('network:staffSecuring.saidPlans', { overdue: number(overdue), unplanned: number(unplanned) })}</p>
      )}
      {all.some(({ evidence }) => evidence === 'reconstructed') && <p class="hint">{t('network:staffSecuring.reconstructed')}</p>}
    </>
  );
}

function Filters({ filter, counties, regions }: Tracker) {
  const t = useText();
  const { language } = usePage();
  return (
    <SearchForm
      action={href(language, '/securing')}
      on={filter.on}
      text={{ label: t('network:staffSecuring.textLabel'), value: filter.text }}
    >
      <CountyChoice value={filter.county} counties={counties} />
      <Choice
        name="state"
        label={t('network:field.state')}
        value={filter.state}
        options={[
          { value: 'remaining', text: t('network:staffSecuring.remaining') },
          ...securingStates.map((one) => ({ value: one, text: t(`network:planner.securing.${one}`) })),
        ]}
      />
      {regions.length > 0 && (
        <Choice
          name="region"
          label={t('network:staffSecuring.region')}
          value={filter.region}
          options={regions.map((one) => ({ value: one, text: one }))}
        />
      )}
      <Choice
        name="plan"
        label={t('network:staffSecuring.plan')}
        value={filter.plan}
        options={planFilters.map((one) => ({ value: one, text: t(`network:staffSecuring.plans.${one}`) }))}
      />
    </SearchForm>
  );
}

function Places({ rows, mayChange }: { rows: readonly TrackedPlace[]; mayChange: boolean }) {
  const t = useText();
  const { date } = useFormats();
  const address = useRegisterHref();
  const columns = [
    {
      header: t('network:field.place'),
      rowHeader: true,
      cell: (row: TrackedPlace) => (
        <>
          <a href={address(`/places/${row.placeId}`)}>{row.placeName}</a>
          <br />
          <span class="hint">{row.county}</span>
        </>
      ),
    },
    {
      header: t('network:field.state'),
      cell: (row: TrackedPlace) => (
        <>
          <Tag tone={securedStates.includes(row.state) ? 'success' : row.state === 'decided' ? 'warning' : 'info'}>
            {t(`network:planner.securing.${row.state}`)}
          </Tag>{' '}
          {t('network:staffSecuring.since', { date: date(row.stateSince) })}
        </>
      ),
    },
    {
      header: t('network:staffSecuring.closes'),
      cell: ({ endDate, state }: TrackedPlace) => (state === 'restored' ? t('network:planner.closure.kept') : date(endDate)),
    },
    { header: t('network:staffSecuring.next'), cell: (row: TrackedPlace) => <NextStep of={row} /> },
    { header: t('network:staffSecuring.blockedBy'), cell: (row: TrackedPlace) => row.blockedBy ?? '–' },
    { header: t('network:field.evidence'), cell: ({ evidence }: TrackedPlace) => <EvidenceTag evidence={evidence} /> },
  ];
  const change = {
    header: t('network:staffSecuring.change'),
    cell: (row: TrackedPlace) =>
      securedStates.includes(row.state) ? (
        '–'
      ) : (
        <>
          <a
            href={address(`/closures/${row.closureId}/plan`)}
            aria-label={t('network:staffSecuring.planOf', { name: row.placeName })}
          >
            {t('network:staffSecuring.planLink')}
          </a>
          <br />
          <a
            href={address(`/closures/${row.closureId}/step`)}
            aria-label={t('network:staffSecuring.stepOf', { name: row.placeName })}
          >
            {t('network:staffSecuring.stepLink')}
          </a>
        </>
      ),
  };
  return (
    <Table
      id="tracked"
      caption={t('network:staffSecuring.placesTitle')}
      captionHidden
      cards
      rows={rows}
      columns={mayChange ? [...columns, change] : columns}
    />
  );
}
