/** A button on the page, by the name that it is read out with. */
export interface Control {
  readonly name: string;
  /** It stands there and says why it can't be pressed. */
  readonly locked: boolean;
}

/** Every button that is on the page now. */
export function controls(): readonly Control[] {
  return [...document.querySelectorAll<HTMLElement>('button, [role=button], summary')].map(
    (button) => ({
      name: (button.getAttribute('aria-label') ?? button.textContent).trim(),
      locked: button.getAttribute('aria-disabled') === 'true' || button.matches(':disabled'),
    }),
  );
}

/**
 * Whether the page offers an act of this name. A button that is locked for what is still missing
 * offers it too, under the words that say what: then the act is theirs.
 */
export function offers(name: RegExp): boolean {
  return controls().some((control) => name.test(control.name));
}
