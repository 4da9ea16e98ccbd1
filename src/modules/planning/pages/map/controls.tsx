/** What is asked of the map, as a form whose answer has an address. Without script its button asks; with it each change does. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Checkboxes,
  Details,
  Field,
  fieldId,
  Fieldset,
  Form,
  HiddenValues,
  Radios,
  Select,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { type KnownPlace, weekdays } from '../../../network/index.ts';
import type { MapAnswer } from '../../map/answer.ts';
import { aims, asks, markedIn, tools, wheres, withins } from '../../map/question.ts';
import { plannedKinds } from '../../scenarios/change.ts';
import { placeName, useWords } from '../words.tsx';
import { useMapWords } from './words.ts';

export interface ControlsProps {
  /** Path of the map. */
  action: string;
  answer: MapAnswer;
  /** Every place, in the order of a list. */
  places: readonly KnownPlace[];
  /** The day cannot be another: a scenario's own. */
  isDayFixed: boolean;
}

export function Controls(props: ControlsProps) {
  const t = useMapWords();
  const { language } = usePage();
  const { question } = props.answer;
  const fixed = props.isDayFixed ? { on: question.on, ...(question.of === null ? {} : { of: String(question.of) }) } : {};
  return (
    <Form action={href(language, props.action)} method="get" id="plan-form">
      <HiddenValues values={{ ...markedIn(question), ...fixed }} />
      <Radios
        name="ask"
        legend={t('ask')}
        value={question.ask}
        options={asks.map((value) => ({ value, text: t(`asks.${value}`), hint: t(`asksHint.${value}`) }))}
      />
      <Select
        name="where"
        label={t('where')}
        hint={t('whereHint')}
        value={question.where}
        options={wheres.map((value) => ({ value, text: t(`wheres.${value}`) }))}
      />
      <Aim {...props} />
      <Visits {...props} />
      <Bounds {...props} />
      <Money {...props} />
      <Marking {...props} />
      <Buttons>
        <Button>{t('count')}</Button>
        <a href={href(language, `${props.action}?on=${question.on}`)}>{t('startOver')}</a>
        <a class="to-answer" href="#plan-answer">
          {t('toAnswer')}
        </a>
      </Buttons>
    </Form>
  );
}

interface SliderProps {
  name: string;
  label: string;
  hint?: string;
  value: number | null;
  min: number;
  max: number;
}

/** A number; where scripts run a slider stands under it. */
function Slider({ name, label, hint, value, min, max }: SliderProps) {
  return (
    <div class="slider">
      <Field name={name} type="number" short {...{ label, hint, min, max }} value={value ?? ''} />
      <input type="range" hidden aria-label={label} data-slider={fieldId(name)} {...{ min, max }} value={value ?? min} />
    </div>
  );
}

function Aim({ answer: { question, task }, isDayFixed }: ControlsProps) {
  const t = useMapWords();
  const text = useText();
  const { number } = useFormats();
  return (
    <>
      {!isDayFixed && <Field name="on" type="date" label={t('on')} value={question.on} />}
      <Slider
        name="number"
        label={t('number')}
        hint={t('numberHint', { n: number(task.before.size) })}
        value={question.number ?? task.before.size}
        min={1}
        max={300}
      />
      <Select
        name="aim"
        label={t('aim')}
        value={question.aim}
        options={aims.map((value) => ({ value, text: t(`aims.${value}`) }))}
      />
      <Slider name="limit" label={t('limit')} value={question.limit} min={5} max={120} />
      <Select
        name="kind"
        label={t('kind')}
        value={question.kind}
        options={plannedKinds.map((value) => ({ value, text: text(`network:planner.kind.${value}`) }))}
      />
    </>
  );
}

/** When visiting offices that are put are open: each that is marked keeps what was chosen then. */
function Visits({ answer: { question } }: ControlsProps) {
  const t = useMapWords();
  const text = useText();
  const say = useWords();
  const { days, opens, closes } = question.visits;
  return (
    <Details summary={t('visits')} open={days.length > 0} id="visits">
      <p>{t('visitsHint')}</p>
      <Checkboxes
        name="days"
        legend={say('field.days')}
        values={days}
        options={weekdays.slice(0, 5).map((day) => ({ value: day, text: text(`network:planner.weekday.${day}`) }))}
      />
      <Field name="opens" type="time" label={say('field.opens')} value={opens} short />
      <Field name="closes" type="time" label={say('field.closes')} value={closes} short />
    </Details>
  );
}

function Bounds({ answer: { question } }: ControlsProps) {
  const t = useMapWords();
  const { longest, share, gini } = question;
  return (
    <Details summary={t('bounds')} open={longest !== null || share !== null || gini !== null} id="bounds">
      <p>{t('boundsHint')}</p>
      <Slider name="longest" label={t('longest')} value={longest} min={15} max={300} />
      <Slider name="share" label={t('share')} hint={t('shareHint')} value={share} min={1} max={100} />
      <Slider name="gini" label={t('gini')} value={gini} min={1} max={100} />
    </Details>
  );
}

function Money({ answer: { question, task } }: ControlsProps) {
  const t = useMapWords();
  const text = useText();
  const { number } = useFormats();
  return (
    <Details summary={t('money')} open={question.within === 'money'} id="money">
      <p>{t('moneyHint')}</p>
      <Radios
        name="within"
        legend={t('within')}
        value={question.within}
        options={withins.map((value) => ({ value, text: t(`withins.${value}`) }))}
      />
      {plannedKinds.map((kind) => (
        <Field
          name={`cost.${kind}`}
          label={t('cost', { kind: text(`network:planner.kind.${kind}`) })}
          inputMode="decimal"
          value={question.costs[kind] ?? ''}
        />
      ))}
      <div class="slider">
        <Field
          name="budget"
          label={t('budget')}
          hint={task.cost === null ? t('budgetHintUnknown') : t('budgetHint', { cost: number(task.cost) })}
          inputMode="decimal"
          value={question.budget ?? ''}
        />
        {/* How far it goes is known when the costs are: the script shows it then. */}
        <input type="range" hidden aria-label={t('budget')} data-slider={fieldId('budget')} data-budget min={0} max={100} />
      </div>
    </Details>
  );
}

function Marking({ answer: { question }, places }: ControlsProps) {
  const t = useMapWords();
  return (
    <Fieldset id="marking" legend={t('marks')}>
      <Radios
        name="tool"
        legend={t('tool')}
        hint={t('toolHint')}
        value={question.tool}
        options={tools.map((value) => ({ value, text: t(`tools.${value}`) }))}
      />
      <Select
        name="place"
        label={t('place')}
        value=""
        options={[
          { value: '', text: t('choosePlace') },
          ...places.map((one) => ({ value: one.place.code, text: placeName(one) })),
        ]}
      />
      <Select
        name="act"
        label={t('act')}
        value={question.tool === 'change' ? 'put' : question.tool}
        options={(['close', 'keep', 'put', 'none'] as const).map((value) => ({ value, text: t(`acts.${value}`) }))}
      />
      <Button variant="secondary">{t('mark')}</Button>
    </Fieldset>
  );
}
