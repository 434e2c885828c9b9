import { BENCHES, benchesNamed, type BenchName } from './benches.ts';

/** What `npm run bench -- ...` was asked for. */
export type Command =
  { kind: 'run'; names: BenchName[]; json: boolean } | { kind: 'refuse'; message: string };

/** Reads the arguments: names of benches or what stands before their dots (none means all), and `--json`. */
export function readCommand(args: readonly string[]): Command {
  const wanted = args.filter((arg) => arg !== '--json');
  const unknown = wanted.filter((word) => benchesNamed(word).length === 0);
  const all = BENCHES.map(({ name }) => name);
  if (unknown.length > 0) {
    const message = `There is no bench ${unknown.join(', ')}. The benches are: ${all.join(', ')}.`;
    return { kind: 'refuse', message };
  }
  const named = new Set(wanted.flatMap(benchesNamed));
  const chosen = wanted.length === 0 ? all : all.filter((name) => named.has(name));
  return { kind: 'run', names: chosen, json: args.includes('--json') };
}
