/** `narvaro plan finding`: docs/findings/sweden-2020.md, worked out from the register as it is shipped. */
import type { House } from '../../../platform/auth/index.ts';
import { type PlainDate, today } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { travelEstimate } from '../../network/index.ts';
import { documentOf, type Finding } from './document.ts';
import { type Facts, loadFacts } from './facts.ts';
import { assumptionsOf, errorsOf } from './sensitivity.ts';
import { studyOf } from './study.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

/** What was published, and what the shipped register counts: municipalities with an own office before and after, and with meetings. */
const published = '218, 106 and 208';

function findingOf(facts: Facts, on: PlainDate): Finding {
  const fixed = valueOn(travelEstimate, on).startStopMinutes;
  return {
    facts,
    study: studyOf(facts),
    assumptions: assumptionsOf(facts, fixed),
    errors: errorsOf(facts, fixed, 20, 0.2),
    fixed,
  };
}

/** Prints the document. Exit code 0; 1 when the register is another than the shipped one; 2 when not understood. */
export async function printFinding(args: readonly string[], { house, out, err }: Io): Promise<number> {
  if (args.length > 0) {
    err('narvaro plan finding');
    return 2;
  }
  const facts = await loadFacts(house);
  const { ownBefore, ownAfter, meetingAfter } = facts;
  const counted = `${ownBefore.length}, ${ownAfter.length} and ${meetingAfter.length}`;
  if (counted !== published) {
    err(`The finding is about the network as it is shipped (${published} municipalities); this register counts ${counted}.`);
    return 1;
  }
  out(documentOf(findingOf(facts, today(house.clock))).trimEnd());
  return 0;
}
