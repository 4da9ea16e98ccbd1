/** What one can get at a place: services, languages, hours. */
import {
  Checkbox,
  Checkboxes,
  Field,
  Fieldset,
  TextArea,
  useText,
  valueOf,
  valuesOf,
  type Filled,
} from '../../../../ui/index.ts';
import { services, weekdays } from '../../kinds.ts';
import { useLanguageName } from './words.tsx';

/** Swedish and English; the national minority languages and sign language (SFS 2009:724, 2009:600); often asked for besides. */
const offeredLanguages = [
  'sv',
  'en',
  'fi',
  'fit',
  'se',
  'sma',
  'smj',
  'rom',
  'yi',
  'swl',
  'ar',
  'fa',
  'so',
  'ti',
  'ku',
  'uk',
  'ru',
  'pl',
  'tr',
  'es',
];

/** Swedish writes names of languages small; first in a line they stand with a capital. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `languages`: those that the presence has already, whichever they are. */
export function OfferFields({ form, languages }: { form: Filled; languages: readonly string[] }) {
  const t = useText();
  const languageName = useLanguageName();
  const { values, wrong } = form;
  const codes = [...new Set([...offeredLanguages, ...languages])];
  return (
    <>
      <Checkboxes
        name="services"
        legend={t('network:field.services')}
        values={valuesOf(values, 'services')}
        error={wrong['services']}
        options={services.map((one) => ({ value: one, text: t(`network:planner.service.${one}`) }))}
      />
      <Checkboxes
        name="languages"
        legend={t('network:field.languages')}
        values={valuesOf(values, 'languages')}
        error={wrong['languages']}
        options={codes.map((code) => ({ value: code, text: capital(languageName(code)) }))}
      />
      <Fieldset id="hours-group" legend={t('network:field.hours')} hint={t('network:planner.hoursHint')}>
        <Checkbox
          name="hoursUnknown"
          label={t('network:planner.hoursUnknown')}
          checked={valueOf(values, 'hoursUnknown') === 'yes'}
        />
        {weekdays.map((day) => (
          <Field
            name={`hours.${day}`}
            label={t(`network:planner.weekday.${day}`)}
            value={valueOf(values, `hours.${day}`)}
            error={wrong[`hours.${day}`]}
            dir="ltr"
            spellcheck={false}
            maxLength={100}
          />
        ))}
      </Fieldset>
      <TextArea
        name="exceptions"
        label={t('network:field.exceptions')}
        hint={t('network:planner.exceptionsHint')}
        value={valueOf(values, 'exceptions')}
        error={wrong['exceptions']}
        rows={4}
        optional
      />
    </>
  );
}
