/** The end of an agreement: first what falls with it, then the form that decides it. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import {
  Button,
  Buttons,
  Field,
  Form,
  type Filled,
  HiddenValues,
  KeptFormNotice,
  Notice,
  LinkButton,
  RefusalSummary,
  TextArea,
  useFormats,
  useText,
  valueOf,
} from '../../../../ui/index.ts';
import { coveringStates } from '../../agreement-state.ts';
import type { AgreementRecord } from '../../store/agreement-record.ts';
import { type Falling, WhatFalls } from './impact.tsx';
import { StateTag, useAgreementHref } from './words.tsx';

export interface EndPageProps {
  record: AgreementRecord;
  /** Null: it covers nothing yet. */
  falling: Falling | null;
  form: Filled;
  /** The first day on which it can be at an end with its period of notice kept. */
  earliest: PlainDate;
  requestId: string;
  /** The day that was decided on is shown first now; nothing is decided. */
  shownNow?: boolean;
  /** The person may decide. */
  mayEnd: boolean;
}

export function EndAgreementPage(page: EndPageProps) {
  const t = useText();
  const { date } = useFormats();
  const address = useAgreementHref();
  const { record, falling, form } = page;
  const url = address(`/${record.id}/ending`);
  return (
    <>
      <RefusalSummary form={form} said={saidOf(form, t)} ruleText={(id) => t(`network:rule.${id}`)} />
      {form.kept === true && <KeptFormNotice />}
      {page.shownNow === true && falling !== null && (
        <Notice tone="warning" answer title={t('network:staffAgreements.end.shownNow', { date: date(falling.impact.lastDay) })}>
          <p>{t('network:staffAgreements.end.shownNowText')}</p>
        </Notice>
      )}
      <h1>{t('network:staffAgreements.end.title', { title: record.title })}</h1>
      <p>
        <StateTag state={record.state} />{' '}
        {record.lastDay !== null && t('network:staffAgreements.end.already', { date: date(record.lastDay) })}
      </p>
      {falling === null ? (
        <p>{t(`network:staffAgreements.end.${isOver(record) ? 'over' : 'notInForce'}`)}</p>
      ) : (
        <>
          <Form action={url} method="get" inline>
            <Field name="lastDay" type="date" label={t('network:staffAgreements.end.tryDay')} value={falling.impact.lastDay} />
            <Button variant="secondary">{t('network:staffAgreements.end.try')}</Button>
          </Form>
          <WhatFalls {...falling} />
        </>
      )}
      {page.mayEnd && <Decide {...page} url={url} />}
    </>
  );
}

const isOver = ({ state }: AgreementRecord): boolean => state === 'ended' || state === 'replaced';

/** What is about no field of the form. */
function saidOf({ refusal, wrong }: Filled, t: ReturnType<typeof useText>): string[] {
  if (refusal === null || Object.keys(wrong).length > 0) return [];
  const source = `${refusal.code === 'request-repeated' ? 'ui' : 'network'}:problem.${refusal.code}`;
  return [t(`${source}.text`, refusal.details.params)];
}

function Decide({ record, falling, form: { values, wrong }, earliest, requestId, url }: EndPageProps & { url: string }) {
  const t = useText();
  const { date } = useFormats();
  const address = useAgreementHref();
  const covers = coveringStates.some((one) => one === record.state || one === record.next?.state);
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{t(`network:staffAgreements.end.${falling === null ? 'giveUp' : 'decide'}`)}</h2>
      <Form action={url} requestId={requestId}>
        <HiddenValues values={{ shown: falling?.impact.lastDay ?? '' }} />
        <Field
          name="lastDay"
          type="date"
          label={t('network:staffAgreements.ending.lastDay')}
          hint={
            covers && record.noticeMonths !== null
              ? t('network:staffAgreements.end.notice', { count: record.noticeMonths, date: date(earliest) })
              : undefined
          }
          value={valueOf(values, 'lastDay')}
          error={wrong['lastDay']}
        />
        {covers && record.noticeMonths !== null && (
          <TextArea
            name="reason"
            label={t('network:staffAgreements.end.reason')}
            hint={t('network:staffAgreements.end.reasonHint')}
            value={valueOf(values, 'reason')}
            error={wrong['reason']}
            rows={3}
            maxLength={1000}
            optional
          />
        )}
        <TextArea
          name="note"
          label={t('network:planner.step.note')}
          value={valueOf(values, 'note')}
          error={wrong['note']}
          rows={3}
          maxLength={1000}
          optional
        />
        <Buttons>
          <Button color="danger">{t('network:staffAgreements.submit.endDecided')}</Button>
          <LinkButton variant="tertiary" href={address(`/${record.id}`)}>
            {t('network:planner.cancel')}
          </LinkButton>
        </Buttons>
      </Form>
    </section>
  );
}
