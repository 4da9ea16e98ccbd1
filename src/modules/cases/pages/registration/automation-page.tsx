/** The rules that decide: whether each does, since when, by whom and why; starting and stopping them. */
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import type { Rule } from '../../../../platform/rule/index.ts';
import {
  Button,
  ErrorSummary,
  Field,
  Form,
  Notice,
  SummaryList,
  Table,
  Tag,
  TextArea,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { AutomationDone, DecisionCounts } from '../../store/automation-view.ts';
import { useWhen } from '../words.tsx';

export interface DecidingRule {
  rule: Rule;
  /** What was done with it, the latest first. */
  history: readonly AutomationDone[];
  counts: DecisionCounts;
}

export interface AutomationPageProps {
  rules: readonly DecidingRule[];
  today: string;
  requestId: Uuid;
  done: 'started' | 'stopped' | null;
  /** What was typed in a form that was refused, and what is wrong with it. */
  refused: { values: Readonly<Record<string, string>>; wrong: Readonly<Record<string, string>> } | null;
}

export function AutomationPage(props: AutomationPageProps) {
  const { rules, done, refused } = props;
  const t = useText();
  return (
    <>
      <ErrorSummary errors={Object.entries(refused?.wrong ?? {}).map(([field, text]) => ({ field, text }))} />
      <h1>{t('cases:staffRegistration.automation.title')}</h1>
      {done !== null && <Notice tone="success" title={t(`cases:staffRegistration.automation.done.${done}`)} answer />}
      <p class="lead">{t('cases:staffRegistration.automation.lead')}</p>
      {rules.map((one) => (
        <RuleSection {...props} one={one} />
      ))}
    </>
  );
}

function RuleSection({ one, ...props }: AutomationPageProps & { one: DecidingRule }) {
  const t = useText();
  const when = useWhen();
  const { number } = useFormats();
  const { rule, history, counts } = one;
  const [last] = history;
  const runs = last?.action === 'start';
  const at = last === undefined ? null : when.at(last.at);
  const since = at === null ? {} : { day: at.date, time: at.time };
  const state = last === undefined ? 'never' : runs ? 'running' : 'stopped';
  return (
    <section aria-labelledby={rule.id}>
      <h2 id={rule.id}>{t(`cases:staffRegistration.automation.name.${rule.id}`)}</h2>
      <SummaryList
        items={[
          {
            term: t('cases:staffRegistration.automation.state'),
            value: <Tag tone={runs ? 'success' : 'warning'}>{t(`cases:staffRegistration.automation.${state}`, since)}</Tag>,
          },
          ...(last === undefined
            ? []
            : [
                { term: t('cases:staffRegistration.automation.by'), value: last.byName },
                { term: t('cases:staffRegistration.automation.why'), value: last.reason },
              ]),
          ...(runs && last.reviewShare !== null
            ? [
                {
                  term: t('cases:staffRegistration.automation.share'),
                  value: t('cases:staffRegistration.automation.shareValue', { percent: number(last.reviewShare * 100) }),
                },
              ]
            : []),
          { term: t('cases:staffRegistration.automation.says'), value: t(`cases:rule.${rule.id}`) },
          { term: t('cases:staffRegistration.automation.source'), value: <span lang="en">{rule.source}</span> },
          {
            term: t('cases:staffRegistration.automation.counts'),
            value: t('cases:staffRegistration.automation.countsText', { ...counts }),
          },
        ]}
      />
      {runs ? <StopForm {...props} ruleId={rule.id} /> : <StartForm {...props} ruleId={rule.id} />}
      <History ruleId={rule.id} history={history} />
    </section>
  );
}

type FormProps = Pick<AutomationPageProps, 'requestId' | 'refused' | 'today'> & { ruleId: string };

function StartForm({ requestId, refused, ruleId }: FormProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h3>{t('cases:staffRegistration.automation.start')}</h3>
      <Form action={href(language, `/automation/${ruleId}/start`)} requestId={requestId}>
        <Field
          name="share"
          label={t('cases:staffRegistration.automation.startShare')}
          hint={t('cases:staffRegistration.automation.startShareHint')}
          inputMode="decimal"
          short
          value={refused?.values['share']}
          error={refused?.wrong['share']}
        />
        <Reason refused={refused} />
        <Button>{t('cases:staffRegistration.automation.start')}</Button>
      </Form>
    </>
  );
}

function StopForm({ requestId, refused, today, ruleId }: FormProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h3>{t('cases:staffRegistration.automation.stop')}</h3>
      <Form action={href(language, `/automation/${ruleId}/stop`)} requestId={requestId}>
        <Field
          name="since"
          type="date"
          max={today}
          label={t('cases:staffRegistration.automation.stopSince')}
          value={refused?.values['since']}
          error={refused?.wrong['since']}
        />
        <Reason refused={refused} />
        <Button color="danger">{t('cases:staffRegistration.automation.stop')}</Button>
      </Form>
    </>
  );
}

function Reason({ refused }: Pick<FormProps, 'refused'>) {
  const t = useText();
  return (
    <TextArea
      name="reason"
      rows={3}
      label={t('cases:staffRegistration.automation.reason')}
      value={refused?.values['reason']}
      error={refused?.wrong['reason']}
    />
  );
}

function History({ ruleId, history }: { ruleId: string; history: readonly AutomationDone[] }) {
  const t = useText();
  const when = useWhen();
  const { language } = usePage();
  return (
    <Table
      id={`history-${ruleId}`}
      caption={t('cases:staffRegistration.automation.history')}
      cards
      rows={history}
      empty={t('cases:staffRegistration.automation.never')}
      columns={[
        {
          header: t('cases:staffRegistration.automation.stopWhen'),
          rowHeader: true,
          cell: ({ at }) => `${when.at(at).date} ${when.at(at).time}`,
        },
        {
          header: t('cases:staffRegistration.automation.state'),
          cell: ({ id, action, since }) => (
            <>
              {t(`cases:staffRegistration.automation.action.${action}`)}
              {since !== null && (
                <>
                  {' · '}
                  <a href={href(language, `/automation/stops/${id}`)}>{t('cases:staffRegistration.automation.affected')}</a>
                </>
              )}
            </>
          ),
        },
        { header: t('cases:staffRegistration.automation.by'), cell: ({ byName }) => byName },
        { header: t('cases:staffRegistration.automation.why'), cell: ({ reason }) => reason },
      ]}
    />
  );
}
