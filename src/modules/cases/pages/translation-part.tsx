/** A decision, a plan or a report in another language: what has been asked for, and asking (SFS 2009:724 §10). */
import { localTime } from '../../../platform/clock/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { Button, Details, Form, Notice, Select, useFormats, usePage, useText } from '../../../ui/index.ts';
import { languagesWrittenIn, useLanguageName } from '../../people/index.ts';
import type { AskedTranslation, Translatable } from '../store/translation.ts';

export interface TranslationPartProps {
  what: Translatable;
  id: string;
  /** Where it is sent, without language. */
  action: string;
  asked: readonly AskedTranslation[];
  /** What it is written in already. */
  writtenIn?: string;
  requestId: string;
}

export function TranslationPart({ what, id, action, asked, writtenIn, requestId }: TranslationPartProps) {
  const t = useText();
  const name = useLanguageName();
  const { language } = usePage();
  const waiting = asked.filter(({ doneAt }) => doneAt === null).map((one) => one.language);
  const offered = languagesWrittenIn.filter((one) => one !== 'sv' && one !== writtenIn && !waiting.includes(one));
  return (
    <div class="no-print">
      <Asked asked={asked} />
      {offered.length > 0 && (
        <Details summary={t(`cases:translate.${what}`)}>
          <p>{t('cases:translate.text')}</p>
          <Form action={href(language, action)} requestId={requestId}>
            <input type="hidden" name="translationOf" value={id} />
            <Select
              name="language"
              label={t('cases:translate.language')}
              options={offered.map((one) => ({ value: one, text: name(one) }))}
            />
            <Button variant="secondary" name="next" value="translation">
              {t('cases:translate.submit')}
            </Button>
          </Form>
        </Details>
      )}
    </div>
  );
}

function Asked({ asked }: Pick<TranslationPartProps, 'asked'>) {
  const t = useText();
  const name = useLanguageName();
  const { date } = useFormats();
  if (asked.length === 0) return null;
  return (
    <Notice title={t('cases:translate.asked')}>
      <ul class="plain-list">
        {asked.map(({ language, askedAt, doneAt }) => (
          <li>
            {t(doneAt === null ? 'cases:translate.waits' : 'cases:translate.done', {
              language: name(language),
              date: date(localTime(doneAt ?? askedAt).date),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
