import type { ComponentChildren } from 'preact';
import { useText } from './context.ts';
import { SummaryList } from './facts.tsx';
import { Notice } from './message.tsx';

interface RuleProps {
  /** What the rule says, in the page's language. */
  says: ComponentChildren;
  /** The law, paper or standard it comes from; in English, as it stands in the code. */
  source: string;
}

/** What a rule says and where it is written. */
export function RuleFacts({ says, source }: RuleProps) {
  const t = useText();
  return (
    <SummaryList
      items={[
        { term: t('ui:problem.ruleSays'), value: says },
        { term: t('ui:problem.ruleSource'), value: <bdi lang="en">{source}</bdi> },
      ]}
    />
  );
}

/** The rule by which something was refused, below what has to be put right. */
export function RuleNotice(rule: RuleProps) {
  const t = useText();
  return (
    <Notice title={t('ui:problem.rule')}>
      <RuleFacts {...rule} />
    </Notice>
  );
}
