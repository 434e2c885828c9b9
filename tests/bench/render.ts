import { Liquid } from 'liquidjs';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import { layOut } from '#app/messages/render/lay-out.server.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { sampleView } from '#app/messages/render/sample-view.ts';
import { layout } from '#app/messages/templates/layout.ts';
import type { Figure } from './benches.ts';
import type { Lab } from './lab.ts';
import { quantile } from './load.ts';
import { twentyBlocks } from './twenty-blocks.ts';

const WARM_UP = 200;
const TIMES = 2_000;

export const RENDER_SIZES = `render: an email of 20 blocks, ${String(TIMES)} times after ${String(WARM_UP)}; the baseline: its HTML alone by the same library, without limits or its texts`;

/** How long writing an email of twenty blocks for a reader takes when it is compiled, p95 in milliseconds. */
export async function benchRender(lab: Lab): Promise<Figure> {
  const composed = twentyBlocks();
  const content = emailKind.completed?.(composed) ?? composed;
  const email = { digest: 'twenty', content };
  const render = await createRenderer().prepare([email]);
  const view = sampleView();
  const value = p95(() => render(email, view).html.length);
  const [laidOut] = await layOut([layout(content)]);
  if (!laidOut || 'problem' in laidOut) throw new Error('The email cannot be laid out.');
  const bare = new Liquid({ outputEscape: 'escape' });
  const parsed = bare.parse(laidOut.page);
  const baseline = p95(() => String(bare.renderSync(parsed, view)).length);
  lab.say(`render.p95: ${value.toFixed(2)} ms, baseline ${baseline.toFixed(2)} ms`);
  return { value, baseline };
}

function p95(work: () => number): number {
  const took: number[] = [];
  for (let turn = 0; turn < WARM_UP + TIMES; turn += 1) {
    const started = performance.now();
    if (work() === 0) throw new Error('Nothing was written.');
    if (turn >= WARM_UP) took.push(performance.now() - started);
  }
  return quantile(took, 0.95);
}
