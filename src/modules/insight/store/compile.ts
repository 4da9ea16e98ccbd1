/** Statements as text, without a database: what a definition is. */
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder } from 'kysely';

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** The statement with its values, in one line: how it is set out does not matter. */
export function statementText(statement: RawBuilder<unknown>): string {
  const { sql, parameters } = statement.compile(compiler);
  return `${sql.replaceAll(/\s+/g, ' ').trim()} ${JSON.stringify(parameters)}`;
}
