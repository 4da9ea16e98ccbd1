/** Decisions about places: chosen to write of, and each with what was told of it and what came back. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  EmptyState,
  Field,
  Form,
  LinkButton,
  Pagination,
  Select,
  Table,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { placeNamed } from '../../notices/matters.ts';

export interface DecisionRow {
  id: string;
  kind: 'closure' | 'agreement';
  name: string;
  municipality: string;
  /** Null for an agreement. */
  decidedOn: string | null;
  lastDay: string;
  notices: number;
  views: number;
}

export interface DecisionsPageProps {
  rows: readonly DecisionRow[];
  total: number;
  offset: number;
  limit: number;
  filter: { decided: string; county: string; text: string };
  days: readonly string[];
  counties: readonly { code: string; name: string }[];
  mayWrite: boolean;
}

export function DecisionsPage({ rows, total, offset, limit, filter, days, counties, mayWrite }: DecisionsPageProps) {
  const t = useText();
  const { language } = usePage();
  const { date, number } = useFormats();
  const asked = (more: Record<string, string>) => new URLSearchParams({ ...filter, ...more });
  const every = { value: '', text: t('contact:staffNotices.decisions.every') };
  return (
    <>
      <h1>{t('contact:staffNotices.decisions.title')}</h1>
      <p class="lead">{t('contact:staffNotices.decisions.lead')}</p>
      <Form action={href(language, '/decisions')} method="get" inline>
        <Select
          name="decided"
          label={t('contact:staffNotices.decision.decidedOn')}
          options={[every, ...days.map((day) => ({ value: day, text: date(day) }))]}
          value={filter.decided}
        />
        <Select
          name="county"
          label={t('contact:staffNotices.decisions.county')}
          options={[every, ...counties.map(({ code, name }) => ({ value: code, text: name }))]}
          value={filter.county}
        />
        <Field name="text" type="search" label={t('contact:staffNotices.decisions.text')} value={filter.text} />
        <Button variant="secondary">{t('contact:staffNotices.show')}</Button>
      </Form>
      {mayWrite && total > 0 && (
        <p>
          {filter.decided === '' || filter.text !== '' ? (
            t('contact:staffNotices.decisions.chooseDay')
          ) : (
            <LinkButton
              href={href(language, `/notices/new?${new URLSearchParams({ decided: filter.decided, county: filter.county })}`)}
            >
              {t('contact:staffNotices.decisions.write', { number: number(total) })}
            </LinkButton>
          )}
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('contact:staffNotices.decisions.none')}>{t('contact:staffNotices.decisions.noneText')}</EmptyState>
      ) : (
        <Table
          id="decisions"
          caption={t('contact:staffNotices.decisions.title')}
          captionHidden
          cards
          rows={rows}
          columns={[
            {
              header: t('contact:staffNotices.decision.what'),
              rowHeader: true,
              cell: ({ id, name, municipality }) => (
                <a href={href(language, `/decisions/${id}`)}>{placeNamed(name, municipality)}</a>
              ),
            },
            {
              header: t('contact:staffNotices.decision.kind'),
              cell: ({ kind }) => t(`contact:staffNotices.decision.kinds.${kind}`),
            },
            {
              header: t('contact:staffNotices.decision.decidedOn'),
              cell: ({ decidedOn }) => (decidedOn === null ? '–' : date(decidedOn)),
            },
            { header: t('contact:staffNotices.decision.lastDay'), cell: ({ lastDay }) => date(lastDay) },
            { header: t('contact:staffNotices.decision.notices'), numeric: true, cell: ({ notices }) => number(notices) },
            { header: t('contact:staffNotices.decision.views'), numeric: true, cell: ({ views }) => number(views) },
          ]}
        />
      )}
      <Pagination
        total={total}
        offset={offset}
        limit={limit}
        href={(from) => href(language, `/decisions?${asked({ offset: String(from) })}`)}
      />
    </>
  );
}
