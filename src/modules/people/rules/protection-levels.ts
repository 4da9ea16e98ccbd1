import { rule } from '../../../platform/rule/index.ts';
import { type Protection, protections } from '../kinds.ts';

export const protectionLevels = rule({
  id: 'protection-levels',
  says:
    'Protected identity has three levels: marked for secrecy, protected registration (the home is not in the civil registry; mail goes to ' +
    'a mediation address), assumed identity. A report raises the level at once; the civil registry’s notice sets it; only an officer ' +
    'named for the person lifts it.',
  source:
    'the civil registry’s three levels (Navet 01003 and 01020, mediation address 01051–01055); JO 5254-2016: the report of a woman with protected data was not registered',
  values: { '2019-01-01': protections },
});

/** The level after a report by the person or by staff: never lower than before. */
export function levelAfterReport(before: Protection, reported: Protection): Protection {
  const order = protectionLevels.values['2019-01-01']!;
  return order.indexOf(reported) > order.indexOf(before) ? reported : before;
}

/** Who may name an officer for a protected person: an officer named already, anyone who looks after such persons when there is none. */
export function mayName(named: readonly string[], accountId: string): boolean {
  return named.length === 0 || named.includes(accountId);
}
