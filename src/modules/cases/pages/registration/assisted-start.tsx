/** Before the steps when someone helps: how the person comes, by which legal ground by phone, and how they are identified. */
import type { ComponentChildren } from 'preact';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import type { Outage } from '../../../../platform/outage/index.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  LinkButton,
  Notice,
  Radios,
  Select,
  usePage,
  useText,
  valueOf,
} from '../../../../ui/index.ts';
import type { OfficeState } from '../../../network/index.ts';
import { identifications } from '../../../people/index.ts';
import type { Typed } from '../../registration/index.ts';
import { type PhoneGround, phoneGrounds } from '../../rules/telephone-registration.ts';
import type { Draft } from '../../store/draft.ts';
import { useWhen } from '../words.tsx';
import type { Way } from './way.ts';
import { useRegistrationText } from './words.ts';

export interface AssistedStartProps {
  way: Way;
  requestId: Uuid;
  draft: Draft | null;
  receiptPath: string | null;
  /** Null for a helper under a mandate: then the person comes on the web. */
  desk: { identityProof: string; day: string; outage: Outage | null; office: OfficeState } | null;
  typed: Typed;
  wrong: Readonly<Record<string, string>>;
}

export function AssistedStart(props: AssistedStartProps) {
  const { way, requestId, draft, receiptPath, desk, wrong } = props;
  const t = useText();
  const words = useRegistrationText();
  const { language } = usePage();
  return (
    <>
      <ErrorSummary errors={Object.entries(wrong).map(([field, text]) => ({ field, text }))} />
      <h2>{t('cases:staffRegistration.title')}</h2>
      {receiptPath === null ? (
        <>
          <p class="lead">{t(desk === null ? 'cases:staffRegistration.helperLead' : 'cases:staffRegistration.lead')}</p>
          {draft !== null && (
            <Notice level={3}>{t('cases:staffRegistration.resume', { step: words(`step.${draft.atStep}.name`) })}</Notice>
          )}
          <Form action={href(language, way.base)} requestId={requestId}>
            {desk !== null && <DeskFields {...props} desk={desk} />}
            <Buttons>
              <Button>{t(draft === null ? 'cases:staffRegistration.begin' : 'cases:staffRegistration.goOn')}</Button>
            </Buttons>
          </Form>
        </>
      ) : (
        <>
          <p class="lead">{t('cases:staffRegistration.registered')}</p>
          <LinkButton href={href(language, receiptPath)}>{t('cases:staffRegistration.receipt')}</LinkButton>
        </>
      )}
    </>
  );
}

function DeskFields({ desk, draft, typed, wrong }: AssistedStartProps & { desk: NonNullable<AssistedStartProps['desk']> }) {
  const t = useText();
  const words = useRegistrationText();
  const when = useWhen();
  const hints: Partial<Record<PhoneGround, ComponentChildren>> = {
    outage: <OutageOf desk={desk} />,
    'office-closed': t(`cases:staffRegistration.office.${desk.office}`, { day: when.date(desk.day) }),
  };
  const before = draft?.channel === 'web' ? '' : (draft?.channel ?? '');
  return (
    <>
      <Radios
        name="channel"
        legend={t('cases:staffRegistration.channel')}
        value={valueOf(typed, 'channel') || before}
        error={wrong['channel']}
        options={(['in-person', 'phone'] as const).map((value) => ({
          value,
          text: t(`cases:staffRegistration.channelOption.${value}`),
        }))}
      />
      <Radios
        name="phoneGround"
        legend={t('cases:staffRegistration.phoneGround')}
        hint={t('cases:staffRegistration.phoneGroundHint')}
        value={valueOf(typed, 'phoneGround') || (draft?.phoneGround ?? '')}
        error={wrong['phoneGround']}
        options={phoneGrounds.map((value) => ({
          value,
          text: t(`cases:staffRegistration.groundOption.${value}`),
          hint: hints[value],
        }))}
      />
      <Select
        name="identityProof"
        label={t('cases:staffRegistration.identity')}
        hint={t('cases:staffRegistration.identityHint', { now: words(`decision.factValue.identityProof.${desk.identityProof}`) })}
        value={valueOf(typed, 'identityProof')}
        options={[
          { value: '', text: t('cases:staffRegistration.identitySame') },
          ...identifications.map((value) => ({ value, text: words(`decision.factValue.identityProof.${value}`) })),
        ]}
      />
    </>
  );
}

/** What the log of outages says of the first day without work, or of today when that is not known yet. */
function OutageOf({ desk: { outage, day } }: { desk: NonNullable<AssistedStartProps['desk']> }) {
  const t = useText();
  const when = useWhen();
  if (outage === null) return <>{t('cases:staffRegistration.outageNone', { day: when.date(day) })}</>;
  const from = when.at(outage.beganAt);
  if (outage.endedAt === null) return <>{t('cases:staffRegistration.outageNow', { day: from.date, from: from.time })}</>;
  return <>{t('cases:staffRegistration.outageHit', { day: from.date, from: from.time, to: when.at(outage.endedAt).time })}</>;
}
