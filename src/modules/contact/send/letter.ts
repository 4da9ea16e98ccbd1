/** A letter as tagged PDF, with the address where the window of the envelope is. */
import { renderPdf } from '../../../platform/document/index.ts';

export interface Letter {
  /** BCP 47. */
  lang: string;
  /** Who it is from, and where what cannot be delivered goes back to. */
  from: string;
  /** Lines of the address. */
  to: readonly string[];
  /** In the letter's language. */
  date: string;
  subject: string;
  text: string;
  /** The number that staff find it by. */
  reference: string;
}

const source = `
#let doc = json(bytes(sys.inputs.data))
#let tag = doc.lang.split("-")
#let fonts = ("Libertinus Serif", "Noto Naskh Arabic", "DejaVu Sans", "DejaVu Sans Mono")
#let isolate(text) = "\\u{2068}" + text + "\\u{2069}"
#set document(title: doc.subject, date: none)
#set text(lang: tag.first(), region: tag.at(1, default: none), size: 12pt, font: fonts)
#set page(paper: "a4", margin: (x: 2.5cm, top: 2.2cm, bottom: 2.2cm), footer: text(size: 9pt, dir: ltr)[#doc.reference])
#set par(leading: 0.75em, spacing: 1.4em)
#show heading: set block(above: 1.4em, below: 1.1em)
#let lines(text) = text.split("\\n").map(line => [#isolate(line)]).join(linebreak())

#block(height: 5.2cm, width: 100%)[
  // Window to the right, as on Swedish envelopes: the same place whatever way the letter is read.
  #set text(dir: ltr)
  #set par(leading: 0.6em)
  #place(top + left)[#lines(doc.from)]
  #pad(top: 2.2cm, left: 8.5cm)[#align(left)[#lines(doc.to.join("\\n"))]]
]

#doc.date

= #doc.subject

#for paragraph in doc.paragraphs [#par(lines(paragraph))]
`;

/** Throws pdf-unavailable where none can be made. */
export function letterPdf({ text, ...letter }: Letter): Promise<Buffer> {
  return renderPdf(source, { ...letter, paragraphs: text.split(/\n{2,}/) });
}
