import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate, noticeFields, readTemplate } from './template.ts';

const values = Object.fromEntries(noticeFields.map((name) => [name, `<${name}>`])) as Record<
  (typeof noticeFields)[number],
  string
>;

describe('a notice’s text', () => {
  it('names its fields, with spaces or without', () => {
    expect(readTemplate('Till {{mottagare}}\n{{ platser }}')).toEqual({ fields: ['mottagare', 'platser'], faults: [] });
    expect(fillTemplate('Till {{mottagare}}: {{ platser }}', values)).toBe('Till <mottagare>: <platser>');
  });

  it('is refused with the line and the name of what is no field', () => {
    expect(readTemplate('a\n{{plats}} {{ }}\n{{platser\n}}').faults).toEqual([
      { line: 2, text: 'plats' },
      { line: 2, text: '' },
      { line: 3, text: '{{' },
      { line: 4, text: '}}' },
    ]);
  });

  it('that is not refused holds no braces when it is filled, and what a value holds is never read as a field', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('{{', '}}', '{', '\n', ...noticeFields.map((name) => `{{${name}}}`)));
    fc.assert(
      fc.property(
        fc.array(piece).map((parts) => parts.join('')),
        (text) => {
          const { fields, faults } = readTemplate(text);
          if (faults.length > 0) return;
          const plain = Object.fromEntries(noticeFields.map((name) => [name, 'x'])) as typeof values;
          expect(fillTemplate(text, plain)).not.toMatch(/\{\{|\}\}/);
          const tricky = Object.fromEntries(noticeFields.map((name) => [name, '{{platser}}'])) as typeof values;
          expect(fillTemplate(text, tricky).split('{{platser}}').length - 1).toBe(fields.length);
        },
      ),
    );
  });
});
