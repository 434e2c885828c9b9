import { join } from 'node:path';
import ts from 'typescript';
import { sourceFiles } from '#tests/architecture/source-files.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The server files of the app, compiled once, and who calls which function. */
export type SourceProgram = {
  checker: ts.TypeChecker;
  /** The files of the app without tests, each with its path from the root. */
  files: ReadonlyMap<string, ts.SourceFile>;
  /** The calls of a function, by its symbol. */
  callsOf: ReadonlyMap<ts.Symbol, readonly ts.CallExpression[]>;
};

/**
 * Reads the server files of the app for their types.
 * @param planted further files by their path from the root, or others in place of those that are there
 */
export function sourceProgram(planted: Readonly<Record<string, string>> = {}): SourceProgram {
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const texts = new Map(Object.entries(planted).map(([file, text]) => [join(ROOT, file), text]));
  const onDisk = ts.createCompilerHost(options);
  host.fileExists = (name) => texts.has(name) || onDisk.fileExists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = texts.get(name);
    return text === undefined
      ? onDisk.getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version, true);
  };
  const roots = sourceFiles().filter((file) => /^app\/.*[.]server[.]tsx?$/.test(file));
  const program = ts.createProgram({
    rootNames: [...roots.map((file) => join(ROOT, file)), ...texts.keys()],
    options,
    host,
  });
  const checker = program.getTypeChecker();
  const files = new Map<string, ts.SourceFile>();
  for (const source of program.getSourceFiles()) {
    const file = source.fileName.slice(ROOT.length + 1);
    if (file.startsWith('app/') && !file.startsWith('app/generated/')) files.set(file, source);
  }
  return { checker, files, callsOf: callsIn(files.values(), checker) };
}

function compilerOptions(): ts.CompilerOptions {
  const file = join(ROOT, 'tsconfig.json');
  const read = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { config: unknown };
  return ts.parseJsonConfigFileContent(read.config, ts.sys, ROOT).options;
}

/** A symbol, or what it was imported from. */
export function importedSymbol(
  checker: ts.TypeChecker,
  symbol: ts.Symbol | undefined,
): ts.Symbol | undefined {
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function callsIn(
  files: Iterable<ts.SourceFile>,
  checker: ts.TypeChecker,
): Map<ts.Symbol, ts.CallExpression[]> {
  const calls = new Map<ts.Symbol, ts.CallExpression[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const symbol = importedSymbol(checker, checker.getSymbolAtLocation(node.expression));
      if (symbol) calls.set(symbol, [...(calls.get(symbol) ?? []), node]);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(file);
  return calls;
}
