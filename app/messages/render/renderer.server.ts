import { Liquid, type Template as Parsed } from 'liquidjs';
import { templates } from '#app/messages/templates.ts';
import { layout, textLayout } from '#app/messages/templates/layout.ts';
import { layOut } from './lay-out.server.ts';
import type { MailView } from './mail-view.ts';

export type RenderedMail = { subject: string; html: string; text: string };

/** Writes mails; made once, because turning MJML into HTML costs as much as a hundred mails. */
export type Renderer = { render(template: string, view: MailView): RenderedMail };

/** A renderer that is made at the first asking, so that a worker is ready without it; a failure is tried again. */
export function createLazyRenderer(): () => Promise<Renderer> {
  let making: Promise<Renderer> | null = null;
  return () => {
    making ??= createRenderer().catch((error: unknown) => {
      making = null;
      throw error;
    });
    return making;
  };
}

/** Compiles every template. Values are data: they are escaped and never read as Liquid. */
export async function createRenderer(): Promise<Renderer> {
  const html = engine({ outputEscape: 'escape' });
  const plain = engine({});
  const compiled = new Map<string, { subject: Parsed[]; html: Parsed[]; text: Parsed[] }>();
  const pages = await layOut(templates.map(layout));
  templates.forEach((template, index) => {
    compiled.set(template.key, {
      subject: plain.parse(template.subject),
      html: html.parse(withoutIndent(pages[index] ?? '')),
      text: plain.parse(textLayout(template)),
    });
  });
  return {
    render(key, view) {
      const template = compiled.get(key);
      if (!template) throw new Error(`There is no mail template ${key}. Add it to templates.ts.`);
      return {
        subject: oneLine(text(plain.renderSync(template.subject, view))),
        html: text(html.renderSync(template.html, view)),
        text: text(plain.renderSync(template.text, view)),
      };
    },
  };
}

/** Liquid without files, without unescaped output and with bounds on what one mail may cost. */
function engine(options: { outputEscape?: 'escape' }): Liquid {
  const liquid = new Liquid({
    ...options,
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
    renderLimit: 1_000,
    memoryLimit: 10_000_000,
    parseLimit: 1_000_000,
  });
  delete liquid.filters['raw'];
  return liquid;
}

/** MJML indents its output; the spaces would be a third of every mail. */
function withoutIndent(page: string): string {
  return page.replace(/\s*\n\s*/g, '\n');
}

function text(rendered: unknown): string {
  return String(rendered);
}

function oneLine(subject: string): string {
  return subject.replace(/\s+/g, ' ').trim();
}
