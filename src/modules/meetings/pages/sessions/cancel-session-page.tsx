/** Cancelling a meeting for several persons: how many it concerns, and why. */
import type { Instant } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Buttons, ErrorSummary, Form, HiddenValues, LinkButton, Radios, usePage, useText } from '../../../../ui/index.ts';
import { sessionCancelReasons } from '../../kinds.ts';
import { useMoment } from '../booking/words.tsx';

export interface CancelSessionProps {
  session: { id: Uuid; version: number; name: string; start: Instant; end: Instant; taken: number };
  wrong: string | null;
  requestId: Uuid;
}

export function CancelSessionPage({ session, wrong, requestId }: CancelSessionProps) {
  const all = useText();
  const t = (key: string, params?: Record<string, number>) => all(`meetings:staffSessions.${key}`, params);
  const moment = useMoment();
  const { language } = usePage();
  const path = href(language, `/sessions/${session.id}`);
  return (
    <>
      <ErrorSummary errors={wrong === null ? [] : [{ field: 'reason', text: wrong }]} />
      <h1>{t('cancelTitle')}</h1>
      <p class="lead">
        {session.name}, {moment.span(session.start, session.end)}
      </p>
      <p>{t('cancelText', { count: session.taken })}</p>
      <Form action={`${path}/cancel`} requestId={requestId}>
        <HiddenValues values={{ version: String(session.version) }} />
        <Radios
          name="reason"
          legend={t('why')}
          error={wrong ?? undefined}
          options={sessionCancelReasons.map((reason) => ({ value: reason, text: t(`reason.${reason}`) }))}
        />
        <Buttons>
          <Button color="danger">{t('cancel')}</Button>
          <LinkButton variant="tertiary" href={path}>
            {t('keep')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}
