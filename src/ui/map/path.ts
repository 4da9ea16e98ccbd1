/** Path data as short as it gets: whole units, each point relative to the one before. A third of what absolute decimals take. */
import { geoPath, type GeoContext, type GeoPermissibleObjects, type GeoProjection } from 'd3-geo';

/** The `d` of an svg path for a shape; empty when none of it is inside the projection's clip. */
export function shortPath(projection: GeoProjection, shape: GeoPermissibleObjects): string {
  const pen = new Pen();
  geoPath(projection, pen)(shape);
  return pen.toString();
}

class Pen implements GeoContext {
  private d = '';
  private ring: [x: number, y: number][] = [];
  private at: [x: number, y: number] = [0, 0];

  moveTo(x: number, y: number): void {
    this.finish();
    this.ring = [[Math.round(x), Math.round(y)]];
  }

  lineTo(x: number, y: number): void {
    const point: [number, number] = [Math.round(x), Math.round(y)];
    const last = this.ring.at(-1)!;
    if (point[0] !== last[0] || point[1] !== last[1]) this.ring.push(point);
  }

  closePath(): void {
    this.finish();
  }

  beginPath(): void {
    this.ring = [];
  }

  arc(): void {
    // Only points are drawn as arcs, and outlines have none.
  }

  toString(): string {
    this.finish();
    return this.d;
  }

  // An island smaller than a unit is left out: it could not be seen.
  private finish(): void {
    const [first, ...rest] = this.ring;
    this.ring = [];
    if (first === undefined || rest.length < 2) return;
    this.d += `m${pair(first[0] - this.at[0], first[1] - this.at[1])}`;
    let [x, y] = first;
    this.d += 'l';
    rest.forEach(([nextX, nextY], index) => {
      this.d += `${index === 0 ? '' : separator(nextX - x)}${pair(nextX - x, nextY - y)}`;
      [x, y] = [nextX, nextY];
    });
    this.d += 'z';
    this.at = first;
  }
}

function pair(x: number, y: number): string {
  return `${x}${separator(y)}${y}`;
}

/** A minus sign parts two numbers by itself. */
function separator(next: number): string {
  return next < 0 ? '' : ' ';
}
