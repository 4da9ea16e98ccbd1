import pg from 'pg';

/**
 * So many different statements are kept by name on each connection. What the program sends is a few hundred; a statement whose
 * text is put together anew each time must not fill the server's memory.
 */
const mostNames = 500;

const names = new Map<string, string>();

function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known ?? null;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * Statements with parameters are prepared: the server reads and plans each of them once on a connection and not each time, which
 * is more than half of its work for a statement that finds or writes a row by its key. Behind a pooler that hands out
 * connections by transaction, the pooler must know of prepared statements (PgBouncer 1.21: max_prepared_statements).
 */
export function prepareStatements(client: pg.ClientBase): void {
  const send = (...rest: unknown[]): unknown => (pg.Client.prototype.query as (...all: unknown[]) => unknown).apply(client, rest);
  const query = (...rest: unknown[]): unknown => {
    const [text, values] = rest;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : null;
    return name === null ? send(...rest) : send({ name, text, values });
  };
  client.query = query as typeof client.query;
}
