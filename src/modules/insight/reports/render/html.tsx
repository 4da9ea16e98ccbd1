/** A report as an HTML file that needs nothing else: no script, no picture from elsewhere. */
import { languageFacts } from '../../../../platform/i18n/index.ts';
import { renderPart } from '../../../../ui/index.ts';
import type { ReportDocument } from '../document.ts';
import { ReportBody } from './body.tsx';

const style = `
body { font: 1.0625rem/1.55 system-ui, sans-serif; color: #14242a; max-width: 50rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3 { line-height: 1.3; } a { color: #0c5568; }
table { border-collapse: collapse; width: 100%; } caption { text-align: start; font-weight: 600; padding-block: .5rem; }
th, td { text-align: start; vertical-align: top; border-bottom: 1px solid #c5cfd1; padding: .35rem .5rem; }
thead th { border-bottom: 2px solid #14242a; } .numeric { text-align: end; font-variant-numeric: tabular-nums; }
.table-scroll { overflow-x: auto; } figure { margin: 1.5rem 0; } figcaption { font-weight: 600; margin-block-end: .5rem; }
svg { max-width: 100%; height: auto; } .ds-sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media print { body { max-width: none; } figure, tr { break-inside: avoid; } details > * { display: block; } }
`;

export function reportHtml(document: ReportDocument): string {
  const body = renderPart(document.language, <ReportBody document={document} isFile />);
  const { tag } = languageFacts[document.language];
  const title = renderPart(document.language, document.title);
  return (
    `<!doctype html><html lang="${tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>\n`
  );
}
