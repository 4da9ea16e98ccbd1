/** `narvaro plan schema`: the file format of models as JSON Schema. */
import { planSchema } from './model.ts';
import type { Terminal } from './print-solve.ts';

export function printSchema(args: readonly string[], { out, err }: Terminal): Promise<number> {
  if (args.length === 0) out(planSchema().trimEnd());
  else err('narvaro plan schema');
  return Promise.resolve(args.length === 0 ? 0 : 2);
}
