/** Step 1: what the meeting is about, how it is held, and what is wished of the time. */
import { href } from '../../../../platform/i18n/index.ts';
import type { PlainDate } from '../../../../platform/clock/index.ts';
import {
  Button,
  Buttons,
  Checkbox,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  HiddenValues,
  Notice,
  Radios,
  Select,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { type Channel, channels, preferences } from '../../kinds.ts';
import { type ChannelDecision, exceptionGrounds } from '../../rules/remote-first.ts';
import { OfficersChoice } from './officers-choice.tsx';
import { ChannelRule, Sub, Title } from './parts.tsx';
import { useBookingText } from './words.tsx';
import type { BookingWay } from './way.ts';
import { reaches, staffWays, type Wishes, wishFields } from './wishes.ts';

export interface PurposesPageProps {
  way: BookingWay;
  /** The one that is waited for comes first. */
  purposes: readonly { purpose: string; name: string; due: boolean }[];
  /** Planning conversations are not among them: the person is not registered. */
  isUnregistered: boolean;
  /** The meeting that it is instead of. */
  change: string | null;
}

/** What the meeting can be about; one tap each. */
export function PurposesPage({ way, purposes, isUnregistered, change }: PurposesPageProps) {
  const t = useBookingText();
  const { language } = usePage();
  return (
    <>
      <Title way={way} step={1}>
        {t('what.title')}
      </Title>
      {isUnregistered && (
        <Notice title={t('what.register')}>
          <p>{t('what.registerText')}</p>
          {way.kind === 'self' && (
            <p>
              <a href={href(language, '/my')}>{t('what.registerLink')}</a>
            </p>
          )}
        </Notice>
      )}
      {purposes.length === 0 ? (
        <EmptyState title={t('what.none')}>{t('what.noneText')}</EmptyState>
      ) : (
        <ul class="plain-list link-list">
          {purposes.map(({ purpose, name, due }) => (
            <li>
              <a href={href(language, `${way.base}/book?purpose=${purpose}${change === null ? '' : `&change=${change}`}`)}>
                {name}
              </a>
              {due && (
                <>
                  <br />
                  <span class="hint">{t('what.due')}</span>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export interface BookPageProps {
  way: BookingWay;
  purpose: string;
  wishes: Wishes;
  decision: ChannelDecision;
  /** A request for another channel waits for an answer. */
  asked: boolean;
  /** Code and name, those of the person first. */
  languages: readonly { value: string; text: string }[];
  today: PlainDate;
  /** Has met, or is to meet, an officer who could be asked for again. */
  hasMet: boolean;
  /** Of officers, for who chooses two of them. */
  competences: readonly string[];
  /** The channel that they wished for when they registered; it is chosen beforehand when it is open. */
  wished: Channel | null;
  /** May open a channel with a ground. */
  isOfficer: boolean;
  /** By field. */
  wrong: Readonly<Record<string, string>>;
}

export function BookPage(props: BookPageProps) {
  const { way, purpose, wishes, decision, asked, wrong } = props;
  const t = useBookingText();
  const { language } = usePage();
  const { change } = wishes;
  return (
    <>
      <ErrorSummary errors={Object.entries(wrong).map(([field, text]) => ({ field, text }))} />
      <Title way={way} step={1}>
        {t(change === null ? 'book.title' : 'book.titleChange')}
      </Title>
      <p class="lead">{purpose}</p>
      {change === null && (
        <p>
          <a href={href(language, `${way.base}/book?purpose=all`)}>{t('book.otherPurpose')}</a>
        </p>
      )}
      <Sub way={way}>{t('how.title')}</Sub>
      <ChannelRule decision={decision} way={way} asked={asked} />
      <Form action={href(language, `${way.base}/times`)} method="get">
        <HiddenValues values={{ purpose: wishes.purpose, ...(change === null ? {} : { change }) }} />
        <ChannelChoice {...props} />
        <WishFields {...props} />
        <Buttons>
          <Button>{t('book.next')}</Button>
        </Buttons>
      </Form>
    </>
  );
}

function ChannelChoice({ wishes, decision, wished, isOfficer, wrong }: BookPageProps) {
  const t = useBookingText();
  const all = useText();
  const open = isOfficer ? [...decision.channels, ...decision.mayAsk] : decision.channels;
  const said = wishes.channel === 'any' ? wished : wishes.channel;
  const chosen = said !== null && (said === wished ? decision.channels : open).includes(said) ? said : undefined;
  const closed = isOfficer && decision.mayAsk.length > 0;
  return (
    <>
      <Radios
        name="channel"
        legend={t('how.choose')}
        value={chosen ?? (decision.by === 'exception' || decision.channels.length === 1 ? decision.channels[0] : 'any')}
        error={wrong['channel']}
        options={[
          ...channels
            .filter((channel) => open.includes(channel))
            .toSorted((a, b) => open.indexOf(a) - open.indexOf(b))
            .map((channel) => ({
              value: channel,
              text: t(`channel.${channel}`),
              hint: decision.channels.includes(channel) ? t(`channelHint.${channel}`) : t('how.needsGround'),
            })),
          ...(decision.channels.length > 1 ? [{ value: 'any', text: t('channel.any'), hint: t('channelHint.any') }] : []),
        ]}
      />
      {closed && (
        <Select
          name="ground"
          label={t('how.groundLabel')}
          hint={t('how.groundHint')}
          error={wrong['ground']}
          optional
          value={wishes.ground ?? ''}
          options={[
            { value: '', text: t('how.noGround') },
            ...exceptionGrounds.map((ground) => ({ value: ground, text: all(`meetings:ground.${ground}`) })),
          ]}
        />
      )}
    </>
  );
}

function WishFields({ way, wishes, languages, today, wrong, decision, isOfficer, hasMet, competences }: BookPageProps) {
  const t = useBookingText();
  const onSite = isOfficer || decision.channels.includes('on-site');
  const offered = preferences.filter((one) => (one === 'nearest' ? onSite : one === 'same-officer' ? hasMet : true));
  return (
    <>
      <Select name="language" label={t('wish.language')} value={wishes.language} options={languages} />
      <Checkbox name="interpreter" label={t('wish.interpreter')} hint={t('wish.interpreterHint')} checked={wishes.interpreter} />
      {onSite && (
        <Select
          name="minutes"
          label={t('wish.minutes')}
          hint={t('wish.minutesHint')}
          value={wishes.minutes === null ? '' : String(wishes.minutes)}
          options={[
            { value: '', text: t('wish.anyMinutes') },
            ...reaches.map((reach) => ({ value: String(reach), text: t('wish.withinMinutes', { minutes: reach }) })),
          ]}
        />
      )}
      {offered.length > 1 && (
        <Radios
          name="prefer"
          legend={t('wish.prefer')}
          value={wishes.prefer}
          options={offered.map((one) => ({ value: one, text: t(`wish.preference.${one}`) }))}
        />
      )}
      <Field
        name="from"
        type="date"
        label={t('wish.from')}
        hint={t('wish.fromHint')}
        optional
        value={wishes.from ?? ''}
        min={today}
        error={wrong['from']}
        dir="ltr"
      />
      {way.kind === 'staff' && <OfficersChoice chosen={wishes.together} competences={competences} />}
      {way.kind === 'staff' && (
        <Radios
          name="came"
          legend={t('wish.came')}
          value={wishes.came ?? 'officer'}
          options={staffWays.map((one) => ({ value: one, text: t(`wish.cameBy.${one}`) }))}
        />
      )}
    </>
  );
}

/** What someone chose before, unseen in a form. */
export function HiddenWishes({ wishes, over = {} }: { wishes: Wishes; over?: Partial<Wishes> }) {
  return <HiddenValues values={wishFields(wishes, over)} />;
}

/** For someone who has the meeting booked already: there is nothing more to book of that kind. */
export function AlreadyBooked({ way, meetingId, when }: { way: BookingWay; meetingId: string; when: string }) {
  const t = useBookingText();
  const { language } = usePage();
  return (
    <>
      <Title way={way}>{t('book.already')}</Title>
      <p>{t('book.alreadyText', { when })}</p>
      <p>
        <a href={href(language, `${way.base}/${meetingId}`)}>{t('book.alreadySee')}</a>
      </p>
    </>
  );
}
