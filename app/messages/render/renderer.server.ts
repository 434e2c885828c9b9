import { setImmediate as nextTurn } from 'node:timers/promises';
import { Liquid, type Template as Parsed } from 'liquidjs';
import { LRUCache } from 'lru-cache';
import { LANGUAGE_LABELS } from '#app/lib/reader-language.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import {
  type EmailMarkup,
  markupInLanguage,
  wordingsOf,
} from '#app/messages/templates/email-language.ts';
import { createKeyedSemaphore } from '#app/platform/keyed-semaphore.ts';
import { FOOTER_MARK, layout, TEXT_FOOTER } from '#app/messages/templates/layout.ts';
import { layOutApart } from './lay-out-apart.server.ts';
import { layOut, type LaidOut } from './lay-out.server.ts';
import type { MailView } from './mail-view.ts';
import { sampleView } from './sample-view.ts';

export type RenderedMail = { subject: string; html: string; text: string };

/** An email in all its languages. */
export type WholeEmailMarkup = { digest: string; content: EmailContent };

/** Writes emails, each compiled once, because turning MJML into HTML costs as much as a hundred emails. */
export type Renderer = {
  /**
   * Compiles those of some emails that are not compiled yet.
   * @returns writes one of them
   * @throws when nothing can be laid out
   */
  prepare(emails: readonly EmailMarkup[]): Promise<RenderEmail>;
  /**
   * What is wrong in the markup of an email in any of its languages, or that it takes too long, for who publishes it; null when
   * it can be sent.
   * @throws when nothing can be laid out, or too many wait for it
   */
  check(email: WholeEmailMarkup): Promise<string | null>;
};

/** Writes an email for a person. @throws when it cannot be compiled or costs too much */
export type RenderEmail = (email: EmailMarkup, view: MailView) => RenderedMail;

/** The parts of an email. Each is rendered for itself: what one assigns or breaks off, no other sees. */
type CompiledEmail = { subject: Parsed[]; html: Parsed[][]; text: Parsed[][] };
type Compiled = CompiledEmail | { problem: string };

/**
 * How long rendering a part of an email may take, milliseconds: hundreds of times what any needs, also on a busy machine,
 * and far below the lease of a process that does nothing else meanwhile.
 */
const MOST_RENDER_MS = 250;

/** Emails kept compiled, at about 80 KB each. */
const MOST_COMPILED = 200;
/** Characters of their pages and texts, together; compiled they take about four bytes each. */
const MOST_COMPILED_CHARACTERS = 5_000_000;
/** Callers that may wait until emails are laid out: one process does it at a time. */
const MOST_WAITING = 64;

/**
 * A renderer that has compiled nothing yet. Values are data: they are escaped and never read as Liquid.
 * @param lay lays out documents; in a process of its own unless given
 */
export function createRenderer(lay: typeof layOut = layOut): Renderer {
  const html = engine({ outputEscape: 'escape' });
  const plain = engine({});
  const turns = createKeyedSemaphore(1, MOST_WAITING);
  const compiled = new LRUCache<string, Compiled>({
    max: MOST_COMPILED,
    maxSize: MOST_COMPILED_CHARACTERS,
  });

  function compile({ content }: EmailMarkup, laidOut: LaidOut): Compiled {
    if ('problem' in laidOut) return laidOut;
    try {
      return {
        subject: plain.parse(content.subject),
        html: partsOf(withoutIndent(laidOut.page)).map((part) => html.parse(part)),
        text: [content.text.trim(), TEXT_FOOTER].map((part) => plain.parse(part)),
      };
    } catch (error) {
      return { problem: String(error) };
    }
  }

  async function compileAll(emails: readonly EmailMarkup[]): Promise<Map<string, Compiled>> {
    const found = new Map<string, Compiled>();
    if (takeKnown(emails, found).length === 0) return found;
    const release = await turns.acquire('layout');
    try {
      // Who was before may have compiled some of them.
      const wanted = takeKnown(emails, found);
      if (wanted.length > 0) await compileMissing(wanted, found);
    } finally {
      release();
    }
    return found;
  }

  /** Moves what is compiled into `found`. @returns the others, each once */
  function takeKnown(emails: readonly EmailMarkup[], found: Map<string, Compiled>): EmailMarkup[] {
    const missing = new Map<string, EmailMarkup>();
    for (const email of emails) {
      if (found.has(email.digest)) continue;
      const known = compiled.get(email.digest);
      if (known) found.set(email.digest, known);
      else missing.set(email.digest, email);
    }
    return [...missing.values()];
  }

  async function compileMissing(
    wanted: readonly EmailMarkup[],
    found: Map<string, Compiled>,
  ): Promise<void> {
    const documents = wanted.map(({ content }) => layout(content));
    const pages = await layOutApart(lay, documents);
    wanted.forEach((email, index) => {
      const page = pages[index] ?? { problem: 'It was not laid out.' };
      const made = compile(email, page);
      found.set(email.digest, made);
      if (page.isPassing) return;
      const size = JSON.stringify([page, email.content]).length;
      compiled.set(email.digest, made, { size });
    });
  }

  function write({ subject, html: page, text }: CompiledEmail, view: MailView): RenderedMail {
    return {
      subject: oneLine(textOf(plain.renderSync(subject, view))),
      html: page.map((part) => textOf(html.renderSync(part, view))).join(''),
      text: text.map((part) => textOf(plain.renderSync(part, view))).join(''),
    };
  }

  /** Why what was compiled cannot be sent. */
  async function problemOf(made: Compiled | undefined): Promise<string | null> {
    if (!made || 'problem' in made) return made?.problem ?? 'It was not laid out.';
    return await problemOfWriting(() => write(made, sampleView()));
  }

  return {
    async prepare(emails) {
      const ready = await compileAll(emails);
      return ({ digest, content: { name } }, view) => {
        const email = ready.get(digest) ?? { problem: 'It was not prepared.' };
        if ('problem' in email)
          throw new Error(`“${name}” cannot be rendered, change and publish it. ${email.problem}`);
        return write(email, view);
      };
    },
    async check(email) {
      const languages = wordingsOf(email.content).map(({ language }) => language);
      const all = languages.map((one) => markupInLanguage(email, one));
      const made = await compileAll(all.map(({ markup }) => markup));
      for (const { language, markup } of all) {
        const problem = await problemOf(made.get(markup.digest));
        if (problem !== null)
          return languages.length > 1 ? `${LANGUAGE_LABELS[language]}: ${problem}` : problem;
      }
      return null;
    },
  };
}

/** One line of an email, such as its preheader, by itself. @throws when it is no Liquid or costs too much */
export function renderLine(liquid: string, view: MailView): string {
  return oneLine(textOf(engine({}).parseAndRenderSync(liquid, view)));
}

/** Why an email is not written; one that was slow is tried once more, because the machine may have been busy. */
async function problemOfWriting(writeIt: () => RenderedMail): Promise<string | null> {
  let problem = null;
  for (let tries = 0; tries < 2; tries += 1) {
    await nextTurn();
    try {
      writeIt();
      return null;
    } catch (error) {
      problem = String(error);
    }
  }
  return problem?.includes('render limit')
    ? 'It takes too long to render. Use fewer or shorter loops.'
    : problem;
}

/** A page up to its footer, and the footer. */
function partsOf(page: string): string[] {
  const footerAt = page.lastIndexOf(FOOTER_MARK);
  if (footerAt < 0) throw new Error('The body hides the footer. Remove what is not closed in it.');
  return [page.slice(0, footerAt), page.slice(footerAt + FOOTER_MARK.length)];
}

/** Liquid without files, without unescaped output and with bounds on what one mail may cost. */
function engine(options: { outputEscape?: 'escape' }): Liquid {
  const liquid = new Liquid({
    ...options,
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
    renderLimit: MOST_RENDER_MS,
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

function textOf(rendered: unknown): string {
  return String(rendered);
}

function oneLine(subject: string): string {
  return subject.replace(/\s+/g, ' ').trim();
}
