/** A frozen report held against its records: counted again as known then, and with what is known now, with what changed between. */
import { href } from '../../../../platform/i18n/index.ts';
import { EmptyState, Notice, Table, useFormats, usePage } from '../../../../ui/index.ts';
import type { Checked, Difference } from '../../reports/check-frozen.ts';
import { figureText } from '../../reports/render/index.ts';
import type { ChangedRecord } from '../../store/report-figures.ts';
import type { Frozen } from '../../store/frozen.ts';
import type { Report } from '../../store/reports.ts';
import { useMoment, useWords } from './words.tsx';

export interface CheckProps {
  report: Report;
  frozen: Frozen;
  checked: Checked;
  /** Code → name of municipalities. */
  names: ReadonlyMap<string, string>;
}

export function CheckPage({ report, frozen, checked, names }: CheckProps) {
  const t = useWords();
  const { isWhole, same, counted, broken, notCounted, differences, redefined } = checked;
  const isGood = isWhole && broken.length === 0;
  return (
    <>
      <h1>{t('checkTitle', { title: report.title })}</h1>
      <p class="lead">{t('checkLead')}</p>
      <Notice tone={isGood ? 'success' : 'danger'} title={isWhole ? t('whole') : t('notWhole')}>
        <p>{t('same', { count: same, all: counted })}</p>
        {notCounted > 0 && <p>{t('notCounted', { count: notCounted })}</p>}
        <p>
          {t('hash')}: <code class="hash">{frozen.sha256}</code>
        </p>
      </Notice>
      {broken.length > 0 && (
        <>
          <h2>{t('brokenTitle')}</h2>
          <p>{t('brokenText')}</p>
          <Differences id="broken" rows={broken} />
        </>
      )}
      <h2>{t('differences')}</h2>
      <p>{t('differencesText')}</p>
      {redefined.length > 0 && <p>{t('redefined', { metrics: redefined.join(', ') })}</p>}
      {differences.length === 0 ? (
        <EmptyState title={t('noDifferences')} />
      ) : (
        <>
          <Differences id="differences" rows={differences} />
          <Changes changes={checked.changes} acts={checked.acts} names={names} />
        </>
      )}
    </>
  );
}

/** More are told by their number alone. */
const shownRows = 200;

function Differences({ id, rows }: { id: string; rows: readonly Difference[] }) {
  const t = useWords();
  const { language } = usePage();
  const { date, number } = useFormats();
  const text = (value: number | null, { figure }: Difference): string =>
    figureText({ value, hidden: false }, figure.unit, language === 'en' ? 'en' : 'sv');
  return (
    <>
      <Table
        id={id}
        caption={t('differences')}
        captionHidden
        cards
        rows={rows.slice(0, shownRows)}
        columns={[
          {
            header: t('figure'),
            rowHeader: true,
            cell: ({ figure, names }) => `${figure.number}. ${figure.title}${names.length === 0 ? '' : `: ${names.join(', ')}`}`,
          },
          { header: t('on'), cell: ({ on }) => date(on) },
          { header: t('frozenValue'), numeric: true, cell: (row) => text(row.frozen, row) },
          { header: t('nowValue'), numeric: true, cell: (row) => text(row.now, row) },
        ]}
      />
      {rows.length > shownRows && <p>{t('more', { count: number(rows.length - shownRows) })}</p>}
    </>
  );
}

/** What is said of a record: ids and the times of the register itself are left out. */
const leftOut = /(_id|^recorded|^recorded_at|^precedence)$/;

/** The views of the network that records can be followed from. */
const viewNames = ['presence', 'agreement', 'agreement_step', 'securing', 'place'] as const;

/** In words where there are any, and by the name that can be looked up. */
function View({ name }: { name: string }) {
  const t = useWords();
  const known = viewNames.find((one) => name === `network.stat_${one}`);
  return (
    <>
      {known !== undefined && t(`view.${known}`)} <code>{name}</code>
    </>
  );
}

/** What the record says, leading to where it is. */
function Of({ record, said }: { record: ChangedRecord['record']; said: string }) {
  const { language } = usePage();
  const { agreement_id: agreement, place_id: place } = record;
  const path =
    typeof agreement === 'string' ? `/agreements/${agreement}` : typeof place === 'string' ? `/register/places/${place}` : null;
  return path === null ? <>{said}</> : <a href={href(language, path)}>{said}</a>;
}

function Changes({ changes, acts, names }: Pick<CheckProps, 'names'> & Pick<Checked, 'changes' | 'acts'>) {
  const t = useWords();
  const moment = useMoment();
  const said = ({ record }: ChangedRecord): string =>
    Object.entries(record)
      .filter(([name, value]) => !leftOut.test(name) && value !== null)
      .map(
        ([name, value]) => `${name}: ${name === 'municipality_code' ? (names.get(String(value)) ?? plain(value)) : plain(value)}`,
      )
      .join('; ');
  return (
    <>
      <h2>{t('changes')}</h2>
      {changes.length === 0 ? (
        <p>{t('noChanges')}</p>
      ) : (
        <>
          <p>{t('changesText')}</p>
          <Table
            id="changes"
            caption={t('changes')}
            captionHidden
            cards
            rows={changes}
            columns={[
              { header: t('changedAt'), rowHeader: true, cell: ({ at }) => moment(at) },
              { header: t('changedIn'), cell: ({ view }) => <View name={view} /> },
              { header: t('changedRecord'), cell: (one) => <Of record={one.record} said={said(one)} /> },
            ]}
          />
          {acts.length > 0 && <Acts acts={acts} />}
        </>
      )}
    </>
  );
}

function Acts({ acts }: Pick<Checked, 'acts'>) {
  const t = useWords();
  const moment = useMoment();
  return (
    <Table
      id="acts"
      caption={t('acts')}
      cards
      rows={acts}
      columns={[
        { header: t('changedAt'), rowHeader: true, cell: ({ at }) => moment(at) },
        { header: t('command'), cell: ({ command }) => command },
        { header: t('reason'), cell: ({ details: { reason } }) => (typeof reason === 'string' ? reason : t('unknown')) },
      ]}
    />
  );
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
