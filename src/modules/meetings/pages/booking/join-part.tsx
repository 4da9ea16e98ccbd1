/** How one comes to the meeting when it is not on site: the way into the video room, the number to call, and what calls there were. */
import { type Instant, localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Form, Notice, Radios, Timeline, usePage, useText } from '../../../../ui/index.ts';
import { type CallResult, callResults, type Channel } from '../../kinds.ts';
import type { JoiningPart } from '../../joining.ts';
import { Sub } from './parts.tsx';
import { useMoment } from './words.tsx';
import type { BookingWay } from './way.ts';

export interface Call {
  at: Instant;
  /** What came of the call; null: the person asked to be called instead of the video. */
  result: CallResult | null;
}

export interface JoinFacts {
  meetingId: Uuid;
  channel: Channel;
  /** As whom the viewer comes in, or may let someone in; none for what has no room, or is no longer to come. */
  parts: readonly JoiningPart[];
  opensAt: Instant;
  isOpen: boolean;
  /** The number to call, as it is shown; null when none is known. */
  phone: string | null;
  calls: readonly Call[];
  /** Calls can be noted now. */
  mayLog: boolean;
  /** Made just now: shown this once. */
  interpreterLink: string | null;
  requestId: Uuid;
}

export function JoinPart({ way, join }: { way: BookingWay; join: JoinFacts }) {
  const isStaff = way.kind === 'staff';
  return (
    <>
      {join.channel === 'video' && (isStaff ? <HostPart way={way} join={join} /> : <GuestPart way={way} join={join} />)}
      {isStaff ? <CallPart way={way} join={join} /> : <CalledPart way={way} join={join} />}
    </>
  );
}

interface PartProps {
  way: BookingWay;
  join: JoinFacts;
}

const pathOf = ({ way, join }: PartProps, what: string): string => `${way.base}/${join.meetingId}/${what}`;

function GuestPart(props: PartProps) {
  const t = useText();
  const { opensAt, isOpen, parts } = props.join;
  if (!parts.includes('guest')) return null;
  return isOpen ? <Enter {...props} part="guest" text={t('meetings:join.open')} /> : <Opens at={opensAt} />;
}

function Enter(props: PartProps & { part: JoiningPart; text: string }) {
  const t = useText();
  const { language } = usePage();
  return (
    <Form action={href(language, pathOf(props, 'video'))}>
      <input type="hidden" name="part" value={props.part} />
      <p>{props.text}</p>
      <Button>{t('meetings:join.enter')}</Button>
    </Form>
  );
}

function Opens({ at }: { at: Instant }) {
  const t = useText();
  const moment = useMoment();
  return <p>{t('meetings:join.opens', { when: moment.words(at) })}</p>;
}

function HostPart(props: PartProps) {
  const t = useText();
  const { language } = usePage();
  const { opensAt, isOpen, parts, interpreterLink, mayLog } = props.join;
  if (parts.length === 0) return mayLog ? <p class="hint">{t('meetings:staffJoin.notYours')}</p> : null;
  return (
    <>
      {isOpen ? <Enter {...props} part="host" text={t('meetings:staffJoin.open')} /> : <Opens at={opensAt} />}
      {interpreterLink !== null && (
        <Notice tone="success" title={t('meetings:staffJoin.interpreterTitle')} answer>
          <p>{t('meetings:staffJoin.interpreterText')}</p>
          <p>
            <code dir="ltr">{interpreterLink}</code>
          </p>
        </Notice>
      )}
      {parts.includes('interpreter') && (
        <Form action={href(language, pathOf(props, 'video'))}>
          <input type="hidden" name="part" value="interpreter" />
          <Button variant="secondary">{t('meetings:staffJoin.interpreterGive')}</Button>
        </Form>
      )}
    </>
  );
}

/** The officer's side: the number, what calls there were, and how the one just made went. */
function CallPart(props: PartProps) {
  const t = useText();
  const { language } = usePage();
  const { channel, phone, calls, mayLog, requestId } = props.join;
  if (channel === 'on-site' || (channel === 'video' && calls.length === 0 && !mayLog)) return null;
  return (
    <>
      <Sub way={props.way}>
        <span id="calls">{t('meetings:staffJoin.calls')}</span>
      </Sub>
      {mayLog && (
        <p>
          {phone === null ? (
            t('meetings:staffJoin.noNumber')
          ) : (
            <a class="phone" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
              {t('meetings:staffJoin.call')} <bdi dir="ltr">{phone}</bdi>
            </a>
          )}
        </p>
      )}
      {calls.length === 0 ? <p class="hint">{t('meetings:staffJoin.none')}</p> : <Calls calls={calls} of="staffJoin" />}
      {mayLog && (
        <Form action={href(language, pathOf(props, 'call-attempt'))} requestId={requestId}>
          <Radios
            name="result"
            legend={t('meetings:staffJoin.how')}
            hint={t('meetings:staffJoin.notAbsent')}
            options={callResults.map((result) => ({ value: result, text: t(`meetings:staffJoin.result.${result}`) }))}
          />
          <Button variant="secondary">{t('meetings:staffJoin.note')}</Button>
        </Form>
      )}
    </>
  );
}

/** The person's side: what calls there were, and what to do when no number is known. */
function CalledPart({ way, join: { channel, phone, calls, mayLog } }: PartProps) {
  const t = useText();
  const { language } = usePage();
  const details = way.kind === 'self' ? '/my/details' : way.base.replace(/meetings$/, 'details');
  return (
    <>
      {channel === 'phone' && phone === null && mayLog && (
        <Notice tone="warning" title={t('meetings:join.noNumber')}>
          <a href={href(language, details)}>{t('meetings:join.addNumber')}</a>
        </Notice>
      )}
      {calls.length > 0 && (
        <>
          <Sub way={way}>{t('meetings:join.calls')}</Sub>
          <Calls calls={calls} of="join" />
        </>
      )}
    </>
  );
}

function Calls({ calls, of }: { calls: readonly Call[]; of: 'join' | 'staffJoin' }) {
  const t = useText();
  const moment = useMoment();
  return (
    <Timeline
      items={calls.map(({ at, result }) => ({
        when: moment.words(at),
        date: localTime(at).date,
        what: t(`meetings:${of}.${result === null ? 'asked' : `was.${result}`}`),
      }))}
    />
  );
}
