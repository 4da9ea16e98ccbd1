/** Finds municipalities and localities by name, forgiving the spelling (rule name-match). */
import type { PlainDate } from '../../platform/clock/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import type { Origin, Register } from './register.ts';
import { foldDigraphs, foldName, nameDistance, nameMatch, withoutKind } from './rules/name-match.ts';

export interface FoundOrigin {
  origin: Origin;
  /** The name is the one that was typed, letter marks and capitals aside. */
  exact: boolean;
}

/** The closest first, then municipalities before localities, then the largest. At most `limit`. */
export function searchOrigins(register: Register, typed: string, today: PlainDate, limit: number): FoundOrigin[] {
  const allowed = valueOn(nameMatch, today);
  const folded = [foldName(typed), foldDigraphs(typed)];
  const queries = [...new Set([...folded, ...folded.map(withoutKind)])];
  const code = typed.trim();
  const found: { origin: Origin; distance: number }[] = [];
  for (const origin of register.origins) {
    let best: number | null = origin.code === code ? 0 : null;
    for (const query of queries) {
      for (const name of origin.folded) {
        const distance = nameDistance(query, name, allowed);
        if (distance !== null && (best === null || distance < best)) best = distance;
      }
    }
    if (best !== null) found.push({ origin, distance: best });
  }
  const closest = Math.min(...found.map((one) => one.distance));
  return found
    .filter((one) => closest >= 3 || one.distance < 3)
    .toSorted(
      (a, b) =>
        a.distance - b.distance || a.origin.kind.localeCompare(b.origin.kind) * -1 || b.origin.population - a.origin.population,
    )
    .slice(0, limit)
    .map(({ origin, distance }) => ({ origin, exact: distance === 0 }));
}
