/** Staff only: the answer to a request for another channel, with a day or a reason. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Buttons, Field, Form, HiddenValues, Radios, TextArea, usePage, useText } from '../../../../ui/index.ts';
import type { ChannelRequest } from '../../store/channel-request.ts';
import { Sub } from './parts.tsx';
import type { BookingWay } from './way.ts';

interface DecidePartProps {
  way: BookingWay;
  request: ChannelRequest;
  /** As it was typed. */
  answer: { outcome: string; until: string; reason: string };
  wrong: Readonly<Record<string, string>>;
  today: PlainDate;
  requestId: Uuid;
}

export function DecidePart({ way, answer, wrong, today, request, requestId }: DecidePartProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <Sub way={way}>{t('meetings:staffBooking.decide.title')}</Sub>
      <Form action={href(language, `${way.base}/another-channel`)} requestId={requestId}>
        <HiddenValues values={{ request: request.id }} />
        <Radios
          name="outcome"
          legend={t('meetings:staffBooking.decide.outcome')}
          value={answer.outcome}
          error={wrong['outcome']}
          options={(['grant', 'refuse'] as const).map((one) => ({ value: one, text: t(`meetings:staffBooking.decide.${one}`) }))}
        />
        <Field
          name="until"
          type="date"
          label={t('meetings:staffBooking.decide.until')}
          hint={t('meetings:staffBooking.decide.untilHint')}
          value={answer.until}
          min={today}
          error={wrong['until']}
        />
        <TextArea
          name="reason"
          label={t('meetings:staffBooking.decide.reason')}
          hint={t('meetings:staffBooking.decide.reasonHint')}
          rows={4}
          maxLength={2000}
          value={answer.reason}
          error={wrong['reason']}
        />
        <Buttons>
          <Button name="next" value="decide">
            {t('meetings:staffBooking.decide.submit')}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}
