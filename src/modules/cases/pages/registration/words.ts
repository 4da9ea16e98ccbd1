/** How the pages of the registration put words together. */
import type { Language, Translate } from '../../../../platform/i18n/index.ts';
import { useText } from '../../../../ui/index.ts';
import { languageName } from '../../../people/index.ts';
import type { Field, FieldRefusal } from '../../registration/index.ts';

/** The texts below `cases:registration`. */
export function useRegistrationText(): Translate {
  return registrationText(useText());
}

export function registrationText(t: Translate): Translate {
  return (key, params) => t(`cases:registration.${key}`, params);
}

/** A text that not every step or field has; undefined when there is none (a missing key comes back as itself). */
export function textIfAny(t: Translate, key: string): string | undefined {
  const text = t(key);
  return text.endsWith(key) ? undefined : text;
}

/** The words of a decision as staff read them: what speaks to the person speaks of the person. */
export function useStaffDecisionText(): Translate {
  return staffDecisionText(useText());
}

export function staffDecisionText(t: Translate): Translate {
  const ofPerson: Translate = (key, params) => t(`cases:staffRegistration.said.${key}`, params);
  return (key, params) => textIfAny(ofPerson, key) ?? t(`cases:registration.decision.${key}`, params);
}

/** The words of an answer that is one of a few. */
export function optionName(t: Translate, language: Language, name: string, field: Field, value: string): string {
  const isLanguage = field.kind === 'language' || field.kind === 'languages' || name === 'writtenLanguage';
  return isLanguage ? languageName(language, value) : t(`field.${name}.option.${value}`);
}

/** The field's own name: of `jobs.2.from` it is `from`. */
export const fieldNameOf = (path: string): string => path.split('.').at(-1)!;

/** What is wrong and what to do about it. */
export function errorText(t: Translate, { field: path, code }: FieldRefusal, field: Field | undefined): string {
  return t(`error.${code}`, { label: t(`field.${fieldNameOf(path)}.label`), max: field?.maxLength ?? 0 });
}
