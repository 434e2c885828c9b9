import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { loadHeldMessages } from '#app/messages/planner/held-messages.server.ts';
import { checkSendingDomain } from '#app/messages/sender/check-domain.server.ts';
import {
  loadSettings,
  revertSettings,
  saveSettings,
} from '#app/messages/sender/save-settings.server.ts';
import {
  isDevelopmentStore,
  settingsVersions,
} from '#app/messages/sender/store/settings.server.ts';
import type { SettingsOutcome } from '#app/messages/sender/save-settings.ts';
import { loadSenderPage } from '#app/messages/sender/sender-page.server.ts';
import { readSettingsForm, settingsForm } from '#app/messages/sender/settings-form.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { SettingsPage } from '#app/messages/ui/settings-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Version = z.coerce.number().int().min(0);
const Intent = z.discriminatedUnion('intent', [
  z.looseObject({ intent: z.literal('save'), base: Version }),
  z.object({ intent: z.literal('revert'), base: Version, version: Version }),
  z.object({ intent: z.literal('check_domain') }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.settings');
  const { pool, clock, operator } = context.services;
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, ['setting', 'effect']);
    const { version, settings } = await loadSettings(client, shop.id);
    const sender = await loadSenderPage(client, shop.id, settings, operator);
    return {
      live,
      version,
      form: settingsForm(settings, sender.fallback),
      sender,
      versions: await settingsVersions(client, shop.id),
      staffId,
      now,
      timeZone: shop.timeZone,
      isDevelopment: await isDevelopmentStore(client, shop.id),
      held: await loadHeldMessages(client, shop.id, now),
    };
  });
}

export async function action({ request, context }: ActionFunctionArgs): Promise<SettingsOutcome> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'settings.edit');
  const { pool, clock } = context.services;
  const intent = await parseIntent(request, Intent);
  if (intent.intent === 'check_domain') {
    const { outcome } = await checkSendingDomain(context.services, shop.id);
    return { outcome };
  }
  const change = { base: intent.base, actor: staffId, now: clock.now() };
  if (intent.intent === 'revert') {
    return await inShop(pool, shop.id, (client) =>
      revertSettings(client, shop.id, intent.version, change),
    );
  }
  const result = readSettingsForm(intent);
  if (result.outcome === 'refused') return result;
  return await inShop(pool, shop.id, (client) =>
    saveSettings(client, shop.id, result.settings, change),
  );
}

export default function SettingsRoute() {
  const data = useLoaderData<typeof loader>();
  return <SettingsPage {...data} />;
}
