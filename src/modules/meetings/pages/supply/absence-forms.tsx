/** The forms of what is away: an officer, a room, an interpreter. */
import { hasRole } from '../../../../platform/auth/index.ts';
import { localTime } from '../../../../platform/clock/index.ts';
import { Select, useText, valueOf } from '../../../../ui/index.ts';
import { endAbsence } from '../../end-absence.ts';
import { noteAbsence } from '../../note-absence.ts';
import { meetingsProblem } from '../../problems.ts';
import { type Absence, findAbsence } from '../../store/absence.ts';
import { findInterpreter } from '../../store/interpreters.ts';
import { findRoom } from '../../store/rooms.ts';
import { type Desk, supplyForm, type SupplyForm } from './form.tsx';
import { officerFor } from './officer-form.tsx';
import { typedOrNull, typedTime } from './typed.ts';
import { TextField } from './words.tsx';

export const resourceParts = ['officers', 'rooms', 'interpreters'] as const;
type Part = (typeof resourceParts)[number];

interface Resource {
  part: Part;
  id: string;
  name: string;
}

async function resource(desk: Desk, part: Part, id: string): Promise<Resource> {
  if (part === 'officers') return { part, id, name: (await officerFor(desk, id)).name };
  const { db } = desk.meetings.house;
  const found = hasRole(desk.actor, ['planner', 'administrator'])
    ? await (part === 'rooms' ? findRoom(db, id) : findInterpreter(db, id))
    : null;
  if (found === null) throw meetingsProblem(part === 'rooms' ? 'room-unknown' : 'interpreter-unknown');
  return { part, id, name: found.name };
}

/** Whichever kind it is. */
async function anyResource(desk: Desk, id: string): Promise<Resource> {
  const { db } = desk.meetings.house;
  const part =
    (await findRoom(db, id)) !== null ? 'rooms' : (await findInterpreter(db, id)) !== null ? 'interpreters' : 'officers';
  return resource(desk, part, id);
}

const crumbs: NonNullable<SupplyForm<Resource>['crumbs']> = ({ part, id, name }, t) => [
  { path: '/supply', text: t('meetings:staffSupply.title') },
  { path: `/supply/${part}`, text: t(`meetings:staffSupply.${part}.title`) },
  { path: `/supply/${part}/${id}`, text: name },
];
const time = (text: string | null): string | null => (text === null ? null : typedTime(text));

export const noteAbsenceForms = resourceParts.map((part) =>
  supplyForm<Resource>({
    url: `/supply/${part}/:id/absence`,
    command: noteAbsence,
    summary: 'Note that an officer, a room or an interpreter is away',
    name: part === 'rooms' ? 'closeRoom' : 'noteAbsence',
    subject: (asked) => resource(asked, part, asked.id),
    begin: (_subject, { today }) => ({ kind: [part === 'rooms' ? 'closed' : 'leave'], from: [today], to: [today] }),
    input: (values, { id: resourceId }) => ({
      resourceId,
      kind: part === 'rooms' ? 'closed' : valueOf(values, 'kind'),
      from: valueOf(values, 'from').trim(),
      fromTime: time(typedOrNull(values, 'fromTime')),
      to: valueOf(values, 'to').trim(),
      toTime: time(typedOrNull(values, 'toTime')),
    }),
    next: (_result, { id }) => `/supply/${part}/${id}`,
    crumbs,
    Fields({ form }) {
      const t = useText();
      return (
        <>
          {part !== 'rooms' && (
            <Select
              name="kind"
              label={t('meetings:staffSupply.field.kind')}
              value={valueOf(form.values, 'kind')}
              error={form.wrong['kind']}
              options={['leave', 'training', 'other'].map((one) => ({
                value: one,
                text: t(`meetings:staffSupply.absence.${one}`),
              }))}
            />
          )}
          <TextField form={form} name="from" type="date" />
          <TextField form={form} name="fromTime" type="time" hint optional />
          <TextField form={form} name="to" type="date" hint />
          <TextField form={form} name="toTime" type="time" hint optional />
        </>
      );
    },
  }),
);

interface Ending extends Resource {
  absence: Absence;
}

export const endAbsenceForm = supplyForm<Ending>({
  url: '/supply/absences/:id/:absence/end',
  command: endAbsence,
  summary: 'End an absence',
  name: 'endAbsence',
  async subject(asked) {
    const { id, params } = asked;
    const absence = await findAbsence(asked.meetings.house.db, id, params['absence'] ?? '');
    if (absence === null) throw meetingsProblem('absence-unknown');
    return { ...(await anyResource(asked, id)), absence };
  },
  begin: ({ absence }, { today }) => {
    const first = localTime(absence.start).date;
    return { backOn: [first > today ? first : today] };
  },
  input: (values, { id: resourceId }, { absence }) => ({
    resourceId,
    absenceId: absence.id,
    backOn: valueOf(values, 'backOn').trim(),
  }),
  next: (_result, { id }, { part }) => `/supply/${part}/${id}`,
  crumbs,
  Fields: ({ form }) => <TextField form={form} name="backOn" type="date" hint />,
});
