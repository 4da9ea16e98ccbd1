import { instant, localTime } from '../../../platform/clock/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { Button, Buttons, Field, Form, Notice, useFormats, usePage, useText } from '../../../ui/index.ts';
import type { Part } from '../store/video.ts';
import type { IceServer } from '../video.ts';
import type { RoomState } from '../video-state.ts';

/** Before the meeting. `state` null: no code, or one that is used up. */
export function EnterPage({ code, state, opensAt }: { code: string; state: RoomState | null; opensAt: string | null }) {
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  const opens = opensAt === null ? null : localTime(instant(opensAt));
  const isWrong = code !== '' && state === null;
  return (
    <>
      <h1>{t('contact:video.enter.title')}</h1>
      {isWrong && (
        <Notice tone="warning" title={t('contact:video.enter.used')}>
          <p>{t('contact:video.enter.usedText')}</p>
        </Notice>
      )}
      {state === 'over' && (
        <Notice tone="info" title={t('contact:video.enter.over')}>
          <p>{t('contact:video.enter.overText')}</p>
        </Notice>
      )}
      {state === 'to-come' && opens !== null && (
        <Notice tone="info" title={t('contact:video.enter.early')}>
          <p>{t('contact:video.enter.earlyText', { day: date(opens.date), time: opens.time })}</p>
        </Notice>
      )}
      {state !== 'over' && <p>{t('contact:video.enter.text')}</p>}
      {(state === 'open' || state === null) && (
        <Form action={href(language, '/meet')}>
          {state === 'open' ? (
            <input type="hidden" name="code" value={code} />
          ) : (
            <Field name="code" label={t('contact:video.enter.code')} hint={t('contact:video.enter.codeHint')} value="" />
          )}
          <Buttons>
            <Button>{t('contact:video.enter.go')}</Button>
          </Buttons>
        </Form>
      )}
      <p>{t('contact:video.notRecorded')}</p>
    </>
  );
}

const words = [
  'needsScript',
  'check',
  'checkText',
  'noDevices',
  'denied',
  'ready',
  'waiting',
  'waitingHost',
  'knocks',
  'letIn',
  'talking',
  'alone',
  'lost',
  'failed',
  'mute',
  'unmute',
  'cameraOff',
  'cameraOn',
  'you',
] as const;

export interface RoomPageProps {
  roomId: string;
  seat: { id: string; part: Part };
  ice: readonly IceServer[];
}

/** The room. meet.js fills it; without script, or without a camera, there is the telephone. */
export function RoomPage({ roomId, seat, ice }: RoomPageProps) {
  const t = useText();
  const { language } = usePage();
  const at = (path: string): string => href(language, `/meet/${roomId}/${path}`);
  const texts = Object.fromEntries(words.map((word) => [word, t(`contact:video.room.${word}`)]));
  const parts = Object.fromEntries(
    (['host', 'guest', 'interpreter'] as const).map((part) => [part, t(`contact:video.part.${part}`)]),
  );
  return (
    <>
      <h1>{t('contact:video.room.title')}</h1>
      <div
        id="meet"
        class="meet"
        data-base={href(language, `/meet/${roomId}`)}
        data-seat={seat.id}
        data-part={seat.part}
        data-ice={JSON.stringify(ice)}
        data-texts={JSON.stringify({ words: texts, parts })}
      >
        <p id="meet-state" class="meet-state" role="status">
          {texts['needsScript']}
        </p>
        <div id="meet-knocks" class="meet-knocks"></div>
        <div id="meet-pictures" class="meet-pictures"></div>
        <div id="meet-tools" class="meet-tools" hidden>
          <Buttons>
            <Button type="button" id="meet-mute" variant="secondary">
              {texts['mute']}
            </Button>
            <Button type="button" id="meet-camera" variant="secondary">
              {texts['cameraOff']}
            </Button>
          </Buttons>
          <div class="meet-devices">
            <label for="meet-microphone">{t('contact:video.room.microphone')}</label>
            <select id="meet-microphone" class="ds-input"></select>
            <label for="meet-lens">{t('contact:video.room.lens')}</label>
            <select id="meet-lens" class="ds-input"></select>
            <label for="meet-level">{t('contact:video.room.level')}</label>
            <meter id="meet-level" min="0" max="1" low={0.02}></meter>
          </div>
        </div>
      </div>
      <div class="meet-ways">
        {seat.part === 'guest' && (
          <Form action={at('call-me')}>
            <Button variant="secondary">{t('contact:video.room.callMe')}</Button>
          </Form>
        )}
        <Form action={at('leave')}>
          <Button variant="secondary" color="danger">
            {t('contact:video.room.leave')}
          </Button>
        </Form>
      </div>
      <p>{t('contact:video.notRecorded')}</p>
    </>
  );
}

export function LeftPage({ how }: { how: 'left' | 'call' }) {
  const t = useText();
  return (
    <>
      <h1>{t(`contact:video.${how}.title`)}</h1>
      <p>{t(`contact:video.${how}.text`)}</p>
    </>
  );
}
