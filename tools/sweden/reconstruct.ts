/**
 * Makes data/sweden/register.csv, closures.csv, securing.csv and agreements.csv from the other tables of data/sweden, and from nothing
 * else: no clock, no chance, no network. What a source says is taken as it is; the rest is reconstructed so that the
 * published totals come out, and says so in its row.
 *   node tools/sweden/reconstruct.ts           writes the four files
 *   node tools/sweden/reconstruct.ts --check   writes nothing, prints the figures counted from the files
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGREEMENTS, decideAgreements } from './agreements.ts';
import { figures } from './check.ts';
import { decideClosings } from './closings.ts';
import type { Closing } from './closings.ts';
import { decideCooperation } from './cooperation.ts';
import type { Cooperation } from './cooperation.ts';
import { tableText } from './csv.ts';
import { readFacts } from './facts.ts';
import type { Facts } from './facts.ts';
import { decideOwnOffices } from './own-offices.ts';
import type { OwnOffices } from './own-offices.ts';
import { registerRows } from './register.ts';
import { decideSecuring } from './securing.ts';
import { decideServiceOffices } from './service-offices.ts';

const DECIDED_ON = '2019-09-27';
/** End dates were decided for all 132, "to be done by December 2020"; those of the six kept offices are not published. */
const LATEST_DECIDED_END = '2020-12-31';
const REGISTER =
  'place_code,place_name,municipality_code,locality_code,street,postal_code,latitude,longitude,accessibility,kind,valid_from,valid_to,services,languages,hours,exceptions,evidence,source,method,assumed';
const CLOSURES = 'place_code,decided_on,end_date,reason,replaced_by,evidence,source,method,assumed';
const SECURING = 'place_code,state,on,note,evidence,source,method,assumed';

/** What takes over, and the reason in the words of the published principles (LOC-1). */
function replacement(facts: Facts, own: OwnOffices, cooperation: readonly Cooperation[], closing: Closing) {
  const concentrate = 'Kontorsnätet koncentreras till städer och knutpunkter';
  if (closing.restored) return { by: 'restored', reason: `${concentrate}; avvecklingen ändrades och kontoret behålls` };
  const code = closing.municipality;
  if (own.keeps.has(code)) return { by: `own:af-${code}-1`, reason: `${concentrate}; annat kontor i kommunen finns kvar` };
  const place = cooperation.find((c) => c.municipality === code);
  if (place) return { by: `cooperation:${place.place}`, reason: `${concentrate}; bokade möten ges i samverkan på orten` };
  const next = facts.travel.nearest(code, new Set(own.keeps.keys())).code;
  return { by: `neighbour:${next}`, reason: `${concentrate}; annat kontor finns inom rimligt pendlingsavstånd` };
}

function closureRow(facts: Facts, own: OwnOffices, cooperation: readonly Cooperation[], closing: Closing) {
  const { by, reason } = replacement(facts, own, cooperation, closing);
  const { statement } = closing;
  const assumed = ['decided_on', 'reason', 'end_date', ...(closing.restored ? [] : ['replaced_by'])];
  return {
    place_code: closing.place,
    decided_on: DECIDED_ON,
    end_date: closing.restored ? LATEST_DECIDED_END : closing.lastDay,
    reason,
    replaced_by: by,
    evidence: statement ? 'sourced' : 'reconstructed',
    source: statement?.source ?? '',
    method: statement ? '' : `${closing.method}; closing day: shortest way to the next own office first`,
    assumed: statement ? assumed.toSorted().join('|') : '',
  };
}

/** The four files as text, by name. The folder holds the tables that are read. */
export function reconstruct(folder: string): Record<'register.csv' | 'closures.csv' | 'securing.csv' | 'agreements.csv', string> {
  const facts = readFacts(folder);
  const own = decideOwnOffices(facts);
  const closings = decideClosings(facts, own);
  const cooperation = decideCooperation(facts, own, closings);
  const serviceOffices = decideServiceOffices(facts, own);
  const closures = closings.map((closing) => closureRow(facts, own, cooperation, closing));
  const register = registerRows(facts, own, { closings, cooperation, serviceOffices });
  const securing = decideSecuring(facts, closings);
  return {
    'register.csv': tableText(REGISTER.split(','), register),
    'closures.csv': tableText(CLOSURES.split(','), closures),
    'securing.csv': tableText(SECURING.split(','), securing),
    'agreements.csv': tableText(AGREEMENTS, decideAgreements(facts, { cooperation, closings, securing, serviceOffices })),
  };
}

function main(folder: string, check: boolean): void {
  for (const [name, text] of Object.entries(reconstruct(folder))) {
    if (!check) writeFileSync(join(folder, name), text);
    const same = readFileSync(join(folder, name), 'utf8') === text;
    console.log(`${name}: ${text.split('\n').length - 2} rows, ${same ? 'as committed' : 'DIFFERS from the file'}`);
  }
  for (const { name, value, published } of figures(folder)) {
    const verdict = value === published ? 'ok' : `published ${published}`;
    console.log(`${String(value).padStart(4)}  ${name}  (${verdict})`);
  }
}

if (import.meta.main) main(join(import.meta.dirname, '../../data/sweden'), process.argv.includes('--check'));
