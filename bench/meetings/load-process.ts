/** Asks a service as fast as it answers, in a process of its own: what else the benchmark has in memory must not show in the latencies. */
import autocannon from 'autocannon';

export interface LoadAsked {
  site: string;
  paths: readonly string[];
  connections: number;
  seconds: number;
}

export interface LoadFound {
  p99: number;
  perSecond: number;
  total: number;
  faults: number;
}

process.once('message', (asked) => void answer(asked as LoadAsked));

async function answer({ site, paths, connections, seconds }: LoadAsked): Promise<void> {
  const requests = paths.map((path) => ({ method: 'GET' as const, path }));
  const { latency, requests: done, non2xx, errors } = await autocannon({ url: site, connections, duration: seconds, requests });
  const found: LoadFound = { p99: latency.p99, perSecond: done.mean, total: done.total, faults: non2xx + errors };
  process.send!(found);
  process.disconnect();
}
