/** A report’s text with its figures: on a page of the site, and in the HTML file. */
import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Details, Figure, Table } from '../../../../ui/index.ts';
import type { MadeBlock, MadeInline, ReportDocument } from '../document.ts';
import { drawingOf } from './picture.tsx';
import { type ReadTable, tableOf } from './tables.ts';
import { captionOf, leadOf, noteText, oneFigure, wordsOf } from './words.ts';

const Unfolded = createContext(false);

/** `isFile`: in a file of its own. */
export function ReportBody({ document, isFile = false }: { document: ReportDocument; isFile?: boolean }) {
  const say = wordsOf(document);
  return (
    <article lang={document.language} class="report">
      {leadOf(document).map((line) => (
        <p>{line}</p>
      ))}
      <Unfolded.Provider value={isFile}>
        <Blocks document={document} blocks={document.blocks} />
      </Unfolded.Provider>
      <h2>{say('notes')}</h2>
      <ol class="notes">
        {document.notes.map((note, at) => (
          <li id={`note-${at + 1}`}>{noteText(document, note)}</li>
        ))}
      </ol>
    </article>
  );
}

function Blocks({ document, blocks }: { document: ReportDocument; blocks: readonly MadeBlock[] }) {
  return (
    <>
      {blocks.map((block) => (
        <OneBlock document={document} block={block} />
      ))}
    </>
  );
}

function OneBlock({ document, block }: { document: ReportDocument; block: MadeBlock }) {
  const inline = <Inlines document={document} inlines={block.inline ?? []} />;
  switch (block.kind) {
    case 'heading':
      return block.depth === 2 ? <h2>{inline}</h2> : <h3>{inline}</h3>;
    case 'paragraph':
      return <p>{inline}</p>;
    case 'list': {
      const items = block.items!.map((item) => <li>{<Item document={document} blocks={item} />}</li>);
      return block.ordered === true ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'quote':
      return (
        <blockquote>
          <Blocks document={document} blocks={block.inside!} />
        </blockquote>
      );
    default:
      return <OneFigure document={document} number={block.figure!} />;
  }
}

/** A list’s item of one paragraph is that paragraph’s text. */
function Item({ document, blocks }: { document: ReportDocument; blocks: readonly MadeBlock[] }) {
  const [first, ...rest] = blocks;
  if (first?.kind === 'paragraph' && rest.length === 0) return <Inlines document={document} inlines={first.inline!} />;
  return <Blocks document={document} blocks={blocks} />;
}

function Inlines({ document, inlines }: { document: ReportDocument; inlines: readonly MadeInline[] }): ComponentChildren {
  return inlines.map((one) => {
    const inside = one.inside === undefined ? null : <Inlines document={document} inlines={one.inside} />;
    switch (one.kind) {
      case 'text':
        return one.text;
      case 'strong':
        return <strong>{inside}</strong>;
      case 'emphasis':
        return <em>{inside}</em>;
      case 'link':
        return <a href={one.href ?? ''}>{inside}</a>;
      default: {
        const { text, note } = oneFigure(document, one.figure!);
        return (
          <>
            <data value={String(document.figures[one.figure! - 1]!.answers[0]!.rows[0]!.value ?? '')}>{text}</data>
            <sup>
              <a href={`#note-${note}`}>[{note}]</a>
            </sup>
          </>
        );
      }
    }
  });
}

/** More rows than these, and the long lists beside a map, are folded away on a page; never in a file, which may be printed. */
const shownRows = 30;

function OneFigure({ document, number }: { document: ReportDocument; number: number }) {
  const figure = document.figures[number - 1]!;
  const isFile = useContext(Unfolded);
  const read = tableOf(document, figure);
  const picture = drawingOf(document, figure);
  const caption = captionOf(document, figure);
  const table = <FigureTable id={`figure-${number}-table`} caption={caption} captionHidden={picture !== null} read={read} />;
  if (picture === null) return table;
  const say = wordsOf(document);
  const isLong = figure.kind === 'map' || read.rows.length > shownRows;
  return (
    <Figure
      id={`figure-${number}`}
      caption={caption}
      picture={picture}
      table={isLong && !isFile ? <Details summary={say('showTable')}>{table}</Details> : table}
    />
  );
}

function FigureTable({
  id,
  caption,
  captionHidden,
  read,
}: {
  id: string;
  caption: string;
  captionHidden: boolean;
  read: ReadTable;
}) {
  return (
    <Table
      id={id}
      caption={caption}
      captionHidden={captionHidden}
      rows={read.rows}
      columns={read.columns.map(({ name, isNumeric }, at) => ({
        header: name,
        numeric: isNumeric,
        rowHeader: at === 0,
        cell: (row: string[]) => row[at],
      }))}
    />
  );
}
