import type { Frame } from '@playwright/test';

type Noted = { frameTimes?: number[] };

/** What a merchant does with keys and mouse. */
const EVENTS = [
  'keydown',
  'keyup',
  'input',
  'pointerdown',
  'pointermove',
  'pointerup',
  'click',
  'wheel',
];

/**
 * Lets a page note, for each event of keys and mouse, how long it took until the frame that shows what it did: from when
 * the browser got it, through what was still under way, to when that frame was drawn. "Interaction to Next Paint" is
 * that of keys and clicks; here movements of the mouse count too.
 */
export async function watchFrameTimes(frame: Frame): Promise<void> {
  await frame.evaluate((events) => {
    const times: number[] = [];
    (globalThis as Noted).frameTimes = times;
    const afterFrame = new MessageChannel();
    let waiting: number[] = [];
    afterFrame.port1.onmessage = () => {
      const now = performance.now();
      times.push(...waiting.map((begun) => now - begun));
      waiting = [];
    };
    for (const type of events)
      addEventListener(
        type,
        ({ timeStamp }) => {
          if (waiting.length === 0) requestAnimationFrame(() => afterFrame.port2.postMessage(null));
          waiting.push(timeStamp);
        },
        { capture: true, passive: true },
      );
  }, EVENTS);
}

/** Takes what was noted since the last time, once the frame is drawn that was waited for. @returns milliseconds of each event */
export async function takeFrameTimes(frame: Frame): Promise<number[]> {
  return await frame.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        requestAnimationFrame(() =>
          setTimeout(() => resolve((globalThis as Noted).frameTimes?.splice(0) ?? [])),
        );
      }),
  );
}
