import { BENCHES, isBenchName, type BenchName } from './benches.ts';

/** What `npm run bench -- ...` was asked for. */
export type Command =
  { kind: 'run'; names: BenchName[]; json: boolean } | { kind: 'refuse'; message: string };

/** Reads the arguments: names of benches (none means all) and `--json`. */
export function readCommand(args: readonly string[]): Command {
  const wanted = args.filter((arg) => arg !== '--json');
  const unknown = wanted.filter((name) => !isBenchName(name));
  const all = BENCHES.map(({ name }) => name);
  if (unknown.length > 0) {
    const message = `There is no bench ${unknown.join(', ')}. The benches are: ${all.join(', ')}.`;
    return { kind: 'refuse', message };
  }
  const chosen = wanted.length === 0 ? all : all.filter((name) => wanted.includes(name));
  return { kind: 'run', names: chosen, json: args.includes('--json') };
}
