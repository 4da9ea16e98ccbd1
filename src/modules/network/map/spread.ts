/** A place for each marker: its own point, or the nearest free spot around it when others stand there. */

export interface Spread {
  x: number;
  y: number;
  /** The point it stands for. */
  fromX: number;
  fromY: number;
}

const directions = 8;
const rings = 6;

/** Markers in the given order, none nearer to another than `distance`; whole units. */
export function spread(points: readonly (readonly [number, number])[], distance: number): Spread[] {
  const placed: Spread[] = [];
  for (const [px, py] of points) {
    const [fromX, fromY] = [Math.round(px), Math.round(py)];
    const free = candidates(fromX, fromY, distance).find(({ x, y }) =>
      placed.every((one) => Math.hypot(one.x - x, one.y - y) >= distance - 0.5),
    );
    placed.push({ ...(free ?? { x: fromX, y: fromY }), fromX, fromY });
  }
  return placed;
}

/** The point itself, then rings around it, starting to the right. */
function candidates(x: number, y: number, distance: number): { x: number; y: number }[] {
  const found = [{ x, y }];
  for (let ring = 1; ring <= rings; ring += 1) {
    for (let step = 0; step < directions; step += 1) {
      const angle = (step * 2 * Math.PI) / directions;
      found.push({ x: Math.round(x + Math.cos(angle) * distance * ring), y: Math.round(y + Math.sin(angle) * distance * ring) });
    }
  }
  return found;
}
