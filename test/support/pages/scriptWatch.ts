import type { Page } from '@playwright/test';

/** What would show that a text was taken for a program. */
export interface ScriptWatch {
  /** Before the first page is loaded. */
  readonly prepare: (page: Page) => Promise<void>;
  /** Scripts that ran, dialogs that opened, breaks of the policy, errors that nobody caught. */
  readonly happened: string[];
  /** Elements and attributes on the screen that no code of ours makes. */
  strangers(page: Page): Promise<string[]>;
}

/** `canary(…)` is what the hostile texts call. */
export function watchForScripts(): ScriptWatch {
  const happened: string[] = [];
  return {
    happened,
    async prepare(page) {
      page.on('pageerror', (error) => happened.push(`error: ${error.message}`));
      page.on('dialog', (dialog) => {
        happened.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        if (/attacker/.test(request.url())) happened.push(`request: ${request.url()}`);
      });
      await page.exposeFunction('canary', (words: unknown) =>
        happened.push(`ran: ${String(words)}`),
      );
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const { canary } = window as unknown as { canary(words: string): void };
          canary(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
        });
      });
    },
    strangers: (page) =>
      page.evaluate(() => {
        const wrong =
          'img, iframe, object, embed, base, form[action], meta[http-equiv], style, script:not([src])';
        const found = [...document.querySelectorAll(wrong)].map(({ outerHTML }) => outerHTML);
        for (const element of document.querySelectorAll('*')) {
          for (const { name, value } of element.attributes) {
            const runs = name.startsWith('on') || name === 'srcdoc';
            const leads = ['href', 'src', 'action', 'xlink:href'].includes(name);
            if (runs || (leads && /^\s*(javascript|data|https?):/i.test(value))) {
              found.push(`${element.tagName} ${name}="${value}"`);
            }
          }
        }
        return found;
      }),
  };
}
