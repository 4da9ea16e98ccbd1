/** A name in each language: the Swedish one is required, the others show it where they are empty. */
import { languageFacts, languages } from '../../../../platform/i18n/index.ts';
import { Field, type Filled, useText, valueOf, type Values } from '../../../../ui/index.ts';
import type { Names } from '../../store/shapes.ts';

export const namesOf = (names: Names): Values => Object.fromEntries(languages.map((one) => [`name-${one}`, [names[one] ?? '']]));

export const namesIn = (values: Values): Record<string, string> =>
  Object.fromEntries(languages.map((one) => [one, valueOf(values, `name-${one}`)]));

export function NameFields({ values, wrong }: Pick<Filled, 'values' | 'wrong'>) {
  const t = useText();
  return (
    <>
      {languages.map((one) => (
        <Field
          name={`name-${one}`}
          label={t('desk:staffSetup.field.nameIn', { language: languageFacts[one].name })}
          value={valueOf(values, `name-${one}`)}
          error={wrong[`name-${one}`]}
          maxLength={60}
          optional={one !== 'sv'}
          dir="auto"
        />
      ))}
    </>
  );
}
