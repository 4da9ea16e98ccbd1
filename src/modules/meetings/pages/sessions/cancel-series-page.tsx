import type { Instant } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Buttons, ErrorSummary, Form, LinkButton, Radios, usePage, useText } from '../../../../ui/index.ts';
import { cancelReasons } from '../../kinds.ts';
import { Title } from '../booking/parts.tsx';
import type { BookingWay } from '../booking/way.ts';
import { useBookingText, useMoment } from '../booking/words.tsx';

export interface CancelSeriesProps {
  way: BookingWay;
  seriesId: Uuid;
  left: readonly { start: Instant; end: Instant }[];
  wrong: string | null;
  requestId: Uuid;
}

/** Which meetings would be cancelled, and why. */
export function CancelSeriesPage({ way, seriesId, left, wrong, requestId }: CancelSeriesProps) {
  const t = useText();
  const booking = useBookingText();
  const moment = useMoment();
  const { language } = usePage();
  const reasons = cancelReasons.filter((reason) => reason !== 'authority' || way.kind === 'staff');
  return (
    <>
      <ErrorSummary errors={wrong === null ? [] : [{ field: 'reason', text: wrong }]} />
      <Title way={way}>{t('meetings:series.cancelTitle')}</Title>
      <p>{t('meetings:series.cancelWhich')}</p>
      <ul>
        {left.map(({ start, end }) => (
          <li>{moment.span(start, end)}</li>
        ))}
      </ul>
      <Form action={href(language, `${way.base}/series/${seriesId}/cancel`)} requestId={requestId}>
        <Radios
          name="reason"
          legend={booking('cancel.why')}
          error={wrong ?? undefined}
          options={reasons.map((reason) => ({ value: reason, text: booking(`cancel.reason.${reason}`) }))}
        />
        <Buttons>
          <Button color="danger">{t('meetings:series.cancelRest')}</Button>
          <LinkButton variant="tertiary" href={href(language, way.base)}>
            {t('meetings:series.keep')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}
