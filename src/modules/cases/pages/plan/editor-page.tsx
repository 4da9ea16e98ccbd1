/** The plan, written by the officer together with the jobseeker. Says what is missing before it can come into force, and why. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Details,
  ErrorSummary,
  Form,
  LinkButton,
  Notice,
  RuleFacts,
  type SummarisedError,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { PlanContent, PlanPart } from '../../rules/plan-content.ts';
import type { Typed } from '../../registration/index.ts';
import { useWhen } from '../words.tsx';
import { Assessment, Direction, Interval, Part, Participation, Steps } from './editor-fields.tsx';
import { PlanParts } from './plan-parts.tsx';

export interface PlanEditorProps {
  /** The editor's own address, without language. */
  path: string;
  /** The filter of the work list that one came from. */
  list: string;
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
  /** The person is in a programme, and on this day its plan must say how many jobs to apply for. */
  intervalRequired: boolean;
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
  const { path, list, typed, version, wrong, refusal, missing, saved, requestId, back, ownWords } = props;
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
        <input type="hidden" name="list" value={list} />
        <Participation typed={typed} wrong={wrong} />
        <Assessment typed={typed} wrong={wrong} />
        <Direction typed={typed} wrong={wrong} />
        <Steps list="activities" typed={typed} wrong={wrong} />
        <Steps list="measures" typed={typed} wrong={wrong} />
        <Part name="motive" typed={typed} wrong={wrong} rows={3} />
        <Part name="duties" typed={typed} wrong={wrong} rows={4} />
        <Interval typed={typed} wrong={wrong} required={props.intervalRequired} />
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
        <RuleFacts {...rule} />
      </Details>
    </Notice>
  );
}
