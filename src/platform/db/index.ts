/** One pool, typed handles, rows parsed at the border. */
export { connect, type Connection, type Database, type Transaction } from './connect.ts';
export { listen, type Listener } from './listen.ts';
export { migrate, type Migrated } from './migrate.ts';
export { together } from './together.ts';
export { countRowsWith, one, rows, isConnectionLoss, isDatabaseError, serverMajor, violatedConstraint } from './query.ts';
