/** What was published beside what the register counts on the same day. Differences are shown, never hidden. */
import { Table, Tag, usePage } from '../../../../ui/index.ts';
import type { Comparison } from '../../national-picture.ts';
import { Day, useHref, usePublicText } from './words.tsx';

export function ReportedFigures({ reported }: { reported: readonly Comparison[] }) {
  const t = usePublicText();
  const same = reported.filter((one) => one.difference === 0).length;
  const uncounted = reported.filter((one) => one.difference === null).length;
  return (
    <section aria-labelledby="published">
      <h2 id="published">{t('reported.title')}</h2>
      <p>{t('reported.text')}</p>
      <p>
        {t('reported.same', { count: same })} {t('reported.differs', { count: reported.length - same - uncounted })}{' '}
        {t('reported.uncounted', { count: uncounted })}
      </p>
      <Table
        id="published-table"
        caption={t('reported.caption')}
        captionHidden
        columns={[
          { header: t('reported.figure'), rowHeader: true, cell: (one) => <FigureName of={one} /> },
          { header: t('reported.published'), numeric: true, cell: (one) => one.reported },
          { header: t('reported.counted'), numeric: true, cell: (one) => one.counted ?? t('reported.notCounted') },
          { header: t('reported.difference'), cell: (one) => <Difference of={one} /> },
        ]}
        rows={reported}
      />
    </section>
  );
}

/** The figure with its day and source; where the figures do not agree, also the note on what the source really says (in English). */
function FigureName({ of }: { of: Comparison }) {
  const t = usePublicText();
  const { language } = usePage();
  const href = useHref();
  return (
    <>
      {t(`reported.key.${of.key}`)},{' '}
      <a class="source" href={href(`/country?on=${of.asOf}`)}>
        <Day of={of.asOf} />
      </a>{' '}
      <a class="source" href={of.source}>
        {t('evidence.source', { host: new URL(of.source).host.replace(/^www\./, '') })}
      </a>
      {(language === 'en' || of.difference !== 0) && (
        <small class="hint" lang="en" dir="ltr">
          {of.meaning}
        </small>
      )}
    </>
  );
}

function Difference({ of }: { of: Comparison }) {
  const t = usePublicText();
  if (of.difference === null) return <>–</>;
  if (of.difference === 0) return <Tag tone="success">{t('reported.none')}</Tag>;
  const signed = `${of.difference > 0 ? '+' : '−'}${Math.abs(of.difference)}`;
  return (
    <Tag tone="warning">
      <bdi dir="ltr">{signed}</bdi>
    </Tag>
  );
}
