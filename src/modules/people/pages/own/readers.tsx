/** Who has opened my file and why, and what others have done for me. */
import { EmptyState, Table, useText } from '../../../../ui/index.ts';
import type { Reader } from '../../store/openings.ts';
import type { ShownAct } from '../../store/standing.ts';
import { useMoment } from '../words.tsx';

interface ReadersProps {
  readers: readonly Reader[];
  acts: readonly ShownAct[];
  /** Catalogues where the words for an act are looked for, in order. */
  namespaces: readonly string[];
}

export function ReadersPage({ readers, acts, namespaces }: ReadersProps) {
  const t = useText();
  return (
    <>
      <h1>{t('people:own.readers.title')}</h1>
      <p class="lead">{t('people:readers.lead')}</p>
      {readers.length === 0 ? (
        <EmptyState title={t('people:readers.nobody')} />
      ) : (
        <>
          <h2>{t('people:readers.openings')}</h2>
          <Openings readers={readers} />
          <p>{t('people:readers.wrong')}</p>
        </>
      )}
      <h2>{t('people:readers.acts')}</h2>
      <Acts acts={acts} namespaces={namespaces} />
    </>
  );
}

function Openings({ readers }: { readers: readonly Reader[] }) {
  const t = useText();
  const moment = useMoment();
  const why = ({ reason, reasonText, identification }: Reader): string =>
    [
      ...(reason === null ? [] : [t(`people:openingReason.${reason}`)]),
      ...(reasonText === '' ? [] : [`”${reasonText}”`]),
      ...(identification === null ? [] : [t('people:readers.identified', { how: t(`people:identification.${identification}`) })]),
    ].join(' ');
  return (
    <Table
      id="readers"
      caption={t('people:readers.openings')}
      captionHidden
      cards
      rows={readers}
      columns={[
        { header: t('people:readers.who'), rowHeader: true, cell: (row) => <bdi>{row.actorName}</bdi> },
        { header: t('people:readers.when'), cell: (row) => moment(row.at) },
        { header: t('people:readers.why'), cell: (row) => <bdi>{why(row)}</bdi> },
      ]}
    />
  );
}

/** What others did for a person, under a mandate or as staff; said when it is nothing. */
export function Acts({ acts, namespaces }: { acts: readonly ShownAct[]; namespaces: readonly string[] }) {
  const t = useText();
  const moment = useMoment();
  if (acts.length === 0) return <p>{t('people:readers.noActs')}</p>;
  const what = (key: string): string => {
    for (const namespace of namespaces) {
      const text = t(`${namespace}:act.${key}`);
      if (text !== `${namespace}:act.${key}` && text !== `act.${key}`) return text;
    }
    return t('people:act.unnamed');
  };
  return (
    <Table
      id="acts"
      caption={t('people:readers.acts')}
      captionHidden
      cards
      rows={acts}
      columns={[
        { header: t('people:readers.what'), rowHeader: true, cell: (row) => what(row.what) },
        {
          header: t('people:readers.who'),
          cell: (row) => (
            <>
              <bdi>{row.organisation ?? row.actorName}</bdi> ({t(`people:capacity.${row.capacity}`)})
            </>
          ),
        },
        { header: t('people:readers.when'), cell: (row) => moment(row.at) },
      ]}
    />
  );
}
