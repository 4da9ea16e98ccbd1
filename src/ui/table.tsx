import type { ComponentChildren } from 'preact';
import { useText } from './context.ts';

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ComponentChildren;
  /** Figures: aligned at the end, digits of equal width. */
  numeric?: boolean | undefined;
  /** The cell that names the row. */
  rowHeader?: boolean | undefined;
}

export interface TableProps<Row> {
  id: string;
  caption: ComponentChildren;
  /** The caption is only read out: a heading just above says the same. */
  captionHidden?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** On phones every row becomes a card; otherwise the table scrolls sideways. */
  cards?: boolean | undefined;
  /** Said when there are no rows. */
  empty?: string | undefined;
  /** A last row, one cell per column: sums. */
  totals?: readonly ComponentChildren[] | undefined;
}

/** A table with a caption. Wider than the screen, it scrolls in a region that the keyboard reaches. */
export function Table<Row>({ id, caption, captionHidden, columns, rows, cards, empty, totals }: TableProps<Row>) {
  const t = useText();
  // Cards are made with display:block, which takes the table's meaning away in some browsers; the roles give it back.
  const role = (name: 'table' | 'rowgroup' | 'row') => (cards === true ? name : undefined);
  const table = (
    <table class={cards === true ? 'ds-table cards' : 'ds-table'} role={role('table')} aria-labelledby={`${id}-caption`}>
      <caption id={`${id}-caption`}>{captionHidden === true ? <span class="ds-sr-only">{caption}</span> : caption}</caption>
      <thead role={role('rowgroup')}>
        <tr role={role('row')}>
          {columns.map((column) => (
            <th
              scope="col"
              role={cards === true ? 'columnheader' : undefined}
              class={column.numeric === true ? 'numeric' : undefined}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role={role('rowgroup')}>
        {rows.map((row) => (
          <tr role={role('row')}>
            {columns.map((column) => (
              <Cell column={column} cards={cards === true}>
                {column.cell(row)}
              </Cell>
            ))}
          </tr>
        ))}
        {rows.length === 0 && (
          <tr role={role('row')}>
            <td colSpan={columns.length} role={cards === true ? 'cell' : undefined}>
              {empty ?? t('ui:table.empty')}
            </td>
          </tr>
        )}
        {totals !== undefined && (
          <tr role={role('row')}>
            {columns.map((column, index) => (
              <Cell column={{ ...column, rowHeader: index === 0 }} cards={cards === true}>
                <strong>{totals[index]}</strong>
              </Cell>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
  return cards === true ? (
    <div class="table" id={id}>
      {table}
    </div>
  ) : (
    <div class="table table-scroll" id={id} role="region" aria-labelledby={`${id}-caption`} tabIndex={0}>
      {table}
    </div>
  );
}

function Cell<Row>({ column, cards, children }: { column: Column<Row>; cards: boolean; children: ComponentChildren }) {
  const numeric = column.numeric === true ? 'numeric' : undefined;
  const label = cards && (
    <span class="cell-label" aria-hidden="true">
      {column.header}:
    </span>
  );
  if (column.rowHeader === true) {
    return (
      <th scope="row" role={cards ? 'rowheader' : undefined} class={numeric}>
        {label}
        {children}
      </th>
    );
  }
  return (
    <td role={cards ? 'cell' : undefined} class={numeric}>
      {label}
      {children}
    </td>
  );
}
