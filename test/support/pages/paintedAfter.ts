import type { Page } from '@playwright/test';

/**
 * Milliseconds from the last such event on the page until what was waited for is there and painted,
 * by the page's own clock: how long it takes to type and to look isn't counted.
 */
export async function paintedAfter(
  page: Page,
  event: 'pointerdown' | 'keydown',
  selector: string,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(
    ([name, wanted]) => {
      // Methods, because what runs in the page may hold no functions with names of their own: the
      // loader of the benches wraps those in a helper that the page doesn't have.
      const watch = {
        fromMs: Number.NaN,
        handleEvent() {
          watch.fromMs = performance.now();
        },
        look(resolve: (ms: number) => void) {
          if (!document.querySelector(wanted)) {
            requestAnimationFrame(() => watch.look(resolve));
            return;
          }
          removeEventListener(name, watch, true);
          // After the frame in which it was found, it has been painted.
          requestAnimationFrame(() => resolve(performance.now() - watch.fromMs));
        },
      };
      addEventListener(name, watch, true);
      Object.assign(window, { painted: new Promise<number>((resolve) => watch.look(resolve)) });
    },
    [event, selector] as const,
  );
  await act();
  return page.evaluate(() => (window as unknown as { painted: Promise<number> }).painted);
}
