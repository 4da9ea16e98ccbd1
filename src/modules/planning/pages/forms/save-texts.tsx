/** What both forms by which the map is saved ask. */
import { Field, type Filled, Notice, TextArea, useFormats, valueOf } from '../../../../ui/index.ts';
import { mostChanges } from '../../scenarios/change.ts';
import { useMapWords } from '../map/words.ts';
import { useWords } from '../words.tsx';

/** More than one scenario takes. */
export function TooMany({ changes }: { changes: number }) {
  const t = useMapWords();
  const { number } = useFormats();
  if (changes <= mostChanges) return null;
  return <Notice tone="warning">{t('tooMany', { most: number(mostChanges), n: number(changes) })}</Notice>;
}

/** `day`: the base day; null where nothing is to have a day. */
export function SaveTexts({ form: { values, wrong }, day }: { form: Filled; day: string | null }) {
  const t = useMapWords();
  const say = useWords();
  return (
    <>
      <Field name="title" label={say('field.title')} value={valueOf(values, 'title')} error={wrong['title']} maxLength={150} />
      {day !== null && (
        <Field
          name="from"
          type="date"
          label={t('from')}
          hint={t('fromHint', { day })}
          value={valueOf(values, 'from')}
          error={wrong['from'] ?? wrong['changes']}
        />
      )}
      <TextArea
        name="assumptions"
        label={say('field.assumptions')}
        value={valueOf(values, 'assumptions')}
        error={wrong['assumptions']}
        maxLength={5000}
        optional
      />
    </>
  );
}
