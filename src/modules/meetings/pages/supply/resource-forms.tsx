/** The forms of rooms and interpreters, and of what is away. */
import { Checkboxes, Radios, Select, useText, valueOf, type Values, valuesOf, type Filled } from '../../../../ui/index.ts';
import { spokenLanguages } from '../../../people/index.ts';
import { addInterpreter } from '../../add-interpreter.ts';
import { addRoom } from '../../add-room.ts';
import { changeInterpreter } from '../../change-interpreter.ts';
import { changeRoom } from '../../change-room.ts';
import { channels, stepFree } from '../../kinds.ts';
import { meetingsProblem } from '../../problems.ts';
import { findInterpreter, type Interpreter } from '../../store/interpreters.ts';
import { findRoom, type Room } from '../../store/rooms.ts';
import { type Desk, supplyForm, Version, versionOf } from './form.tsx';
import { typedNumber, typedOrNull, typedWeek, weekAsTyped } from './typed.ts';
import { LanguageChoice, placeNames, PlaceSelect, TextField, WeekFields } from './words.tsx';

const typedRoom = (values: Values) => ({
  name: valueOf(values, 'name'),
  seats: typedNumber(values, 'seats'),
  stepFree: valueOf(values, 'stepFree'),
  validFrom: typedOrNull(values, 'validFrom'),
  validTo: typedOrNull(values, 'validTo'),
});

function RoomFields({ form }: { form: Filled }) {
  const t = useText();
  return (
    <>
      <TextField form={form} name="name" />
      <TextField form={form} name="seats" short />
      <Radios
        name="stepFree"
        legend={t('meetings:staffSupply.field.stepFree')}
        value={valueOf(form.values, 'stepFree')}
        error={form.wrong['stepFree']}
        options={stepFree.map((one) => ({ value: one, text: t(`meetings:staffSupply.stepFree.${one}`) }))}
      />
      <TextField form={form} name="validFrom" type="date" optional />
      <TextField form={form} name="validTo" type="date" hint optional />
    </>
  );
}

export const addRoomForm = supplyForm<null>({
  url: '/supply/rooms/new',
  command: addRoom,
  summary: 'Add a room at a place',
  name: 'addRoom',
  subject: () => Promise.resolve(null),
  begin: (_subject, { today, query }) => ({
    placeId: valuesOf(query, 'place'),
    stepFree: ['unknown'],
    seats: ['4'],
    validFrom: [today],
  }),
  input: (values) => ({ placeId: typedOrNull(values, 'placeId'), ...typedRoom(values) }),
  next: (result) => `/supply/rooms/${(result as { roomId: string }).roomId}`,
  crumbs: (_subject, t) => [
    { path: '/supply', text: t('meetings:staffSupply.title') },
    { path: '/supply/rooms', text: t('meetings:staffSupply.rooms.title') },
  ],
  Fields({ form, asked }) {
    const t = useText();
    const places = placeNames(asked.meetings.register.current(), asked.today).filter(({ bookable }) => bookable);
    return (
      <>
        <PlaceSelect form={form} name="placeId" places={places} none={t('meetings:staffSupply.choose')} />
        <RoomFields form={form} />
      </>
    );
  },
});

export const changeRoomForm = supplyForm<Room>({
  url: '/supply/rooms/:id/change',
  command: changeRoom,
  summary: 'Change a room',
  name: 'changeRoom',
  async subject({ meetings, id }) {
    const room = await findRoom(meetings.house.db, id);
    if (room === null) throw meetingsProblem('room-unknown');
    return room;
  },
  begin: (room) => ({
    version: [String(room.version)],
    name: [room.name],
    seats: [String(room.seats)],
    stepFree: [room.stepFree],
    validFrom: [room.validFrom ?? ''],
    validTo: [room.validTo ?? ''],
  }),
  input: (values, { id: roomId }) => ({ roomId, version: versionOf(values), ...typedRoom(values) }),
  next: (_result, { id }) => `/supply/rooms/${id}`,
  crumbs: (room, t) => [
    { path: '/supply', text: t('meetings:staffSupply.title') },
    { path: '/supply/rooms', text: t('meetings:staffSupply.rooms.title') },
    { path: `/supply/rooms/${room.id}`, text: room.name },
  ],
  Fields: ({ subject, form }) => (
    <>
      <Version form={form} now={subject.version} />
      <RoomFields form={form} />
    </>
  ),
});

const typedInterpreter = (values: Values) => ({
  name: valueOf(values, 'name'),
  languages: valuesOf(values, 'languages'),
  channels: valuesOf(values, 'channels'),
  weekly: typedWeek(values),
  municipalityCode: typedOrNull(values, 'municipalityCode'),
  withinMinutes: typedNumber(values, 'withinMinutes'),
  validFrom: typedOrNull(values, 'validFrom'),
  validTo: typedOrNull(values, 'validTo'),
});

function InterpreterFields({ form, desk }: { form: Filled; desk: Desk }) {
  const t = useText();
  const municipalities = [...desk.meetings.register.current().municipalities.values()];
  const [often, rest] = [spokenLanguages.slice(1, 16), spokenLanguages.slice(16)];
  return (
    <>
      <TextField form={form} name="name" />
      <LanguageChoice form={form} label="interprets" often={often} rest={rest} />
      <Checkboxes
        name="channels"
        legend={t('meetings:staffSupply.field.channels')}
        values={valuesOf(form.values, 'channels')}
        error={form.wrong['channels']}
        options={channels.map((one) => ({ value: one, text: t(`meetings:staffSupply.channel.${one}`) }))}
      />
      <Select
        name="municipalityCode"
        label={t('meetings:staffSupply.field.municipalityCode')}
        hint={t('meetings:staffSupply.hint.municipalityCode')}
        value={valueOf(form.values, 'municipalityCode')}
        error={form.wrong['municipalityCode']}
        options={[
          { value: '', text: t('meetings:staffSupply.notOnSite') },
          ...municipalities
            .map(({ code, name }) => ({ value: code, text: name }))
            .toSorted((a, b) => a.text.localeCompare(b.text, 'sv')),
        ]}
      />
      <TextField form={form} name="withinMinutes" short optional />
      <WeekFields form={form} />
      <TextField form={form} name="validFrom" type="date" optional />
      <TextField form={form} name="validTo" type="date" hint optional />
    </>
  );
}

export const addInterpreterForm = supplyForm<null>({
  url: '/supply/interpreters/new',
  command: addInterpreter,
  summary: 'Add an interpreter',
  name: 'addInterpreter',
  subject: () => Promise.resolve(null),
  begin: (_subject, { today }) => ({ channels: ['video', 'phone'], validFrom: [today] }),
  input: (values) => typedInterpreter(values),
  next: (result) => `/supply/interpreters/${(result as { interpreterId: string }).interpreterId}`,
  crumbs: (_subject, t) => [
    { path: '/supply', text: t('meetings:staffSupply.title') },
    { path: '/supply/interpreters', text: t('meetings:staffSupply.interpreters.title') },
  ],
  Fields: ({ form, asked }) => <InterpreterFields form={form} desk={asked} />,
});

export const changeInterpreterForm = supplyForm<Interpreter>({
  url: '/supply/interpreters/:id/change',
  command: changeInterpreter,
  summary: 'Change an interpreter',
  name: 'changeInterpreter',
  async subject({ meetings, id }) {
    const found = await findInterpreter(meetings.house.db, id);
    if (found === null) throw meetingsProblem('interpreter-unknown');
    return found;
  },
  begin: (one) => ({
    version: [String(one.version)],
    name: [one.name],
    languages: one.languages,
    channels: one.channels,
    municipalityCode: [one.municipalityCode ?? ''],
    withinMinutes: [one.withinMinutes === null ? '' : String(one.withinMinutes)],
    validFrom: [one.validFrom ?? ''],
    validTo: [one.validTo ?? ''],
    ...weekAsTyped(one.weekly),
  }),
  input: (values, { id: interpreterId }) => ({ interpreterId, version: versionOf(values), ...typedInterpreter(values) }),
  next: (_result, { id }) => `/supply/interpreters/${id}`,
  crumbs: (one, t) => [
    { path: '/supply', text: t('meetings:staffSupply.title') },
    { path: '/supply/interpreters', text: t('meetings:staffSupply.interpreters.title') },
    { path: `/supply/interpreters/${one.id}`, text: one.name },
  ],
  Fields: ({ subject, form, asked }) => (
    <>
      <Version form={form} now={subject.version} />
      <InterpreterFields form={form} desk={asked} />
    </>
  ),
});
