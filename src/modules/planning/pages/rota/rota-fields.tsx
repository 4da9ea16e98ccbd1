/** What is asked when a rota is made. */
import { Checkboxes, Details, Field, Fieldset, type Filled, Notice, Radios, valueOf, valuesOf } from '../../../../ui/index.ts';
import type { Register } from '../../../network/index.ts';
import { type Choosable, type ChoosableOfficer, type ChoosablePlace, mostOfficers } from '../../rota/choosable.ts';
import { aims } from '../../rota/problem.ts';
import type { Rota } from '../../store/rotas.ts';
import { namesIn } from '../words.tsx';
import { useRotaWords, useWeekday } from './words.ts';

export interface RotaChoice extends Choosable {
  register: Register;
  /** The rota that the new one takes over from. */
  follows: Rota | null;
}

interface FieldsProps {
  subject: RotaChoice;
  form: Filled;
}

export function RotaFields({ subject, form }: FieldsProps) {
  const t = useRotaWords();
  const { values, wrong } = form;
  if (subject.places.length === 0) return <Notice tone="warning">{t('nothingChosen')}</Notice>;
  const text = (name: string) => ({ name, label: t(`field.${name}`), value: valueOf(values, name), error: wrong[name] });
  return (
    <>
      <Field {...text('title')} maxLength={150} />
      <Field {...text('validFrom')} type="date" />
      <Field {...text('validTo')} type="date" hint={t('field.validToHint')} optional />
      <h2>{t('promises')}</h2>
      {subject.places.map((one) => (
        <PlaceFields place={one} register={subject.register} form={form} />
      ))}
      <h2>{t('limitsName')}</h2>
      <Field {...text('minutesPerDay')} inputMode="numeric" short hint={t('field.minutesPerDayHint')} />
      <Field {...text('daysPerWeek')} inputMode="numeric" short />
      <Field {...text('minutesPerWeek')} inputMode="numeric" short optional />
      <Field {...text('spread')} inputMode="numeric" short hint={t('field.spreadHint')} optional />
      <Radios
        name="aim"
        legend={t('field.aim')}
        value={valueOf(values, 'aim')}
        error={wrong['aim']}
        options={aims.map((one) => ({ value: one, text: t(`aim.${one}`) }))}
      />
      <Officers subject={subject} form={form} />
    </>
  );
}

const workdays = [1, 2, 3, 4, 5];

function PlaceFields({
  place: { place, weekdays, attended, isReconstructed },
  register,
  form,
}: {
  place: ChoosablePlace;
  register: Register;
  form: Filled;
}) {
  const t = useRotaWords();
  const weekday = useWeekday();
  const { values, wrong } = form;
  const id = (name: string): string => `${name}.${place.id}`;
  const known = weekdays.length > 0 ? 'daysRegister' : attended.length > 0 ? 'daysAttendance' : 'daysUnknown';
  const days = [...new Set([...workdays, ...weekdays, ...valuesOf(values, id('days')).map(Number)])].filter(
    (one) => one >= 1 && one <= 7,
  );
  return (
    <Fieldset legend={<h3>{namesIn(register).place(place.id)}</h3>}>
      <Checkboxes
        name={id('days')}
        legend={t('field.days')}
        hint={`${t(`field.${known}`)}${isReconstructed ? ` ${t('field.reconstructed')}` : ''}`}
        values={valuesOf(values, id('days'))}
        error={wrong[id('days')]}
        options={days.map((one) => ({ value: String(one), text: weekday(one) }))}
      />
      <Details
        summary={t('field.demands')}
        open={['number', 'languages', 'competences'].some(
          (one) => wrong[id(one)] !== undefined || (one !== 'number' && valueOf(values, id(one)) !== ''),
        )}
      >
        <Field
          name={id('number')}
          label={t('field.number')}
          inputMode="numeric"
          short
          value={valueOf(values, id('number')) || '1'}
          error={wrong[id('number')]}
        />
        {['languages', 'competences'].map((one) => (
          <Field
            name={id(one)}
            label={t(`field.${one}`)}
            hint={t(`field.${one}Hint`)}
            value={valueOf(values, id(one))}
            error={wrong[id(one)]}
            maxLength={200}
            optional
          />
        ))}
      </Details>
    </Fieldset>
  );
}

function Officers({ subject, form: { values, wrong } }: FieldsProps) {
  const t = useRotaWords();
  const names = namesIn(subject.register);
  const hint = ({ officer: { homePlaceId, languages, competences }, nearest }: ChoosableOfficer): string =>
    t('officerHint', {
      home: homePlaceId === null ? t('noHome') : names.place(homePlaceId),
      minutes: nearest ?? '–',
      skills: [...languages, ...competences].join(', '),
    });
  return (
    <Checkboxes
      name="officerIds"
      legend={t('field.officers')}
      hint={t('field.officersHint', { most: mostOfficers })}
      values={valuesOf(values, 'officerIds')}
      error={wrong['officerIds']}
      options={subject.officers.map((one) => ({ value: one.officer.id, text: one.officer.name, hint: hint(one) }))}
    />
  );
}
