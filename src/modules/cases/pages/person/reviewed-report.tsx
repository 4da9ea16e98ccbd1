/** A report that has come: what it says, when it came, and whether someone has looked through it. */
import { href } from '../../../../platform/i18n/index.ts';
import { Button, ErrorSummary, Form, Notice, Radios, Tag, usePage, useText } from '../../../../ui/index.ts';
import { ReceiptFacts, type ReceiptView, SentContent } from '../report/receipt-page.tsx';
import { useWhen } from '../words.tsx';

export interface ReviewedReportProps {
  path: string;
  receipt: ReceiptView;
  version: number;
  /** Left out for who may not look it through, and when someone has. */
  mayReview: boolean;
  isReviewed: boolean;
  wrong: string | null;
  /** It was taken in just now. */
  just: boolean;
  requestId: string;
}

export function ReviewedReportPage({
  path,
  receipt,
  version,
  mayReview,
  isReviewed,
  wrong,
  just,
  requestId,
}: ReviewedReportProps) {
  const t = useText();
  const { language } = usePage();
  const when = useWhen();
  const month = when.month(receipt.month);
  return (
    <>
      <ErrorSummary errors={wrong === null ? [] : [{ field: 'timely', text: wrong }]} />
      {just && (
        <Notice tone="success" answer>
          {t('cases:staff.received.taken', { month })}
        </Notice>
      )}
      <h2>{t('cases:report.name', { month })}</h2>
      {isReviewed && (
        <p>
          <Tag tone="success">{t('cases:report.state.reviewed')}</Tag>
        </p>
      )}
      <ReceiptFacts receipt={receipt} />
      <SentContent receipt={receipt} />
      {mayReview && (
        <Form action={href(language, `${path}/review`)} requestId={requestId}>
          <input type="hidden" name="version" value={version} />
          {receipt.timely === 'undecided' && (
            <Radios
              name="timely"
              legend={t('cases:staff.received.timely')}
              hint={t('cases:rule.report-arrival')}
              error={wrong ?? undefined}
              options={(['in-time', 'late'] as const).map((one) => ({ value: one, text: t(`cases:report.receipt.${one}`) }))}
            />
          )}
          <Button>{t('cases:staff.received.reviewSubmit')}</Button>
        </Form>
      )}
    </>
  );
}
