/** What several pages of booking have in common. */
import type { ComponentChildren } from 'preact';
import { href } from '../../../../platform/i18n/index.ts';
import { Details, Notice, RuleFacts, useFormats, usePage, useText } from '../../../../ui/index.ts';
import { type ChannelDecision, remoteFirst } from '../../rules/remote-first.ts';
import { useBookingText } from './words.tsx';
import type { BookingWay } from './way.ts';

/** The page's heading: under someone's file the h1 is their name. */
export function Title({ way, step, children }: { way: BookingWay; step?: 1 | 2 | 3; children: ComponentChildren }) {
  const t = useBookingText();
  const Heading = way.kind === 'self' ? 'h1' : 'h2';
  return (
    <>
      {step !== undefined && <p class="hint">{t('step', { step })}</p>}
      <Heading>{children}</Heading>
      {way.kind !== 'self' && <p class="hint">{t(`assisted.${way.kind}`)}</p>}
    </>
  );
}

/** A heading below the page's own. */
export function Sub({ way, children }: { way: BookingWay; children: ComponentChildren }) {
  const Heading = way.kind === 'self' ? 'h2' : 'h3';
  return <Heading>{children}</Heading>;
}

/** A heading below that. */
export function Small({ way, children }: { way: BookingWay; children: ComponentChildren }) {
  const Heading = way.kind === 'self' ? 'h3' : 'h4';
  return <Heading>{children}</Heading>;
}

/** Says what was just done, or what went wrong, in the words of `booking.<kind>.<name>`. */
export function Answer({ tone, title, children }: { tone: 'success' | 'warning'; title: string; children?: ComponentChildren }) {
  return (
    <Notice tone={tone} title={title} answer>
      {children}
    </Notice>
  );
}

/** Which channels are open and by what: the rule, the ground, and how another one is asked for. */
export function ChannelRule({ decision, way, asked }: { decision: ChannelDecision; way: BookingWay; asked: boolean }) {
  const t = useBookingText();
  const all = useText();
  const { language } = usePage();
  const closed = decision.mayAsk.length > 0;
  return (
    <>
      <p>
        <WhySentence decision={decision} />
        {decision.duty && ` ${t('how.duty')}`}
      </p>
      {closed && (
        <p>
          {asked ? t('how.asked') : t('how.mayAsk')}{' '}
          <a href={href(language, `${way.base}/another-channel`)}>{t(asked ? 'how.seeAsked' : 'how.ask')}</a>
        </p>
      )}
      <Details summary={t('how.rule')}>
        <RuleFacts says={all('meetings:rule.remote-first')} source={remoteFirst.source} />
      </Details>
    </>
  );
}

function WhySentence({ decision: { why } }: { decision: ChannelDecision }) {
  const t = useBookingText();
  const all = useText();
  const { date } = useFormats();
  switch (why.code) {
    case 'ground':
      return <>{t('how.ground', { ground: all(`meetings:ground.${why.ground}`) })}</>;
    case 'granted':
      return <>{t('how.granted', { ground: all(`meetings:ground.${why.ground}`), until: date(why.until) })}</>;
    case 'first-months':
      return (
        <>
          {t('how.firstMonths', { months: why.months })}
          {why.until !== null && ` ${t('how.until', { until: date(why.until) })}`}
        </>
      );
    default:
      return <>{t('how.ownChoice')}</>;
  }
}
