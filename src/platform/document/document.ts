import { renderPdf } from './render.ts';

/** A readable document: headings with facts and tables under them. */
export interface PdfDocument {
  title: string;
  /** BCP 47, e.g. 'sv', 'en-GB', 'ar': for screen readers, hyphenation and the direction of the text. */
  lang: string;
  sections: readonly PdfSection[];
  /** Said at the end when a character could not be shown and stands as □. */
  unshown?: string;
}

export interface PdfSection {
  heading: string;
  text?: string;
  facts?: readonly (readonly [term: string, value: string])[];
  rows?: { columns: readonly string[]; rows: readonly (readonly string[])[] };
}

const source = `
#let doc = json(bytes(sys.inputs.data))
#let tag = doc.lang.split("-")
// The first and the last come with the compiler; those between write Arabic better, where the machine has them.
#let fonts = ("Libertinus Serif", "Noto Naskh Arabic", "DejaVu Sans", "DejaVu Sans Mono")
// Each line keeps its own direction (first-strong isolate), or a date after Arabic words would be turned around.
#let isolate(text) = "\u{2068}" + text + "\u{2069}"
#set document(title: doc.title, date: none)
#set text(lang: tag.first(), region: tag.at(1, default: none), size: 11pt, font: fonts)
#set page(paper: "a4", margin: 2.2cm, numbering: "1 / 1")
#set par(leading: 0.7em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 1pt } else { 0.4pt }), inset: (x: 4pt, y: 6pt), align: start)
#show heading: set block(above: 1.6em, below: 0.9em)
#show table.cell.where(y: 0): strong

#let lines(text) = text.split("\\n").map(line => [#isolate(line)]).join(linebreak())

= #doc.title

#for section in doc.sections [
  == #section.heading

  #if "text" in section [#par(lines(section.text))]
  #if section.at("facts", default: ()).len() > 0 {
    terms(..section.facts.map(fact => terms.item([#fact.at(0)], lines(fact.at(1)))), separator: [: ], hanging-indent: 1em)
  }
  #if "rows" in section {
    let columns = section.rows.columns
    table(columns: (1fr,) * columns.len(), table.header(..columns.map(name => [#name])), ..section.rows.rows.flatten().map(lines))
  }
]
#if sys.inputs.unshown == "yes" and "unshown" in doc [#par(doc.unshown)]
`;

/** The document as a tagged PDF. Throws pdf-unavailable where none can be made. */
export function pdfDocument(document: PdfDocument): Promise<Buffer> {
  return renderPdf(source, document);
}
