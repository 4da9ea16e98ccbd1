/** The part of the finding that says whether it holds with other assumptions. */
import { seed } from './lot.ts';
import { one, percent, percentFine, proof, table, two } from './markdown.ts';
import type { Assumption, Errors } from './sensitivity.ts';

export function sensitivityPart(assumptions: readonly Assumption[], errors: Errors): string[] {
  const more = (of: (row: Assumption) => number): string => range(assumptions.filter(({ unit }) => unit === 'minutes').map(of));
  const holds = assumptions.every((row) => row.best < row.bySources && row.best < row.ownAfter && wonBack(row) > 0.5);
  const backs = range(assumptions.map(wonBack));
  return [
    '',
    '## Does it hold with other assumptions?',
    ...table(
      [
        'assumption',
        'least',
        'proof',
        '2020',
        'more',
        'fewest for the same',
        'sources allow',
        'more',
        '2019',
        'cost',
        'with cooperation',
        'won back',
      ],
      assumptions.map((row) => [
        row.unit === 'minutes' ? row.says : `${row.says} (km)`,
        two(row.best),
        proof(row.proved),
        two(row.ownAfter),
        percentFine(row.ownAfter / row.best - 1),
        String(row.fewest),
        two(row.bySources),
        percentFine(row.bySources / row.best - 1),
        two(row.ownBefore),
        `+${two(row.ownAfter - row.ownBefore)}`,
        two(row.meetingAfter),
        percentFine(wonBack(row)),
      ]),
    ),
    `${holds ? 'Yes' : 'Not in every row'}. In minutes the network of 2020 has ${more((row) => row.ownAfter / row.best - 1)} more than the least possible in every row, no network that agrees with the sources less than ${more((row) => row.bySources / row.best - 1)} more, and`,
    `cooperation wins back ${backs} of the cost. A speed that is wrong alike everywhere changes every journey in the same way, so the same municipalities are the`,
    'best and only the minutes differ. Residents for registered changes little. From localities everyone has a way within the municipality as well, so all',
    'means are longer and the choice matters less. In kilometres nobody has minutes to start and park, so the same differences are a larger part.',
    '',
    `Errors that differ from journey to journey: with each one wrong by itself by up to ${percent(errors.part)} (${errors.draws} draws, seed ${seed}, each solved: ${proof(errors.proved)}), the network of 2020 has`,
    `${percentFine(errors.ownAfter.least)} to ${percentFine(errors.ownAfter.most)} more than the least possible, and the choice that the estimate calls best ${percentFine(errors.byEstimate.least)} to ${percentFine(errors.byEstimate.most)}. What nothing here tries: another reconstruction`,
    'of 2019 and of the cooperation places, public transport, and that people do not go to the nearest.',
  ];
}

const wonBack = ({ ownBefore, ownAfter, meetingAfter }: Assumption): number => (ownAfter - meetingAfter) / (ownAfter - ownBefore);

const range = (values: readonly number[]): string => `${one(100 * Math.min(...values))}–${percentFine(Math.max(...values))}`;
