import { inShop } from '#app/platform/db.server.ts';
import { startFirstHistory } from '#app/imports/shopify/start-import.server.ts';
import { loadSettings, saveSettings } from '#app/messages/sender/save-settings.server.ts';
import { readSettingsForm } from '#app/messages/sender/settings-form.ts';
import { installShop } from '#app/shopify/install.server.ts';
import type { Story } from '../case-environment.ts';
import type { StepOf } from '../words.ts';

/** Saves the sender as the settings page does; a refusal is an answer too. */
export async function saveSender(story: Story, step: StepOf<'sender'>): Promise<void> {
  const { db, shop, clock, queue, answers } = story;
  const result = readSettingsForm({
    senderName: step.name,
    senderAddress: step.address,
    replyTo: step.replyTo ?? '',
    postalAddress: '1 Fern Street, Leeds LS1 1AA, United Kingdom',
    quiet: 'on',
    quietFrom: '21:00',
    quietTo: '08:00',
  });
  const status = result.outcome === 'read' ? 200 : 422;
  if (step.as !== undefined) answers.set(step.as, [{ status, body: JSON.stringify(result) }]);
  if (result.outcome === 'refused') return;
  await inShop(db.pool, shop.id, async (client) => {
    const { version } = await loadSettings(client, shop.id);
    const change = { base: version, actor: 'staff', now: clock.now() };
    await saveSettings(client, shop.id, result.settings, change);
  });
  await queue.drain();
}

/** Installs the app, as its first opening does, and reads what was before. */
export async function installApp(story: Story): Promise<void> {
  const { db, shop, services, clock, queue } = story;
  await installShop(services.pool, services.adminOf(shop.domain), clock.now());
  await inShop(db.pool, shop.id, (client) => startFirstHistory(client, shop.id, clock.now()));
  await queue.drain();
}
