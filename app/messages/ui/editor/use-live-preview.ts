import { useEffect, useState } from 'react';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import type { EmailPreview } from '#app/messages/page/email-preview.ts';
import type { ComposedEmail } from '#app/messages/templates/composed-email.ts';
import { useEmail, useShownLanguage } from './email-editor-context.tsx';

/** Letters that follow each other faster are shown together, milliseconds. */
const TYPING_MS = 40;
const RETRY_MS = 3_000;

export type LivePreview = {
  preview: EmailPreview | null;
  /** Whether the last one could not be had; it is tried again. */
  isOffline: boolean;
};

/**
 * What is composed as a reader would get it, with every change. A newer change breaks off the one before.
 * @param person the id of the one who gets it; empty for a sample
 */
export function useLivePreview(emailKey: string, person: string): LivePreview {
  const content = useEmail((state) => state.content);
  const language = useShownLanguage();
  const [shown, setShown] = useState<LivePreview>({ preview: null, isOffline: false });
  useEffect(() => {
    const stopped = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const asked = { content, language, person };
      const preview = await sendPreview(emailKey, asked, stopped.signal).catch(() => null);
      if (stopped.signal.aborted) return;
      if (preview) {
        setShown({ preview, isOffline: false });
        return;
      }
      setShown((before) => ({ ...before, isOffline: true }));
      timer = setTimeout(() => void ask(), RETRY_MS);
    };
    timer = setTimeout(() => void ask(), TYPING_MS);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [emailKey, content, language, person]);
  return shown;
}

/** Not by a fetcher of the router, whose answers would load the page again. @throws when no answer came */
async function sendPreview(
  emailKey: string,
  {
    content,
    language,
    person,
  }: { content: ComposedEmail; language: ReaderLanguage; person: string },
  signal: AbortSignal,
): Promise<EmailPreview> {
  const body = new URLSearchParams({ content: JSON.stringify(content), language, person });
  const response = await fetch(`/app/emails/${emailKey}/preview`, { method: 'POST', body, signal });
  if (!response.ok) throw new Error(`The preview was answered with ${String(response.status)}.`);
  return (await response.json()) as EmailPreview;
}
