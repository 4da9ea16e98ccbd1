/** /planning/staffing/drop-in: officers at a counter without bookings. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  ErrorSummary,
  Field,
  Form,
  Notice,
  SummaryList,
  useFormats,
  usePage,
  type Values,
  valueOf,
} from '../../../../ui/index.ts';
import { type DropInFault, dropInFields } from '../../staffing/drop-in-form.ts';
import type { DropIn, DropInNeed } from '../../staffing/officers-needed.ts';
import { useStaffingWords } from './words.ts';

export interface DropInProps {
  values: Values;
  faults: readonly DropInFault[];
  /** Null until all fields are there. */
  demand: DropIn | null;
  /** Null: nothing is enough. */
  need: DropInNeed | null;
}

export function DropInPage({ values, faults, demand, need }: DropInProps) {
  const t = useStaffingWords();
  const { language } = usePage();
  const { number } = useFormats();
  const percent = (share: number): string => `${number(Math.round(1000 * share) / 10)} %`;
  return (
    <>
      <h1>{t('dropIn.title')}</h1>
      <p class="lead">{t('dropIn.lead')}</p>
      <ErrorSummary
        errors={faults.map(({ field, code }) => ({ field, text: `${t(`dropIn.${field}`)}: ${t(`error.${code}`)}` }))}
      />
      {demand !== null && need === null && <Notice tone="warning">{t('dropIn.none')}</Notice>}
      {need !== null && (
        <>
          <h2>{t('dropIn.answer', { open: need.open, officers: need.officers })}</h2>
          <SummaryList
            items={[
              { term: t('dropIn.open'), value: number(need.open) },
              { term: t('dropIn.officers'), value: number(need.officers) },
              { term: t('dropIn.level'), value: percent(need.level) },
              { term: t('dropIn.occupancy'), value: percent(need.occupancy) },
              { term: t('dropIn.waits'), value: percent(need.waits) },
            ]}
          />
        </>
      )}
      <Form action={href(language, '/planning/staffing/drop-in')} method="get">
        {dropInFields.map((name) => {
          const fault = faults.find(({ field }) => field === name);
          const error = fault === undefined ? undefined : t(`error.${fault.code}`);
          return (
            <Field
              name={name}
              label={t(`dropIn.${name}`)}
              value={valueOf(values, name)}
              error={error}
              inputMode="decimal"
              short
            />
          );
        })}
        <Button>{t('dropIn.count')}</Button>
      </Form>
      <p class="hint">{t('dropIn.method')}</p>
    </>
  );
}
