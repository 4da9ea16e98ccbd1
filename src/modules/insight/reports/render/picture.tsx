/** The picture of a chart or a map. Beside it stands its table. */
import type { VNode } from 'preact';
import { Choropleth, LineChart, niceTop, renderSvg, RowChart } from '../../../../ui/index.ts';
import { meridian, outlinesOf } from '../../country.ts';
import type { MadeFigure, MadeRow, ReportDocument } from '../document.ts';
import { mapFacts, seriesOf } from './tables.ts';
import { captionOf, figureText, pointOf } from './words.ts';

/** The text of an SVG; null: the figure is a table alone. */
export function pictureOf(document: ReportDocument, figure: MadeFigure): string | null {
  const drawing = drawingOf(document, figure);
  return drawing === null ? null : renderSvg(drawing);
}

/** The svg element; null: the figure is a table alone. */
export function drawingOf(document: ReportDocument, figure: MadeFigure): VNode | null {
  const title = captionOf(document, figure);
  if (figure.kind === 'map') {
    const { classes, areas } = mapFacts(document, figure);
    return (
      <Choropleth
        id={`map-${figure.number}`}
        title={title}
        outlines={outlinesOf('municipality')}
        meridian={meridian}
        classes={classes}
        areas={areas}
        legend
      />
    );
  }
  if (figure.kind !== 'chart') return null;
  const text = (row: MadeRow): string => figureText(row, figure.unit, document.language);
  if (!figure.isOverTime) {
    const { rows } = figure.answers[0]!;
    return (
      <RowChart
        title={title}
        rows={rows.map((row) => ({ name: row.names.join(', ') || figure.title, value: shown(row), text: text(row) }))}
      />
    );
  }
  const lines = seriesOf(figure).map(({ name, rows }) => ({
    name,
    values: rows.map((row) => (row === undefined ? null : shown(row))),
  }));
  const top = topOf(Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0))), figure);
  const mark = (value: number) => ({ value, text: figureText({ value, hidden: false }, figure.unit, document.language) });
  return (
    <LineChart
      title={title}
      most={top}
      marks={[mark(0), mark(top / 2), mark(top)]}
      columns={figure.answers.map(({ on }) => pointOf(figure, on))}
      named={5}
      lines={lines}
    />
  );
}

const shown = ({ value, hidden }: MadeRow): number | null => (hidden ? null : value);

function topOf(most: number, { unit }: MadeFigure): number {
  if (unit === 'share') return most > 0.5 ? 1 : niceTop(Math.ceil(most * 100) || 1) / 100;
  return unit === 'index' ? Math.max(0.1, Math.ceil(most * 10) / 10) : niceTop(most);
}
