/** Every command of the command line. Exit codes: 0 done, 1 refused or failed, 2 not understood. */
import { printDeskAgreement } from '../modules/cases/index.ts';
import { printVisitImport } from '../modules/desk/index.ts';
import { printVerifyCustody } from '../modules/desk/index.ts';
import { loadReports, printRebuild, printReport } from '../modules/insight/index.ts';
import { printForecast } from '../modules/meetings/index.ts';
import {
  loadCountry,
  printAgreementImport,
  printExport,
  printImport,
  printSummary,
  printTravelImport,
  printTravelRouting,
} from '../modules/network/index.ts';
import {
  printCompare,
  printFinding,
  printPlanImport,
  printReach,
  printRota,
  printSchema,
  printSolve,
  printStaffing,
} from '../modules/planning/index.ts';
import { systemClock } from '../platform/clock/index.ts';
import { authSettings, type House } from '../platform/auth/index.ts';
import { idMaker } from '../platform/ids/index.ts';
import { readKeys } from '../platform/keys/index.ts';
import { Problem } from '../platform/problem/index.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './database.ts';
import { runNow } from './run-now.ts';
import { start } from './start.ts';
import { shipped } from './shipped.ts';

export interface Terminal {
  out(line: string): void;
  err(line: string): void;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What a command gets: where to print, and the house with an open database. */
export interface CommandIo extends Terminal {
  house: House;
  env: Environment;
}

type Run = (args: readonly string[], io: CommandIo) => Promise<number>;

/** What needs nothing but its files: no database is opened for it. */
type RunAlone = (args: readonly string[], terminal: Terminal) => Promise<number>;

const commands: readonly ({ words: string; says: string } & ({ run: Run } | { runAlone: RunAlone }))[] = [
  {
    words: 'network summary',
    says: '[--on DAY] [--known-at INSTANT] [--json]   what the register counts on a day',
    run: printSummary,
  },
  {
    words: 'network import',
    says: 'FILE.csv|FILE.xlsx [--apply] [--all]       presence register: difference first, then all or nothing',
    run: printImport,
  },
  { words: 'network export', says: 'FILE.csv|FILE.xlsx|- [--on DAY]            the same file back', run: printExport },
  {
    words: 'network import-agreements',
    says: 'FILE.csv|FILE.xlsx [--apply] [--all]  agreements: every error by row and column, all or nothing',
    run: printAgreementImport,
  },
  {
    words: 'network travel import',
    says: 'FILE.csv [--apply]                  a travel-time matrix: origin, place_code, minutes, kilometres',
    run: printTravelImport,
  },
  {
    words: 'network travel route',
    says: '                                     asks the server of ROUTING_SERVER for every journey',
    run: printTravelRouting,
  },
  {
    words: 'cases desk-agreement',
    says: '[--from DAY --counts yes|no --source TEXT]   whether a report at another authority’s desk has reached us',
    run: printDeskAgreement,
  },
  {
    words: 'desk verify-custody',
    says: '[RECEIPT]                            whether the chain of hand-overs of documents is unbroken',
    run: printVerifyCustody,
  },
  {
    words: 'meetings forecast',
    says: 'FILE.csv                               how many meetings are needed when and where, all or nothing',
    run: printForecast,
  },
  {
    words: 'desk import-visits',
    says: 'FILE.csv --place CODE                 a log of visits of an office without this software, all or nothing',
    run: printVisitImport,
  },
  {
    words: 'report',
    says: 'CODE [--format text|html|pdf|csv|xlsx] [--output FILE]   a report to the government, frozen or as it is now',
    run: printReport,
  },
  {
    words: 'insight rebuild',
    says: '[--recount YYYY-MM]                      counts every figure by month anew; a month that is shown only when it is named',
    run: printRebuild,
  },
  {
    words: 'plan reach',
    says: '[--on DAY] [--points …] [--group …] [--format text|json|csv]   how far everyone has, and how evenly',
    run: printReach,
  },
  {
    words: 'plan finding',
    says: '                                     docs/findings/sweden-2020.md, from the network as it is shipped',
    run: printFinding,
  },
  {
    words: 'plan solve',
    says: 'MODEL.json [--places N] [--seconds S] [--format text|json|csv|geojson]   the best network, with proof or its gap',
    runAlone: printSolve,
  },
  {
    words: 'plan compare',
    says: 'A.json B.json                             two plans, and who has it nearer and farther',
    runAlone: printCompare,
  },
  {
    words: 'plan import',
    says: 'or-library|matrix|mclp FILE… [--places N]  a file of others as a model (docs/planning.md)',
    runAlone: printPlanImport,
  },
  {
    words: 'plan staffing',
    says: 'FILE.json [--format text|json|csv]        what a level of staff does to waiting and workload, simulated',
    runAlone: printStaffing,
  },
  {
    words: 'plan rota',
    says: '--from DAY --place CODE[:DAYS] … [--format text|json|csv]   who sits where among travel-in places, with proof or its gap',
    run: printRota,
  },
  {
    words: 'plan schema',
    says: '                                           the file format of models as JSON Schema',
    runAlone: printSchema,
  },
  {
    words: 'job',
    says: '[NAME]                                             runs a job of the clock now; without a name lists them',
    run: runNow,
  },
];

const usage = [
  'narvaro – the presence register of a public employment service',
  '',
  '  narvaro start                                      opens the service (PORT, HOST, PUBLIC_URL, DATABASE_URL, NARVARO_DATA)',
  '  narvaro migrate                                    brings the database up to date',
  ...commands.map(({ words, says }) => `  narvaro ${words} ${says}`),
];

/** Runs one command and gives its exit code. */
export async function runCommandLine(args: readonly string[], env: Environment, terminal: Terminal): Promise<number> {
  const text = args.join(' ');
  try {
    if (args[0] === 'start' && args.length === 1) return await start(env, terminal.out);
    if (args[0] === 'migrate' && args.length === 1)
      return await withHouse(env, terminal, async ({ out }) => {
        out('The database is up to date.');
        return 0;
      });
    const found = commands.find(({ words }) => text === words || text.startsWith(`${words} `));
    if (found !== undefined) {
      const rest = args.slice(found.words.split(' ').length);
      return 'runAlone' in found
        ? await found.runAlone(rest, terminal)
        : await withHouse(env, terminal, (io) => found.run(rest, io));
    }
    const asked = args.length === 0 || args[0] === 'help' || args[0] === '--help';
    if (!asked) terminal.err(`narvaro: there is no command "${text}".\n`);
    for (const line of usage) (asked ? terminal.out : terminal.err)(line);
    return asked ? 0 : 2;
  } catch (error) {
    terminal.err(error instanceof Problem ? error.message : `narvaro: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

/** Opens the database (that of a running service, if one runs here), loads the country if it is empty, and closes it. */
async function withHouse(env: Environment, terminal: Terminal, run: (io: CommandIo) => Promise<number>): Promise<number> {
  const config = readConfig(env);
  const keys = readKeys(env, { dataDir: config.dataDir, trial: authSettings(env) === null, say: terminal.err });
  const database = await openDatabase(config, terminal.err, true);
  try {
    const house = { db: database.db, clock: systemClock, newId: idMaker(systemClock), keys };
    await loadCountry(house, shipped('data/sweden'), terminal.err);
    await loadReports(house, shipped('data/reports'));
    return await run({ ...terminal, house, env });
  } finally {
    await database.close();
  }
}
