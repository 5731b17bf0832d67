/** Chromium's switches that take a guard of the app away, by the beginning of their names. */
const refused: readonly { readonly begins: string; readonly sentence: string }[] = [
  {
    begins: 'remote-debugging',
    sentence: 'Bedside does not run with remote debugging: leave it out.',
  },
  { begins: 'inspect', sentence: 'Bedside does not run under an inspector: leave it out.' },
  ...[
    'no-sandbox',
    'disable-web-security',
    'disable-site-isolation',
    'single-process',
    'ignore-certificate-errors',
    'allow-running-insecure-content',
    'unsafely-treat-insecure-origin-as-secure',
    'host-rules',
    'host-resolver-rules',
    'load-extension',
    'enable-blink-features',
    'enable-logging',
    'js-flags',
    'user-data-dir',
  ].map((begins) => ({
    begins,
    sentence: `Bedside does not start with --${begins}, which takes one of its guards away: leave it out.`,
  })),
];

/**
 * Why a packaged app doesn't start with these arguments; undefined where it does. Whoever can start
 * the program could otherwise open its records to any program of the machine. Chromium takes `-name`
 * for `--name`, on Windows `/name` too, in any case of letters.
 */
export function refusedSwitch(commandArguments: readonly string[]): string | undefined {
  for (const argument of commandArguments) {
    const name = /^(?:--?|\/)([^=]+)/.exec(argument)?.[1]?.toLowerCase();
    const row = refused.find(({ begins }) => name?.startsWith(begins));
    if (row) return row.sentence;
  }
  return undefined;
}
