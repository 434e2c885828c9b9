import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** Lines of a registry, and the same with those of a new entry. */
type Replaced = [from: string, to: string][];

/** A copy of the app, to which pretend entries are added. */
export type PlantedApp = {
  /** Adds the lines of a new entry to its registry. */
  plantLines: (registry: string, replaced: Replaced) => Promise<void>;
  /** Adds a file, and its line to the registry: all that a new entry may cost. */
  plant: (file: string, text: string, registry: string, replaced: Replaced) => Promise<void>;
  /** What a program prints as JSON that is run inside the copy. */
  printed: (program: string) => Promise<unknown>;
  close: () => Promise<void>;
};

export async function plantedApp(): Promise<PlantedApp> {
  const tree = await mkdtemp(join(tmpdir(), 'tendril-registries-'));
  await cp(join(ROOT, 'app'), join(tree, 'app'), { recursive: true });
  for (const file of ['package.json', 'tsconfig.json'])
    await cp(join(ROOT, file), join(tree, file));
  await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));

  async function plantLines(registry: string, replaced: Replaced): Promise<void> {
    let lines = await readFile(join(tree, registry), 'utf8');
    for (const [from, to] of replaced) {
      if (!lines.includes(from))
        throw new Error(`${registry} has no line ${from}. Plant beside another one.`);
      lines = lines.replace(from, to);
    }
    await writeFile(join(tree, registry), lines);
  }

  return {
    plantLines,
    async plant(file, text, registry, replaced) {
      await writeFile(join(tree, file), text);
      await plantLines(registry, replaced);
    },
    async printed(program) {
      const file = join(tree, 'app/pretend.ts');
      await writeFile(file, program);
      const { stdout } = await run(process.execPath, [file], { cwd: tree });
      return JSON.parse(stdout) as unknown;
    },
    close: () => rm(tree, { recursive: true }),
  };
}
