import { renderPdf } from './render.ts';

/** A piece of running text. */
export interface Run {
  text: string;
  style?: 'strong' | 'emphasis' | 'raised';
  /** An address, or `#<id>` of a note in the article. */
  href?: string;
}

export interface ArticleTable {
  caption: string;
  columns: readonly { name: string; isNumeric: boolean; /** Room beside the others; 1 when left out. */ width?: number }[];
  rows: readonly (readonly string[])[];
}

export type ArticleBlock =
  | { kind: 'heading'; level: 2 | 3; runs: readonly Run[] }
  | { kind: 'paragraph'; runs: readonly Run[] }
  | { kind: 'list'; ordered: boolean; items: readonly (readonly ArticleBlock[])[] }
  | { kind: 'quote'; blocks: readonly ArticleBlock[] }
  | { kind: 'table'; table: ArticleTable }
  /** `width`: its share of the text’s width, in percent. */
  | { kind: 'picture'; svg: string; alt: string; caption: string; width: number };

/** A text with pictures and tables, to be read from beginning to end. */
export interface Article {
  title: string;
  /** BCP 47. */
  lang: string;
  /** Under the title. */
  lead: readonly string[];
  blocks: readonly ArticleBlock[];
  notes: { heading: string; items: readonly { id: string; text: string }[] } | null;
}

const source = `
#let doc = json(bytes(sys.inputs.data))
#let tag = doc.lang.split("-")
#let fonts = ("Libertinus Serif", "Noto Naskh Arabic", "DejaVu Sans", "DejaVu Sans Mono")
#set document(title: doc.title, date: none)
#set text(lang: tag.first(), region: tag.at(1, default: none), size: 10.5pt, font: fonts)
#set page(paper: "a4", margin: (x: 2.4cm, y: 2.4cm), numbering: "1 / 1")
#set par(leading: 0.68em, spacing: 1.1em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 1pt } else { 0.4pt }), inset: (x: 5pt, y: 4pt))
#show heading: set block(above: 1.5em, below: 0.8em)
#show table.cell.where(y: 0): set text(weight: "bold", hyphenate: true)
#show figure.caption: set text(weight: "bold")
#show figure.caption: set align(left)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: image): set figure.caption(position: top)
#show figure: set block(above: 1.4em, below: 1.4em)
#show figure.where(kind: table): set block(breakable: true)
#show figure: set align(left)
#set figure(numbering: none, supplement: none, gap: 0.8em)

#let run(one) = {
  let body = one.text
  if one.at("style", default: "") == "strong" { body = strong(body) }
  if one.at("style", default: "") == "emphasis" { body = emph(body) }
  if one.at("style", default: "") == "raised" { body = super(body) }
  if "href" in one {
    if one.href.starts-with("#") { link(label(one.href.slice(1)), body) } else { link(one.href, underline(body)) }
  } else { [#body] }
}
#let runs(all) = all.map(run).join()
#let body(blocks) = for block in blocks {
  if block.kind == "heading" { heading(level: block.level, runs(block.runs)) }
  if block.kind == "paragraph" { par(runs(block.runs)) }
  if block.kind == "list" {
    let items = block.items.map(body)
    if block.ordered { enum(..items) } else { list(..items) }
  }
  if block.kind == "quote" { quote(block: true, body(block.blocks)) }
  if block.kind == "table" {
    let columns = block.table.columns
    figure(kind: table, caption: block.table.caption, table(
      columns: columns.map(one => one.at("width", default: 1) * 1fr),
      align: (x, y) => if columns.at(x).isNumeric { right } else { left },
      table.header(..columns.map(one => [#one.name])),
      ..block.table.rows.flatten().map(text => [#text]),
    ))
  }
  if block.kind == "picture" {
    figure(kind: image, caption: block.caption, alt: block.alt,
      image(bytes(block.svg), format: "svg", width: block.width / 100 * 16.2cm, alt: block.alt))
  }
}

= #doc.title
#for line in doc.lead [#par(line)]

#body(doc.blocks)

#if doc.notes != none [
  == #doc.notes.heading
  #set text(size: 9pt)
  #for (at, note) in doc.notes.items.enumerate() [
    #par[#strong[#(at + 1).] #note.text] #label(note.id)
  ]
]
`;

/** The article as a tagged PDF. Throws pdf-unavailable where none can be made. */
export function articlePdf(article: Article): Promise<Buffer> {
  return renderPdf(source, article);
}
