/** Forms of the lines in which people wait, and of the counters that call from them. */
import { Checkboxes, Field, type Filled, useText, valueOf, type Values, valuesOf } from '../../../../ui/index.ts';
import { endCounter } from '../../end-counter.ts';
import { endService } from '../../end-service.ts';
import { deskProblem } from '../../problems.ts';
import { putCounter } from '../../put-counter.ts';
import { putService } from '../../put-service.ts';
import type { DeskSetup } from '../../setup.ts';
import type { Counter, DeskService } from '../../store/services.ts';
import { deskCrumbs, deskSubject, placeOf, toDesk } from './desk-forms.ts';
import { type Asked, EndLink, numberOrNull, setupForm, Version, versionIn } from './form.tsx';
import { NameFields, namesIn, namesOf } from './name-fields.tsx';
import { useAgency, useName } from './words.tsx';

interface LineSubject extends DeskSetup {
  service: DeskService | null;
  counter: Counter | null;
}

async function lineSubject(asked: Asked): Promise<LineSubject> {
  const setup = await deskSubject(asked);
  const { service: serviceId, counter: counterId } = asked.params;
  const service = setup.services.find(({ id }) => id === serviceId) ?? null;
  const counter = setup.counters.find(({ id }) => id === counterId) ?? null;
  if (serviceId !== undefined && service === null) throw deskProblem('service-unknown');
  if (counterId !== undefined && counter === null) throw deskProblem('counter-unknown');
  return { ...setup, service, counter };
}

const serviceForm = {
  command: putService,
  subject: lineSubject,
  begin({ service }: LineSubject): Values {
    if (service === null) return {};
    return {
      letter: [service.letter],
      ...namesOf(service.names),
      topics: service.topics,
      percent: [String(service.goalPercent ?? '')],
      minutes: [service.goalSeconds === null ? '' : String(service.goalSeconds / 60)],
    };
  },
  input(values: Values, asked: Asked, { service }: LineSubject) {
    const [percent, minutes] = [numberOrNull(valueOf(values, 'percent')), numberOrNull(valueOf(values, 'minutes'))];
    return {
      placeId: placeOf(asked),
      id: service?.id ?? null,
      version: service === null ? null : versionIn(values),
      letter: valueOf(values, 'letter').toUpperCase(),
      names: namesIn(values),
      topics: valuesOf(values, 'topics'),
      goal:
        percent === null && minutes === null ? null : { percent, seconds: minutes === null ? null : Math.round(minutes * 60) },
    };
  },
  fieldOf: (path: string) => {
    const [first = '', second = ''] = path.split('.');
    if (first === 'names') return `name-${second}`;
    return first === 'goal' ? (second === 'percent' ? 'percent' : 'minutes') : first;
  },
  back: toDesk,
  crumbs: deskCrumbs,
  Fields: ServiceFields,
};
export const addServiceForm = setupForm({
  ...serviceForm,
  url: '/desks/:place/services/new',
  summary: 'A new queue',
  name: 'addService',
});
export const changeServiceForm = setupForm({
  ...serviceForm,
  url: '/desks/:place/services/:service',
  summary: 'A queue is changed',
  name: 'changeService',
});

function ServiceFields({ subject, form }: { subject: LineSubject; form: Filled }) {
  const t = useText();
  const name = useName();
  const agency = useAgency();
  const { values, wrong } = form;
  const { service, place, topics } = subject;
  return (
    <>
      {service !== null && <Version form={form} now={service.version} />}
      <Field
        name="letter"
        label={t('desk:staffSetup.field.letter')}
        hint={t('desk:staffSetup.hint.letter')}
        value={valueOf(values, 'letter')}
        error={wrong['letter']}
        maxLength={1}
        short
      />
      <NameFields values={values} wrong={wrong} />
      <Checkboxes
        name="topics"
        legend={t('desk:staffSetup.field.topics')}
        values={valuesOf(values, 'topics')}
        error={wrong['topics']}
        options={topics.map((one) => ({ value: one.code, text: name(one.names), hint: agency(one.agency) }))}
      />
      <Field
        name="percent"
        type="number"
        label={t('desk:staffSetup.field.percent')}
        hint={t('desk:staffSetup.hint.goal')}
        value={valueOf(values, 'percent')}
        error={wrong['percent']}
        min={1}
        max={100}
        short
        optional
      />
      <Field
        name="minutes"
        type="number"
        label={t('desk:staffSetup.field.minutes')}
        value={valueOf(values, 'minutes')}
        error={wrong['minutes']}
        min={1}
        short
        optional
      />
      {service !== null && <EndLink to={`/desks/${place.id}/services/${service.id}/end`} form="endService" />}
    </>
  );
}

const counterForm = {
  command: putCounter,
  subject: lineSubject,
  begin: ({ counter, services }: LineSubject): Values => ({
    name: [counter?.name ?? ''],
    serviceIds: counter?.serviceIds ?? services.map(({ id }) => id),
  }),
  input: (values: Values, asked: Asked, { counter }: LineSubject) => ({
    placeId: placeOf(asked),
    id: counter?.id ?? null,
    version: counter === null ? null : versionIn(values),
    name: valueOf(values, 'name'),
    serviceIds: valuesOf(values, 'serviceIds'),
  }),
  back: toDesk,
  crumbs: deskCrumbs,
  Fields: CounterFields,
};
export const addCounterForm = setupForm({
  ...counterForm,
  url: '/desks/:place/counters/new',
  summary: 'A new counter',
  name: 'addCounter',
});
export const changeCounterForm = setupForm({
  ...counterForm,
  url: '/desks/:place/counters/:counter',
  summary: 'A counter is changed',
  name: 'changeCounter',
});

function CounterFields({ subject, form }: { subject: LineSubject; form: Filled }) {
  const t = useText();
  const name = useName();
  const { values, wrong } = form;
  const { counter, place, services } = subject;
  return (
    <>
      {counter !== null && <Version form={form} now={counter.version} />}
      <Field
        name="name"
        label={t('desk:staffSetup.counters.counter')}
        hint={t('desk:staffSetup.hint.counter')}
        value={valueOf(values, 'name')}
        error={wrong['name']}
        maxLength={20}
        short
      />
      <Checkboxes
        name="serviceIds"
        legend={t('desk:staffSetup.field.serviceIds')}
        values={valuesOf(values, 'serviceIds')}
        error={wrong['serviceIds']}
        options={services.map((one) => ({ value: one.id, text: `${one.letter} ${name(one.names)}` }))}
      />
      {counter !== null && <EndLink to={`/desks/${place.id}/counters/${counter.id}/end`} form="endCounter" />}
    </>
  );
}

export const endServiceForm = setupForm({
  url: '/desks/:place/services/:service/end',
  command: endService,
  summary: 'A queue ends',
  name: 'endService',
  subject: lineSubject,
  begin: (): Values => ({}),
  input: (values, asked, { service }) => ({ placeId: placeOf(asked), id: service?.id, version: versionIn(values) }),
  back: toDesk,
  crumbs: deskCrumbs,
  Fields: ({ subject, form }: { subject: LineSubject; form: Filled }) => <Version form={form} now={subject.service!.version} />,
});

export const endCounterForm = setupForm({
  url: '/desks/:place/counters/:counter/end',
  command: endCounter,
  summary: 'A counter is removed',
  name: 'endCounter',
  subject: lineSubject,
  begin: (): Values => ({}),
  input: (values, asked, { counter }) => ({ placeId: placeOf(asked), id: counter?.id, version: versionIn(values) }),
  back: toDesk,
  crumbs: deskCrumbs,
  Fields: ({ subject, form }: { subject: LineSubject; form: Filled }) => <Version form={form} now={subject.counter!.version} />,
});
