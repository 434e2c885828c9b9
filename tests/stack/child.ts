import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { guarded } from './guard.ts';

/** A process of ours that can be waited for, killed and looked into. */
export type Child = {
  readonly pid: number;
  /** The last lines it wrote. */
  output(): string;
  /** Resolves when a line it wrote holds the text; rejects when it ends first. */
  saying(text: string): Promise<void>;
  /** Whether it has ended, whatever the reason. */
  hasEnded(): boolean;
  /** Resolves when it has ended, whatever the reason. */
  readonly ended: Promise<void>;
  /** Sends a signal without waiting for anything. */
  signal(signal: NodeJS.Signals): void;
  /** Sends a signal and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Its resident memory in bytes, now. */
  memory(): Promise<number>;
};

export type ChildOptions = {
  env: NodeJS.ProcessEnv;
  /** Modules loaded before the file. */
  preload?: string[];
  /** The shipped program whose limits of memory hold for this one; itself unless given. */
  likeProgram?: string;
};

const Package = z.object({ scripts: z.record(z.string(), z.string()) });
const MOST_CHARACTERS = 64 * 1024;
/** The compile cache of Node.js; it halves the start of a process. */
const COMPILED = 'node_modules/.cache/compiled';
const KEEP_COMPILED = './tests/stack/keep-compiled.ts';
/** Variables of this process that a child may see; a test must not lean on anything else of the machine. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot'];

/** Starts a TypeScript file with this process's Node.js. */
export function startChild(
  file: string,
  { env, preload = [], likeProgram = file }: ChildOptions,
): Child {
  const passed = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const imports = [KEEP_COMPILED, ...preload].flatMap((module) => ['--import', module]);
  const limits = memoryLimits(likeProgram);
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...limits.flags, ...imports, file],
    {
      env: { ...Object.fromEntries(passed), ...limits.env, NODE_COMPILE_CACHE: COMPILED, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} could not be started.`);
  // A child must not outlive a test that broke off.
  const endedByItself = guarded({ kind: 'process', pid });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-MOST_CHARACTERS);
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'exit').then(() => {
    endedByItself();
    for (const listener of listeners) listener();
  });
  return {
    pid,
    output: () => output,
    saying: (text) =>
      new Promise((resolve, reject) => {
        function checkLine(): void {
          if (output.includes(text)) resolve();
          else if (hasEnded(child))
            reject(new Error(`${file} ended before it said "${text}":\n${output}`));
          else return;
          listeners.delete(checkLine);
        }
        listeners.add(checkLine);
        checkLine();
      }),
    hasEnded: () => hasEnded(child),
    ended,
    signal(signal) {
      child.kill(signal);
    },
    async kill(signal) {
      if (!hasEnded(child)) child.kill(signal);
      await ended;
    },
    memory: () => residentMemory(pid),
  };
}

/** The limits of memory under which the npm scripts of a file run it, so that what is tried is what ships. */
function memoryLimits(file: string): { flags: string[]; env: Record<string, string> } {
  const { scripts } = Package.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const commands = Object.values(scripts).filter((command) => command.endsWith(` ${file}`));
  const flags = commands.flatMap((command) => command.match(/--(?:max|min|heap)-\S+/g) ?? []);
  const allocator = commands.flatMap((command) => [
    ...command.matchAll(/\b(?<name>MALLOC_\w+)=(?<value>\S+)/g),
  ]);
  const env = allocator.map(({ groups }) => [groups?.['name'] ?? '', groups?.['value'] ?? '']);
  return { flags: [...new Set(flags)], env: Object.fromEntries(env) as Record<string, string> };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function residentMemory(pid: number): Promise<number> {
  const ps = spawn('ps', ['-o', 'rss=', '-p', String(pid)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  ps.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  await once(ps, 'close');
  return Number(text.trim()) * 1024;
}
