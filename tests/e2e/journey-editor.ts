import type { FrameLocator, Page } from '@playwright/test';
import { goTo } from './admin.ts';
import { expect } from './stack-fixture.ts';

/** Creates a journey through the list of journeys, and opens its canvas. */
export async function createJourney(page: Page, admin: FrameLocator, name: string): Promise<void> {
  await goTo(page, 'Journeys');
  await admin.getByRole('link', { name: 'Create journey' }).click();
  await admin.getByLabel('Name', { exact: true }).fill(name);
  await admin.getByRole('button', { name: 'Create journey' }).click();
  await expect(canvasOf(admin)).toBeVisible();
}

function canvasOf(admin: FrameLocator) {
  return admin.getByRole('group', { name: 'Canvas of the journey' });
}

/** A step on the canvas, by its words. */
export function drawnStep(admin: FrameLocator, name: string | RegExp) {
  return canvasOf(admin).getByRole('group', { name });
}

/** Waits until what was drawn is saved. */
export async function expectSaved(admin: FrameLocator): Promise<void> {
  await expect(admin.getByText('Draft saved')).toBeVisible();
}

/** Publishes what is drawn, as this version. */
export async function publishDraft(
  page: Page,
  admin: FrameLocator,
  version: number,
): Promise<void> {
  await admin.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText(`Published as version ${String(version)}`)).toBeVisible();
}
