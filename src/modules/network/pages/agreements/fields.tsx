/** The fields of what an agreement says. */
import {
  Checkboxes,
  Details,
  Field,
  Fieldset,
  type Filled,
  optionsOf,
  Radios,
  Select,
  TextArea,
  useText,
  valueOf,
  valuesOf,
} from '../../../../ui/index.ts';
import { municipalitiesByName, placesByName } from '../../by-name.ts';
import { agreementOffers, agreementTerms, type DeskTask, deskTasks, partyKinds, taskCategories } from '../../kinds.ts';
import type { Register } from '../../register.ts';
import { partyRows } from './typed.ts';

interface FieldsProps {
  form: Filled;
  register: Register;
}

/** What a field shows: its value and what is wrong with it. */
const shown = ({ values, wrong }: Filled, name: string) => ({ name, value: valueOf(values, name), error: wrong[name] });

export function SaidFields({ form, register }: FieldsProps) {
  const t = useText();
  const label = (name: string): string => t(`network:staffAgreements.field.${name}`);
  const hint = (name: string): string => t(`network:staffAgreements.hint.${name}`);
  return (
    <>
      <Field {...shown(form, 'title')} label={label('title')} hint={hint('title')} maxLength={300} />
      <Field {...shown(form, 'reference')} label={label('reference')} hint={hint('reference')} maxLength={200} optional />
      <h2>{t('network:staffAgreements.field.parties')}</h2>
      <p class="hint">{hint('parties')}</p>
      {Array.from({ length: partyRows(form.values) }, (_, index) =>
        index === 0 ||
        valueOf(form.values, `party.${index}.name`) !== '' ||
        valueOf(form.values, `party.${index}.municipalityCode`) !== '' ? (
          <PartyFields form={form} index={index} register={register} />
        ) : (
          <Details summary={t('network:staffAgreements.moreParties', { number: index + 1 })}>
            <PartyFields form={form} index={index} register={register} />
          </Details>
        ),
      )}
      <h2>{t('network:staffAgreements.field.places')}</h2>
      <PlaceFields form={form} register={register} />
      <h2>{t('network:field.period')}</h2>
      <Field {...shown(form, 'from')} type="date" label={t('network:field.validFrom')} hint={hint('from')} optional />
      <Field {...shown(form, 'to')} type="date" label={t('network:field.validTo')} hint={hint('to')} optional />
      <Field
        {...shown(form, 'noticeMonths')}
        label={label('noticeMonths')}
        hint={hint('noticeMonths')}
        inputMode="numeric"
        short
        optional
      />
      <h2>{label('duties')}</h2>
      <p class="hint">{hint('duties')}</p>
      {deskTasks.map((task) => (
        <DutyFields form={form} task={task} />
      ))}
      <Radios
        {...shown(form, 'arrivalCounts')}
        legend={label('arrivalCounts')}
        options={[
          { value: 'yes', text: t('network:staffAgreements.arrival.yes') },
          { value: 'no', text: t('network:staffAgreements.arrival.no') },
          { value: '', text: t('network:staffAgreements.arrival.notSaid') },
        ]}
      />
      <h2>{label('terms')}</h2>
      <p class="hint">{hint('terms')}</p>
      {agreementTerms.map((term) => (
        <TextArea
          {...shown(form, `terms.${term}`)}
          label={t(`network:staffAgreements.term.${term}`)}
          rows={3}
          maxLength={10_000}
          optional
        />
      ))}
    </>
  );
}

function PartyFields({ form, index, register }: FieldsProps & { index: number }) {
  const t = useText();
  const of = (field: string) => shown(form, `party.${index}.${field}`);
  const label = (name: string): string => t(`network:staffAgreements.field.${name}`);
  return (
    <Fieldset legend={t('network:staffAgreements.party', { number: index + 1 })}>
      <Select
        {...of('kind')}
        label={t('network:field.kind')}
        options={partyKinds.map((one) => ({ value: one, text: t(`network:staffAgreements.partyKind.${one}`) }))}
      />
      <Select
        {...of('municipalityCode')}
        label={t('network:field.municipality')}
        hint={t('network:staffAgreements.hint.municipalityCode')}
        options={[{ value: '', text: t('network:staffAgreements.noMunicipality') }, ...optionsOf(municipalitiesByName(register))]}
        optional
      />
      <Field
        {...of('name')}
        label={t('network:field.name')}
        hint={t('network:staffAgreements.hint.partyName')}
        maxLength={300}
        optional
      />
      <Field
        {...of('contactRole')}
        label={label('contactRole')}
        hint={t('network:staffAgreements.hint.contactRole')}
        maxLength={200}
        optional
      />
      <Field
        {...of('contact')}
        label={label('contact')}
        hint={t('network:staffAgreements.hint.contact')}
        maxLength={300}
        optional
      />
    </Fieldset>
  );
}

function PlaceFields({ form, register }: FieldsProps) {
  const t = useText();
  return (
    <>
      <TextArea
        {...shown(form, 'places')}
        label={t('network:staffAgreements.field.placeLines')}
        hint={t('network:staffAgreements.hint.places')}
        rows={4}
        optional
      />
      <Select
        {...shown(form, 'addPlace')}
        label={t('network:staffAgreements.field.addPlace')}
        options={[{ value: '', text: t('network:planner.choose') }, ...optionsOf(placesByName(register))]}
        optional
      />
      <Checkboxes
        name="addOffers"
        legend={t('network:staffAgreements.field.addOffers')}
        values={valuesOf(form.values, 'addOffers')}
        error={form.wrong['addOffers']}
        options={agreementOffers.map((one) => ({ value: one, text: t(`network:staffAgreements.offer.${one}`) }))}
      />
    </>
  );
}

function DutyFields({ form, task }: { form: Filled; task: DeskTask }) {
  const t = useText();
  const names = [`category.${task}`, `words.${task}`, `access.${task}`] as const;
  const isOpen = valueOf(form.values, names[0]) !== '' || names.some((name) => form.wrong[name] !== undefined);
  return (
    <Details summary={t(`network:staffAgreements.task.${task}`)} open={isOpen}>
      <div class="form">
        <Select
          {...shown(form, names[0])}
          label={t('network:staffAgreements.field.category')}
          options={[
            { value: '', text: t('network:staffAgreements.notPart') },
            ...taskCategories.map((one) => ({ value: one, text: t(`network:staffAgreements.category.${one}`) })),
          ]}
        />
        <Field {...shown(form, names[1])} label={t('network:staffAgreements.field.words')} maxLength={500} />
        <Field
          {...shown(form, names[2])}
          label={t('network:staffAgreements.field.access')}
          hint={t('network:staffAgreements.hint.access')}
          maxLength={500}
          optional
        />
      </div>
    </Details>
  );
}
