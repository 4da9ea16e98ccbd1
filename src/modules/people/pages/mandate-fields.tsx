/** The form of a mandate, as the person fills it in and as staff do for them. */
import { Checkboxes, Details, Field, Radios, useText, valueOf, type Values, valuesOf, type Filled } from '../../../ui/index.ts';
import { organisationKinds, tasks } from '../kinds.ts';
import type { listOrganisations } from '../store/organisations.ts';
import { type Speaks, useField, useFieldText } from './form.tsx';
import { typedList } from './typed.ts';

/** Organisations that are known already, to find the number of. */
export type KnownOrganisations = Awaited<ReturnType<typeof listOrganisations>>;

/** What the fields ask for, as give-mandate takes it; who it is about and how it was given come from the page. */
export function typedMandate(values: Values) {
  return {
    tasks: typedList(values, 'tasks'),
    to: valueOf(values, 'to').trim(),
    organisationKind: valueOf(values, 'organisationKind'),
    organisationNumber: valueOf(values, 'organisationNumber'),
    organisationName: valueOf(values, 'organisationName'),
  };
}

export function MandateFields({ form, known, to = 'self' }: { form: Filled; known: KnownOrganisations; to?: Speaks }) {
  const t = useText();
  const field = useField(form, to);
  const said = useFieldText(to);
  return (
    <>
      <Radios
        {...radio(form, 'organisationKind')}
        legend={said('field', 'organisationKind')}
        options={organisationKinds.map((kind) => ({ value: kind, text: t(`people:organisationKind.${kind}`) }))}
      />
      <Field {...field('organisationName')} hint={t('people:hint.organisationName')} maxLength={200} autocomplete="off" />
      <Field
        {...field('organisationNumber')}
        hint={t('people:hint.organisationNumber')}
        inputMode="numeric"
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        maxLength={20}
      />
      {known.length > 0 && (
        <Details summary={t('people:mandates.known')}>
          <ul>
            {known.map((one) => (
              <li>
                <bdi>{one.name}</bdi> <bdi dir="ltr">{organisationNumberShown(one.number)}</bdi>
              </li>
            ))}
          </ul>
        </Details>
      )}
      <Checkboxes
        name="tasks"
        legend={said('field', 'tasks')}
        hint={said('hint', 'tasks')}
        error={form.wrong['tasks']}
        values={valuesOf(form.values, 'tasks')}
        options={tasks.map((task) => ({ value: task, text: t(`people:${to === 'self' ? '' : 'helping.'}task.${task}`) }))}
      />
      <Field {...field('to')} type="date" hint={said('hint', 'to')} />
    </>
  );
}

function radio({ values, wrong }: Filled, name: string) {
  return { name, value: valueOf(values, name), error: wrong[name] };
}

/** `2120000142` as it is written: 212000-0142. */
export function organisationNumberShown(number: string): string {
  return number.length === 10 ? `${number.slice(0, 6)}-${number.slice(6)}` : number;
}
