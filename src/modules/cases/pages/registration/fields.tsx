/** The questions of a step as controls, made from the flow as data: the same for self-service, help at a desk and practice. */
import type { VNode } from 'preact';
import {
  Checkboxes,
  type Choice,
  Field as Input,
  Fieldset,
  type Option,
  Radios,
  Select,
  TextArea,
  usePage,
  useText,
  valueOf,
} from '../../../../ui/index.ts';
import { languageName, phoneShown } from '../../../people/index.ts';
import type { Field, FieldRefusal, Step, Typed } from '../../registration/index.ts';
import { errorText, optionName, textIfAny, useRegistrationText } from './words.ts';

export interface FieldsProps {
  step: Step;
  typed: Typed;
  errors: readonly FieldRefusal[];
  /** Code and name of every municipality, in order. */
  municipalities: readonly Option[];
  /** The page's heading; a step of one question has it in the question. */
  heading: (text: string) => VNode;
  /** How many rows more than those that are typed. */
  moreRows?: number;
}

/** All controls of a step. Those that are asked only after a certain answer stand in a part of their own below the question. */
export function Fields(props: FieldsProps) {
  const entries = Object.entries(props.step.fields);
  const parts: VNode[] = [];
  for (let at = 0; at < entries.length; at += 1) {
    const group = [];
    while (entries[at]?.[1].askedWhen !== undefined) group.push(entries[at++]!);
    if (group.length > 0) {
      parts.push(
        <div class="asked-if-yes">
          {group.map(([name, field]) => (
            <Question {...props} name={name} field={field} />
          ))}
        </div>,
      );
    }
    const [name, field] = entries[at] ?? [];
    if (name !== undefined && field !== undefined) parts.push(<Question {...props} name={name} field={field} />);
  }
  return <>{parts}</>;
}

interface QuestionProps extends FieldsProps {
  /** The control's name: `phone`, `jobs.2.from`. */
  name: string;
  /** The field's own name, for its texts. */
  of?: string;
  field: Field;
}

function Question(props: QuestionProps) {
  const { field, name, typed, municipalities } = props;
  const t = useRegistrationText();
  const { language } = usePage();
  const common = useCommon(props);
  const choices = useChoices(props);
  const values = typed[name] ?? [];
  const optional = field.optional;
  switch (field.kind) {
    case 'choice':
      return <Radios {...common} legend={<Legend {...props} />} value={valueOf(typed, name)} options={choices} />;
    case 'choices':
      return <Checkboxes {...common} legend={<Legend {...props} />} values={values} options={choices} />;
    case 'languages':
      return <Languages {...props} />;
    case 'language':
      return (
        <Select
          {...common}
          optional={optional}
          value={valueOf(typed, name)}
          options={[
            { value: '', text: t('choose') },
            ...sorted(
              (field.options ?? []).map((value) => ({ value, text: languageName(language, value) })),
              language,
            ),
          ]}
        />
      );
    case 'municipality':
      return (
        <Select
          {...common}
          optional={optional}
          value={valueOf(typed, name)}
          options={[{ value: '', text: t('choose') }, ...municipalities]}
        />
      );
    case 'long-text':
    case 'lines':
      return <TextArea {...common} optional={optional} value={values.join('\n')} rows={field.kind === 'lines' ? 3 : 4} />;
    case 'rows':
      return <Rows {...props} />;
    default:
      return (
        <Input
          {...common}
          {...inputOf(field)}
          optional={optional}
          value={field.kind === 'phone' ? phoneShown(valueOf(typed, name)) : valueOf(typed, name)}
          autocomplete={field.autocomplete}
        />
      );
  }
}

/** Name, label, hint and error of a control. */
function useCommon({ name, of = name, field, errors, step }: QuestionProps) {
  const t = useRegistrationText();
  const wrong = errors.find((one) => one.field === name);
  const hint = single(step) ? t(`step.${step.id}.lead`) : textIfAny(t, `field.${of}.hint`);
  return {
    name,
    label: single(step) ? t(`step.${step.id}.title`) : t(`field.${of}.label`),
    hint: field.warnsOfSensitive === true ? [hint, t('sensitive')].filter((one) => one !== undefined).join(' ') : hint,
    error: wrong === undefined ? undefined : errorText(t, wrong, field),
  };
}

/** A step of one question: the question is the page's heading. */
export const single = (step: Step): boolean =>
  Object.keys(step.fields).length === 1 && Object.values(step.fields)[0]!.kind === 'choice';

function Legend({ name, of = name, field, step, heading }: QuestionProps) {
  const t = useRegistrationText();
  const ui = useText();
  if (single(step)) return heading(t(`step.${step.id}.title`));
  return (
    <>
      {t(`field.${of}.label`)}
      {field.optional && <span class="optional"> {ui('ui:field.optional')}</span>}
    </>
  );
}

function useChoices({ name, of = name, field }: QuestionProps): Choice[] {
  const t = useRegistrationText();
  const { language } = usePage();
  return (field.options ?? []).map((value) => ({ value, text: optionName(t, language, of, field, value) }));
}

/** The page's own language, Swedish, English and what is chosen stand first; the rest is one press away. */
function Languages(props: QuestionProps) {
  const t = useRegistrationText();
  const { language } = usePage();
  const chosen = props.typed[props.name] ?? [];
  const first = new Set(['sv', language === 'sv-easy' ? 'sv' : language, 'en', ...chosen]);
  const all = (props.field.options ?? []).map((value) => ({ value, text: languageName(language, value) }));
  return (
    <Checkboxes
      {...useCommon(props)}
      legend={<Legend {...props} />}
      values={chosen}
      options={all.filter(({ value }) => first.has(value))}
      more={{
        summary: t('moreLanguages'),
        options: sorted(
          all.filter(({ value }) => !first.has(value)),
          language,
        ),
      }}
    />
  );
}

function sorted<Item extends { text: string }>(items: readonly Item[], language: string): Item[] {
  return items.toSorted((a, b) => a.text.localeCompare(b.text, language === 'sv-easy' ? 'sv' : language));
}

/** Rows of the same fields: as many as are typed, at least one. */
function Rows(props: QuestionProps) {
  const { name, field, typed, moreRows = 0, step } = props;
  const t = useRegistrationText();
  const rows = Math.min(Math.max(rowsTyped(name, typed), 1) + moreRows, field.maxRows ?? 1);
  const first = Math.max(rows - moreRows, 1);
  return (
    <>
      {rows > 1 && <p class="hint">{t('jobRemoved')}</p>}
      {Array.from({ length: rows }, (_, row) => (
        // What was added is where the person goes on.
        <div class="row" {...(row >= first ? { tabIndex: -1, autoFocus: true } : {})}>
          <Fieldset id={`${name}-${row}`} legend={t(`step.${step.id}.row`, { number: row + 1 })}>
            {Object.entries(field.columns ?? {}).map(([column, of]) => (
              <Question {...props} name={`${name}.${row}.${column}`} of={column} field={of} />
            ))}
          </Fieldset>
        </div>
      ))}
    </>
  );
}

/** How many rows the form had, empty ones included. */
function rowsTyped(name: string, typed: Typed): number {
  const rows = Object.keys(typed).flatMap((key) => {
    const row = key.startsWith(`${name}.`) ? Number(key.split('.')[1]) : Number.NaN;
    return Number.isInteger(row) && row >= 0 ? [row + 1] : [];
  });
  return Math.max(0, ...rows);
}

/** How a one-line field is typed. */
function inputOf({ kind }: Field) {
  switch (kind) {
    case 'day':
      return { type: 'date' as const };
    case 'month':
      return { short: true, dir: 'ltr' as const };
    case 'email':
      return { type: 'email' as const, dir: 'ltr' as const, spellcheck: false };
    case 'phone':
      return { type: 'tel' as const, dir: 'ltr' as const };
    case 'postal-code':
      return { short: true, inputMode: 'numeric' as const, dir: 'ltr' as const };
    default:
      return { dir: 'auto' as const };
  }
}
