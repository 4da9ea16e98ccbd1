import {
  DummyDriver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  Transaction as KyselyTransaction,
} from 'kysely';
import type { Transaction } from './connect.ts';

/** A transaction has its connection already: what would open one is never asked. */
const dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};
const unasked = { config: { dialect }, dialect, driver: new DummyDriver() };

/**
 * Sends statements that need not wait for each other's answers in one go; the server runs them in the order in which `work` begins
 * them, each seeing what those before it wrote. When one is refused, those after it are not run, and its error is thrown. `work` uses
 * the transaction that it is given, never the outer one, and calls only what begins its statement before it waits for anything.
 */
export function together<Results extends readonly unknown[] | []>(
  tx: Transaction,
  work: (tx: Transaction) => Results,
): Promise<{ -readonly [Index in keyof Results]: Awaited<Results[Index]> }> {
  const executor = tx.getExecutor();
  return executor.provideConnection(async (connection) => {
    const eager = executor.withConnectionProvider({ provideConnection: (send) => send(connection) });
    const begun = work(new KyselyTransaction({ ...unasked, executor: eager }));
    // Those after the refused one fail too, and may be told of it sooner: the cause is what is thrown.
    const settled = await Promise.allSettled<unknown>(begun);
    const errors = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    if (errors.length > 0) throw errors.find((error) => !isFollowing(error)) ?? errors[0];
    return Promise.all(begun);
  });
}

/** What the server says of every statement after the one that it refused. */
function isFollowing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '25P02';
}
