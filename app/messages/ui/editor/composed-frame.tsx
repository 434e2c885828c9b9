import { useEffect, useRef, useState } from 'react';
import { emailFrameHtml, emailFrameStyle, emailFrameTitle } from '../email-preview-frame.tsx';
import type { EmailFrameView } from '../email-view-buttons.tsx';
import { useEmail, useEmailParts } from './email-editor-context.tsx';
import { blockElements, showEmail } from './preview-document.ts';

export type ComposedFrameProps = { view: EmailFrameView; html: string };

/**
 * The email that is composed, in a frame that runs no scripts. Its document is changed in place, so that it neither flickers nor
 * scrolls while it is written.
 */
export function ComposedFrame({ view, html: sent }: ComposedFrameProps) {
  const html = emailFrameHtml(sent, view);
  const { store } = useEmailParts();
  const chosen = useEmail(({ selection }) => selection[0]);
  const frame = useRef<HTMLIFrameElement>(null);
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => {
    const document = frame.current?.contentDocument;
    if (document && isLoaded) showEmail(document, html);
  }, [html, isLoaded]);
  useEffect(() => {
    const document = frame.current?.contentDocument;
    if (!document || !isLoaded) return;
    for (const [id, elements] of blockElements(document))
      for (const element of elements) {
        element.style.outline = id === chosen ? '2px solid #005bd3' : '';
        element.style.cursor = 'pointer';
      }
  }, [html, isLoaded, chosen]);
  useEffect(() => {
    const document = frame.current?.contentDocument;
    if (!document || !isLoaded) return;
    const choose = (event: MouseEvent) => {
      // Links of an email that is written lead nowhere.
      event.preventDefault();
      const target = event.target as Node | null;
      for (const [id, elements] of blockElements(document))
        if (elements.some((element) => element.contains(target))) store.getState().open(id);
    };
    document.addEventListener('click', choose);
    return () => document.removeEventListener('click', choose);
  }, [isLoaded, store]);
  return (
    <iframe
      ref={frame}
      title={emailFrameTitle(view)}
      sandbox="allow-same-origin"
      srcDoc="<!doctype html>"
      onLoad={() => setLoaded(true)}
      style={emailFrameStyle(view)}
    />
  );
}
