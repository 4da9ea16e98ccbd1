/**
 * Properties ask the same questions in every run, so that a change is what makes them fail. Others are asked by
 * `FAST_CHECK_SEED=$RANDOM npm test`.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_190_328) });
