/** Open a presence, change one (the country changes, or the register was wrong), and withdraw one that never was. */
import { Field, type Filled, Notice, Radios, TextArea, useText, valueOf, type Values, valuesOf } from '../../../../ui/index.ts';
import { changePresence } from '../../change-presence.ts';
import { presenceKinds } from '../../kinds.ts';
import { openPresence } from '../../open-presence.ts';
import { networkProblem } from '../../problems.ts';
import { findPlace, type Place } from '../../store/places.ts';
import { placeOfPresence } from '../../store/planner.ts';
import { listPresence, type Presence } from '../../store/presence.ts';
import { withdrawPresence } from '../../withdraw-presence.ts';
import { type Desk, plannerForm, type PlannerForm, placeOfResult } from './form.tsx';
import { OfferFields } from './offer-fields.tsx';
import { exceptionsAsTyped, hoursAsTyped, typedDay, typedExceptions, typedHours } from './typed.ts';
import { Offered, useKind, usePeriod } from './words.tsx';

export const openPresencePage: PlannerForm = plannerForm<Place>({
  url: '/places/:id/open',
  command: openPresence,
  summary: 'Open a presence at a place',
  done: 'presenceOpened',
  async subject({ house, id }) {
    const place = await findPlace(house.db, id);
    if (place === null) throw networkProblem('place-unknown');
    return place;
  },
  begin: (_place, { today }) => ({ validFrom: [today], languages: ['sv'], hoursUnknown: ['yes'] }),
  input: (values, { id: placeId }) => ({ placeId, kind: valueOf(values, 'kind'), ...typedPresence(values) }),
  landing: (_result, { id }) => `/places/${id}`,
  title: (_place, t) => t('network:planner.openPresence.title'),
  crumbs: placeCrumb,
  Fields({ form }) {
    const t = useText();
    const kind = useKind();
    return (
      <>
        <Radios
          name="kind"
          legend={t('network:field.kind')}
          value={valueOf(form.values, 'kind')}
          error={form.wrong['kind']}
          options={presenceKinds.map((one) => ({ value: one, text: kind(one), hint: t(`network:planner.kindHint.${one}`) }))}
        />
        <PeriodFields values={form.values} wrong={form.wrong} />
        <OfferFields form={form} languages={[]} />
      </>
    );
  },
});

export const changePresencePage: PlannerForm = plannerForm<Presence>({
  url: '/presences/:id/change',
  command: changePresence,
  summary: 'Change or correct a presence',
  done: 'presenceChanged',
  subject: findPresence,
  begin: (presence) => ({
    version: [presence.id],
    validFrom: [presence.validFrom],
    validTo: [presence.validTo ?? ''],
    services: presence.services,
    languages: presence.languages,
    exceptions: [exceptionsAsTyped(presence.exceptions)],
    ...hoursAsTyped(presence.hours),
  }),
  input: (values, { id: presenceId }) => ({
    presenceId,
    version: valueOf(values, 'version'),
    // Neither chosen: what is handed on is no day, and the command refuses it.
    from:
      valueOf(values, 'what') === 'wrong'
        ? null
        : valueOf(values, 'what') === 'changes'
          ? valueOf(values, 'from').trim()
          : undefined,
    reason: valueOf(values, 'reason'),
    ...typedPresence(values),
  }),
  landing: placeOfResult,
  fieldOf: (path, values) => (path === 'from' && valueOf(values, 'what') !== 'changes' ? 'what' : ownField(path)),
  title: (_presence, t) => t('network:planner.changePresence.title'),
  crumbs: presenceCrumb,
  Fields({ subject, form }) {
    const t = useText();
    const { values, wrong } = form;
    return (
      <>
        <Meanwhile subject={subject} form={form} />
        <Radios
          name="what"
          legend={t('network:field.what')}
          value={valueOf(values, 'what')}
          error={wrong['what']}
          options={[
            {
              value: 'changes',
              text: t('network:planner.changePresence.changes'),
              hint: t('network:planner.changePresence.changesHint'),
            },
            {
              value: 'wrong',
              text: t('network:planner.changePresence.wrong'),
              hint: t('network:planner.changePresence.wrongHint'),
            },
          ]}
        />
        <Field
          name="from"
          type="date"
          label={t('network:planner.changePresence.from')}
          hint={t('network:planner.changePresence.fromHint')}
          value={valueOf(values, 'from')}
          error={wrong['from']}
          optional
        />
        <PeriodFields values={values} wrong={wrong} />
        <OfferFields form={form} languages={subject.languages} />
        <Reason form={form} hint={t('network:planner.changePresence.reasonHint')} />
      </>
    );
  },
});

export const withdrawPresencePage: PlannerForm = plannerForm<Presence>({
  url: '/presences/:id/withdraw',
  command: withdrawPresence,
  summary: 'Withdraw a presence that never was',
  done: 'presenceWithdrawn',
  subject: findPresence,
  begin: (presence) => ({ version: [presence.id] }),
  input: (values, { id: presenceId }) => ({ presenceId, version: valueOf(values, 'version'), reason: valueOf(values, 'reason') }),
  landing: placeOfResult,
  title: (_presence, t) => t('network:planner.withdrawPresence.title'),
  crumbs: presenceCrumb,
  Fields({ subject, form }) {
    const t = useText();
    return (
      <>
        <Meanwhile subject={subject} form={form} />
        <Notice tone="warning">{t('network:planner.withdrawPresence.warning')}</Notice>
        <Now subject={subject} />
        <Reason form={form} hint={t('network:planner.withdrawPresence.reasonHint')} />
      </>
    );
  },
});

/** A presence as the register has it now. Throws presence-unknown. */
export async function findPresence({ house, id }: Desk): Promise<Presence> {
  const placeId = await placeOfPresence(house.db, id);
  const there = placeId === null ? [] : await listPresence(house.db, { placeId });
  const found = there.find((one) => one.presenceId === id);
  if (found === undefined) throw networkProblem('presence-unknown');
  return found;
}

/** Where the page of a presence's place is. */
export function presenceCrumb({ placeId, placeName }: Presence) {
  return [{ path: `/places/${placeId}`, text: placeName }];
}

function placeCrumb({ id, name }: Place) {
  return [{ path: `/places/${id}`, text: name }];
}

function ownField(path: string): string {
  const [first = '', second] = path.split('.');
  return first === 'hours' && second !== undefined ? `hours.${second}` : first;
}

function typedPresence(values: Values) {
  return {
    validFrom: valueOf(values, 'validFrom').trim(),
    validTo: typedDay(values, 'validTo'),
    services: valuesOf(values, 'services'),
    languages: valuesOf(values, 'languages'),
    hours: typedHours(values),
    exceptions: typedExceptions(values),
  };
}

type FormProps = { form: Filled };

function PeriodFields({ values, wrong }: { values: Values; wrong: Readonly<Record<string, string>> }) {
  const t = useText();
  const field = (name: string) => ({ name, label: t(`network:field.${name}`), value: valueOf(values, name), error: wrong[name] });
  return (
    <>
      <Field {...field('validFrom')} type="date" />
      <Field {...field('validTo')} type="date" hint={t('network:planner.validToHint')} optional />
    </>
  );
}

export function Reason({ form, hint }: FormProps & { hint: string }) {
  const t = useText();
  return (
    <TextArea
      name="reason"
      label={t('network:field.reason')}
      hint={hint}
      value={valueOf(form.values, 'reason')}
      error={form.wrong['reason']}
      rows={3}
    />
  );
}

/**
 * The version that the form was made from. When someone else has changed the presence meanwhile, what the register says
 * now is shown, and the form counts as made from that: who sends it again has seen it.
 */
export function Meanwhile({ subject, form }: FormProps & { subject: Presence }) {
  const t = useText();
  const changed = form.refusal?.code === 'presence-changed-meanwhile';
  return (
    <>
      <input type="hidden" name="version" value={changed ? subject.id : valueOf(form.values, 'version')} />
      {changed && (
        <Notice tone="warning" title={t('network:planner.meanwhile.title')}>
          <p>{t('network:planner.meanwhile.text', { by: subject.recordedBy })}</p>
          <Now subject={subject} />
        </Notice>
      )}
    </>
  );
}

/** What the register says of a presence now. */
export function Now({ subject }: { subject: Presence }) {
  const kind = useKind();
  const period = usePeriod();
  return (
    <>
      <p>
        <strong>{kind(subject.kind)}</strong>, {period(subject.validFrom, subject.validTo)}
      </p>
      <Offered of={subject} />
    </>
  );
}
