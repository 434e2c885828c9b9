import { SingleBar } from 'cli-progress';

/** Shows how far something is: a bar in a terminal, a line every tenth elsewhere. */
export type ProgressBar = { update(done: number, note: string): void; stop(): void };

/** @param total how many steps make the whole */
export function showProgressBar(label: string, total: number): ProgressBar {
  return process.stdout.isTTY ? bar(label, total) : lines(label, total);
}

function bar(label: string, total: number): ProgressBar {
  const single = new SingleBar({
    format: `${label} {bar} {percentage}% | {value}/{total} | {note}`,
    hideCursor: true,
  });
  single.start(total, 0, { note: '' });
  return { update: (done, note) => single.update(done, { note }), stop: () => single.stop() };
}

function lines(label: string, total: number): ProgressBar {
  let shown = -1;
  return {
    update(done, note) {
      const tenth = Math.floor((done / total) * 10);
      if (tenth === shown) return;
      shown = tenth;
      process.stdout.write(
        `${label} ${String(tenth * 10)}% (${String(done)}/${String(total)}) ${note}\n`,
      );
    },
    stop() {
      process.stdout.write(`${label} done\n`);
    },
  };
}
