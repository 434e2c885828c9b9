/**
 * `npm run bench`: how fast the app is on this machine, each figure beside that of the simplest program that
 * could do the same job. Names of benches run only those; `--json` prints the figures as one object.
 */
import { readCommand } from './command-line.ts';

const command = readCommand(process.argv.slice(2));
if (command.kind === 'refuse') {
  process.stderr.write(`${command.message}\n`);
  process.exitCode = 2;
} else {
  const [{ measure }, { jsonReport, tableReport }] = await Promise.all([
    import('./measure.ts'),
    import('./report.ts'),
  ]);
  const results = await measure(command.names, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${command.json ? jsonReport(results) : tableReport(results)}\n`);
  if (results.failures.length > 0) {
    process.stderr.write(`${results.failures.join('\n')}\n`);
    process.exitCode = 1;
  }
}
