/** One activity: which kind, which day, what and where. */
import { href } from '../../../../platform/i18n/index.ts';
import { Button, Buttons, Field, Form, HiddenValues, Radios, usePage, useText } from '../../../../ui/index.ts';
import { activityKinds } from '../../rules/report-content.ts';
import { useWhen } from '../words.tsx';
import type { ReportPlace, ReportView } from './view.ts';

/** What was typed in the form, and what is wrong with it. */
export interface TypedActivity {
  /** The activity that is changed, counted from 0; null for a new one. */
  index: number | null;
  kind: string;
  date: string;
  what: string;
  where: string;
  wrong: Readonly<Partial<Record<'kind' | 'date' | 'what' | 'where', string>>>;
}

export const emptyActivity: TypedActivity = { index: null, kind: '', date: '', what: '', where: '', wrong: {} };

export function ActivityForm({ report, place, typed }: { report: ReportView; place: ReportPlace; typed: TypedActivity }) {
  const t = useText();
  const { language } = usePage();
  const when = useWhen();
  const example = `${report.month.slice(0, 7)}-15`;
  const { index, wrong } = typed;
  return (
    <section aria-labelledby="activity">
      <h2 id="activity">{t(index === null ? 'cases:report.activities.add' : 'cases:report.activities.changeTitle')}</h2>
      <Form action={href(language, place.path)}>
        <HiddenValues values={place.hidden} />
        {index !== null && <input type="hidden" name="index" value={index} />}
        <Radios
          name="kind"
          legend={t('cases:report.activities.kind')}
          value={typed.kind}
          error={wrong.kind}
          options={activityKinds.map((kind) => ({
            value: kind,
            text: t(`cases:report.kind.${kind}`),
            hint: t(`cases:report.kindHint.${kind}`),
          }))}
        />
        <Field
          name="date"
          type="date"
          label={t('cases:report.activities.date')}
          hint={t('cases:report.activities.dateHint', { month: when.month(report.month), example })}
          value={typed.date}
          error={wrong.date}
          dir="ltr"
        />
        <Field
          name="what"
          label={t('cases:report.activities.what')}
          hint={t('cases:report.activities.whatHint')}
          value={typed.what}
          error={wrong.what}
          maxLength={200}
        />
        <Field
          name="where"
          label={t('cases:report.activities.where')}
          hint={t('cases:report.activities.whereHint')}
          value={typed.where}
          error={wrong.where}
          maxLength={200}
          optional
        />
        {place.help}
        <Buttons>
          <Button name="next" value={index === null ? 'add' : 'save'} variant="secondary">
            {t(index === null ? 'cases:report.activities.addButton' : 'cases:report.activities.saveChange')}
          </Button>
          {index !== null && (
            <Button name="next" value="cancel" variant="tertiary">
              {t('cases:report.activities.cancel')}
            </Button>
          )}
        </Buttons>
      </Form>
    </section>
  );
}
