/** Contact details and languages: the same fields for the person, for a helper and for staff. */
import {
  Checkboxes,
  Field,
  optionsOf,
  Radios,
  Select,
  useText,
  valueOf,
  type Values,
  valuesOf,
  type Filled,
} from '../../../ui/index.ts';
import { preferredChannels } from '../kinds.ts';
import { languagesOfLetters, oftenSpoken, otherLanguages } from '../languages.ts';
import { phoneShown } from '../typed-contact.ts';
import type { PersonView } from '../views.ts';
import { type Asked, type Speaks, useField, useFieldText } from './form.tsx';
import { typedList, typedText } from './typed.ts';
import { useLanguageName } from './words.tsx';

export interface Details {
  view: PersonView;
  municipalities: Asked['municipalities'];
}

/** The fields as they are now. */
export function beginDetails({ view }: Details): Values {
  const rest = view.languages.filter((one) => !oftenSpoken.includes(one));
  return {
    version: [String(view.version)],
    email: [view.email ?? ''],
    phone: [phoneShown(view.phone ?? '')],
    street: [view.address?.street ?? ''],
    postalCode: [view.address?.postalCode ?? ''],
    postTown: [view.address?.postTown ?? ''],
    municipalityCode: [view.municipalityCode ?? ''],
    languages: view.languages.filter((one) => oftenSpoken.includes(one)),
    otherLanguage: [rest[0] ?? ''],
    // Languages beyond the boxes and the one field stay as they are.
    moreLanguages: rest.slice(1),
    interpreter: [view.interpreter ?? ''],
    writtenLanguage: [view.writtenLanguage],
    preferredChannel: [view.preferredChannel],
  };
}

/** The fields as the command takes them. */
export function typedDetails(values: Values) {
  const languages = [
    ...typedList(values, 'languages'),
    ...typedList(values, 'otherLanguage'),
    ...typedList(values, 'moreLanguages'),
  ];
  return {
    email: typedText(values, 'email'),
    phone: typedText(values, 'phone'),
    street: typedText(values, 'street'),
    postalCode: typedText(values, 'postalCode'),
    postTown: typedText(values, 'postTown'),
    municipalityCode: typedText(values, 'municipalityCode'),
    languages: [...new Set(languages)],
    interpreter: typedText(values, 'interpreter'),
    writtenLanguage: valueOf(values, 'writtenLanguage'),
    preferredChannel: valueOf(values, 'preferredChannel'),
  };
}

/** `to`: whom the form speaks to; on a page under a file (`other`) the headings stand one level lower. */
export function DetailsFields({ form, details, to = 'self' }: { form: Filled; details: Details; to?: Speaks }) {
  const t = useText();
  const Heading = to === 'self' ? 'h2' : 'h3';
  return (
    <>
      <input type="hidden" name="version" value={valueOf(form.values, 'version')} />
      <Heading>{t('people:details.contact')}</Heading>
      <ContactFields form={form} to={to} />
      <Heading>{t('people:details.address')}</Heading>
      <AddressFields form={form} municipalities={details.municipalities} />
      <Heading>{t('people:details.languagesTitle')}</Heading>
      <LanguageFields form={form} to={to} />
    </>
  );
}

function ContactFields({ form, to }: { form: Filled; to: Speaks }) {
  const t = useText();
  const field = useField(form, to);
  const said = useFieldText(to);
  return (
    <>
      <Field {...field('phone')} type="tel" hint={t('people:hint.phone')} autocomplete="tel" dir="ltr" optional maxLength={40} />
      <Field
        {...field('email')}
        type="email"
        hint={t('people:hint.email')}
        autocomplete="email"
        dir="ltr"
        optional
        maxLength={254}
      />
      <Radios
        name="preferredChannel"
        legend={said('field', 'preferredChannel')}
        hint={said('hint', 'preferredChannel')}
        value={valueOf(form.values, 'preferredChannel')}
        error={form.wrong['preferredChannel']}
        options={preferredChannels.map((one) => ({ value: one, text: t(`people:channel.${one}`) }))}
      />
    </>
  );
}

function AddressFields({ form, municipalities }: { form: Filled; municipalities: Asked['municipalities'] }) {
  const t = useText();
  const field = useField(form);
  return (
    <>
      <Field {...field('street')} autocomplete="street-address" optional maxLength={200} dir="auto" />
      <Field
        {...field('postalCode')}
        hint={t('people:hint.postalCode')}
        short
        inputMode="numeric"
        autocomplete="postal-code"
        dir="ltr"
        optional
        maxLength={10}
      />
      <Field {...field('postTown')} autocomplete="address-level2" optional maxLength={100} dir="auto" />
      <Select
        {...field('municipalityCode')}
        optional
        options={[{ value: '', text: t('people:choose') }, ...optionsOf(municipalities)]}
      />
    </>
  );
}

function LanguageFields({ form, to }: { form: Filled; to: Speaks }) {
  const t = useText();
  const field = useField(form, to);
  const said = useFieldText(to);
  const name = useLanguageName();
  const option = (code: string) => ({ value: code, text: name(code) });
  const byName = (codes: readonly string[]) => codes.map(option).toSorted((a, b) => a.text.localeCompare(b.text));
  return (
    <>
      <Checkboxes
        name="languages"
        legend={said('field', 'languages')}
        hint={said('hint', 'languages')}
        error={form.wrong['languages']}
        values={valuesOf(form.values, 'languages')}
        options={oftenSpoken.map(option)}
      />
      {valuesOf(form.values, 'moreLanguages').map((code) => (
        <input type="hidden" name="moreLanguages" value={code} />
      ))}
      <Select
        {...field('otherLanguage')}
        hint={said('hint', 'otherLanguage')}
        optional
        options={[{ value: '', text: t('people:details.noOther') }, ...byName(otherLanguages)]}
      />
      <Select
        {...field('interpreter')}
        hint={said('hint', 'interpreter')}
        options={[
          { value: '', text: t('people:details.noInterpreter') },
          ...byName([...oftenSpoken.filter((one) => one !== 'sv'), ...otherLanguages]),
        ]}
      />
      <Radios
        name="writtenLanguage"
        legend={said('field', 'writtenLanguage')}
        hint={said('hint', 'writtenLanguage')}
        value={valueOf(form.values, 'writtenLanguage')}
        error={form.wrong['writtenLanguage']}
        options={languagesOfLetters.map(option)}
      />
    </>
  );
}
