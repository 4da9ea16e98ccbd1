/** `npm start` as an operator meets it: started, stopped, killed and started again, on the embedded server and on another. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { onDatabase, runOnServer } from './database-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'narvaro-start-'));
const running = new Set<ChildProcess>();
afterAll(async () => {
  for (const one of running) one.kill('SIGKILL');
  await Promise.all(dataFolders.map((data) => spawned(['help'], { NARVARO_DATA: data }).ended.catch(() => undefined)));
  for (const data of dataFolders) killIfThere(postmasterOf(data));
  rmSync(folder, { recursive: true, force: true });
});

const dataFolders: string[] = [];
function dataFolder(name: string): string {
  const data = join(folder, name);
  dataFolders.push(data);
  return data;
}

interface Running {
  process: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
}

const directly = ['--import', resolve('src/ui/jsx-loader.mjs'), resolve('src/app/main.ts')];
const asOperators = [resolve('bin/narvaro.mjs')];

/** Called from a folder that is not the project's: it finds what it ships with wherever its operator stands. */
function spawned(args: readonly string[], env: Record<string, string>, entry: readonly string[] = directly): Running {
  const { DATABASE_URL: _server, ...own } = process.env;
  const child = spawn(process.execPath, [...entry, ...args], {
    cwd: folder,
    env: { ...own, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output += text.toString()));
  running.add(child);
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return { process: child, output: () => output, ended };
}

async function started(env: Record<string, string>, entry = directly): Promise<Running & { url: string }> {
  const service = spawned(['start'], env, entry);
  const url = await Promise.race([
    until(() => /Open\s+(http:\S+)/.exec(service.output())?.[1]),
    service.ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${service.output()}`))),
  ]);
  return { ...service, url };
}

async function until<T>(look: () => T | undefined | Promise<T | undefined>, seconds = 60): Promise<T> {
  for (let tries = 0; tries < seconds * 10; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come');
}

const postmasterOf = (data: string): number | null => {
  try {
    return Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
};

function killIfThere(pid: number | null): void {
  try {
    if (pid !== null) process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** Opens an office in Dorotea by the command line, beside whatever runs; resolves when it has been answered. */
async function openOfficeInDorotea(data: string): Promise<void> {
  const file = join(folder, 'one-row.csv');
  const header = readFileSync('data/sweden/register.csv', 'utf8').split('\n')[0]!;
  writeFileSync(
    file,
    `${header}\naf-2425-9,Prov,2425,,,,64.26185,16.41306,,staffed_office,2021-01-01,,booked-meeting,sv,,,entered,,prov,\n`,
  );
  const run = spawned(['network', 'import', file, '--apply'], { NARVARO_DATA: data });
  expect(await run.ended, run.output()).toBe(0);
}

const stateOfDorotea = async (url: string): Promise<string> =>
  ((await (await fetch(`${url}/v1/help?municipality=2425&on=2021-06-01`)).json()) as { state: string }).state;

describe('npm start', () => {
  const data = dataFolder('one');

  it('says what it does, where it is, who can sign in and where the data lie, and stops cleanly on Ctrl-C', async () => {
    const service = await started({ NARVARO_DATA: data });
    expect(service.output()).toContain('290 municipalities');
    expect(service.output()).toContain(data);
    expect(service.output()).toContain('David, planerare (planner)');
    expect((await fetch(service.url)).status).toBe(200);
    service.process.kill('SIGINT');
    expect(await service.ended).toBe(0);
    expect(service.output()).toContain('Everything that was answered is kept');
    expect(postmasterOf(data)).toBeNull();
  }, 90_000);

  it('finds its data again; a second start meanwhile is refused; what another process writes is seen at once', async () => {
    const service = await started({ NARVARO_DATA: data });
    expect(service.output()).not.toContain('290 municipalities');
    const second = spawned(['start'], { NARVARO_DATA: data });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(String(service.process.pid));
    expect(await stateOfDorotea(service.url)).not.toBe('staffed_office');
    await openOfficeInDorotea(data);
    await until(async () => ((await stateOfDorotea(service.url)) === 'staffed_office' ? true : undefined), 10);
    service.process.kill('SIGKILL');
    await service.ended;
  }, 90_000);

  it('recovers by itself from kill -9, with the server left behind, and has lost nothing', async () => {
    expect(postmasterOf(data)).not.toBeNull();
    const service = await started({ NARVARO_DATA: data });
    expect(await stateOfDorotea(service.url)).toBe('staffed_office');
    killIfThere(postmasterOf(data));
    // The database comes back under the running service; until then people are told to try again, never a 500.
    const seen = new Set<number>();
    await until(async () => {
      const answer = await fetch(`${service.url}/v1/summary?on=2020-12-31`);
      seen.add(answer.status);
      return answer.status === 200 && postmasterOf(data) !== null ? true : undefined;
    }, 40);
    expect([...seen].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    const pid = postmasterOf(data);
    service.process.kill('SIGKILL');
    killIfThere(pid);
    await service.ended;
    const again = await started({ NARVARO_DATA: data });
    expect(await stateOfDorotea(again.url)).toBe('staffed_office');
    again.process.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  }, 120_000);

  it('ends with the process that operators started when that one is killed, and the next start finds everything free', async () => {
    const service = await started({ NARVARO_DATA: data }, asOperators);
    service.process.kill('SIGKILL');
    await service.ended;
    // A moment later, by itself.
    await until(
      () =>
        fetch(service.url).then(
          () => undefined,
          () => true,
        ),
      10,
    );
    const again = await started({ NARVARO_DATA: data, PORT: new URL(service.url).port }, asOperators);
    expect(again.url).toBe(service.url);
    again.process.kill('SIGINT');
    expect(await again.ended, again.output()).toBe(0);
  }, 120_000);

  it('completes a first start that was killed while the country was loading', async () => {
    const half = dataFolder('half');
    const first = spawned(['start'], { NARVARO_DATA: half });
    await until(() => (first.output().includes('Loading the presence register') ? true : undefined));
    first.process.kill('SIGKILL');
    killIfThere(postmasterOf(half));
    await first.ended;
    const second = await started({ NARVARO_DATA: half });
    const counts = (await (await fetch(`${second.url}/v1/summary?on=2020-12-31`)).json()) as Record<string, number>;
    expect(counts).toMatchObject({ municipalities: 290, municipalities_with_own_office: 106, places_losing_office: 132 });
    second.process.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  }, 120_000);

  it('uses the server that DATABASE_URL names', async () => {
    const server = inject('databaseServer');
    const name = `${inject('templatePrefix')}_started`;
    await runOnServer(server, `create database ${name}`);
    const service = await started({ DATABASE_URL: onDatabase(server, name), NARVARO_DATA: join(folder, 'unused') });
    expect(await stateOfDorotea(service.url)).toBe('cooperation_place');
    service.process.kill('SIGTERM');
    expect(await service.ended).toBe(0);
  }, 90_000);

  it('says so at once when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const run = spawned(['start'], { NARVARO_DATA: join(folder, 'never'), PORT: String(port) });
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(/set PORT to another/);
    expect(run.output()).not.toContain('Opening the database');
    other.close();
  });

  it.each([
    [{ PORT: 'eighty' }, /PORT/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must begin with postgres/],
    [{ OIDC_ISSUER: 'https://id.example.org' }, /OIDC_CLIENT_ID is missing/],
    [{ HOST: '0.0.0.0' }, /anyone could sign in as administrator/],
    [{ NARVARO_DATA: resolve('package.json/data') }, /cannot be used/],
  ])('refuses %j with a message that helps', async (env, message) => {
    const run = spawned(['start'], { NARVARO_DATA: join(folder, 'never'), ...env });
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(message);
    expect(run.output()).not.toMatch(/\n\s+at /);
  });
});
