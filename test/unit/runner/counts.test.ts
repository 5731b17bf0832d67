import { expect, test } from 'vitest';
import {
  add,
  countOfPlaywright,
  countOfStep,
  countOfVitest,
  lastLine,
  none,
  summaryLine,
} from '../../runner/counts.mjs';

const vitestReport = (passed: number, failed: number, files: object[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: files,
});
const playwrightReport = (expected: number, unexpected: number, errors: object[] = []) => ({
  stats: { expected, unexpected, flaky: 0, skipped: 0 },
  errors,
});

test('the last line names what was skipped only if something was', () => {
  expect(lastLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(lastLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed');
  expect(summaryLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  expect(summaryLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
});

test('a step without tests is one test', () => {
  expect(add(countOfStep(true), countOfStep(false))).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test('reports are counted as they are', () => {
  expect(countOfVitest(vitestReport(5, 2), false)).toEqual({ passed: 5, failed: 2, skipped: 0 });
  expect(countOfPlaywright(playwrightReport(5, 2), false)).toEqual({
    passed: 5,
    failed: 2,
    skipped: 0,
  });
});

test('nothing that went wrong counts as nothing failed', () => {
  const brokenFile = { status: 'failed', assertionResults: [] };
  expect(countOfVitest(undefined, true).failed).toBe(1);
  expect(countOfVitest(vitestReport(5, 0), false).failed).toBe(1);
  expect(countOfVitest(vitestReport(0, 0), true).failed).toBe(1);
  expect(countOfVitest(vitestReport(5, 0, [brokenFile]), false).failed).toBe(1);
  expect(countOfPlaywright(undefined, true).failed).toBe(1);
  expect(countOfPlaywright(playwrightReport(5, 0), false).failed).toBe(1);
  expect(countOfPlaywright(playwrightReport(0, 0), true).failed).toBe(1);
  expect(countOfPlaywright(playwrightReport(5, 0, [{}]), false).failed).toBe(1);
  const flaky = { stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 0 }, errors: [] };
  expect(countOfPlaywright(flaky, true).failed).toBe(1);
});

test('a sum starts from nothing', () => {
  expect(add(none, none)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});
