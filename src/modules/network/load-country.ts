/**
 * Fills an empty database with the country in a folder of CSV files (data/sweden/README.md). Each part is one
 * transaction and is skipped when it is there, so a start that was killed half-way is completed by the next.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type House, operator } from '../../platform/auth/index.ts';
import { importAgreements } from './agreements/import-agreements.ts';
import { importRegister } from './register-file/index.ts';
import { inTurn, insertClosures, insertGeography, insertMunicipalityFacts, loadedParts, type Records } from './store/seed.ts';
import { touchRegister } from './store/version.ts';

/** Loads what is missing; says whether anything was. */
export function loadCountry(house: House, folder: string, log: (line: string) => void = () => undefined): Promise<boolean> {
  return inTurn(house.db, () => loadMissing(house, folder, log));
}

async function loadMissing(house: House, folder: string, log: (line: string) => void): Promise<boolean> {
  const records = (file: string): Records => parse(readFileSync(join(folder, file)), { columns: true, bom: true });
  const loaded = await loadedParts(house.db);
  if (!loaded.geography) {
    log('Loading municipalities, localities and the ways between them …');
    await house.db.transaction().execute((tx) =>
      insertGeography(tx, {
        counties: records('counties.csv'),
        municipalities: records('municipalities.csv'),
        localities: records('localities.csv'),
        neighbours: records('neighbours.csv'),
        channels: records('channels.csv'),
        reported: records('reported.csv'),
      }),
    );
  }
  if (!loaded.facts) {
    const facts = records('municipality-facts.csv');
    await house.db.transaction().execute((tx) => insertMunicipalityFacts(tx, facts));
  }
  if (!loaded.register) {
    log('Loading the presence register and estimating travel times …');
    const report = await importRegister(house, operator, { path: join(folder, 'register.csv') }, { apply: true });
    if (!report.applied)
      throw new Error(`data/sweden/register.csv has ${report.errors} errors: npx narvaro network import lists them`);
  }
  if (!loaded.closures) {
    const closures = records('closures.csv');
    const securing = records('securing.csv');
    await house.db.transaction().execute(async (tx) => {
      const ids = (rows: Records) => rows.map(() => house.newId());
      await insertClosures(
        tx,
        { closures, securing },
        { closures: ids(closures), securing: ids(securing) },
        house.clock.now(),
        'narvaro',
      );
      await touchRegister(tx);
    });
  }
  if (!loaded.agreements) {
    const { new: count } = await importAgreements(
      house,
      operator,
      { path: join(folder, 'agreements.csv') },
      { apply: true, whatFits: true },
    );
    log(`Loaded ${count} agreements.`);
  }
  return !(loaded.geography && loaded.facts && loaded.register && loaded.closures && loaded.agreements);
}
