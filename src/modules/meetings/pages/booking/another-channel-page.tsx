/** Asking for another channel than the rule's: the form, what became of what was asked, and the officer's answer. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  HiddenValues,
  LinkButton,
  Notice,
  Radios,
  RuleNotice,
  SummaryList,
  Tag,
  TextArea,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { longestWords } from '../../ask-channel.ts';
import type { Channel } from '../../kinds.ts';
import { askedGrounds, type ChannelDecision } from '../../rules/remote-first.ts';
import type { ChannelRequest } from '../../store/channel-request.ts';
import { DecidePart } from './decide-part.tsx';
import { Answer, ChannelRule, Sub, Title } from './parts.tsx';
import { useBookingText } from './words.tsx';
import type { BookingWay } from './way.ts';

export const anotherDone = ['asked', 'withdrawn', 'decided'] as const;

export interface AnotherChannelProps {
  way: BookingWay;
  decision: ChannelDecision;
  /** The latest first. */
  requests: readonly ChannelRequest[];
  typed: { wanted: string; ground: string; words: string };
  /** The officer's answer as it was typed. */
  answer: { outcome: string; until: string; reason: string };
  wrong: Readonly<Record<string, string>>;
  refusal: { text: string; rule: { says: string; source: string } | null } | null;
  /** May answer: an officer who is not too near. */
  mayDecide: boolean;
  today: PlainDate;
  done: (typeof anotherDone)[number] | null;
  requestId: Uuid;
}

export function AnotherChannelPage(props: AnotherChannelProps) {
  const { way, decision, requests, wrong, refusal, mayDecide, done } = props;
  const t = useBookingText();
  const { language } = usePage();
  const open = requests.find(({ state }) => state === 'asked') ?? null;
  const answered = requests.filter(({ state }) => state !== 'asked');
  const canAsk = open === null && decision.mayAsk.length > 0;
  return (
    <>
      {done !== null && <Answer tone="success" title={t(`done.${done}`)} />}
      <ErrorSummary
        errors={[
          ...Object.entries(wrong).map(([field, text]) => ({ field, text })),
          ...(refusal === null ? [] : [{ text: refusal.text }]),
        ]}
      />
      {refusal !== null && refusal.rule !== null && <RuleNotice {...refusal.rule} />}
      <Title way={way}>{t('another.title')}</Title>
      <p class="lead">{t('another.lead')}</p>
      {open === null && <ChannelRuleOnly {...props} />}
      {open !== null && <Open {...props} request={open} />}
      {open !== null && mayDecide && <DecidePart {...props} request={open} />}
      {canAsk && <Ask {...props} />}
      {!canAsk && open === null && (
        <p>
          <LinkButton href={href(language, `${way.base}/book`)}>{t('list.book')}</LinkButton>
        </p>
      )}
      {answered.length > 0 && (
        <>
          <Sub way={way}>{t('another.before')}</Sub>
          <ul class="plain-list">
            {answered.map((request) => (
              <li>
                <Answered request={request} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The rule, without the link to this page. */
function ChannelRuleOnly({ way, decision }: AnotherChannelProps) {
  return <ChannelRule decision={{ ...decision, mayAsk: [] }} way={way} asked={false} />;
}

function Ask({ way, decision, typed, wrong, requestId }: AnotherChannelProps) {
  const t = useBookingText();
  const all = useText();
  const { language } = usePage();
  return (
    <>
      {way.kind === 'self' && (
        <Notice title={t('another.knownTitle')}>
          <p>{t('another.known')}</p>
          <p>
            <a href={href(language, '/my/support')}>{t('another.support')}</a>
          </p>
        </Notice>
      )}
      <Form action={href(language, `${way.base}/another-channel`)} requestId={requestId}>
        {decision.mayAsk.length === 1 ? (
          <HiddenValues values={{ wanted: decision.mayAsk[0]! }} />
        ) : (
          <Radios
            name="wanted"
            legend={t('another.wanted')}
            value={typed.wanted}
            error={wrong['wanted']}
            options={decision.mayAsk.map((channel: Channel) => ({ value: channel, text: t(`channel.${channel}`) }))}
          />
        )}
        <Radios
          name="ground"
          legend={t('another.why')}
          value={typed.ground}
          error={wrong['ground']}
          options={askedGrounds.map((ground) => ({ value: ground, text: all(`meetings:ground.${ground}`) }))}
        />
        <TextArea
          name="words"
          label={t('another.words')}
          hint={t('another.wordsHint', { max: longestWords })}
          optional
          rows={4}
          maxLength={longestWords}
          value={typed.words}
          error={wrong['words']}
        />
        <Buttons>
          <Button name="next" value="ask">
            {t('another.submit')}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}

function Open({ way, request, requestId }: AnotherChannelProps & { request: ChannelRequest }) {
  const t = useBookingText();
  const { language } = usePage();
  return (
    <>
      <Notice title={t('another.waits')}>{t('another.waitsText')}</Notice>
      <RequestFacts request={request} />
      <Form action={href(language, `${way.base}/another-channel`)} requestId={requestId}>
        <HiddenValues values={{ request: request.id }} />
        <Buttons>
          <Button variant="tertiary" name="next" value="withdraw">
            {t('another.withdraw')}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}

function RequestFacts({ request }: { request: ChannelRequest }) {
  const t = useBookingText();
  const all = useText();
  const { date } = useFormats();
  const { wanted, ground, words, askedAt } = request;
  return (
    <SummaryList
      items={[
        { term: t('another.wantedShort'), value: t(`channel.${wanted}`) },
        { term: t('another.whyShort'), value: all(`meetings:ground.${ground}`) },
        ...(words === '' ? [] : [{ term: t('another.wordsShort'), value: <bdi>{words}</bdi> }]),
        { term: t('another.askedOn'), value: date(localTime(askedAt).date) },
      ]}
    />
  );
}

function Answered({ request }: { request: ChannelRequest }) {
  const t = useBookingText();
  const { date } = useFormats();
  const { wanted, state, until, reason, decidedAt, askedAt } = request;
  return (
    <>
      <Tag tone={state === 'granted' ? 'success' : 'neutral'}>{t(`another.state.${state}`)}</Tag> {t(`channel.${wanted}`)},{' '}
      {date(localTime(decidedAt ?? askedAt).date)}
      {until !== null && `. ${t('another.until', { until: date(until) })}`}
      {reason !== null && reason !== '' && (
        <>
          <br />
          <bdi>{reason}</bdi>
        </>
      )}
    </>
  );
}
