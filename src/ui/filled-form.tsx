/** What every form page has in common: what is typed, and the refusal of it. */
import type { Problem } from '../platform/problem/index.ts';
import { ErrorSummary, type SummarisedError } from './form.tsx';
import { RuleNotice } from './rule.tsx';
import type { Values } from './sent-form.ts';

/** A form as it stands on the page: what is typed, and the refusal of it if it was sent. */
export interface Filled {
  values: Values;
  refusal: Problem | null;
  /** Field name → what to put right. */
  wrong: Readonly<Record<string, string>>;
  /** What was typed before the session ended, and is not sent. */
  kept?: boolean;
}

/**
 * What has to be put right, each with its field, and the rule that says so. Stands first on the page. `said`: what is about no field;
 * `ruleText`: what the rule says, in the page's language.
 */
export function RefusalSummary({
  form: { refusal, wrong },
  said,
  ruleText,
}: {
  form: Pick<Filled, 'refusal' | 'wrong'>;
  said: readonly string[];
  ruleText: (ruleId: string) => string;
}) {
  if (refusal === null) return null;
  const fields = Object.entries(wrong).map(([field, text]): SummarisedError => ({ field, text }));
  const { rule } = refusal.details;
  return (
    <>
      <ErrorSummary errors={[...fields, ...said.map((text) => ({ text }))]} />
      {rule !== undefined && <RuleNotice says={ruleText(rule.id)} source={rule.source} />}
    </>
  );
}
