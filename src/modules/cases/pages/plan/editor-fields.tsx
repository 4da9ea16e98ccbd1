/** The fields of a plan, part by part. */
import { Field, Fieldset, Radios, TextArea, useText, valueOf } from '../../../../ui/index.ts';
import type { Typed } from '../../registration/index.ts';
import { linesOf } from './typed-plan.ts';

interface PartProps {
  typed: Typed;
  wrong: Readonly<Record<string, string>>;
}

export function Participation({ typed, wrong }: PartProps) {
  const t = useText();
  return (
    <Fieldset legend={t('cases:staff.editor.part.participation')} id="participation">
      <Radios
        name="participationHow"
        legend={t('cases:staff.editor.participation.how')}
        value={valueOf(typed, 'participationHow')}
        error={wrong['participationHow']}
        options={(['in-person', 'phone', 'video', 'in-writing'] as const).map((how) => ({
          value: how,
          text: t(`cases:staff.editor.participation.${how}`),
        }))}
      />
      <Field
        name="participationOn"
        type="date"
        label={t('cases:staff.editor.participation.on')}
        value={valueOf(typed, 'participationOn')}
        error={wrong['participationOn']}
        dir="ltr"
      />
    </Fieldset>
  );
}

export function Assessment({ typed, wrong }: PartProps) {
  return (
    <>
      <Part name="assessment" typed={typed} wrong={wrong} rows={4} />
      <Part name="possibilities" typed={typed} wrong={wrong} rows={4} />
      <Part name="demand" typed={typed} wrong={wrong} rows={4} />
    </>
  );
}

export function Direction({ typed, wrong }: PartProps) {
  return (
    <>
      <Part name="occupations" typed={typed} wrong={wrong} rows={3} />
      <Part name="areas" typed={typed} wrong={wrong} rows={3} />
    </>
  );
}

export function Part({ name, typed, wrong, rows }: PartProps & { name: string; rows: number }) {
  const t = useText();
  return (
    <TextArea
      name={name}
      label={t(`cases:staff.editor.part.${name}`)}
      hint={t(`cases:staff.editor.hint.${name}`)}
      value={valueOf(typed, name)}
      error={wrong[name]}
      rows={rows}
      maxLength={4000}
    />
  );
}

export function Steps({ list, typed, wrong }: PartProps & { list: 'measures' | 'activities' }) {
  const t = useText();
  return (
    <Fieldset
      legend={t(`cases:staff.editor.part.${list}`)}
      id={`${list}-group`}
      hint={t(`cases:staff.editor.hint.${list}`)}
      error={wrong[list]}
    >
      {Array.from({ length: linesOf(typed, list) }, (_, line) => (
        <div class="side-by-side">
          <Field
            name={`${list}.${line}.what`}
            label={t(`cases:staff.editor.line.${list}`, { n: line + 1 })}
            value={valueOf(typed, `${list}.${line}.what`)}
            error={wrong[`${list}.${line}.what`]}
            maxLength={400}
          />
          <Field
            name={`${list}.${line}.by`}
            type="date"
            label={t('cases:staff.editor.line.by', { n: line + 1 })}
            value={valueOf(typed, `${list}.${line}.by`)}
            error={wrong[`${list}.${line}.by`]}
            dir="ltr"
          />
        </div>
      ))}
    </Fieldset>
  );
}

export function Interval({ typed, wrong, required }: PartProps & { required: boolean }) {
  const t = useText();
  return (
    <>
      <Radios
        name="intervalHow"
        legend={t('cases:staff.editor.interval.legend')}
        hint={required ? t('cases:staff.editor.interval.required') : undefined}
        value={valueOf(typed, 'intervalHow') || 'none'}
        error={wrong['interval']}
        options={(['set', 'exempt', 'none'] as const).map((how) => ({
          value: how,
          text: t(`cases:staff.editor.interval.${how}`),
        }))}
      />
      <div class="side-by-side">
        {(['low', 'high'] as const).map((end) => (
          <Field
            name={end}
            short
            inputMode="numeric"
            label={t(`cases:staff.editor.interval.${end}`)}
            value={valueOf(typed, end)}
            error={wrong[end]}
          />
        ))}
      </div>
      <Field
        name="exemption"
        label={t('cases:staff.editor.interval.why')}
        value={valueOf(typed, 'exemption')}
        error={wrong['exemption']}
        maxLength={1000}
      />
    </>
  );
}
