/** /planning/staffing: what is not known first, then the answer, then all assumptions. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Checkboxes,
  Details,
  ErrorSummary,
  Field,
  Fieldset,
  Form,
  Notice,
  Select,
  TextArea,
  useFormats,
  usePage,
  type Values,
  valueOf,
  valuesOf,
} from '../../../../ui/index.ts';
import { policies } from '../../staffing/assumptions.ts';
import {
  bookableMinutes,
  type FieldName,
  type FormFault,
  type Group,
  groupNames,
  groups,
  isOptional,
  percents,
  type Question,
} from '../../staffing/form.ts';
import type { TeamNeed } from '../../staffing/needs.ts';
import type { Study } from '../../staffing/studies.ts';
import { NeedsTable } from './needs-table.tsx';
import { StudyResult } from './study-result.tsx';
import { useStaffingWords } from './words.ts';

export interface StaffingProps {
  values: Values;
  faults: readonly FormFault[];
  /** What sources give, for a form that nobody has filled in. */
  sourced: Partial<Record<FieldName, string>>;
  /** Null until all assumptions are there. */
  answer: { question: Question; needs: readonly TeamNeed[]; study: Study } | null;
  /** Of what is asked, without language. */
  address: string;
}

/** What is wrong with a value, with what can be counted with. */
function useFault(): (fault: FormFault) => string {
  const t = useStaffingWords();
  const { decimal } = useFormats();
  return ({ code, params = {} }) =>
    t(
      `error.${code}`,
      Object.fromEntries(Object.entries(params).map(([name, one]) => [name, typeof one === 'number' ? decimal(one) : one])),
    );
}

export function StaffingPage({ values, faults, sourced, answer, address }: StaffingProps) {
  const t = useStaffingWords();
  const said = useFault();
  const { language } = usePage();
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary
        errors={faults.map((fault) => ({ field: fault.field, text: `${t(`field.${fault.field}`)}: ${said(fault)}` }))}
      />
      <Notice tone="warning" title={t('unknown.title')}>
        <p>{t('unknown.text')}</p>
        <ul>
          {(['channel', 'lengths', 'time', 'renewal', 'split', 'leaving', 'reach', 'behaviour'] as const).map((one) => (
            <li>{t(`unknown.${one}`)}</li>
          ))}
        </ul>
      </Notice>
      {answer !== null && (
        <>
          <StudyResult study={answer.study} given={answer.question.given} values={values} address={address} />
          <NeedsTable needs={answer.needs} goal={answer.question.goal} staff={answer.question.given.staff} />
        </>
      )}
      {answer === null ? (
        <>
          <h2>{t('assumptions')}</h2>
          <AssumptionsForm values={values} faults={faults} sourced={sourced} />
        </>
      ) : (
        <Details summary={t('changeAssumptions')}>
          <AssumptionsForm values={values} faults={faults} sourced={sourced} />
        </Details>
      )}
      <p class="no-print">
        <a href={href(language, '/planning/staffing/drop-in')}>{t('dropIn.title')}</a>
      </p>
    </>
  );
}

function AssumptionsForm({ values, faults, sourced }: Pick<StaffingProps, 'values' | 'faults' | 'sourced'>) {
  const t = useStaffingWords();
  const { language } = usePage();
  const isNew = Object.keys(values).length === 0;
  const others = policies.filter((one) => one !== 'as-stated');
  return (
    <Form action={href(language, '/planning/staffing')} method="get">
      <p>{t('formLead')}</p>
      {groupNames.map((group) => (
        <FieldGroup group={group} values={values} faults={faults} sourced={sourced} isNew={isNew} />
      ))}
      <Checkboxes
        name="policies"
        legend={t('field.policies')}
        hint={t('hint.policies')}
        options={others.map((value) => ({ value, text: t(`policy.${value}`), hint: t(`policyText.${value}`) }))}
        values={isNew ? others : valuesOf(values, 'policies')}
      />
      <Button>{t('run')}</Button>
    </Form>
  );
}

function FieldGroup({
  group,
  values,
  faults,
  sourced,
  isNew,
}: Pick<StaffingProps, 'values' | 'faults' | 'sourced'> & { group: Group; isNew: boolean }) {
  const t = useStaffingWords();
  const said = useFault();
  return (
    <Fieldset id={`group-${group}`} legend={t(`group.${group}`)}>
      {groups[group].map((name: FieldName) => {
        const fault = faults.find(({ field }) => field === name);
        const shared = {
          name,
          label: percents.has(name) ? `${t(`field.${name}`)} (%)` : t(`field.${name}`),
          hint: t(`hint.${name}`, { minutes: bookableMinutes() }),
          error: fault === undefined ? undefined : said(fault),
          value: isNew ? (sourced[name] ?? '') : valueOf(values, name),
          optional: isOptional(name),
        };
        return name === 'registrations' ? <TextArea {...shared} rows={4} /> : <Field {...shared} short spellcheck={false} />;
      })}
      {group === 'demand' && (
        <Select
          name="teams"
          label={t('field.teams')}
          hint={t('hint.teams')}
          options={['country', 'county'].map((value) => ({ value, text: t(`teams.${value}`) }))}
          value={valueOf(values, 'teams')}
        />
      )}
    </Fieldset>
  );
}
