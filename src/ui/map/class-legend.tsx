import type { AreaClass } from './classes.ts';
import { Swatch } from './fills.tsx';

/** What the fills of a map mean. */
export function ClassLegend({ classes }: { classes: readonly AreaClass[] }) {
  return (
    <ul class="plain-list legend">
      {classes.map(({ look, text }) => (
        <li>
          <Swatch look={look} /> {text}
        </li>
      ))}
    </ul>
  );
}
