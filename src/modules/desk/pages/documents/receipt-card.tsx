/** A receipt as it is printed and as anyone with its code sees it: what came and when, and never what stands in it. */
import type { Instant } from '../../../../platform/clock/index.ts';
import { Buttons, SummaryList, useText } from '../../../../ui/index.ts';
import type { DocumentState, VirusState } from '../../kinds.ts';
import { shownReceiptCode } from '../../receipt-code.ts';
import { QrCode } from '../visits/qr-code.tsx';
import { useAgencyName } from '../agency-name.ts';
import { StateTag, useMoment, VirusTag } from './words.tsx';

export interface Receipt {
  receiptCode: string;
  agency: string;
  kind: string;
  placeName: string;
  arrivedAt: Instant;
  state: DocumentState;
  virus: VirusState;
  /** The address at which anyone with the receipt follows it. */
  url: string;
}

export function ReceiptCard({ receiptCode, agency, kind, placeName, arrivedAt, state, virus, url }: Receipt) {
  const t = useText();
  const name = useAgencyName();
  const moment = useMoment();
  return (
    <section class="card receipt-card" aria-labelledby="receipt-code">
      <h2 id="receipt-code">
        <span class="ds-sr-only">{t('desk:document.receipt.code')} </span>
        <bdi dir="ltr" class="receipt-code">
          {shownReceiptCode(receiptCode)}
        </bdi>
      </h2>
      <QrCode text={url} label={t('desk:document.receipt.qr')} />
      <SummaryList
        items={[
          { term: t('desk:document.receipt.arrived'), value: <strong>{moment(arrivedAt)}</strong> },
          { term: t('desk:document.receipt.place'), value: <bdi>{placeName}</bdi> },
          { term: t('desk:document.receipt.what'), value: t(`desk:document.kind.${kind}`) },
          { term: t('desk:document.receipt.to'), value: <bdi>{name(agency)}</bdi> },
          { term: t('desk:document.receipt.state'), value: <StateTag state={state} /> },
          { term: t('desk:document.receipt.virus'), value: <VirusTag virus={virus} /> },
        ]}
      />
      <p>{t(`desk:document.next.${virus === 'infected' ? 'infected' : state}`)}</p>
      <p>{t('desk:document.receipt.keep')}</p>
      <div class="no-print">
        <Buttons>
          <button class="ds-button" type="button" data-variant="secondary" data-print>
            {t('desk:document.receipt.print')}
          </button>
        </Buttons>
      </div>
    </section>
  );
}

/** The page of a receipt. */
export function ReceiptPage({ receipt, just }: { receipt: Receipt; just: boolean }) {
  const t = useText();
  return (
    <>
      <h1>{t(just ? 'desk:document.receipt.thanks' : 'desk:document.receipt.title')}</h1>
      <ReceiptCard {...receipt} />
    </>
  );
}
