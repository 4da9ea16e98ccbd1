/** Answers to read: on the page to check them on, on the receipt, and beside a form that was changed in another tab. */
import type { ComponentChildren } from 'preact';
import { href } from '../../../../platform/i18n/index.ts';
import { SummaryList, useFormats, usePage } from '../../../../ui/index.ts';
import { phoneShown } from '../../../people/index.ts';
import type { Field, Step, Typed } from '../../registration/index.ts';
import { stepPath, type Way } from './way.ts';
import { optionName, useRegistrationText } from './words.ts';

interface StepAnswersProps {
  step: Step;
  typed: Typed;
  /** With a link to change each; left out, only to read. */
  way?: Way;
  /** The name of a municipality by its code. */
  municipality?: (code: string) => string | undefined;
}

export function StepAnswers({ step, typed, way, municipality }: StepAnswersProps) {
  const t = useRegistrationText();
  const { language } = usePage();
  const asked = Object.entries(step.fields).filter(([, field]) => field.askedWhen === undefined || hasAnswer(field, typed, step));
  const show = useAnswer(municipality);
  return (
    <SummaryList
      items={asked.map(([name, field]) => ({
        term: t(`field.${name}.label`),
        value:
          field.kind === 'rows' ? <RowAnswers name={name} field={field} typed={typed} /> : show(name, field, typed[name] ?? []),
        ...(way === undefined
          ? {}
          : {
              action: (
                <a
                  href={`${href(language, stepPath(way, step.id))}?from=check#${anchorOf(name, field)}`}
                  aria-label={t('check.changeOf', { what: t(`field.${name}.label`) })}
                >
                  {t('check.change')}
                </a>
              ),
            }),
      }))}
    />
  );
}

const anchorOf = (name: string, field: Field): string => (field.kind === 'rows' ? `f-${name}-0` : `f-${name}`);

/** A field that is asked only after a certain answer is shown when that answer is there. */
function hasAnswer(field: Field, typed: Typed, step: Step): boolean {
  const said = Object.fromEntries(Object.entries(typed).map(([name, values]) => [name, values[0]]));
  return field.askedWhen?.({ [step.id]: said }) ?? true;
}

function useAnswer(municipality: StepAnswersProps['municipality']) {
  const t = useRegistrationText();
  const { language } = usePage();
  const { date } = useFormats();
  return (name: string, field: Field, values: readonly string[]): ComponentChildren => {
    const said = values.filter((one) => one.trim() !== '');
    if (said.length === 0) return <span class="hint">{t('check.nothing')}</span>;
    const words = said.map((value) => {
      if (field.kind === 'day') return isDay(value) ? date(value) : value;
      if (field.kind === 'phone') return phoneShown(value);
      if (field.kind === 'municipality') return municipality?.(value) ?? value;
      if (field.options !== undefined) return optionName(t, language, name, field, value);
      return value;
    });
    return words.map((word, index) => (
      <>
        {index > 0 && <br />}
        <bdi>{word}</bdi>
      </>
    ));
  };
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

function RowAnswers({ name, field, typed }: { name: string; field: Field; typed: Typed }) {
  const t = useRegistrationText();
  const rows = new Map<string, string[]>();
  for (const [key, values] of Object.entries(typed)) {
    const [first, row, column] = key.split('.');
    const value = values[0]?.trim() ?? '';
    if (first !== name || row === undefined || column === undefined || value === '') continue;
    rows.set(row, [...(rows.get(row) ?? []), value]);
  }
  if (rows.size === 0) return <span class="hint">{t('check.nothing')}</span>;
  return (
    <ul>
      {[...rows.values()].slice(0, field.maxRows).map((values) => (
        <li>
          <bdi>{values.join(', ')}</bdi>
        </li>
      ))}
    </ul>
  );
}
