/**
 * Tests of one step, as the last line of `npm test` adds them up.
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts
 */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function add(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/**
 * A step without tests of its own (format, lint, types, build) is one test.
 * @param {boolean} well
 * @returns {Counts}
 */
export function countOfStep(well) {
  return well ? { ...none, passed: 1 } : { ...none, failed: 1 };
}

/**
 * Counts Vitest's JSON report. A file that couldn't be loaded has no tests in it, and counts as one
 * that failed; so does a run that ended badly although no test says so (an unhandled rejection, a
 * run without tests).
 * @param {any} report the parsed report; undefined when none was written
 * @param {boolean} endedWell
 * @returns {Counts}
 */
export function countOfVitest(report, endedWell) {
  if (!report) return { ...none, failed: 1 };
  const brokenFiles = report.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return blamed(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles,
      skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    },
    endedWell,
  );
}

/**
 * Counts Playwright's JSON report. A flaky test is one that failed.
 * @param {any} report the parsed report; undefined when none was written
 * @param {boolean} endedWell
 * @returns {Counts}
 */
export function countOfPlaywright(report, endedWell) {
  if (!report) return { ...none, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return blamed(
    { passed: expected, failed: unexpected + flaky + report.errors.length, skipped },
    endedWell,
  );
}

/**
 * @param {Counts} counts
 * @param {boolean} endedWell
 * @returns {Counts}
 */
function blamed(counts, endedWell) {
  const ranNothing = counts.passed + counts.failed === 0;
  return counts.failed === 0 && (!endedWell || ranNothing) ? { ...counts, failed: 1 } : counts;
}

/**
 * The last line: `N passed, N failed`.
 * @param {Counts} counts
 */
export function lastLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/**
 * What is said of a step and before the last line: also what this machine couldn't run.
 * @param {Counts} counts
 */
export function summaryLine(counts) {
  return `${lastLine(counts)}${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`;
}
