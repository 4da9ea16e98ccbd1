import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultCodes } from './directive.ts';
import { readTemplate } from './template.ts';

describe('a template', () => {
  it('is read whatever it holds, and each of its faults has a line that it has', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{{table ',
      'offices',
      ' by=kind',
      '\n',
      '\n\n',
      '## ',
      '- ',
      '> ',
      '<b>',
      '*',
      '_',
      '`',
      '"',
      '=',
      '[a](b)',
      'å',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (template) => {
        const { faults, directives } = readTemplate(template);
        const lines = template.split(/\r\n|\r|\n/).length;
        for (const { line, code } of faults) {
          expect(faultCodes).toContain(code);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
        for (const { line } of directives) expect(line).toBeLessThanOrEqual(lines);
      }),
    );
  });

  it('shows no braces to a reader: what is not a directive is a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.string({ unit: 'grapheme-ascii' }), (inside, after) => {
        const { blocks, faults } = readTemplate(`Text {{${inside}}}${after}`);
        if (faults.length === 0) expect(JSON.stringify(blocks)).not.toContain('{{');
      }),
    );
  });

  it('has its figures in text, lists and emphasis, with keys, days and titles', () => {
    const { blocks, directives, faults } = readTemplate(
      'A **{{offices kind=staffed_office,visiting_office on=2020-12-31}}** b\n\n- {{reach threshold=30}}\n\n{{table offices\n  by=kind title="Egna kontor, efter slag"}}\n',
    );
    expect(faults).toEqual([]);
    expect(directives).toMatchObject([
      { kind: 'figure', line: 1, metric: 'offices', where: { kind: ['staffed_office', 'visiting_office'] }, on: '2020-12-31' },
      { kind: 'figure', line: 3, metric: 'reach', where: { threshold: ['30'] }, on: null },
      { kind: 'table', line: 5, by: ['kind'], title: 'Egna kontor, efter slag' },
    ]);
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'list', 'table']);
  });
});
