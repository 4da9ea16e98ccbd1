/** The plan, written by the officer together with the jobseeker. Says what is missing before it can come into force, and why. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Details,
  ErrorSummary,
  Field,
  Fieldset,
  Form,
  LinkButton,
  Notice,
  Radios,
  type SummarisedError,
  SummaryList,
  TextArea,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { PlanContent, PlanPart } from '../../rules/plan-content.ts';
import type { Typed } from '../../registration/index.ts';
import { valueOf } from '../registration/typed.ts';
import { useWhen } from '../words.tsx';
import { PlanParts } from './plan-parts.tsx';
import { linesOf } from './typed-plan.ts';

export interface PlanEditorProps {
  /** The editor's own address, without language. */
  path: string;
  typed: Typed;
  /** Of the draft; 0 when there is none. */
  version: number;
  /** Field → what to put right. */
  wrong: Readonly<Record<string, string>>;
  refusal: string | null;
  /** The parts that the draft as saved does not say; null when nothing is required on the day. */
  missing: readonly PlanPart[] | null;
  /** What the rule says, and where it is written. */
  rule: { says: string; source: string };
  deadline: { by: PlainDate; early: boolean; renew: boolean } | null;
  inForce: { content: PlanContent; madeOn: PlainDate } | null;
  /** A registration that waits for a decision has drafts only. */
  mayPutInForce: boolean;
  ownWords: string;
  today: PlainDate;
  saved: boolean;
  requestId: string;
  /** Where "Cancel" goes. */
  back: string;
}

export function PlanEditorPage(props: PlanEditorProps) {
  const { path, typed, version, wrong, refusal, missing, saved, requestId, back, ownWords } = props;
  const t = useText();
  const { language } = usePage();
  const errors = Object.entries(wrong).map(([field, text]): SummarisedError => ({ field, text }));
  return (
    <>
      <ErrorSummary errors={[...(refusal === null ? [] : [{ text: refusal }]), ...errors]} />
      {saved && (
        <Notice tone="success" answer>
          {t('cases:staff.editor.done.saved')}
        </Notice>
      )}
      <h2>{t('cases:staff.editor.title')}</h2>
      <When {...props} />
      {missing !== null && <Missing {...props} missing={missing} />}
      {ownWords !== '' && (
        <Notice title={t('cases:staff.editor.ownWords')} level={3}>
          <p>
            <bdi>{ownWords}</bdi>
          </p>
        </Notice>
      )}
      <Form action={href(language, path)} requestId={requestId}>
        <input type="hidden" name="version" value={version} />
        <Participation typed={typed} wrong={wrong} />
        <Assessment typed={typed} wrong={wrong} />
        <Direction typed={typed} wrong={wrong} />
        <Steps list="activities" typed={typed} wrong={wrong} />
        <Steps list="measures" typed={typed} wrong={wrong} />
        <Part name="motive" typed={typed} wrong={wrong} rows={3} />
        <Part name="duties" typed={typed} wrong={wrong} rows={4} />
        <Interval typed={typed} wrong={wrong} />
        <p class="hint">{t('cases:staff.editor.later')}</p>
        <Buttons>
          {props.mayPutInForce && (
            <Button name="next" value="force">
              {t('cases:staff.editor.putInForce')}
            </Button>
          )}
          <Button name="next" value="save" variant="secondary">
            {t('cases:staff.editor.save')}
          </Button>
          <LinkButton href={href(language, back)} variant="tertiary">
            {t('cases:deregister.cancel')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}

interface PartProps {
  typed: Typed;
  wrong: Readonly<Record<string, string>>;
}

function When({ deadline, inForce, today }: PlanEditorProps) {
  const t = useText();
  const when = useWhen();
  return (
    <>
      {deadline !== null && (
        <p class="lead">
          {t(
            deadline.by < today
              ? 'cases:staff.editor.passed'
              : deadline.renew
                ? 'cases:staff.editor.renew'
                : 'cases:staff.editor.due',
            when.day(deadline.by),
          )}
        </p>
      )}
      {deadline?.early === true && <p>{t('cases:staff.editor.early')}</p>}
      {inForce !== null && (
        <Details summary={`${t('cases:staff.editor.inForce')}: ${t('cases:plan.made', { date: when.date(inForce.madeOn) })}`}>
          <PlanParts content={inForce.content} />
        </Details>
      )}
    </>
  );
}

function Missing({ missing, rule }: PlanEditorProps & { missing: readonly PlanPart[] }) {
  const t = useText();
  if (missing.length === 0) return <Notice tone="success">{t('cases:staff.editor.complete')}</Notice>;
  return (
    <Notice tone="warning" title={t('cases:staff.editor.missing')}>
      <ul>
        {missing.map((part) => (
          <li>{t(`cases:staff.editor.part.${part}`)}</li>
        ))}
      </ul>
      <Details summary={t('ui:problem.rule')}>
        <SummaryList
          items={[
            { term: t('ui:problem.ruleSays'), value: rule.says },
            { term: t('ui:problem.ruleSource'), value: rule.source },
          ]}
        />
      </Details>
    </Notice>
  );
}

function Participation({ typed, wrong }: PartProps) {
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

function Assessment({ typed, wrong }: PartProps) {
  return (
    <>
      <Part name="assessment" typed={typed} wrong={wrong} rows={4} />
      <Part name="possibilities" typed={typed} wrong={wrong} rows={4} />
      <Part name="demand" typed={typed} wrong={wrong} rows={4} />
    </>
  );
}

function Direction({ typed, wrong }: PartProps) {
  return (
    <>
      <Part name="occupations" typed={typed} wrong={wrong} rows={3} />
      <Part name="areas" typed={typed} wrong={wrong} rows={3} />
    </>
  );
}

function Part({ name, typed, wrong, rows }: PartProps & { name: string; rows: number }) {
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

function Steps({ list, typed, wrong }: PartProps & { list: 'measures' | 'activities' }) {
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

function Interval({ typed, wrong }: PartProps) {
  const t = useText();
  return (
    <>
      <Radios
        name="intervalHow"
        legend={t('cases:staff.editor.interval.legend')}
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
