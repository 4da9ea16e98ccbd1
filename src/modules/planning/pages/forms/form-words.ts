/** How the forms on scenarios word what is refused. */
import type { Problem } from '../../../../platform/problem/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import { type FormWords, type Values, valuesOf } from '../../../../ui/index.ts';
import { refusalWords, wordsOf } from '../words.tsx';

const said = ({ code, details }: Problem, t: Translate): string =>
  refusalWords(t, { code, rule: null, params: details.params ?? {} }).text;

/** Which place a fault of a change is about, as the form's hidden names have it; changes that were there before come first. */
function aboutPlace(values: Values, field: string): string {
  const at = Number(field.split('.')[1]) - Number(valuesOf(values, 'had')[0] ?? '0');
  return valuesOf(values, 'names')[at] ?? '';
}

export const planningWords: FormWords = {
  wrong(refusal, values, t) {
    const say = wordsOf(t);
    const fields = refusal.details.fields ?? [];
    if (refusal.code === 'scenario-change-impossible') {
      const faults = fields.map(({ field, expected }) => {
        const place = aboutPlace(values, field);
        return `${place}${place === '' ? '' : ': '}${say(`fault.${expected}`)}`;
      });
      return { from: [...new Set(faults)].join(' ') };
    }
    const wrong: Record<string, string> = {};
    for (const { field } of fields) {
      const [, , part = 'from'] = field.startsWith('changes.') ? field.split('.') : ['', '', field];
      // Where people turn is chosen for each place; what is missing is said once, at the day that they share.
      const [name, key] = part.startsWith('replaced') ? ['from', 'turning'] : [part, part];
      const text = refusal.code === 'invalid-input' ? say(`wrong.${key}`) : said(refusal, t);
      if (wrong[name]?.includes(text) !== true) wrong[name] = [wrong[name], text].filter(Boolean).join(' ');
    }
    return wrong;
  },
  said,
  rule: (id, t) => t(`planning:rule.${id}`),
  cancel: (t) => wordsOf(t)('cancel'),
};
