/** The link for a visitor's telephone: shown once, as a QR code and in letters. */
import { href } from '../../../../platform/i18n/index.ts';
import { LinkButton, usePage, useText } from '../../../../ui/index.ts';
import { QrCode } from '../visits/qr-code.tsx';

export interface LinkPageProps {
  /** `/desk/<place>/documents`. */
  path: string;
  url: string;
  /** The time of day in Sweden until which it works. */
  until: string;
}

export function LinkPage({ path, url, until }: LinkPageProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('desk:staffDocuments.link.title')}</h1>
      <p class="lead">{t('desk:staffDocuments.link.text', { until })}</p>
      <section class="card ticket-card">
        <QrCode text={url} label={t('desk:staffDocuments.link.qr')} />
        <p>
          <bdi dir="ltr" class="link-address">
            {url}
          </bdi>
        </p>
      </section>
      <p>
        <LinkButton href={href(language, path)}>{t('desk:staffDocuments.link.back')}</LinkButton>
      </p>
    </>
  );
}
