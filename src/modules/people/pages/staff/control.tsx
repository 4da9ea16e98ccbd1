/** The recurrent check of who opened which file (2002:623 §20 c): the list, and what a check found. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  EmptyState,
  Field,
  Form,
  Pagination,
  Radios,
  Select,
  SummaryList,
  Table,
  Tag,
  TextArea,
  usePage,
  useText,
  valueOf,
  type Filled,
} from '../../../../ui/index.ts';
import { checkOpening, openingToCheck, type OpeningToCheck } from '../../check-opening.ts';
import { peopleProblem } from '../../problems.ts';
import { checkReasons, openingCheck } from '../../rules/opening-check.ts';
import { findings } from '../../store/openings.ts';
import { Done } from '../done.tsx';
import { personForm, type PersonForm, useField } from '../form.tsx';
import { useMoment } from '../words.tsx';

export interface ControlFilter {
  from: string;
  to: string;
  /** Why on the list; '' for any, 'all' for openings that the rule asks nothing of too. */
  why: string;
  /** 'yes' or 'no'; '' for both. */
  checked: string;
}

interface ControlPageProps {
  filter: ControlFilter;
  rows: readonly OpeningToCheck[];
  total: number;
  offset: number;
  limit: number;
  /** There are more in the period than are read at once. */
  more: boolean;
  done: string | null;
}

export function ControlPage({ filter, rows, total, offset, limit, more, done }: ControlPageProps) {
  const t = useText();
  const { language } = usePage();
  const address = (path: string, added: Record<string, string> = {}) =>
    `${href(language, path)}?${new URLSearchParams({ ...filter, ...added })}`;
  return (
    <>
      <Done name={done} />
      <h1>{t('people:control.title')}</h1>
      <p class="lead">{t('people:control.lead')}</p>
      <Filters filter={filter} />
      <p role="status">
        <strong>{t('people:control.count', { count: total })}</strong>
      </p>
      {more && <p>{t('people:control.more')}</p>}
      {total === 0 ? (
        <EmptyState title={t('people:control.none')}>{t('people:control.noneText')}</EmptyState>
      ) : (
        <Openings rows={rows} />
      )}
      <Pagination {...{ total, offset, limit }} href={(at) => address('/control/openings', { offset: String(at) })} />
      {total > 0 && (
        <p>
          <a href={address('/control/openings.csv')}>{t('people:control.csv')}</a>. {t('people:control.csvText')}
        </p>
      )}
      <p class="hint">
        {t('people:control.law')} <bdi lang="en">{openingCheck.source}</bdi>
      </p>
    </>
  );
}

function Filters({ filter }: { filter: ControlFilter }) {
  const t = useText();
  const { language } = usePage();
  return (
    <Form action={href(language, '/control/openings')} method="get" inline>
      <Field name="from" type="date" label={t('people:control.from')} value={filter.from} />
      <Field name="to" type="date" label={t('people:control.to')} value={filter.to} />
      <Select
        name="why"
        label={t('people:control.because')}
        value={filter.why}
        options={[
          { value: '', text: t('people:control.any') },
          ...checkReasons.map((one) => ({ value: one, text: t(`people:checkReason.${one}`) })),
          { value: 'all', text: t('people:control.wholeLog') },
        ]}
      />
      <Select
        name="checked"
        label={t('people:control.checked')}
        value={filter.checked}
        options={[
          { value: '', text: t('people:control.both') },
          { value: 'no', text: t('people:control.uncheckedOnly') },
          { value: 'yes', text: t('people:control.checkedOnly') },
        ]}
      />
      <Button>{t('people:control.show')}</Button>
    </Form>
  );
}

function Openings({ rows }: { rows: readonly OpeningToCheck[] }) {
  const t = useText();
  const { language } = usePage();
  const moment = useMoment();
  const said = useSaid();
  return (
    <Table
      id="openings"
      caption={t('people:control.title')}
      captionHidden
      cards
      rows={rows}
      columns={[
        { header: t('people:control.who'), rowHeader: true, cell: (row) => row.actorName },
        { header: t('people:control.when'), cell: (row) => moment(row.at) },
        { header: t('people:control.whose'), cell: (row) => row.person?.name ?? t('people:control.protected') },
        { header: t('people:control.why'), cell: said },
        { header: t('people:control.because'), cell: (row) => <Why of={row} /> },
        { header: t('people:control.finding'), cell: (row) => <Finding of={row} /> },
        {
          header: t('people:control.check'),
          cell: (row) => (
            <a href={href(language, `/control/openings/${row.openingId}`)}>
              {t('people:control.check')}
              <span class="ds-sr-only">: {t('people:control.checkNamed', { who: row.actorName, when: moment(row.at) })}</span>
            </a>
          ),
        },
      ]}
    />
  );
}

function useSaid(): (of: OpeningToCheck) => string {
  const t = useText();
  return ({ reason, reasonText, identification }) =>
    [
      ...(reason === null ? [] : [t(`people:openingReason.${reason}`)]),
      ...(reasonText === '' ? [] : [`”${reasonText}”`]),
      ...(identification === null ? [] : [t(`people:identification.${identification}`)]),
    ].join(' ');
}

function Why({ of }: { of: OpeningToCheck }) {
  const t = useText();
  if (of.why.length === 0) return <>–</>;
  return (
    <>
      {of.why.map((one) => (
        <Tag tone={one === 'refused' || one === 'protected' ? 'danger' : 'warning'}>{t(`people:checkReason.${one}`)}</Tag>
      ))}
    </>
  );
}

const tones = { 'in-order': 'success', 'ask-further': 'warning', 'not-in-order': 'danger' } as const;

function Finding({ of: { finding, checkedBy } }: { of: OpeningToCheck }) {
  const t = useText();
  if (finding === null) return <>{t('people:control.notChecked')}</>;
  return (
    <>
      <Tag tone={tones[finding]}>{t(`people:finding.${finding}`)}</Tag> {checkedBy}
    </>
  );
}

export const checkPage: PersonForm = personForm<OpeningToCheck>({
  url: '/control/openings/:opening',
  frame: 'staff',
  command: checkOpening,
  summary: 'Check an opening of a file',
  name: 'check-opening',
  async subject({ house, actor, params }) {
    const row = await openingToCheck(house.db, actor, params['opening'] ?? '');
    if (row === null) throw peopleProblem('opening-unknown');
    return row;
  },
  begin: (row) => ({ finding: [row.finding ?? ''], note: [row.note ?? ''] }),
  input: (values, { params }) => ({
    openingId: params['opening'],
    finding: valueOf(values, 'finding'),
    note: valueOf(values, 'note'),
  }),
  next: () => '/control/openings',
  back: () => '/control/openings',
  crumbs: (_subject, t) => [{ path: '/control/openings', text: t('people:control.title') }],
  Above: ({ subject }) => <Opening of={subject} />,
  Fields: ({ form }) => <CheckFields form={form} />,
});

function Opening({ of }: { of: OpeningToCheck }) {
  const t = useText();
  const moment = useMoment();
  const said = useSaid();
  return (
    <SummaryList
      items={[
        { term: t('people:control.who'), value: of.actorName },
        { term: t('people:control.when'), value: moment(of.at) },
        { term: t('people:control.whose'), value: of.person?.name ?? t('people:control.protected') },
        { term: t('people:control.why'), value: said(of) },
        { term: t('people:control.because'), value: <Why of={of} /> },
        { term: t('people:control.finding'), value: <Finding of={of} /> },
      ]}
    />
  );
}

function CheckFields({ form }: { form: Filled }) {
  const t = useText();
  const field = useField(form);
  return (
    <>
      <Radios
        name="finding"
        legend={t('people:field.finding')}
        hint={t('people:hint.finding')}
        value={valueOf(form.values, 'finding')}
        error={form.wrong['finding']}
        options={findings.map((one) => ({ value: one, text: t(`people:finding.${one}`) }))}
      />
      <TextArea
        {...field('note')}
        label={t('people:field.checkNote')}
        hint={t('people:hint.checkNote')}
        rows={4}
        maxLength={2000}
        optional
      />
    </>
  );
}
