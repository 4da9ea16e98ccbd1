/** The form of a type of meeting: what it is from a day on. */
import { addDays } from '../../../../platform/clock/index.ts';
import { Checkbox, Checkboxes, Select, useText, valueOf, type Values, valuesOf, type Filled } from '../../../../ui/index.ts';
import { bookers, channels } from '../../kinds.ts';
import { meetingsProblem } from '../../problems.ts';
import { putMeetingType } from '../../put-meeting-type.ts';
import { type MeetingType, typeHistory } from '../../store/types.ts';
import { supplyForm } from './form.tsx';
import { typedNumber, typedOrNull } from './typed.ts';
import { TextField } from './words.tsx';

const typed = (values: Values) => ({
  purpose: valueOf(values, 'purpose'),
  names: { sv: valueOf(values, 'names.sv'), en: valueOf(values, 'names.en') },
  channels: valuesOf(values, 'channels'),
  minutes: typedNumber(values, 'minutes'),
  windowFirst: typedNumber(values, 'windowFirst'),
  windowLast: typedNumber(values, 'windowLast'),
  bookedBy: valuesOf(values, 'bookedBy'),
  competence: typedOrNull(values, 'competence'),
  needsRoom: valueOf(values, 'needsRoom') === 'yes',
  overbooking: valueOf(values, 'overbooking') === 'yes',
  officers: typedNumber(values, 'officers'),
  seats: typedNumber(values, 'seats'),
  source: valueOf(values, 'source'),
  from: valueOf(values, 'from').trim(),
});

function Fields({ form }: { form: Filled }) {
  const t = useText();
  const { values, wrong } = form;
  return (
    <>
      <TextField form={form} name="from" type="date" hint />
      <TextField form={form} name="names.sv" />
      <TextField form={form} name="names.en" />
      <TextField form={form} name="purpose" hint />
      <Checkboxes
        name="channels"
        legend={t('meetings:staffSupply.field.channels')}
        values={valuesOf(values, 'channels')}
        error={wrong['channels']}
        options={channels.map((one) => ({ value: one, text: t(`meetings:staffSupply.channel.${one}`) }))}
      />
      <Select
        name="minutes"
        label={t('meetings:staffSupply.field.minutes')}
        value={valueOf(values, 'minutes')}
        error={wrong['minutes']}
        options={[15, 30, 45, 60, 75, 90, 120, 150, 180, 240].map((one) => ({ value: String(one), text: String(one) }))}
      />
      <TextField form={form} name="windowFirst" short hint optional />
      <TextField form={form} name="windowLast" short hint optional />
      <Checkboxes
        name="bookedBy"
        legend={t('meetings:staffSupply.field.bookedBy')}
        values={valuesOf(values, 'bookedBy')}
        error={wrong['bookedBy']}
        options={bookers.map((one) => ({ value: one, text: t(`meetings:staffSupply.booker.${one}`) }))}
      />
      <TextField form={form} name="competence" hint optional />
      <Checkbox
        name="needsRoom"
        label={t('meetings:staffSupply.field.needsRoom')}
        checked={valueOf(values, 'needsRoom') === 'yes'}
        error={wrong['needsRoom']}
      />
      <Checkbox
        name="overbooking"
        label={t('meetings:staffSupply.field.overbooking')}
        checked={valueOf(values, 'overbooking') === 'yes'}
      />
      <TextField form={form} name="officers" short />
      <TextField form={form} name="seats" short />
      <TextField form={form} name="source" hint />
    </>
  );
}

const crumbs = (_subject: unknown, t: (key: string) => string) => [
  { path: '/meeting-types', text: t('meetings:staffSupply.types.title') },
];

export const addTypeForm = supplyForm<null>({
  url: '/meeting-types/new',
  command: putMeetingType,
  summary: 'Add a type of meeting',
  name: 'addType',
  subject: () => Promise.resolve(null),
  begin: (_subject, { today }) => ({
    from: [addDays(today, 1)],
    minutes: ['30'],
    officers: ['1'],
    seats: ['1'],
    bookedBy: ['officer'],
  }),
  input: (values) => ({ code: valueOf(values, 'code').trim(), ...typed(values) }),
  next: (result) => `/meeting-types/${(result as { code: string }).code}`,
  crumbs,
  Fields: ({ form }) => (
    <>
      <TextField form={form} name="code" short hint />
      <Fields form={form} />
    </>
  ),
});

export const changeTypeForm = supplyForm<MeetingType>({
  url: '/meeting-types/:id/change',
  command: putMeetingType,
  summary: 'Change a type of meeting from a day on',
  name: 'changeType',
  async subject({ meetings, id: code }) {
    const [latest] = await typeHistory(meetings.house.db, code);
    if (latest === undefined) throw meetingsProblem('type-unknown');
    return latest;
  },
  begin: (type, { today }) => ({
    from: [type.validFrom > today ? type.validFrom : addDays(today, 1)],
    purpose: [type.purpose],
    'names.sv': [type.names['sv'] ?? ''],
    'names.en': [type.names['en'] ?? ''],
    channels: type.channels,
    minutes: [String(type.minutes)],
    windowFirst: [type.windowFirst === null ? '' : String(type.windowFirst)],
    windowLast: [type.windowLast === null ? '' : String(type.windowLast)],
    bookedBy: type.bookedBy,
    competence: [type.competence ?? ''],
    needsRoom: [type.needsRoom ? 'yes' : ''],
    overbooking: [type.overbooking ? 'yes' : ''],
    officers: [String(type.officers)],
    seats: [String(type.seats)],
  }),
  input: (values, { id: code }) => ({ code, ...typed(values) }),
  next: (_result, { id: code }) => `/meeting-types/${code}`,
  crumbs: ({ code, names }, t) => [...crumbs(null, t), { path: `/meeting-types/${code}`, text: `${code} ${names['sv'] ?? ''}` }],
  Fields,
});
