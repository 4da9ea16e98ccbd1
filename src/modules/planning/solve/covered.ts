import type { HighsCallbackMap, ModelData } from 'highs';
import { isCovering, leanCovering } from './cover-reduction.ts';
import type { Search } from './incumbent.ts';
import { type Choice, chooseSites, type Limits } from './median.ts';
import { loadHighs } from './mixed/program.ts';
import { fromHighs, isProved } from './proof.ts';
import { costOf, marked, reduced, type Rows } from './rows.ts';

const highs = await loadHighs();

/** So many parts of its own tree the core looks at; a covering that is not proved by then is small, and HiGHS is quicker. */
const firstParts = 200;

/** As `chooseSites`, for rows that may be a covering: one in which prices leave a real gap is finished by HiGHS. */
export function chooseCovering(whole: Rows, count: number, search: Search & Limits = {}): Choice {
  const { open = [], closed = [], stop = () => false, progress } = search;
  const limited = reduced(whole, marked(whole.sites, closed), marked(whole.sites, open));
  if (!isCovering(limited)) return chooseSites(whole, count, search);
  let parts = 0;
  const found = chooseSites(whole, count, {
    ...search,
    stop: () => parts > firstParts || stop(),
    progress: (so) => {
      parts = so.nodes;
      progress?.(so);
    },
  });
  if (found.proved || stop()) return found;
  const left = leanCovering(limited);
  const asked = finish(left, count - new Set(open).size, found, search);
  const chosen = asked.sites === null ? null : marked(whole.sites, asked.sites);
  const value = chosen === null ? Infinity : costOf(limited, chosen);
  const bound = Math.max(found.bound, asked.bound);
  const isBetter = value < found.value && value < (search.cutoff ?? Infinity);
  const best = isBetter ? { ...found, value, sites: [...new Set([...open, ...asked.sites!])].toSorted((a, b) => a - b) } : found;
  const isOut = best.value === Infinity && bound >= (search.cutoff ?? Infinity);
  return { ...best, bound: Math.min(bound, best.value), proved: isOut || isProved(best.value, bound) };
}

/** Least Σ cap u, where u is 0 only where a site that covers the point is chosen. */
function finish({ cap, base, ...rows }: Rows, count: number, { value, sites: from }: Choice, { stop, progress }: Search) {
  const sites = [...new Set(rows.site)].toSorted((a, b) => a - b);
  const program = programOf({ cap, base, ...rows }, sites, count);
  return highs.withModel(program, (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-9 });
    let bound = -Infinity;
    const callbacks: HighsCallbackMap = {
      6: (event) => {
        bound = Math.max(bound, base + fromHighs(event.data.mip_dual_bound ?? -Infinity));
        progress?.({ value, bound: Math.min(bound, value), nodes: firstParts, sites: () => [...from] });
        if (stop?.() === true) event.interrupt();
      },
    };
    const { modelStatus } = model.run(callbacks);
    const isDone = modelStatus === highs.constants.modelStatus.optimal;
    const columns = isDone ? model.getSolution().colValue : new Float64Array(0);
    if (isDone) bound = Math.max(bound, base + fromHighs(Number(model.info.get('mip_dual_bound'))));
    return { bound, sites: isDone ? sites.filter((_, column) => columns[column]! > 0.5) : null };
  });
}

function programOf({ points, start, site, cap }: Rows, sites: readonly number[], count: number): ModelData {
  const column = new Map(sites.map((one, at) => [one, at]));
  const columns = sites.length + points;
  const index: number[] = [];
  const starts = [0];
  for (let row = 0; row < points; row += 1) {
    for (let at = start[row]!; at < start[row + 1]!; at += 1) index.push(column.get(site[at]!)!);
    index.push(sites.length + row);
    starts.push(index.length);
  }
  index.push(...sites.keys());
  starts.push(index.length);
  const rows = points + 1;
  const isSite = (at: number): boolean => at < sites.length;
  return {
    numCols: columns,
    numRows: rows,
    colCost: Float64Array.from({ length: columns }, (_, at) => (isSite(at) ? 0 : cap[at - sites.length]!)),
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(1),
    rowLower: Array.from({ length: rows }, (_, row) => (row < points ? 1 : 0)),
    rowUpper: Array.from({ length: rows }, (_, row) => (row < points ? Infinity : count)),
    matrix: { format: 'csr', numRows: rows, numCols: columns, starts, indices: index, values: index.map(() => 1) },
    integrality: Int32Array.from({ length: columns }, (_, at) => (isSite(at) ? 1 : 0)),
  };
}
