import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

/** Something that a merchant does on the canvas. */
type CanvasInteraction = {
  name: string;
  /** Finds out where to point, before the time is taken. */
  aim?: () => Promise<void>;
  act: () => Promise<void>;
  /** Waits until the page shows what was done; else the time of something else would be taken. */
  done: () => Promise<void>;
};

type Spot = { x: number; y: number };

/** So far a step and the canvas are dragged, in pixels and movements of the mouse. */
const DRAG = { pixels: 80, moves: 8 };
/** A turn of the wheel, in pixels. */
const TURN = 120;

/** One round over the canvas, from a wait that has the focus. All that it draws it takes back, but a letter. */
export function canvasInteractions(page: Page, admin: FrameLocator): CanvasInteraction[] {
  const selected = admin.locator('.react-flow__node.draggable.selected');
  const focused = admin.locator('.react-flow__node:focus');
  const viewport = admin.locator('.react-flow__viewport');
  const days = admin.getByLabel('Wait for', { exact: true });
  const purpose = admin.getByLabel('Purpose', { exact: true });
  const said = (text: string | RegExp) => () =>
    expect(admin.getByRole('status').filter({ hasText: text })).toHaveCount(1);

  const press = (name: string, key: string, done: () => Promise<void>): CanvasInteraction => ({
    name,
    act: () => page.keyboard.press(key),
    done,
  });
  const undo = (name: string) => press(name, 'Control+z', said('Undone'));
  const pressAndGo = (name: string, key: string): CanvasInteraction => {
    let before = '';
    return {
      name,
      aim: async () => void (before = (await focused.getAttribute('data-id')) ?? ''),
      act: () => page.keyboard.press(key),
      done: () => expect(focused).not.toHaveAttribute('data-id', before),
    };
  };
  const point = (
    name: string,
    find: () => Promise<Spot>,
    act: (spot: Spot) => Promise<void>,
    done: () => Promise<void>,
  ): CanvasInteraction => {
    let spot = { x: 0, y: 0 };
    return {
      name,
      async aim() {
        // Problems of a step that was undone stand above the canvas until the next check.
        await expect(admin.getByText(/ to solve before publishing$/)).toHaveCount(0);
        spot = await find();
        await page.mouse.move(spot.x, spot.y);
      },
      act: () => act(spot),
      done,
    };
  };
  const click = async () => {
    await page.mouse.down();
    await page.mouse.up();
  };
  const drag = async ({ x, y }: Spot) => {
    await page.mouse.down();
    await page.mouse.move(x + DRAG.pixels, y - DRAG.pixels, { steps: DRAG.moves });
    await page.mouse.up();
  };
  const wheel = (by: number) => async () => page.mouse.wheel(0, by);
  const besideSteps = () => spotIn(admin.locator('.react-flow__pane'), 12);
  let drawn = '';
  const canvasAt = async (find: () => Promise<Spot>) => {
    drawn = (await viewport.getAttribute('style')) ?? '';
    return await find();
  };
  const moved = () => expect(viewport).not.toHaveAttribute('style', drawn);

  return [
    pressAndGo('next step', 'ArrowDown'),
    pressAndGo('step before', 'ArrowUp'),
    press('open the settings', 'Enter', () => expect(days).toBeFocused()),
    press('type a digit', '2', () => expect(days).toHaveValue(/2/)),
    press('close the settings', 'Escape', () => expect(focused).toHaveCount(1)),
    undo('undo the digit'),
    press('delete the step', 'Delete', said(/^Deleted 1 step/)),
    undo('undo the deletion'),
    press('redo the deletion', 'Control+y', said('Done again')),
    undo('undo it again'),
    press('open the menu of steps', 'a', () =>
      expect(admin.getByRole('menuitem').first()).toBeFocused(),
    ),
    press('add a step', 'Enter', said(/^Added/)),
    undo('undo the addition'),
    point(
      'choose a step by mouse',
      () => spotOnCanvas(admin.locator('.react-flow__node.draggable')),
      click,
      () => expect(selected).toHaveCount(1),
    ),
    point('drag the step', () => spotOnCanvas(selected), drag, said('Moved')),
    undo('undo the drag'),
    point('drag the canvas', () => canvasAt(besideSteps), drag, moved),
    point('zoom out', () => canvasAt(besideSteps), wheel(TURN), moved),
    point('zoom in', () => canvasAt(besideSteps), wheel(-TURN), moved),
    point('choose the journey', besideSteps, click, () => expect(purpose).toBeVisible()),
    point(
      'point at its purpose',
      () => spotIn(purpose, 10),
      click,
      () => expect(purpose).toBeFocused(),
    ),
    press('type a letter', 'x', () => expect(purpose).toHaveValue(/x/)),
  ];
}

async function spotIn(what: Locator, within: number): Promise<Spot> {
  const { x, y } = await boxOf(what);
  return { x: x + within, y: y + within };
}

async function spotOnCanvas(steps: Locator): Promise<Spot> {
  return await spotIn(await firstInView(steps), 30);
}

/** The first of some steps that is in view as a whole. */
export async function firstInView(steps: Locator): Promise<Locator> {
  const admin = steps.page().frameLocator('iframe[title="Tendril"]');
  const canvas = await boxOf(admin.locator('.react-flow'));
  const bottom = Math.min(canvas.y + canvas.height, steps.page().viewportSize()?.height ?? 0);
  for (const step of await steps.all()) {
    const box = await boxOf(step);
    if (box.x > canvas.x && box.y > canvas.y && box.y + box.height < bottom) return step;
  }
  throw new Error(`The canvas shows no ${String(steps)}.`);
}

async function boxOf(
  what: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await what.boundingBox();
  if (!box) throw new Error(`The page shows no ${String(what)}.`);
  return box;
}
