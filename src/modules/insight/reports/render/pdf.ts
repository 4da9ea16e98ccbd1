/** A report as a tagged PDF. */
import { type ArticleBlock, articlePdf, type Run } from '../../../../platform/document/index.ts';
import { languageFacts } from '../../../../platform/i18n/index.ts';
import type { MadeBlock, MadeInline, ReportDocument } from '../document.ts';
import { pictureOf } from './picture.tsx';
import { tableOf } from './tables.ts';
import { captionOf, leadOf, noteText, oneFigure, wordsOf } from './words.ts';

/** Shares of the text’s width, in percent: a map is tall. */
const widths = { map: 45, chart: 100 } as const;

/** Throws pdf-unavailable where none can be made. */
export function reportPdf(document: ReportDocument): Promise<Buffer> {
  return articlePdf({
    title: document.title,
    lang: languageFacts[document.language].tag,
    lead: leadOf(document),
    blocks: document.blocks.flatMap((block) => blocksOf(document, block)),
    notes: {
      heading: wordsOf(document)('notes'),
      items: document.notes.map((note, at) => ({ id: `note-${at + 1}`, text: noteText(document, note) })),
    },
  });
}

function blocksOf(document: ReportDocument, block: MadeBlock): ArticleBlock[] {
  const all = (blocks: readonly MadeBlock[]) => blocks.flatMap((one) => blocksOf(document, one));
  switch (block.kind) {
    case 'heading':
      return [{ kind: 'heading', level: block.depth === 3 ? 3 : 2, runs: runsOf(document, block.inline!) }];
    case 'paragraph':
      return [{ kind: 'paragraph', runs: runsOf(document, block.inline!) }];
    case 'list':
      return [{ kind: 'list', ordered: block.ordered === true, items: block.items!.map(all) }];
    case 'quote':
      return [{ kind: 'quote', blocks: all(block.inside!) }];
    default:
      return figureBlocks(document, block.figure!);
  }
}

function figureBlocks(document: ReportDocument, number: number): ArticleBlock[] {
  const figure = document.figures[number - 1]!;
  const caption = captionOf(document, figure);
  const svg = pictureOf(document, figure);
  const table: ArticleBlock = { kind: 'table', table: { caption, ...tableOf(document, figure) } };
  if (svg === null || figure.kind === 'figure' || figure.kind === 'table') return [table];
  const alt = wordsOf(document)('pictureAlt', { caption });
  return [{ kind: 'picture', svg, alt, caption, width: widths[figure.kind] }, table];
}

function runsOf(document: ReportDocument, inlines: readonly MadeInline[], style?: Run['style'], href?: string): Run[] {
  return inlines.flatMap((one): Run[] => {
    const more = { ...(style === undefined ? {} : { style }), ...(href === undefined ? {} : { href }) };
    if (one.kind === 'text') return [{ text: one.text!, ...more }];
    if (one.kind === 'figure') {
      const { text, note } = oneFigure(document, one.figure!);
      return [
        { text, ...more },
        { text: String(note), style: 'raised', href: `#note-${note}` },
      ];
    }
    if (one.kind === 'link') return runsOf(document, one.inside!, style, one.href);
    return runsOf(document, one.inside!, one.kind, href);
  });
}
