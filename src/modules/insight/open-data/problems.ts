import { problems } from '../../../platform/problem/index.ts';

/** Refusals of the open tables: those of PxWebApi 2 with its statuses. Texts: texts/open-data.<language>.json under `problem`. */
export const statisticsProblem = problems({
  'table-unknown': { status: 404, title: 'Non-existent table' },
  'table-page-unknown': { status: 404, title: 'Non-existent page' },
  'codelist-unknown': { status: 404, title: 'Non-existent codelist' },
  'codelist-wrong': { status: 400, title: 'The variable has no such codelist' },
  'variable-unknown': { status: 400, title: 'Non-existent variable' },
  'value-unknown': { status: 400, title: 'Non-existent value' },
  'expression-wrong': { status: 400, title: 'Illegal selection expression' },
  'selection-missing': { status: 400, title: 'Missing selection for mandatory variable' },
  'selection-unreadable': { status: 400, title: 'The selection cannot be read' },
  'placement-wrong': { status: 400, title: 'Illegal placement' },
  'format-unknown': { status: 400, title: 'Unsupported output format' },
  'statistics-language-unknown': { status: 400, title: 'Unsupported language' },
  'too-many-cells': { status: 403, title: 'Too many cells selected' },
  'too-many-periods': { status: 403, title: 'Too many points in time selected' },
});
