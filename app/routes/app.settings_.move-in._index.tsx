import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/db.server.ts';
import { isAtWork } from '#app/move-in/file.ts';
import { moveIns } from '#app/move-in/files.server.ts';
import { MoveInList, UploadCard } from '#app/ui/move-in-cards.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useUpload } from '#app/ui/use-upload.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const NO_ROWS: string[][] = [];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'imports.run');
  const { pool, clock } = context.services;
  const files = await inShop(pool, shop.id, (client) => moveIns(client, shop.id));
  // The first rows of a file are people, and the list shows none of them.
  return {
    files: files.map((file) => ({ ...file, sample: NO_ROWS })),
    now: clock.now(),
    timeZone: shop.timeZone,
  };
}

export default function MoveIns() {
  const { files, now, timeZone } = useLoaderData<typeof loader>();
  const upload = useUpload();
  useLive(files.some(isAtWork));
  return (
    <Page
      title="Move in"
      subtitle="Bring people, their consent and who must not be written to from the platform you used before."
      backAction={{ content: 'Settings', url: '/app/settings' }}
    >
      <BlockStack gap="400">
        <UploadCard upload={upload} />
        <MoveInList files={files} now={now} timeZone={timeZone} />
      </BlockStack>
    </Page>
  );
}
