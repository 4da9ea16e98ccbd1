/** What planners say: how many free times there are to be at least, and what is forecast to be needed. */
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Details, Field, Form, TextArea, usePage, useText } from '../../../../ui/index.ts';
import { forecastColumns } from '../../forecast-file.ts';

export interface CapacityFormsProps {
  type: { code: string; name: string; isOnSite: boolean } | null;
  place: { id: string; name: string } | null;
  /** What holds for the chosen type and place; null: nothing is said. */
  atLeast: number | null;
  wrong: { atLeast?: string; text?: readonly string[] };
  typed: { atLeast?: string; text?: string };
  requestId: Uuid;
}

export function CapacityForms(props: CapacityFormsProps) {
  return (
    <>
      {props.type !== null && <ThresholdForm {...props} type={props.type} />}
      <ForecastForm {...props} />
    </>
  );
}

function ThresholdForm({
  type,
  place,
  atLeast,
  wrong,
  typed,
  requestId,
}: CapacityFormsProps & { type: NonNullable<CapacityFormsProps['type']> }) {
  const t = useText();
  const { language } = usePage();
  const of = place === null ? (type.isOnSite ? 'thresholdEvery' : 'thresholdCountry') : 'thresholdPlace';
  return (
    <Details summary={t('meetings:staffCapacity.threshold')} open={wrong.atLeast !== undefined} id="threshold">
      <p>{t('meetings:staffCapacity.thresholdText')}</p>
      <Form action={href(language, '/supply/free')} requestId={requestId}>
        <input type="hidden" name="what" value="threshold" />
        <input type="hidden" name="type" value={type.code} />
        {place !== null && <input type="hidden" name="place" value={place.id} />}
        <Field
          name="atLeast"
          label={t(`meetings:staffCapacity.${of}`, { type: type.name, place: place?.name ?? '' })}
          hint={t('meetings:staffCapacity.thresholdHint')}
          inputMode="numeric"
          short
          value={typed.atLeast ?? atLeast ?? ''}
          error={wrong.atLeast}
        />
        <Button variant="secondary">{t('meetings:staffCapacity.save')}</Button>
      </Form>
    </Details>
  );
}

function ForecastForm({ wrong, typed, requestId }: CapacityFormsProps) {
  const t = useText();
  const { language } = usePage();
  const faults = wrong.text ?? [];
  return (
    <Details summary={t('meetings:staffCapacity.forecast')} open={faults.length > 0} id="forecast">
      <p>{t('meetings:staffCapacity.forecastText')}</p>
      <p>
        <code dir="ltr">{forecastColumns.join(',')}</code>
        <br />
        <code dir="ltr">21,,2020-03-17T09:00+01:00,2020-03-17T09:30+01:00,297,{t('meetings:staffCapacity.forecastSource')}</code>
        <br />
        <code dir="ltr">
          31,af-2481-1,2020-03-17T09:00+01:00,2020-03-17T10:00+01:00,2,{t('meetings:staffCapacity.forecastSource')}
        </code>
      </p>
      <dl>
        {forecastColumns.map((column) => (
          <>
            <dt>
              <code>{column}</code>
            </dt>
            <dd>{t(`meetings:staffCapacity.column.${column}`)}</dd>
          </>
        ))}
      </dl>
      {faults.length > 0 && (
        <ul>
          {faults.map((fault) => (
            <li>{fault}</li>
          ))}
        </ul>
      )}
      <Form action={href(language, '/supply/free')} requestId={requestId}>
        <input type="hidden" name="what" value="forecast" />
        <TextArea
          name="text"
          label={t('meetings:staffCapacity.forecastRows')}
          hint={t('meetings:staffCapacity.forecastHint')}
          rows={8}
          value={typed.text}
          error={faults.length > 0 ? t('meetings:staffCapacity.forecastWrong') : undefined}
        />
        <Button variant="secondary">{t('meetings:staffCapacity.load')}</Button>
      </Form>
    </Details>
  );
}
