/** One decision: whom it touches, what they were told, and the views that were filed on it. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Buttons,
  EmptyState,
  LinkButton,
  Notice as Said,
  SummaryList,
  Table,
  Tag,
  type Tone,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { Matter, Nearest } from '../../notices/matters.ts';
import type { NoticeRecipient } from '../../notices/recipients.ts';
import type { ListedNotice } from '../../store/notices.ts';
import type { View } from '../../store/views.ts';
import { NoticeTable } from './notices-page.tsx';

export interface DecisionPageProps {
  matter: Matter;
  touched: readonly NoticeRecipient[];
  notices: readonly ListedNotice[];
  views: readonly View[];
  /** Bodies' names by key. */
  names: ReadonlyMap<string, string>;
  mayWrite: boolean;
  done: boolean;
}

export function DecisionPage({ matter, touched, notices, views, names, mayWrite, done }: DecisionPageProps) {
  const t = useText();
  const { language } = usePage();
  const { date, number } = useFormats();
  const at = `/decisions/${matter.id}`;
  return (
    <>
      {done && <Said tone="success">{t('contact:staffNotices.view.done')}</Said>}
      <h1>{t(`contact:staffNotices.decision.title.${matter.kind}`, { name: matter.name })}</h1>
      {!matter.isSourced && <p>{t(`contact:staffNotices.decision.reconstructed.${matter.kind}`)}</p>}
      <SummaryList
        items={[
          ...(matter.decidedOn === null
            ? []
            : [{ term: t('contact:staffNotices.decision.decidedOn'), value: date(matter.decidedOn) }]),
          ...matter.places.slice(0, 1).map(({ lastDay }) => ({
            term: t('contact:staffNotices.decision.lastDay'),
            value: lastDay === null ? t('contact:staffNotices.decision.stays') : date(lastDay),
          })),
          {
            term: t('contact:staffNotices.decision.touched'),
            value: t('contact:staffNotices.decision.touchedCount', { number: number(touched.length) }),
          },
        ]}
      />
      <Journeys matter={matter} />
      {mayWrite && (
        <Buttons>
          <LinkButton href={href(language, `/notices/new?${matter.kind}=${matter.id}`)}>
            {t('contact:staffNotices.decision.write')}
          </LinkButton>
          <LinkButton variant="secondary" href={href(language, `${at}/views/new`)}>
            {t('contact:staffNotices.view.new')}
          </LinkButton>
        </Buttons>
      )}
      <h2>{t('contact:staffNotices.decision.notices')}</h2>
      {notices.length === 0 ? (
        <p>{t('contact:staffNotices.decision.noNotices')}</p>
      ) : (
        <NoticeTable notices={notices} caption={t('contact:staffNotices.decision.notices')} />
      )}
      <h2>{t('contact:staffNotices.decision.views')}</h2>
      <Views views={views} names={names} />
      {views.length > 0 && (
        <p>
          <LinkButton variant="tertiary" href={href(language, `${at}/views.csv`)}>
            {t('contact:staffNotices.view.csv')}
          </LinkButton>
        </p>
      )}
    </>
  );
}

/** Municipalities whose nearest place becomes another. */
function Journeys({ matter }: { matter: Matter }) {
  const t = useText();
  const { number } = useFormats();
  const rows = matter.places.flatMap(({ nearest }) => nearest);
  if (rows.length === 0) return null;
  const where = ({ place, minutes, isEstimate }: Nearest) =>
    t(`contact:staffNotices.decision.${isEstimate ? 'whereEstimate' : 'where'}`, { place, minutes: number(minutes) });
  return (
    <Table
      id="journeys"
      caption={t('contact:staffNotices.decision.journeys')}
      cards
      rows={rows}
      columns={[
        { header: t('contact:staffNotices.decision.municipality'), rowHeader: true, cell: ({ municipality }) => municipality },
        { header: t('contact:staffNotices.decision.before'), cell: ({ before }) => where(before) },
        { header: t('contact:staffNotices.decision.after'), cell: ({ after }) => (after === null ? '–' : where(after)) },
      ]}
    />
  );
}

const tones: Readonly<Record<View['stance'], Tone | 'neutral'>> = {
  for: 'success',
  against: 'danger',
  asks: 'info',
  neither: 'neutral',
};

export function StanceTag({ stance }: Pick<View, 'stance'>) {
  const t = useText();
  return <Tag tone={tones[stance]}>{t(`contact:staffNotices.stance.${stance}`)}</Tag>;
}

/** Who a view is from, as lists say it. */
export function useSender(names: ReadonlyMap<string, string>): (view: Pick<View, 'fromKind' | 'bodyKey' | 'fromName'>) => string {
  const t = useText();
  return ({ fromKind, bodyKey, fromName }) => {
    if (fromKind === 'body') return names.get(bodyKey!) ?? t('contact:staffNotices.view.endedBody');
    const kind = t(`contact:staffNotices.sender.${fromKind}`);
    return fromName === null ? kind : `${fromName} (${kind.toLowerCase()})`;
  };
}

function Views({ views, names }: Pick<DecisionPageProps, 'views' | 'names'>) {
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  const sender = useSender(names);
  if (views.length === 0)
    return <EmptyState title={t('contact:staffNotices.view.none')}>{t('contact:staffNotices.view.noneText')}</EmptyState>;
  return (
    <Table
      id="views"
      caption={t('contact:staffNotices.decision.views')}
      captionHidden
      cards
      rows={views}
      columns={[
        {
          header: t('contact:staffNotices.field.number'),
          rowHeader: true,
          cell: ({ id, number }) => <a href={href(language, `/views/${id}`)}>{number}</a>,
        },
        { header: t('contact:staffNotices.field.arrivedOn'), cell: ({ arrivedOn }) => date(arrivedOn) },
        { header: t('contact:staffNotices.field.from'), cell: (view) => <bdi>{sender(view)}</bdi> },
        { header: t('contact:staffNotices.field.subject'), cell: ({ subject }) => <bdi>{subject}</bdi> },
        { header: t('contact:staffNotices.field.stance'), cell: (view) => <StanceTag {...view} /> },
        {
          header: t('contact:staffNotices.view.met'),
          cell: ({ answers }) => t(`contact:staffNotices.view.${answers.length > 0 ? 'isMet' : 'notMet'}`),
        },
      ]}
    />
  );
}
