/** The form in which chosen places are closed, opened or changed: each becomes a change of the scenario's next version. */
import { plainDate } from '../../../../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../../../../platform/ids/index.ts';
import {
  Checkboxes,
  Field,
  Fieldset,
  type Filled,
  type FormAsked,
  type FormPage,
  formPage,
  FormVersion,
  HiddenValues,
  Notice,
  Radios,
  Select,
  useText,
  valueOf,
  type Values,
  valuesOf,
} from '../../../../ui/index.ts';
import { type KnownPlace, type Register, weekdays } from '../../../network/index.ts';
import { planningProblem } from '../../problems.ts';
import { type ChangeKind, changeKinds, ownKinds, plannedKinds } from '../../scenarios/change.ts';
import { changeScenario } from '../../scenarios/change-scenario.ts';
import { closingIn, lastingOf, type Turning, turningsFrom } from '../../scenarios/find-places.ts';
import { plannedNetwork } from '../../scenarios/planned.ts';
import { requireScenario } from '../../scenarios/scenario-input.ts';
import type { Scenario } from '../../store/scenarios.ts';
import { placeName, useMinutes, useWords, wordsOf } from '../words.tsx';

interface Changing {
  scenario: Scenario;
  kind: ChangeKind;
  places: readonly KnownPlace[];
  /** Where people could turn instead of each place that closes. */
  turnings: ReadonlyMap<string, readonly Turning[]>;
}

async function changingOf(asked: FormAsked, register: Register): Promise<Changing> {
  const scenario = await requireScenario(asked.house.db, asked.params['scenario'] ?? '');
  const kind = changeKinds.find((one) => one === valueOf(asked.query, 'act')) ?? 'close';
  const ids = new Set(valuesOf(asked.query, 'place').map((id) => parseUuid(id)));
  const places = register.places.filter(({ place }) => ids.has(place.id as Uuid));
  const { after } = plannedNetwork(register, scenario.baseDate, scenario.changes);
  const lasting = lastingOf(register, after, scenario.changes);
  const going = new Set([...closingIn(scenario.changes), ...ids].map(String));
  const turnings = new Map(
    kind === 'close' ? places.map((one) => [one.place.id, turningsFrom(register, lasting, one, going)] as const) : [],
  );
  return { scenario, kind, places, turnings };
}

/** Opening hours of the chosen weekdays; null when neither a day nor a time is chosen. */
function typedHours(values: Values): unknown {
  const days = valuesOf(values, 'days');
  const span = [valueOf(values, 'opens').trim(), valueOf(values, 'closes').trim()];
  // Times without a day are no hours, and that is said.
  return days.length === 0 && span.every((time) => time === '') ? null : Object.fromEntries(days.map((day) => [day, [span]]));
}

function typedChange(values: Values, kind: ChangeKind, placeId: string): unknown {
  const common = { kind, placeId, from: valueOf(values, 'from').trim() };
  if (kind === 'close') {
    const [replacedByKind = '', ...rest] = valueOf(values, `to.${placeId}`).split(':');
    return { ...common, replacedByKind, replacedBy: rest.join(':') };
  }
  const hours = typedHours(values);
  return kind === 'change-days' ? { ...common, hours: hours ?? {} } : { ...common, presence: valueOf(values, 'presence'), hours };
}

/** `register`: as it is now. */
export function changeForm(register: () => Register): FormPage {
  return formPage<Changing>({
    url: '/planning/:scenario/change',
    command: changeScenario,
    summary: 'Close, open or change chosen places in a scenario',
    subject: (asked) => changingOf(asked, register()),
    begin: ({ kind, places, turnings }) => ({
      ...(kind === 'open'
        ? { presence: ['cooperation_place'] }
        : kind === 'change-kind'
          ? { presence: ['visiting_office'] }
          : {}),
      ...Object.fromEntries(places.map(({ place }) => [`to.${place.id}`, [valueOfTurning(turnings.get(place.id)?.[0])]])),
    }),
    input: (values, _asked, { scenario, kind, places }) => {
      if (places.length === 0) throw planningProblem('scenario-places-missing');
      return {
        scenarioId: scenario.id,
        version: valueOf(values, 'version'),
        title: scenario.title,
        baseDate: scenario.baseDate,
        assumptions: scenario.assumptions,
        changes: [...scenario.changes, ...places.map(({ place }) => typedChange(values, kind, place.id))],
        register,
      };
    },
    next: (_result, _asked, { scenario }) => `/planning/${scenario.id}?done=changed#changes`,
    title: ({ kind }, t) => wordsOf(t)(`choose.${kind}`),
    lead: ({ scenario }) => scenario.title,
    submit: (_subject, t) => wordsOf(t)('addToScenario'),
    crumbs: ({ scenario }, t) => [
      { path: '/planning', text: wordsOf(t)('title') },
      { path: `/planning/${scenario.id}`, text: scenario.title },
      { path: `/planning/${scenario.id}/places`, text: wordsOf(t)('places.title') },
    ],
    Fields: ChangeFields,
  });
}

const valueOfTurning = (one: Turning | undefined): string => (one === undefined ? '' : `${one.kind}:${one.code}`);

function ChangeFields({ subject, form }: { subject: Changing; form: Filled }) {
  const t = useWords();
  const text = useText();
  const { scenario, kind, places } = subject;
  const { values, wrong } = form;
  if (places.length === 0) return <Notice tone="warning">{text('planning:problem.scenario-places-missing.text')}</Notice>;
  const kinds = kind === 'open' ? plannedKinds : ownKinds;
  return (
    <>
      <FormVersion form={form} now={scenario.version} changed="scenario-changed-meanwhile" />
      <HiddenValues values={{ had: `${scenario.changes.length}`, names: places.map(placeName) }} />
      {kind !== 'close' && (
        <ul>
          {places.map((one) => (
            <li>{placeName(one)}</li>
          ))}
        </ul>
      )}
      <Field
        name="from"
        type="date"
        label={t(`field.from.${kind}`)}
        hint={t('field.fromHint', { day: plainDate(scenario.baseDate) })}
        value={valueOf(values, 'from')}
        error={wrong['from']}
      />
      {kind === 'close' && <Turnings subject={subject} form={form} />}
      {(kind === 'open' || kind === 'change-kind') && (
        <Radios
          name="presence"
          legend={t('field.presence')}
          value={valueOf(values, 'presence')}
          error={wrong['presence']}
          options={kinds.map((one) => ({ value: one, text: text(`network:planner.kind.${one}`) }))}
        />
      )}
      {kind !== 'close' && <HoursFields form={form} isNeeded={kind === 'change-days'} />}
    </>
  );
}

function Turnings({ subject: { places, turnings }, form: { values, wrong } }: { subject: Changing; form: Filled }) {
  const t = useWords();
  const minutes = useMinutes();
  return (
    <>
      <p>{t('field.turningHint')}</p>
      {places.map((one) => (
        <Select
          name={`to.${one.place.id}`}
          label={t('field.turning', { place: placeName(one) })}
          value={valueOf(values, `to.${one.place.id}`)}
          error={wrong[`to.${one.place.id}`]}
          options={(turnings.get(one.place.id) ?? []).map((turning) => ({
            value: valueOfTurning(turning),
            text: `${placeName(turning.known)} (${minutes(turning.minutes)})`,
          }))}
        />
      ))}
    </>
  );
}

function HoursFields({ form: { values, wrong }, isNeeded }: { form: Filled; isNeeded: boolean }) {
  const t = useWords();
  const text = useText();
  return (
    <Fieldset id="hours" legend={t('field.hours')} hint={isNeeded ? undefined : t('field.hoursHint')} error={wrong['hours']}>
      <Checkboxes
        name="days"
        legend={t('field.days')}
        values={valuesOf(values, 'days')}
        options={weekdays.slice(0, 5).map((day) => ({ value: day, text: text(`network:planner.weekday.${day}`) }))}
      />
      <Field name="opens" type="time" label={t('field.opens')} value={valueOf(values, 'opens')} short />
      <Field name="closes" type="time" label={t('field.closes')} value={valueOf(values, 'closes')} short />
    </Fieldset>
  );
}
