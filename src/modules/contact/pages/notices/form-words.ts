/** How the forms of notices word what is refused. */
import type { Problem } from '../../../../platform/problem/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import type { FormWords } from '../../../../ui/index.ts';

/** The field that a refusal without fields of its own is about. */
const aboutField: Readonly<Record<string, string>> = { 'notice-reply-past': 'replyBy', 'view-day-to-come': 'reachedOn' };

function problemText(t: Translate, { code, details }: Problem): string {
  const module = code === 'request-repeated' || code === 'invalid-input' ? 'ui' : 'contact';
  return t(`${module}:problem.${code}.text`, details.params);
}

export const noticeFormWords: FormWords = {
  wrong(refusal, _values, t) {
    const wrong: Record<string, string> = {};
    const isInput = refusal.code === 'invalid-input';
    for (const { field } of refusal.details.fields ?? []) {
      const name = field.split('.')[0]!;
      wrong[name] ??= isInput ? t(`contact:staffNotices.wrong.${name}`) : problemText(t, refusal);
    }
    const about = aboutField[refusal.code];
    if (about !== undefined && Object.keys(wrong).length === 0) wrong[about] = problemText(t, refusal);
    return wrong;
  },
  said: (refusal, t) => problemText(t, refusal),
  rule: (id, t) => t(`contact:rule.${id}`),
  cancel: (t) => t('contact:staffNotices.cancel'),
};
