/** Where the case stands, in plain words, with the one next step. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { LinkButton, Notice, usePage, useText } from '../../../../ui/index.ts';
import { useWhen } from '../words.tsx';

export type MyCaseState =
  | { kind: 'none' }
  /** `firstDay` is null until it is answered; `path` is the step to go on with. */
  | { kind: 'draft'; firstDay: PlainDate | null; path: string }
  | { kind: 'with-officer'; registeredOn: PlainDate; question: string | null }
  | { kind: 'registered'; registeredOn: PlainDate }
  | { kind: 'rejected'; decidedOn: PlainDate; reasons: readonly string[]; decisionPath: string | null }
  | { kind: 'deregistered'; on: PlainDate };

export function MyState({ state, today }: { state: MyCaseState; today: PlainDate }) {
  const t = useText();
  const { language } = usePage();
  const when = useWhen();
  const start = (
    <LinkButton href={href(language, state.kind === 'draft' ? state.path : '/my/registration')}>
      {t(`cases:my.state.${state.kind === 'draft' || state.kind === 'deregistered' ? state.kind : 'none'}.button`)}
    </LinkButton>
  );
  const title = t(`cases:my.state.${state.kind}.title`);
  if (state.kind === 'none') {
    return (
      <Notice title={title}>
        <p>{t('cases:my.state.none.text')}</p>
        {start}
      </Notice>
    );
  }
  if (state.kind === 'draft') {
    return (
      <Notice title={title}>
        <p>{t('cases:my.state.draft.text')}</p>
        <p>
          {state.firstDay === null
            ? t('cases:my.state.draft.noDay')
            : state.firstDay > today
              ? t('cases:my.state.draft.sendOn', when.day(state.firstDay))
              : t('cases:my.state.draft.sendNow')}
        </p>
        {start}
      </Notice>
    );
  }
  if (state.kind === 'with-officer') {
    return (
      <Notice title={title}>
        <p>{t('cases:my.state.with-officer.text', { date: when.date(state.registeredOn) })}</p>
        {state.question !== null && (
          <p>
            {t('cases:my.state.with-officer.question')}: {state.question}
          </p>
        )}
      </Notice>
    );
  }
  if (state.kind === 'registered') {
    return (
      <Notice tone="success" title={title}>
        {t('cases:my.state.registered.text', { date: when.date(state.registeredOn) })}
      </Notice>
    );
  }
  if (state.kind === 'deregistered') {
    return (
      <Notice title={title}>
        <p>{t('cases:my.state.deregistered.text', { date: when.date(state.on) })}</p>
        <p>{t('cases:my.state.deregistered.again')}</p>
        {start}
      </Notice>
    );
  }
  return <Rejected state={state} />;
}

/** Why, and how to say that it is wrong. */
function Rejected({ state }: { state: Extract<MyCaseState, { kind: 'rejected' }> }) {
  const t = useText();
  const { language } = usePage();
  const when = useWhen();
  return (
    <Notice tone="warning" title={t('cases:my.state.rejected.title')}>
      <p>{t('cases:my.state.rejected.text', { date: when.date(state.decidedOn) })}</p>
      {state.reasons.length > 0 && (
        <>
          <h3>{t('cases:my.state.rejected.why')}</h3>
          <ul>
            {state.reasons.map((reason) => (
              <li>{reason}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('cases:my.state.rejected.object')}</h3>
      <p>{t('cases:my.state.rejected.objectText')}</p>
      {state.decisionPath !== null && (
        <LinkButton href={href(language, state.decisionPath)}>{t('cases:my.state.rejected.decision')}</LinkButton>
      )}
      <p>
        <a href={href(language, '/my/registration')}>{t('cases:my.state.rejected.again')}</a>
      </p>
    </Notice>
  );
}
