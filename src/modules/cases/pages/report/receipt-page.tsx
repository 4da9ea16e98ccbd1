/** The receipt of a report that is stored: its number, when it came, and what was sent. */
import type { Instant, PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Details, LinkButton, Notice, SummaryList, Tag, usePage, useText } from '../../../../ui/index.ts';
import type { Report } from '../../store/report.ts';
import { TranslationPart, type TranslationPartProps } from '../translation-part.tsx';
import { useWhen } from '../words.tsx';
import { ActivityList } from './activity-list.tsx';
import type { ReportView } from './view.ts';

export type Timely = 'in-time' | 'late' | 'undecided';

export interface ReceiptView extends Pick<ReportView, 'month' | 'activities' | 'nothingDone' | 'message' | 'lateReason'> {
  number: string;
  arrivedAt: Instant;
  timely: Timely;
  channel: 'my-pages' | 'paper' | 'oral';
  handedInOn: PlainDate | null;
  /** The name of the place. */
  handedInAt: string | null;
}

/** The receipt of a report that is handed in; null before. `places`: the code of a place in the register → its name. */
export function receiptView(report: Report, places: (code: string) => string | null): ReceiptView | null {
  const { month, activities, nothingDone, message, lateReason, receiptNumber, arrivedAt, timely, channel } = report;
  if (receiptNumber === null || arrivedAt === null || timely === null || channel === null) return null;
  const { handedInOn } = report;
  // A place that has left the register has its code left.
  const handedInAt = report.handedInAt === null ? null : (places(report.handedInAt) ?? report.handedInAt);
  const said = { month, activities, nothingDone, message, lateReason: lateReason ?? '' };
  return { ...said, number: receiptNumber, arrivedAt, timely, channel, handedInOn, handedInAt };
}

interface ReceiptPageProps {
  receipt: ReceiptView;
  just: boolean;
  back: string;
  /** Asking for it in another language. */
  translation: Omit<TranslationPartProps, 'what'>;
}

export function ReceiptPage({ receipt, just, back, translation }: ReceiptPageProps) {
  const t = useText();
  const { language } = usePage();
  const when = useWhen();
  const month = when.month(receipt.month);
  return (
    <>
      <h1>{just ? t('cases:report.receipt.title') : t('cases:report.name', { month })}</h1>
      {just && (
        <Notice tone="success" answer>
          {t('cases:report.receipt.text', { month })}
        </Notice>
      )}
      <ReceiptFacts receipt={receipt} />
      <p>{t('cases:report.receipt.keep')}</p>
      <h2>{t('cases:report.receipt.next')}</h2>
      <p>{t(receipt.timely === 'in-time' ? 'cases:report.receipt.nextText' : 'cases:report.receipt.nextLate', { month })}</p>
      <Details summary={t('cases:report.receipt.content')} open={!just}>
        <SentContent receipt={receipt} />
      </Details>
      <TranslationPart what="report" {...translation} />
      <LinkButton href={href(language, back)} variant="secondary">
        {t('cases:report.back')}
      </LinkButton>
    </>
  );
}

export function ReceiptFacts({ receipt }: { receipt: ReceiptView }) {
  const t = useText();
  const when = useWhen();
  const handed = receipt.handedInOn;
  return (
    <SummaryList
      items={[
        {
          term: t('cases:report.receipt.number'),
          value: (
            <strong>
              <bdi>{receipt.number}</bdi>
            </strong>
          ),
        },
        {
          term: t('cases:report.receipt.arrived'),
          // Of what was handed over or told only the day is known.
          value:
            receipt.channel === 'my-pages'
              ? t('cases:report.receipt.at', when.at(receipt.arrivedAt))
              : when.at(receipt.arrivedAt).date,
        },
        {
          term: t('cases:report.receipt.timely'),
          value: <TimelyTag timely={receipt.timely} />,
        },
        { term: t('cases:report.receipt.channel'), value: t(`cases:report.channel.${receipt.channel}`) },
        ...(handed === null
          ? []
          : [
              {
                term: t('cases:report.receipt.handedIn'),
                value: (
                  <bdi>{t('cases:report.receipt.handedInAt', { date: when.date(handed), place: receipt.handedInAt ?? '' })}</bdi>
                ),
              },
            ]),
      ]}
    />
  );
}

export function TimelyTag({ timely }: { timely: Timely }) {
  const t = useText();
  const tone = ({ 'in-time': 'success', late: 'warning', undecided: 'info' } as const)[timely];
  return <Tag tone={tone}>{t(`cases:report.receipt.${timely}`)}</Tag>;
}

export function SentContent({ receipt }: { receipt: ReceiptView }) {
  const t = useText();
  const { activities, nothingDone, message, lateReason } = receipt;
  return (
    <>
      {activities.length > 0 && <ActivityList report={receipt} />}
      {nothingDone && <p>{t('cases:report.check.nothing')}</p>}
      <SummaryList
        items={[
          {
            term: t('cases:report.check.message'),
            value: message === '' ? t('cases:report.check.noMessage') : <bdi>{message}</bdi>,
          },
          ...(lateReason === '' ? [] : [{ term: t('cases:report.check.lateReason'), value: <bdi>{lateReason}</bdi> }]),
        ]}
      />
    </>
  );
}
