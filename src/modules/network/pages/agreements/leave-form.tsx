/** A place leaves an agreement: which, and until when; then what falls with it, before it is decided. */
import { fieldErrors } from '../../../../platform/auth/index.ts';
import { parsePlainDate } from '../../../../platform/clock/index.ts';
import { problem } from '../../../../platform/problem/index.ts';
import {
  Field,
  type Filled,
  optionsOf,
  Select,
  SummaryList,
  TextArea,
  useFormats,
  useText,
  valueOf,
  type Values,
} from '../../../../ui/index.ts';
import { agreementImpact } from '../../agreements/agreement-impact.ts';
import { leaveAgreement } from '../../agreements/leave-agreement.ts';
import { canAgreement } from '../../agreement-state.ts';
import { dayRefusal } from '../../rules/municipality-state.ts';
import type { AgreementRecord } from '../../store/agreement-record.ts';
import { plannerForm, type PlannerForm } from '../planner/form.tsx';
import { agreementCrumb, agreementsHome, findAgreement, notNow } from './forms.tsx';
import { type Falling, losingMeetings, type MeetingsAt, WhatFalls } from './impact.tsx';
import { toAgreement } from './life-forms.tsx';

const typed = (agreementId: string, values: Values) => ({
  agreementId,
  placeId: valueOf(values, 'placeId'),
  lastDay: valueOf(values, 'lastDay').trim(),
  reason: valueOf(values, 'reason'),
});

export const leavePlacePage = (meetingsAt: MeetingsAt): PlannerForm =>
  plannerForm<AgreementRecord>({
    home: agreementsHome,
    url: '/:id/leave-place',
    command: leaveAgreement,
    summary: 'A place leaves an agreement',
    done: 'placeLeft',
    subject: findAgreement,
    begin: (_record, { today }) => ({ lastDay: [today] }),
    input: (values, { id }) => typed(id, values),
    landing: toAgreement,
    title: (_record, t) => t('network:staffAgreements.action.leave-place'),
    crumbs: agreementCrumb,
    Above: notNow((state) => canAgreement(state, 'leave-place')),
    Fields: LeaveFields,
    check: {
      refuse(_record, values, { id }) {
        const read = leaveAgreement.input.safeParse(typed(id, values));
        return read.success ? dayRefusal(read.data.lastDay) : problem('invalid-input', { fields: fieldErrors(read.error) });
      },
      async known(record, values, { house, register }): Promise<Falling> {
        const { placeId, lastDay } = typed(record.id, values);
        const impact = await agreementImpact(house.db, register, record.id, parsePlainDate(lastDay)!, [placeId]);
        return { impact, meetings: await meetingsAt(house.db, losingMeetings(impact), impact.from) };
      },
      Answers: ({ subject, values, known }) => <Answers record={subject} values={values} falling={known as Falling} />,
    },
  });

function LeaveFields({ subject: record, form: { values, wrong } }: { subject: AgreementRecord; form: Filled }) {
  const t = useText();
  const staying = record.placeList.filter(({ until }) => until === null);
  return (
    <>
      <p>{t('network:staffAgreements.leave.text')}</p>
      <Select
        name="placeId"
        label={t('network:field.place')}
        value={valueOf(values, 'placeId')}
        error={wrong['placeId']}
        options={[
          { value: '', text: t('network:planner.choose') },
          ...optionsOf(staying.map(({ placeId, placeName }) => ({ code: placeId, name: placeName }))),
        ]}
      />
      <Field
        name="lastDay"
        type="date"
        label={t('network:staffAgreements.leave.lastDay')}
        value={valueOf(values, 'lastDay')}
        error={wrong['lastDay']}
      />
      <TextArea
        name="reason"
        label={t('network:field.reason')}
        value={valueOf(values, 'reason')}
        error={wrong['reason']}
        rows={3}
        maxLength={1000}
      />
    </>
  );
}

function Answers({ record, values, falling }: { record: AgreementRecord; values: Values; falling: Falling }) {
  const t = useText();
  const { date } = useFormats();
  const place = record.placeList.find(({ placeId }) => placeId === valueOf(values, 'placeId'));
  return (
    <>
      <SummaryList
        items={[
          { term: t('network:field.place'), value: place?.placeName ?? '' },
          { term: t('network:staffAgreements.leave.lastDay'), value: date(falling.impact.lastDay) },
          { term: t('network:field.reason'), value: valueOf(values, 'reason') },
        ]}
      />
      <WhatFalls {...falling} />
    </>
  );
}
