/** The private address from which a calendar program reads one's meetings. */
import { type Instant, localTime } from '../../../platform/clock/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { Button, Form, Notice, useFormats, usePage, useText } from '../../../ui/index.ts';

export interface FeedPageProps {
  /** Where the form is, without language. */
  path: string;
  kind: 'person' | 'officer';
  since: Instant | null;
  /** The address, right after it was made: it is never shown again. */
  address: string | null;
  ended: boolean;
}

export function FeedPage({ path, kind, since, address, ended }: FeedPageProps) {
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  return (
    <>
      <h1>{t('meetings:feed.title')}</h1>
      {ended && <Notice tone="success">{t('meetings:feed.ended')}</Notice>}
      {address !== null && (
        <Notice tone="success" title={t('meetings:feed.made')}>
          <p>
            <bdi dir="ltr">
              <code>{address}</code>
            </bdi>
          </p>
          <p>{t('meetings:feed.once')}</p>
        </Notice>
      )}
      <p class="lead">{t('meetings:feed.lead')}</p>
      <p>{t(kind === 'person' ? 'meetings:feed.shows' : 'meetings:feed.showsOfficer')}</p>
      <p>{t('meetings:feed.secret')}</p>
      {since !== null && <p>{t('meetings:feed.since', { date: date(localTime(since).date) })}</p>}
      <Form action={href(language, path)}>
        <Button>{t(since === null ? 'meetings:feed.make' : 'meetings:feed.renew')}</Button>
      </Form>
      {since !== null && (
        <Form action={href(language, `${path}/end`)}>
          <Button variant="secondary">{t('meetings:feed.end')}</Button>
        </Form>
      )}
    </>
  );
}
